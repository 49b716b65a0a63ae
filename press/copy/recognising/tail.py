"""The tail of a text: captions, author card, names, closing, office lines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from press.copy.model import BlockKind
from press.copy.recognising.bylines import Form, byline_form, inline_byline
from press.copy.recognising.captions import CaptionLine, caption_line, caption_lines
from press.copy.recognising.cards import Card, read_card
from press.copy.recognising.credits import split_credit
from press.copy.recognising.letters import END_TAIL, is_closing, is_slip
from press.copy.recognising.peeled import (
    Peeled,
    add_caption,
    claim_aside,
    claim_card,
    is_aside,
)
from press.copy.recognising.people import is_person, is_unit
from press.copy.recognising.sheet import MOST_ASIDES, Line, Part, cut_line

_LEADING = ("：", ":", "、", "，")
LAST_LINES = 8  # lines at the end where a byline may be followed by captions
LONGEST_ENDING = 100  # characters at the end where a credit may stand
LONGEST_SHOWN = 80  # characters of such a caption


def peel_tail(peeled: Peeled) -> None:
    lines = peeled.sheet.lines
    tail: list[tuple[Card, str]] = []
    captions: list[CaptionLine] = []
    bylines: list[str] = []
    ahead, peeled.cards = peeled.cards, tail
    ahead_captions, peeled.captions = peeled.captions, captions
    ahead_bylines, peeled.bylines = peeled.bylines, bylines
    for at in islice(_open_from_end(lines), MOST_ASIDES):
        if not _claim_tail(peeled, at):
            break
    _cut_end(peeled)
    peeled.cards = [*ahead, *reversed(tail)]
    peeled.captions = sorted([*ahead_captions, *captions], key=lambda one: one.line)
    peeled.bylines = [*ahead_bylines, *reversed(bylines)]


def _open_from_end(lines: list[Line]) -> Iterator[int]:
    for at in range(len(lines) - 1, -1, -1):
        if lines[at].part is None:
            yield at


def _claim_tail(peeled: Peeled, at: int) -> bool:
    line = peeled.sheet.lines[at]
    if not line.is_words:
        return False
    found = caption_line(line.text, stems=peeled.stems)
    if found is None and _is_numbered_above(peeled, at):
        line.part = Part.CAPTION
        caption, credit = split_credit(line.text)
        add_caption(peeled, CaptionLine(line.text, caption, credit), at)
        return True
    if found and not is_slip(line.text) and not _names_writers(line.text):
        line.part = Part.CAPTION
        for one in caption_lines(line.text, stems=peeled.stems):
            add_caption(peeled, one, at)
        return True
    if not line.is_short:
        return False
    return (
        _claim_names(peeled, at)
        or claim_card(peeled, line)
        or claim_aside(line)
        or _claim_signature(peeled, at)
    )


def _is_numbered_above(peeled: Peeled, at: int) -> bool:
    """Tell whether the line above is a lone 图2, whose caption this line is."""
    line, above = peeled.sheet.lines[at], peeled.sheet.lines[at - 1] if at else None
    if (
        above is None
        or above.part is not None
        or not (line.is_short and above.is_short)
    ):
        return False
    found = caption_line(above.text)
    return found is not None and bool(found.numbers) and not found.caption


def _names_writers(text: str) -> bool:
    """Tell whether a credit names who wrote as well: 文/图 张三."""
    return "文" in text and len(text) <= 60 and byline_form(text) is Form.MARKED


def _claim_names(peeled: Peeled, at: int) -> bool:
    """Claim a byline at the end; names above a date or telephone sign the letter."""
    line = peeled.sheet.lines[at]
    form = byline_form(line.text)
    if form is Form.NONE or (line.kind is BlockKind.SUBHEAD and form is Form.BARE):
        return False
    if form is Form.BARE and at and peeled.sheet.lines[at - 1].text.endswith(_LEADING):
        return False
    card = read_card(line.text)
    if card and (card.phone or card.personal or _in_card(peeled, at)):
        return False
    if form is Form.BARE and _is_signed(peeled, at):
        peeled.cards.append((_signature(line.text), line.text))
        line.part = Part.CARD
        return True
    line.part = Part.BYLINE
    peeled.bylines.append(line.text)
    if card:
        peeled.byline_cards.append((card, line.text))
    return True


def _in_card(peeled: Peeled, at: int) -> bool:
    """Tell whether the lines round a line are an author card."""
    lines = peeled.sheet.lines
    below = lines[at + 1] if at + 1 < len(lines) else None
    if below is not None and below.part is Part.CARD:
        return True
    above = lines[at - 1] if at else None
    return above is not None and above.is_short and read_card(above.text) is not None


def _is_signed(peeled: Peeled, at: int) -> bool:
    lines = peeled.sheet.lines
    near = [*lines[max(0, at - 1) : at], *lines[at + 1 : at + 3]]
    return any(
        line.part in (Part.CARD, Part.LETTER)
        or (line.is_short and is_closing(line.text))
        for line in near
    )


def _signature(text: str) -> Card:
    words = text.strip("（()）").split()
    name = next((word for word in words if is_person(word)), "")
    if not name and is_person("".join(words)):
        name = "".join(words)
    unit = next((word for word in words if is_unit(word)), "")
    return Card(name=name, unit=unit)


def _claim_signature(peeled: Peeled, at: int) -> bool:
    """Claim the unit that signs a text, if the line above ends a sentence."""
    lines = peeled.sheet.lines
    line = lines[at]
    if line.kind is BlockKind.SUBHEAD and not _is_signed(peeled, at):
        return False
    if not is_unit(line.text) or at == 0:
        return False
    above = lines[at - 1]
    ended = above.part is not None or above.text.endswith(tuple("。！？”…）)"))
    signed = _is_signed(peeled, at) and not is_unit(above.text)
    if not (ended or signed or _claimable(above)):
        return False
    peeled.cards.append((Card(unit=line.text), line.text))
    line.part = Part.CARD
    return True


def _claimable(line: Line) -> bool:
    text = line.text
    return line.is_short and (
        is_closing(text)
        or is_slip(text)
        or is_person(text)
        or read_card(text) is not None
    )


def _cut_end(peeled: Peeled) -> None:
    """Cut （完） and a byline off the end of the last paragraph."""
    last = next(
        (line for line in reversed(peeled.sheet.lines) if line.part is None), None
    )
    if last is None or last.kind is not BlockKind.PARAGRAPH:
        return
    end = END_TAIL.search(last.text, max(0, len(last.text) - 40))
    if end and end.start():
        peeled.sheet.cuttings.append(end[0].strip())
        cut_line(last, 0, end.start())
    start, byline = inline_byline(last.text)
    if not byline or start == 0:
        _note_credit(peeled, last)
        return
    cut_line(last, 0, start)
    peeled.bylines.append(byline)


def _note_credit(peeled: Peeled, last: Line) -> None:
    """Note a credit after the last sentence; it is cut off when a picture takes it."""
    end = last.text[-LONGEST_ENDING:]
    caption, credit = split_credit(end)
    if credit and caption.endswith(tuple("。！？”…")):
        printed = end[len(caption) :].strip()
        at = peeled.sheet.lines.index(last)
        add_caption(peeled, CaptionLine(printed, "", credit), at)


def peel_after_byline(peeled: Peeled) -> None:
    """Claim short lines after a bracketed byline as captions: the copy has ended."""
    lines = peeled.sheet.lines
    for at in range(len(lines) - 1, max(0, len(lines) - LAST_LINES), -1):
        line = lines[at]
        if not line.is_short or len(line.text) > LONGEST_SHOWN:
            return
        if (
            line.part is None
            and line.text[0] in "（("
            and byline_form(line.text) is Form.MARKED
        ):
            break
    else:
        return
    for after in range(at + 1, len(lines)):
        free = lines[after].part is None and peeled.stems
        if free and not _is_known(lines[after]):
            caption, credit = split_credit(lines[after].text)
            found = CaptionLine(lines[after].text, caption, credit, sure=False)
            lines[after].part = Part.CAPTION
            add_caption(peeled, found, after)


def _is_known(line: Line) -> bool:
    text = line.text
    return (
        is_aside(line)
        or is_closing(text)
        or is_unit(text)
        or byline_form(text) is not Form.NONE
        or caption_line(text) is not None
    )
