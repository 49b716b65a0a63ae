"""Tell a photograph that a messenger has shrunk, or a picture of a screen.

Messengers throw Exif away, shrink to a few known sizes and compress anew with the
tables of the free JPEG library; cameras write Exif and tables of their own.  A file
with a camera's Exif is never suspected, whatever its name: it was sent as original.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from PIL import Image

from press.imaging.judgements import Because, Judgement, JudgementCode
from press.imaging.opening import DECODER_ERRORS

EXIF_IFD = 0x8769
MAKE, MODEL, COMMENT = 0x010F, 0x0110, 0x9286
EXPOSURE, APERTURE, FOCAL_LENGTH = 0x829A, 0x829D, 0x920A
NAMES = (
    (JudgementCode.WECHAT_COMPRESSED, r"微信图片|mmexport\d|wx_camera_|wechat(?!.*截)"),
    (JudgementCode.WECHAT_COMPRESSED, r"weixin|.*\(wechat\)"),
    (JudgementCode.QQ_COMPRESSED, r"qq图片|qq_pic|qq空间"),
    (JudgementCode.WEIBO_COMPRESSED, r"[0-9a-z]{8}(ly|gy|jw)[0-9][0-9a-z]{16,}\."),
    (JudgementCode.DINGTALK_COMPRESSED, r"la[ld]p[a-z0-9_\-]{10,}_\d+_\d+"),
)
SCREEN_NAMES = re.compile(
    r"screenshot|screen shot|screen_shot|屏幕截图|截屏|截图|微信截图|qq截图|snipaste"
)
# The long sides that messengers shrink to, in pixels.
MESSENGER_SIDES = frozenset((960, 1080, 1280, 1440, 1702, 1706, 1707, 1920, 2560))
# The short sides of telephones' screens, in pixels, and the shapes they come in.
SCREEN_SIDES = frozenset(
    (
        *(720, 750, 828, 1080, 1125, 1170, 1179, 1200, 1206, 1216, 1220, 1224, 1240),
        *(1242, 1256, 1260, 1264, 1284, 1290, 1312, 1316, 1320, 1344, 1440),
    )
)
SCREEN_SHAPES = (1.70, 2.45)  # long ÷ short
MESSENGER_QUALITY, LOW_QUALITY = 88, 55  # of the free JPEG library, 1 to 100
# Its brightness table at quality 50, row by row (ITU-T T.81, table K.1).
TABLE_50 = (
    *(16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55),
    *(14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62),
    *(18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92),
    *(49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99),
)


@dataclass(frozen=True, slots=True)
class Traces:
    """What a file tells of where it came from; read before its pixels are."""

    kind: str
    name: str
    width: int
    height: int
    from_camera: bool
    comment: str
    quality: int | None  # of the free JPEG library; None: other tables


def read_traces(image: Image.Image, name: str) -> Traces:
    """Read the traces of an opened picture."""
    from_camera, comment = _exif_tells(image)
    return Traces(
        kind=image.format or "",
        name=name.lower(),
        width=image.width,
        height=image.height,
        from_camera=from_camera,
        comment=comment,
        quality=_quality(image),
    )


def judge_origin(traces: Traces) -> tuple[Judgement, ...]:
    """Say what is suspected: numbers hold ``long_side`` and, if known, ``quality``."""
    found = _screenshot(traces) or _messenger(traces)
    return (found,) if found else ()


def _exif_tells(image: Image.Image) -> tuple[bool, str]:
    """Tell whether a camera wrote Exif, and what its comment says."""
    try:
        exif = image.getexif()
        details = exif.get_ifd(EXIF_IFD)
        camera = any(exif.get(tag) for tag in (MAKE, MODEL))
        camera = camera or any(details.get(t) for t in (EXPOSURE, FOCAL_LENGTH))
        comment = details.get(COMMENT, b"")
    except DECODER_ERRORS:
        return False, ""
    if isinstance(comment, bytes):
        comment = comment[8:].replace(b"\0", b"").decode("ascii", "ignore")
    return camera, str(comment)


def _quality(image: Image.Image) -> int | None:
    """Return the free JPEG library's quality if its brightness table is in use."""
    tables = getattr(image, "quantization", None)
    if not tables or 0 not in tables:
        return None
    table = list(tables[0])
    return next((q for q in range(1, 101) if _table(q) == table), None)


def _table(quality: int) -> list[int]:
    scale = 5000 // quality if quality < 50 else 200 - 2 * quality
    return [min(255, max(1, (step * scale + 50) // 100)) for step in TABLE_50]


def _screenshot(traces: Traces) -> Judgement | None:
    because = []
    if "screenshot" in traces.comment.lower():
        because.append(Because.COMMENT)
    if SCREEN_NAMES.search(traces.name) and not traces.from_camera:
        because.append(Because.NAME)
    if traces.kind == "PNG" and not traces.from_camera and _is_screen(traces):
        because.append(Because.SIZE)
    return _suspect(JudgementCode.SCREENSHOT, traces, because) if because else None


def _is_screen(traces: Traces) -> bool:
    short, long = sorted((traces.width, traces.height))
    least, most = SCREEN_SHAPES
    return short in SCREEN_SIDES and least <= long / short <= most


def _messenger(traces: Traces) -> Judgement | None:
    if traces.kind not in ("JPEG", "MPO") or traces.from_camera:
        return None
    because = [Because.NO_CAMERA_DATA]
    sized = max(traces.width, traces.height) in MESSENGER_SIDES
    packed = traces.quality is not None and traces.quality <= MESSENGER_QUALITY
    because += [Because.SIZE] * sized + [Because.TABLES] * packed
    for code, pattern in NAMES:
        if re.match(pattern, traces.name):
            return _suspect(code, traces, [Because.NAME, *because])
    low = traces.quality is not None and traces.quality <= LOW_QUALITY
    if low or (sized and packed):
        return _suspect(JudgementCode.RECOMPRESSED, traces, because)
    return None


def _suspect(code: JudgementCode, traces: Traces, because: list[Because]) -> Judgement:
    numbers = {"long_side": float(max(traces.width, traces.height))}
    if traces.quality is not None:
        numbers["quality"] = float(traces.quality)
    return Judgement(code, numbers, tuple(because))
