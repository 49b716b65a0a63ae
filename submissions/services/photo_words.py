"""What was found in a photograph, in the words people read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from press.imaging.facts import PhotoCode
from press.imaging.judgements import JudgementCode, print_size
from press.makeup.grid import MM, PRESETS
from submissions.enums import UploadState

# To the desk.
SENTENCES = {
    PhotoCode.NOT_A_PICTURE: gettext_lazy(
        "The file is not a picture, whatever its name says. Ask for the photograph."
    ),
    PhotoCode.UNSUPPORTED: gettext_lazy(
        "We cannot take this kind of picture. Ask for a JPEG."
    ),
    PhotoCode.TOO_MANY_PIXELS: gettext_lazy(
        "The picture has more pixels than any page needs. Ask for a smaller one."
    ),
    PhotoCode.TOO_LARGE: gettext_lazy(
        "The file is larger than we take. Ask for a smaller one."
    ),
    PhotoCode.DAMAGED: gettext_lazy(
        "The picture is damaged and cannot be opened. Ask for it again."
    ),
    PhotoCode.TRUNCATED: gettext_lazy(
        "The picture breaks off: part of the file is missing. Ask for it again."
    ),
    PhotoCode.SEVERAL_FRAMES: gettext_lazy(
        "The file has several frames; only the first is used."
    ),
}
# To the one who sent it.
TO_THE_SENDER = {
    PhotoCode.NOT_A_PICTURE: gettext_lazy(
        "This is no photograph, whatever its name says; choose the original file."
    ),
    PhotoCode.UNSUPPORTED: gettext_lazy(
        "We cannot take this kind of picture; send the photograph as JPEG."
    ),
    PhotoCode.TOO_MANY_PIXELS: gettext_lazy(
        "The picture has more pixels than any page needs; send a smaller one."
    ),
    PhotoCode.TOO_LARGE: gettext_lazy(
        "The file is larger than we take; send a smaller one."
    ),
    PhotoCode.DAMAGED: gettext_lazy(
        "The picture is damaged and cannot be opened; send it again."
    ),
    PhotoCode.TRUNCATED: gettext_lazy(
        "The picture breaks off: part of the file is missing; send it again."
    ),
}
JUDGED = {
    JudgementCode.WECHAT_COMPRESSED: gettext_lazy(
        "WeChat has compressed it; send the original."
    ),
    JudgementCode.QQ_COMPRESSED: gettext_lazy(
        "QQ has compressed it; send the original."
    ),
    JudgementCode.WEIBO_COMPRESSED: gettext_lazy(
        "Weibo has compressed it; send the original."
    ),
    JudgementCode.DINGTALK_COMPRESSED: gettext_lazy(
        "DingTalk has compressed it; send the original."
    ),
    JudgementCode.RECOMPRESSED: gettext_lazy(
        "It has been compressed on its way; send the original if you have it."
    ),
    JudgementCode.SCREENSHOT: gettext_lazy(
        "It looks like a picture of a screen; send the photograph itself."
    ),
    JudgementCode.SOFT: gettext_lazy("It is a little soft; look at it at full size."),
    JudgementCode.BLURRED: gettext_lazy("It is out of focus; choose a sharper one."),
    JudgementCode.VERY_DARK: gettext_lazy("It is very dark and will print darker."),
    JudgementCode.VERY_BRIGHT: gettext_lazy("It is very bright; little will print."),
    JudgementCode.WASHED_OUT: gettext_lazy("It has hardly any contrast."),
    JudgementCode.HIGHLIGHTS_CLIPPED: gettext_lazy(
        "Its bright parts have burnt out to white."
    ),
    JudgementCode.SHADOWS_CLIPPED: gettext_lazy("Its dark parts have sunk to black."),
}
# What makes a photograph hardly fit for print, and what only wants a better copy.
SPOILS = frozenset((JudgementCode.BLURRED, JudgementCode.VERY_DARK))
MILD = frozenset((JudgementCode.HIGHLIGHTS_CLIPPED, JudgementCode.SHADOWS_CLIPPED))
FULL, ONE_COLUMN = "full", "column"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a photograph is good for: ``tone`` is good, fair, bad or nothing."""

    tone: str = ""
    words: str = ""
    notes: tuple[str, ...] = ()


def note_sentence(code: PhotoCode) -> str:
    """Return the sentence for a code, as the desk reads it."""
    found = SENTENCES.get(code)
    return str(found) if found else _("The photograph could not be read.")


def sender_sentence(code: PhotoCode) -> str:
    """Return the sentence for a code, as the sender reads it."""
    found = TO_THE_SENDER.get(code)
    return str(found) if found else _("The photograph could not be read; send another.")


def twin_sentence(number: int) -> str:
    """Say of which photograph it is another copy; ``number`` counts from one."""
    return _("It is the same photograph as No. %(number)d.") % {"number": number}


def verdict_of(facts: dict[str, Any], *, width: int, state: str) -> Verdict:
    """Say how a photograph prints: the width in pixels is upright."""
    notes = tuple(_notes(facts, damaged=state == UploadState.DAMAGED))
    if not width:
        return Verdict(notes=notes)
    size = print_size(width, _slots())
    codes = {said["code"] for said in facts.get("judgements", ())}
    cm = size.cm_at_200
    if size.widest is None:
        words = _("Too small for print: %(cm)s cm wide at most") % {"cm": cm}
        return Verdict("bad", words, notes)
    if size.widest.name == FULL:
        tone, words = "good", _("Prints across the whole page")
    else:
        tone, words = "fair", _("Prints up to %(cm)s cm wide") % {"cm": cm}
    if codes & SPOILS or state == UploadState.DAMAGED:
        tone = "bad"
    elif codes - MILD:
        tone = "fair"
    return Verdict(tone, words, notes)


def _slots() -> tuple[tuple[str, float], ...]:
    """Return the narrowest and the widest slot of the paper's pages, in mm."""
    grid = PRESETS[settings.FORM_PAGE_GRID]
    return ((ONE_COLUMN, grid.column_width / MM), (FULL, grid.type_width / MM))


def _notes(facts: dict[str, Any], *, damaged: bool) -> Iterator[str]:
    if damaged:
        yield str(TO_THE_SENDER[PhotoCode.TRUNCATED])
    elif PhotoCode.SEVERAL_FRAMES in facts.get("notes", ()):
        yield str(SENTENCES[PhotoCode.SEVERAL_FRAMES])
    for said in facts.get("judgements", ()):
        if said["code"] in JUDGED:
            yield str(JUDGED[JudgementCode(said["code"])])
