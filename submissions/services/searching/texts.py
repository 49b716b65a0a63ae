"""The words of a piece, field by field, as they are searched and shown."""

from __future__ import annotations

from press.copy.model import Copy
from press.finding.query import Field
from submissions.models import Submission

LINE = "\n"  # between two texts of a field: no string crosses it


def printed_texts(piece: Submission, copy: Copy) -> dict[Field, str]:
    """Return what a piece says now; captions with their credits."""
    return {
        Field.HEADLINE: _lines(copy.kicker, copy.headline, copy.deck),
        Field.BYLINE: _lines(copy.byline, copy.dateline),
        Field.CAPTIONS: _lines(
            *(f"{picture.caption} {picture.credit}" for picture in copy.pictures)
        ),
        Field.SENDER: _lines(piece.ref, piece.contact_name, piece.contact_unit),
        Field.BODY: _lines(*(block.text for block in copy.blocks)),
    }


def original_text(first: Copy, now: Copy) -> str:
    """Return the text as the author sent it, when it reads otherwise now."""
    sent = sent_words(first)
    return "" if sent == sent_words(now) else sent


def sent_words(copy: Copy) -> str:
    """Return the headline stack, the byline and the text of a piece."""
    stack = (copy.kicker, copy.headline, copy.deck, copy.byline)
    return _lines(*stack, *(block.text for block in copy.blocks))


def _lines(*texts: str) -> str:
    return LINE.join(text.strip() for text in texts if text.strip())
