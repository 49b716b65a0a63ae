"""Every photograph of an issue on sheets: page, slot, credit, verdict on its size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from press.composing.model import PressPicture, PrintProfile
from press.composing.pdf import compose_pdf
from press.copy.model import Run
from press.makeup.grid import Box, PageGrid
from press.makeup.model import (
    FrameKind,
    PageLayout,
    PictureFrame,
    SetLine,
    TextFrame,
    Thread,
)
from press.typesetting.fonts import advance
from press.typesetting.model import (
    Align,
    Face,
    Line,
    Piece,
    StyledParagraph,
    TextStyle,
)

SHEET = PageGrid("contact sheet", 210, 297, 3, 20, 2, 70, body_size=8, leading=11)
LABEL = TextStyle("图片清单", Face.HEI, 8, 11, Align.LEFT)
ACROSS, DOWN = SHEET.columns, 4
CELL_LINES = 17
PICTURE_LINES = 11
GOOD_PPI, LEAST_PPI = 300.0, 200.0
GRACE = 0.98  # rounding to whole pixels must not spoil a verdict
CM_PER_POINT = 2.54 / 72
PREVIEW_PPI = 150.0


@dataclass(frozen=True, slots=True)
class ContactEntry:
    """One photograph on the sheet; ``printed`` is its size on the page, in points."""

    name: str
    headline: str
    caption: str
    credit: str
    preview: PressPicture
    width: int  # pixels of the original
    height: int
    printed: tuple[float, float] | None = None
    ppi: float = 0.0


def verdict(entry: ContactEntry) -> str:
    """Say in a line whether the picture is large enough for its place."""
    if entry.printed is None:
        return "未上版"
    wide, high = (round(side * CM_PER_POINT, 1) for side in entry.printed)
    size = f"{wide} × {high} 厘米"
    if entry.ppi >= GOOD_PPI * GRACE:
        return f"{size}：合格"
    word = "可用" if entry.ppi >= LEAST_PPI * GRACE else "偏小"
    return f"{size}：{word}，{entry.ppi:.0f} ppi"


def contact_sheet(
    entries: Sequence[ContactEntry],
    *,
    title: str,
    profile: PrintProfile,
    stamp: datetime,
) -> bytes:
    """Return the sheets as PDF; an issue without photographs has one empty sheet."""
    sheets = [list(group) for group in _groups(entries)] or [[]]
    layouts = [_sheet(number, group) for number, group in enumerate(sheets, 1)]
    previews = {entry.name: entry.preview for entry in entries}
    return compose_pdf(layouts, previews, profile=profile, title=title, stamp=stamp)


def _groups(entries: Sequence[ContactEntry]) -> list[Sequence[ContactEntry]]:
    size = ACROSS * DOWN
    return [entries[at : at + size] for at in range(0, len(entries), size)]


def _sheet(number: int, entries: Sequence[ContactEntry]) -> PageLayout:
    frames, pictures, threads = [], [], []
    for place, entry in enumerate(entries):
        column, row = place % ACROSS, place // ACROSS
        room = SHEET.box(column, row * CELL_LINES, 1, PICTURE_LINES)
        pictures.append(_picture(entry, room))
        below = SHEET.box(column, row * CELL_LINES + PICTURE_LINES + 0.5, 1, 5)
        frames.append(_words(entry, below))
        text = tuple(StyledParagraph(LABEL, (Run(line),)) for line in _label(entry))
        threads.append(Thread(entry.name, FrameKind.CAPTION, text))
    return PageLayout(SHEET, number, tuple(threads), tuple(frames), tuple(pictures))


def _picture(entry: ContactEntry, room: Box) -> PictureFrame:
    """Fit the whole picture into its room, standing on the room's foot."""
    scale = min(room.width / entry.width, room.height / entry.height)
    wide, high = entry.width * scale, entry.height * scale
    box = Box(room.x, room.bottom - high, wide, high)
    return PictureFrame(entry.name, box, entry.name, "")


def _label(entry: ContactEntry) -> list[str]:
    pixels = f"{entry.width} × {entry.height}"
    first = f"{entry.name} {pixels}"
    words = (first, entry.headline, entry.caption, entry.credit, verdict(entry))
    return [word for word in words if word]


def _words(entry: ContactEntry, box: Box) -> TextFrame:
    lines = tuple(
        SetLine(box.x, box.y + LABEL.size + row * LABEL.leading, _line(row, text, box))
        for row, text in enumerate(_label(entry))
    )
    return TextFrame(entry.name, FrameKind.CAPTION, box, entry.name, lines=lines)


def _line(row: int, text: str, box: Box) -> Line:
    """Set one line; what exceeds the cell is cut and says so."""
    xs: list[float] = []
    kept, x = "", 0.0
    for char in " ".join(text.split()):
        step = advance(LABEL.face, char) * LABEL.size
        if x + step > box.width - LABEL.size:
            kept, xs = f"{kept}…", [*xs, x]
            break
        kept, xs, x = kept + char, [*xs, x], x + step
    piece = Piece(kept, LABEL.face, LABEL.size, tuple(xs))
    return Line(row, 0, len(kept), LABEL, (piece,), x, is_first=True, is_last=True)
