"""What goes into recognising and what comes out: words with where they came from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from press.copy.model import Block


class Field(StrEnum):
    """What a guess is about."""

    KICKER = "kicker"
    HEADLINE = "headline"
    DECK = "deck"
    BYLINE = "byline"
    KIND = "kind"
    CAPTION = "caption"
    CREDIT = "credit"
    CONTACT_NAME = "contact_name"
    CONTACT_UNIT = "contact_unit"
    CONTACT_PHONE = "contact_phone"
    SECTION = "section"


class Origin(StrEnum):
    """Where a guess was read."""

    SUBJECT = "subject"
    FIRST_LINE = "first_line"  # the first line or lines of the text
    FORM = "form"  # its form: a dash before a deck, a colon after a place
    BYLINE = "byline"  # a line of names, a dateline, an ending in brackets
    BODY = "body"
    SIGNATURE = "signature"
    SENDER = "sender"  # the From line
    FILE_NAME = "file_name"
    UNDER_PICTURE = "under_picture"  # the paragraph under a picture in the document
    NUMBER = "number"  # 图1, 图片二
    ORDER = "order"  # the n-th caption for the n-th photograph


@dataclass(frozen=True, slots=True)
class Guess:
    """One proposal: what, in which words, read where.

    ``evidence`` is the line or name it was read from; ``alternatives`` are other
    readings, best first; ``photo`` is the key of the photograph a caption belongs to.
    ``unsure`` marks a guess that a person should look at first.
    """

    field: Field
    value: str
    origin: Origin
    evidence: str = ""
    alternatives: tuple[str, ...] = ()
    photo: str = ""
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class PhotoMaterial:
    """A photograph that came along.

    ``document`` is the number of the text it stood in (None: attached), ``after`` the
    number of that text's blocks before it, ``caption`` what stood under it there.
    """

    key: str
    name: str
    document: int | None = None
    after: int = 0
    caption: str = ""


@dataclass(frozen=True, slots=True)
class TextMaterial:
    """One text that came along: a document with its name, or the body of the mail."""

    name: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """Everything a correspondent sent in one go."""

    subject: str = ""
    letter: tuple[Block, ...] = ()  # the sender's own words in the mail
    signature: str = ""
    sender_name: str = ""
    documents: tuple[TextMaterial, ...] = ()
    photos: tuple[PhotoMaterial, ...] = ()
    sections: tuple[str, ...] = ()  # names of the house's sections, where known


@dataclass(frozen=True, slots=True)
class PhotoWords:
    """Caption and credit of a photograph."""

    key: str
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A story as it was recognised; every part has its guess in ``guesses``.

    ``letter`` is what the sender says to the desk and is no copy.  ``document`` is the
    number of the text that became the body, None when the letter did.  ``others`` are
    documents that look like stories of their own (offer to split).
    """

    kind: str = "news"  # news, feature, photo_news, editorial, notice
    kicker: str = ""
    headline: str = ""
    deck: str = ""
    byline: str = ""
    blocks: tuple[Block, ...] = ()
    photos: tuple[PhotoWords, ...] = ()
    contact_name: str = ""
    contact_unit: str = ""
    contact_phone: str = ""
    letter: str = ""
    document: int | None = None
    others: tuple[int, ...] = ()
    guesses: tuple[Guess, ...] = ()
    section: str = ""
