"""A photograph while its words are looked for, and what stands under it."""

from __future__ import annotations

from dataclasses import dataclass, field

from press.copy.model import BlockKind
from press.copy.recognising.captions import (
    LONGEST_CAPTION,
    caption_line,
    reads_as_caption,
)
from press.copy.recognising.credits import is_credit, split_credit
from press.copy.recognising.model import Origin, PhotoMaterial
from press.copy.recognising.peeled import Peeled
from press.copy.recognising.sheet import Line, Part, squeezed


@dataclass(slots=True)
class Matched:
    """Words of a photograph while they are looked for, with their sources."""

    photo: PhotoMaterial
    caption: str = ""
    credit: str = ""
    origin: Origin = Origin.ORDER
    credit_origin: Origin = Origin.ORDER
    evidence: str = ""
    credit_evidence: str = ""
    unsure: bool = False
    others: list[str] = field(default_factory=list)

    def give(self, *, caption: str, credit: str, origin: Origin, evidence: str) -> None:
        """Give words that are still missing; a second caption is an alternative."""
        if caption and not self.caption:
            self.caption, self.origin, self.evidence = caption, origin, evidence
        elif caption:
            self.evidence = _with(self.evidence, evidence)
            if squeezed(caption) != squeezed(self.caption):
                self.others.append(caption)
        if credit and not self.credit:
            self.credit, self.credit_origin = credit, origin
            self.credit_evidence = evidence
        elif credit:
            self.credit_evidence = _with(self.credit_evidence, evidence)


def _with(evidence: str, more: str) -> str:
    return evidence if more in evidence else f"{evidence}\n{more}"


def read_under_picture(one: Matched, text: Peeled) -> None:
    """Take the caption that the document has under the picture."""
    near = [line for line in text.sheet.lines if abs(line.at - one.photo.after) <= 3]
    if one.photo.caption:
        give_text(one, one.photo.caption)
    else:
        _beside(one, text, near)
    _credit_below(one, text, near)


def give_text(one: Matched, text: str) -> None:
    words = " ".join(text.split("\n"))
    said = caption_line(words) if len(words) <= LONGEST_CAPTION else None
    caption, credit = (said.caption, said.credit) if said else split_credit(words)
    one.give(caption=caption, credit=credit, origin=Origin.UNDER_PICTURE, evidence=text)


def _beside(one: Matched, text: Peeled, near: list[Line]) -> None:
    """Take the paragraph after the picture where it reads as a caption."""
    line = next((line for line in near if line.at == one.photo.after), None)
    if line is None or line.part not in (None, Part.CAPTION):
        return
    if line.kind is BlockKind.SUBHEAD or not line.is_words:
        return
    below = next((other for other in near if other.at == line.at + 1), None)
    credited = below is not None and below.is_short and is_credit(below.text)
    short = len(line.text) <= LONGEST_CAPTION
    if short and (reads_as_caption(line.text) or credited or "图为" in line.text):
        give_text(one, line.text)
        _claim(text, line)


def _credit_below(one: Matched, text: Peeled, near: list[Line]) -> None:
    """Take the line under the caption when it is the credit."""
    if one.credit or not one.caption:
        return
    last = max((line.at for line in near if line.part is Part.CAPTION), default=None)
    places = {one.photo.after, one.photo.after + 1, *(() if last is None else (last,))}
    for line in near:
        free = line.part in (None, Part.CAPTION)
        if free and line.at in places and line.is_short and is_credit(line.text):
            _, credit = split_credit(line.text)
            one.give(
                caption="",
                credit=credit,
                origin=Origin.UNDER_PICTURE,
                evidence=line.text,
            )
            _claim(text, line)
            return


def _claim(text: Peeled, line: Line) -> None:
    """Claim a line for a picture; what the tail said of it is settled."""
    line.part = Part.CAPTION
    at = text.sheet.lines.index(line)
    text.captions = [said for said in text.captions if said.line != at]
