"""Match captions and credits to photographs: place, file name, number, order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from press.copy.recognising.bylines import credit_in_byline
from press.copy.recognising.captions import (
    CaptionLine,
)
from press.copy.recognising.credits import clean_credit
from press.copy.recognising.model import Origin, PhotoMaterial
from press.copy.recognising.peeled import Peeled
from press.copy.recognising.photo_names import photo_caption, photo_number, photo_stem
from press.copy.recognising.pictures import Matched, give_text, read_under_picture
from press.copy.recognising.sheet import Part, cut_line, squeezed

_ALL = re.compile("以上|上述|本版|本组|文中|文内|本文|均|皆|都")


@dataclass(slots=True)
class Spoken:
    """A caption line and the text it stands in."""

    source: Peeled
    said: CaptionLine
    lines: list[int]
    used: bool = False

    @property
    def is_header(self) -> bool:
        said = self.said
        return not (said.caption or said.credit or said.numbers or said.file)


def match_photos(
    photos: Iterable[PhotoMaterial],
    *,
    texts: dict[int | None, Peeled],
    sources: list[Peeled],
    headline: str,
) -> list[Matched]:
    """Return the photographs with their words; unmatched lines go back to the body.

    ``texts`` are the texts by number, for what stands under pictures; ``sources`` are
    those of this story, which may hold lists.
    """
    matched = [Matched(photo) for photo in photos]
    for one in matched:
        if one.photo.document is not None and one.photo.document in texts:
            read_under_picture(one, texts[one.photo.document])
        elif one.photo.caption:
            give_text(one, one.photo.caption)
    for text in sources:
        text.captions.sort(key=lambda said: said.line)
    own = [one for one in matched if _is_own(one.photo, texts, sources)]
    spoken = _joined_up(
        [Spoken(text, said, [said.line]) for text in sources for said in text.captions]
    )
    _by_file(own, spoken)
    _by_number(own, spoken)
    _by_order(own, spoken)
    for one in matched:
        caption, credit = photo_caption(one.photo.name, headline)
        one.give(
            caption=caption,
            credit=credit,
            origin=Origin.FILE_NAME,
            evidence=one.photo.name,
        )
    _loose_credits(own, spoken)
    _settle(spoken)
    return matched


def _is_own(
    photo: PhotoMaterial, texts: dict[int | None, Peeled], sources: list[Peeled]
) -> bool:
    home = texts.get(photo.document) if photo.document is not None else None
    return home is None or any(home is source for source in sources)


# Lines that speak of photographs


def _joined_up(spoken: list[Spoken]) -> list[Spoken]:
    """Join a number with the caption below it, and a caption with its credit."""
    joined: list[Spoken] = []
    for one in spoken:
        last = joined[-1] if joined else None
        if last is not None and _continues(last, one):
            last.said = _merged(last.said, one.said)
            last.lines += one.lines
        else:
            joined.append(one)
    return joined


def _continues(last: Spoken, one: Spoken) -> bool:
    if last.source is not one.source or not 0 < one.said.line - last.said.line <= 2:
        return False
    if last.is_header:
        return False
    if one.said.numbers or one.said.file:
        return False
    if one.said.is_loose_credit and _ALL.search(one.said.text):
        return False
    if one.said.is_loose_credit:
        return bool(last.said.caption) and not last.said.credit
    bare = bool(last.said.numbers or last.said.file) and not last.said.caption
    return bare and bool(one.said.caption)


def _merged(last: CaptionLine, one: CaptionLine) -> CaptionLine:
    return replace(
        last,
        line=one.line,
        text=f"{last.text} {one.text}",
        caption=last.caption or one.caption,
        credit=last.credit or one.credit,
    )


def _by_file(own: list[Matched], spoken: list[Spoken]) -> None:
    named = {squeezed(photo_stem(one.photo.name)): one for one in reversed(own)}
    for one in spoken:
        if one.said.file:
            photo = named.get(squeezed(photo_stem(one.said.file)))
            if photo is not None:
                _use(one, photo, Origin.FILE_NAME)


def _by_number(own: list[Matched], spoken: list[Spoken]) -> None:
    numbers = {photo_number(one.photo.name): one for one in reversed(own)}
    numbers.pop(0, None)
    if len(numbers) < len(own):
        numbers = dict(enumerate(own, 1))
    for one in spoken:
        for number in one.said.numbers if not one.used else ():
            photo = numbers.get(number)
            if photo is not None and (one.said.caption or one.said.credit):
                _use(one, photo, Origin.NUMBER)


def _by_order(own: list[Matched], spoken: list[Spoken]) -> None:
    """Deal captions without a number in order to the photographs without a caption."""
    waiting = [
        one
        for one in spoken
        if not one.used
        and one.said.caption
        and not one.said.numbers
        and not one.said.file
    ]
    bare = [photo for photo in own if not photo.caption]
    exact = len(waiting) == len(bare)
    for one, photo in zip(waiting, bare, strict=False):
        if exact or one.said.sure or len(waiting) == 1:
            photo.unsure = not exact
            _use(one, photo, Origin.ORDER)


def _use(one: Spoken, photo: Matched, origin: Origin) -> None:
    photo.give(
        caption=one.said.caption,
        credit=one.said.credit,
        origin=origin,
        evidence=one.said.text,
    )
    one.used = True


def _loose_credits(own: list[Matched], spoken: list[Spoken]) -> None:
    """Give a credit that stands alone to every photograph without one."""
    for one in spoken:
        if one.used or not one.said.is_loose_credit:
            continue
        for photo in own:
            if not photo.credit:
                _use(one, photo, Origin.BODY)


def give_byline_credit(matched: list[Matched], byline: str) -> None:
    """Credit pictures that have no credit of their own to 文/图 in the byline."""
    credit = credit_in_byline(byline)
    for one in matched if credit else ():
        one.give(
            caption="",
            credit=clean_credit(credit),
            origin=Origin.BYLINE,
            evidence=byline,
        )


def _settle(spoken: list[Spoken]) -> None:
    """Take used words out of the body and put unused lines back.

    What is left over of a list under a header of its own is no body either.
    """
    used = {id(one.source) for one in spoken if one.used}
    taken = {(id(one.source), at) for one in spoken if one.used for at in one.lines}
    headed = {id(one.source) for one in spoken if one.is_header} & used
    for one in spoken:
        for at in one.lines:
            line = one.source.sheet.lines[at]
            if line.part is None and one.used:
                kept = line.text.removesuffix(one.said.text).rstrip()
                cut_line(line, 0, len(kept))
            elif one.is_header and id(one.source) in used:
                line.part = Part.LETTER
            elif line.part is Part.CAPTION and (id(one.source), at) not in taken:
                line.part = Part.LETTER if id(one.source) in headed else None
