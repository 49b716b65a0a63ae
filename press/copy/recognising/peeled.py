"""A text while it is taken apart, and how its lines are claimed."""

from __future__ import annotations

from dataclasses import dataclass, field

from press.copy.recognising.captions import CaptionLine, caption_lines
from press.copy.recognising.cards import Card, read_card
from press.copy.recognising.letters import is_closing, is_cover, is_salutation, is_slip
from press.copy.recognising.sheet import Line, Part, Sheet


@dataclass(slots=True)
class Peeled:
    """A text taken apart; ``bylines`` and ``cards`` keep the order of the text."""

    sheet: Sheet
    stack: list[str] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)
    cards: list[tuple[Card, str]] = field(default_factory=list)
    byline_cards: list[tuple[Card, str]] = field(default_factory=list)
    captions: list[CaptionLine] = field(default_factory=list)
    stems: tuple[str, ...] = ()
    section: str = ""
    section_line: str = ""

    @property
    def body_length(self) -> int:
        return sum(len(line.text) for line in self.sheet.unclaimed())


def add_caption(peeled: Peeled, found: CaptionLine, at: int) -> None:
    peeled.captions.append(
        CaptionLine(
            text=found.text,
            caption=found.caption,
            credit=found.credit,
            line=at,
            numbers=found.numbers,
            file=found.file,
            sure=found.sure,
        )
    )


def claim_listed(peeled: Peeled, at: int) -> None:
    line = peeled.sheet.lines[at]
    found = caption_lines(line.text, listed=True, stems=peeled.stems)
    for one in found:
        line.part = Part.CAPTION
        add_caption(peeled, one, at)


def claim_card(peeled: Peeled, line: Line) -> bool:
    if not line.is_short:
        return False
    card = read_card(line.text)
    if card is None:
        return False
    peeled.cards.append((card, line.text))
    line.part = Part.CARD
    return True


def claim_slip(line: Line) -> bool:
    if not is_slip(line.text):
        return False
    line.part = Part.LETTER
    return True


def claim_aside(line: Line) -> bool:
    text = line.text
    if not line.is_short or not (is_closing(text) or is_slip(text)):
        return False
    line.part = Part.LETTER
    return True


def is_aside(line: Line) -> bool:
    text = line.text
    return (
        is_salutation(text) or is_cover(text) or is_slip(text) or bool(read_card(text))
    )
