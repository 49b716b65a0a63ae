"""Plain text files: any Chinese encoding, with lines wrapped by hand put together."""

from __future__ import annotations

import codecs
import re
from itertools import pairwise

from press.copy.counting import cells
from press.copy.model import Block
from press.copy.plain import blocks_from_plain
from press.copy.runs import INDENTS
from submissions.documents.likely_chinese import is_mock_utf8, likeness

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x841\x953", "gb18030"),
)
EAST_ASIAN = ("gb18030", "big5hkscs")
SAMPLE = 64 * 1024
LEAST_LIKENESS = 0.35  # of a text to be taken for Chinese without a doubt
MANY_ZEROS = 0.1  # of all bytes, in UTF-16 that is mostly Latin
FEW_BROKEN = 0.02  # of the characters that are not ASCII

FEWEST_WRAPPED = 5  # lines
NARROWEST, WIDEST = 20, 120  # cells of a hand-wrapped line
NEARLY_FULL = 4  # cells that a wrapped line may be short of the widest
WRAPPED_SHARE = 0.6

_SYMBOLS = re.compile("[\u00a0-\u00bf]")  # ©, £ and · stand anywhere in texts
_HZ = re.compile(rb"~\{[\x21-\x7d\n][^\x80-\xff]*?~\}")
_INDENT = re.compile(r"[\u3000\t]| {2,}")
_ENDS = frozenset("。！？…：；」』”）)!?.:")


def decode_text(data: bytes) -> tuple[str, str, bool]:
    """Return the text, its encoding and whether that is certain; never raises."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            return text, encoding, "\ufffd" not in text
    if data.isascii() and _HZ.search(data):
        text = data.decode("hz", "replace")
        return text, "hz", "\ufffd" not in text
    if _looks_wide(data):
        return _wide(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(data)
    is_mock = is_mock_utf8(_SYMBOLS.sub(" ", text))
    rather = _best(data, EAST_ASIAN) if is_mock else None
    return rather if rather and rather[2] else (text, "utf-8", rather is None)


def blocks_of_text(text: str) -> tuple[Block, ...]:
    """Return the blocks of a text file: lines, or paragraphs where it was wrapped."""
    return blocks_from_plain(unwrapped(text))


def unwrapped(text: str) -> str:
    """Put paragraphs together whose lines were broken by hand at one width."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    width = _wrapped_at(lines)
    if not width:
        return text
    joined: list[str] = []
    before = ""
    for line in lines:
        if joined and _continues(before, line, width=width):
            joined[-1] += _glue(joined[-1], line) + line.strip(INDENTS)
        else:
            joined.append(line)
        before = line
    return "\n".join(joined)


def _wrapped_at(lines: list[str]) -> float:
    """Return the width lines were broken at, or nothing where they were not."""
    widths = [cells(line.rstrip(INDENTS)) for line in lines if line.strip(INDENTS)]
    if len(widths) < FEWEST_WRAPPED:
        return 0
    widest = max(widths)
    full = sum(width >= widest - NEARLY_FULL for width in widths)
    wrapped = NARROWEST <= widest <= WIDEST and full >= WRAPPED_SHARE * len(widths)
    # Lines that all end a sentence are paragraphs, however alike their lengths.
    open_ends = sum(
        one.rstrip(INDENTS)[-1] not in _ENDS
        for one, other in pairwise(lines)
        if one.strip(INDENTS) and other.strip(INDENTS)
    )
    return widest if wrapped and open_ends * 2 >= full else 0


def _continues(before: str, line: str, *, width: float) -> bool:
    """Tell whether a line goes on with the paragraph of the line before it."""
    if not before.strip(INDENTS) or not line.strip(INDENTS) or _INDENT.match(line):
        return False
    return cells(before.rstrip(INDENTS)) >= width - NEARLY_FULL


def _glue(before: str, after: str) -> str:
    head, tail = before.rstrip()[-1:], after.strip(INDENTS)[:1]
    return " " if head.isascii() and tail.isascii() and head and tail else ""


def _looks_wide(data: bytes) -> bool:
    """Tell UTF-16 without its mark: every other byte is 0 in spaces and line ends."""
    sample = data[:SAMPLE]
    if len(data) < 4 or (len(data) % 2 and b"\0" not in sample):
        return False
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) > MANY_ZEROS * len(sample) and min(even, odd) * 10 < max(
        even, odd
    ):
        return True
    return max(even, odd) >= 0.005 * len(sample) and _best_wide(sample) > 0


def _wide(data: bytes) -> tuple[str, str, bool]:
    """Decode UTF-16: where letters are Latin, zeros tell which half comes first."""
    sample = data[:SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) > MANY_ZEROS * len(sample):
        name = "utf-16-le" if odd > even else "utf-16-be"
        text = data.decode(name, "replace")
        return text, name, "\ufffd" not in text
    return _best(data, ("utf-16-le", "utf-16-be"))


def _best_wide(sample: bytes) -> float:
    even = sample[: len(sample) // 2 * 2]
    texts = (even.decode(name, "replace") for name in ("utf-16-le", "utf-16-be"))
    return max(map(likeness, texts))


def _not_utf8(data: bytes) -> tuple[str, str, bool]:
    loose = data.decode("utf-8", "replace")
    foreign = sum(not char.isascii() for char in loose)
    if loose.count("\ufffd") <= FEW_BROKEN * foreign:
        return loose, "utf-8", False
    text, encoding, sure = _best(data, EAST_ASIAN)
    if sure:
        return text, encoding, True
    if _is_mixed(data):
        return _by_line(data), "gb18030", False
    if likeness(text[:SAMPLE]) > 0:
        return text, encoding, False
    return _western(data) or (text, encoding, False)


def _best(data: bytes, encodings: tuple[str, ...]) -> tuple[str, str, bool]:
    """Return the decoding that reads most like Chinese."""
    texts = [(data.decode(name, "replace"), name) for name in encodings]
    scored = [(likeness(text[:SAMPLE]), -at) for at, (text, _) in enumerate(texts)]
    score, at = max(scored)
    text, encoding = texts[-at]
    return text, encoding, score >= LEAST_LIKENESS and "\ufffd" not in text


def _western(data: bytes) -> tuple[str, str, bool] | None:
    """Read a text whose high bytes stand alone among letters, as in Europe."""
    high = sum(byte >= 0x80 for byte in data)
    letters = sum(chr(byte).isalpha() for byte in data if byte < 0x80)
    if high * 4 > letters:
        return None
    return data.decode("cp1252", "replace"), "cp1252", False


def _is_mixed(data: bytes) -> bool:
    """Tell whether some lines are UTF-8 and others are not."""
    foreign = [line for line in data.split(b"\n") if not line.isascii()]
    valid = sum(_is_utf8(line) for line in foreign)
    return 0 < valid < len(foreign) and valid * 10 >= len(foreign)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _by_line(data: bytes) -> str:
    return "\n".join(
        line.decode("utf-8" if _is_utf8(line) else "gb18030", "replace")
        for line in data.split(b"\n")
    )
