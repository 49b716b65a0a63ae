"""Words as they may be kept: what is stored can be read again, whatever the door.

A form sends line ends as ``\\r\\n`` and a program may send anything; ``press.copy``
refuses both when it reads a stored version, and nobody could open the piece any more.
"""

from __future__ import annotations

import re
from dataclasses import replace

from django.utils.translation import gettext as _

from desk.exceptions import Refused
from press.copy.exceptions import CopyFormatError
from press.copy.model import Block, Copy, Credit, Picture
from press.copy.serial import from_json, to_json
from submissions.body_text import one_line

LINE_END = re.compile(r"\r\n?|[\v\f\x1c-\x1e]")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")


def tidy_copy(copy: Copy) -> Copy:
    """Return copy without control characters; lines and captions are one line each."""
    return replace(
        copy,
        kicker=one_line(copy.kicker),
        headline=one_line(copy.headline),
        deck=one_line(copy.deck),
        dateline=one_line(copy.dateline),
        byline=one_line(copy.byline),
        credits=tuple(map(_credit, copy.credits)),
        blocks=tuple(map(_block, copy.blocks)),
        pictures=tuple(map(_picture, copy.pictures)),
    )


def refuse_unreadable(copy: Copy) -> None:
    """Refuse copy that could be stored but, being too much, not read again."""
    try:
        from_json(to_json(copy))
    except CopyFormatError as error:
        raise Refused(
            _(
                "The piece has too many paragraphs, or a line or caption that is too"
                " long. Shorten it, or send it in parts."
            ),
            code="too_long",
        ) from error


def _credit(credit: Credit) -> Credit:
    return Credit(*map(one_line, (credit.name, credit.role, credit.unit)))


def _block(block: Block) -> Block:
    runs = (replace(run, text=_text(run.text)) for run in block.runs)
    return replace(block, runs=tuple(runs))


def _text(words: str) -> str:
    return CONTROL.sub("", LINE_END.sub("\n", words))


def _picture(picture: Picture) -> Picture:
    return replace(
        picture, caption=one_line(picture.caption), credit=one_line(picture.credit)
    )
