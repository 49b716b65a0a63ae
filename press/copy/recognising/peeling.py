"""Take one text apart: from both ends inwards, line by line, the middle untouched."""

from __future__ import annotations

from collections.abc import Sequence

from press.copy.model import Block, BlockKind
from press.copy.recognising.captions import (
    CaptionLine,
    caption_line,
    caption_lines,
    is_caption_header,
)
from press.copy.recognising.cards import Card, read_card
from press.copy.recognising.head import cut_label, peel_head
from press.copy.recognising.letters import is_page_number, is_slip
from press.copy.recognising.model import PhotoMaterial
from press.copy.recognising.notices import is_notice
from press.copy.recognising.peeled import (
    Peeled,
    add_caption,
    claim_aside,
    claim_card,
    claim_listed,
)
from press.copy.recognising.people import is_person, is_unit
from press.copy.recognising.sheet import (
    MOST_ASIDES,
    MOST_LINES,
    Line,
    Part,
    Sheet,
    read_sheet,
    squeezed,
)
from press.copy.recognising.tail import peel_after_byline, peel_tail

SHORTEST_SENTENCE = 15  # characters put back under a headline
SHORTEST_PARAGRAPH = 60
NEAR = 3  # blocks from a picture that its caption may stand
LONGEST_LIST = 60  # lines of captions after their header


def peel(
    blocks: tuple[Block, ...],
    *,
    subject: str = "",
    sections: tuple[str, ...] = (),
    stems: tuple[str, ...] = (),
    pictures: Sequence[PhotoMaterial] = (),
) -> Peeled:
    """Take a text apart; ``subject`` helps to find its headline.

    ``stems`` are the names of the photographs' files, without endings; ``pictures``
    those that stand in this text.
    """
    peeled = Peeled(read_sheet(blocks), stems=stems)
    claim_under_pictures(peeled.sheet, pictures)
    for line in peeled.sheet.lines:
        if line.is_words and is_page_number(line.text):
            line.part = Part.LETTER
    _peel_list(peeled)
    peel_head(peeled, subject, sections)
    cut_label(peeled)
    if is_notice("".join(peeled.stack)):
        _read_cards(peeled)
    else:
        peel_after_byline(peeled)
        peel_tail(peeled)
    _keep_body(peeled)
    if stems:
        _peel_middle(peeled)
    return peeled


def peel_captions(blocks: tuple[Block, ...], *, stems: tuple[str, ...] = ()) -> Peeled:
    """Take apart a text that is a list of captions."""
    peeled = Peeled(read_sheet(blocks), stems=stems)
    for at, line in enumerate(peeled.sheet.lines[:MOST_ASIDES]):
        if not line.is_words or is_caption_header(line.text):
            line.part = Part.LETTER
        elif not claim_card(peeled, line) and not claim_aside(line):
            claim_listed(peeled, at)
    return peeled


def find_captions(peeled: Peeled) -> None:
    """Claim captions anywhere in a text that is no story: a covering letter."""
    for at, line in enumerate(peeled.sheet.lines[:MOST_ASIDES]):
        if line.part in (None, Part.LETTER, Part.STACK) and line.is_short:
            found = caption_lines(line.text, stems=peeled.stems)
            for one in found:
                line.part = Part.CAPTION
                add_caption(peeled, one, at)
    peeled.captions.sort(key=lambda one: one.line)


def _peel_list(peeled: Peeled) -> None:
    """Claim a list of captions after its header: it may stand between other lines."""
    lines = peeled.sheet.lines
    header = next(
        (
            at
            for at in range(len(lines) - 1, max(-1, len(lines) - LONGEST_LIST), -1)
            if lines[at].is_short and is_caption_header(lines[at].text)
        ),
        None,
    )
    if header is None or _body_follows(lines[header + 1 :]):
        return
    lines[header].part = Part.CAPTION
    peeled.captions.append(CaptionLine(lines[header].text, "", "", line=header))
    for at in range(header + 1, len(lines)):
        line = lines[at]
        if line.part is None and not _claim_other(peeled, line):
            claim_listed(peeled, at)


def _claim_other(peeled: Peeled, line: Line) -> bool:
    """Claim a line after a list that is no caption: a card, a closing, who signs."""
    if is_unit(line.text) or is_person(line.text):
        unit = is_unit(line.text)
        card = Card(unit=line.text) if unit else Card(name=line.text)
        peeled.cards.append((card, line.text))
        line.part = Part.CARD
        return True
    return claim_card(peeled, line) or claim_aside(line)


def _body_follows(lines: list[Line]) -> bool:
    return any(not line.is_short for line in lines)


def _peel_middle(peeled: Peeled) -> None:
    """Claim captions that stand where the pictures were: 图1：…, 图为… and a credit."""
    lines = peeled.sheet.lines
    for at, line in enumerate(lines[:MOST_LINES]):
        if line.part is not None or not line.is_short or line.kind is BlockKind.SUBHEAD:
            continue
        found = caption_line(line.text, stems=peeled.stems)
        if found is None:
            continue
        above = lines[at - 1] if at else None
        if found.numbers or found.file:
            line.part = Part.CAPTION
            add_caption(peeled, found, at)
        elif found.is_loose_credit and above is not None and _is_shown(above):
            above.part = line.part = Part.CAPTION
            shown = CaptionLine(above.text, above.text, found.credit)
            add_caption(peeled, shown, at - 1)
            add_caption(peeled, found, at)


def _is_shown(line: Line) -> bool:
    return line.part is None and line.is_short and "图为" in line.text


def claim_under_pictures(sheet: Sheet, pictures: Sequence[PhotoMaterial]) -> None:
    """Claim the lines that the reader of the document took for captions."""
    by_block: dict[int, list[Line]] = {}
    for line in sheet.lines if pictures else ():
        by_block.setdefault(line.at, []).append(line)
    for picture in pictures:
        whole = squeezed(picture.caption)
        for at in range(picture.after - 1, picture.after + NEAR + 1):
            for line in by_block.get(at, ()):
                said = squeezed(line.text)
                ends = whole.startswith(said) or whole.endswith(said)
                if line.is_words and said and ends:
                    line.part = Part.CAPTION


def _read_cards(peeled: Peeled) -> None:
    """Read the telephone of a notice, which stays in its text."""
    for line in peeled.sheet.unclaimed()[-MOST_ASIDES:]:
        card = read_card(line.text) if line.is_short else None
        if card:
            peeled.cards.append((card, line.text))


def _keep_body(peeled: Peeled) -> None:
    """Put sentences back that were taken for a letter, where nothing else is left."""
    if not peeled.stack or peeled.sheet.unclaimed():
        return
    lines = peeled.sheet.lines
    last = max(at for at, line in enumerate(lines) if line.part is Part.STACK)
    _put_back(lines[last + 1 :], SHORTEST_SENTENCE)


def put_back_body(peeled: Peeled) -> None:
    """Put paragraphs back that were taken for a letter: it is all that was sent."""
    if not peeled.sheet.unclaimed():
        _put_back(peeled.sheet.lines, SHORTEST_PARAGRAPH)


def _put_back(lines: list[Line], shortest: int) -> None:
    for line in lines:
        long = len(line.text) >= shortest
        if line.part is Part.LETTER and long and not is_slip(line.text):
            line.part = None
