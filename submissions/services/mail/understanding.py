"""What a mail and its opened parts come to: a story with guesses, ready to take in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from desk.services.personal import mask_phone
from press.copy.model import Block
from press.copy.recognising.model import Material, Recognised, TextMaterial
from press.copy.recognising.story import recognise
from submissions import limits
from submissions.enums import HEADLINE_OPTIONAL, Kind, Source
from submissions.incoming import Incoming, IncomingPhoto, Receipt
from submissions.mail.model import IncomingMessage
from submissions.models import Section
from submissions.services.mail.opening import Opened
from submissions.services.mail.photographs import FoundPhoto

# Telephones (mobile, with an area code), identity cards and bank cards, in the spacings
# they are typed in.  Receipt numbers, dates and sums are none of them.
_GAP = r"[ \-—－]?"
PRIVATE = re.compile(
    rf"(?<![\d.])(?:\+?86{_GAP})?1[3-9]\d(?:{_GAP}\d){{8}}(?!\d)"
    rf"|(?<![\d.])\(?0\d{{2,3}}\)?{_GAP}\d{{3,4}}{_GAP}\d{{4}}(?!\d)"
    rf"|(?<![\d.])[1-9]\d{{5}}{_GAP}(?:\d{_GAP}){{11}}[\dXx](?!\d)"
    rf"|(?<![\d.])[3-9]\d{{3}}(?:{_GAP}\d{{4}}){{3}}(?:{_GAP}\d{{1,3}})?(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Understood:
    """A mail as a story; ``texts`` are the numbers of the parts that hold words."""

    story: Recognised
    photos: tuple[FoundPhoto, ...]
    texts: tuple[int, ...]

    @property
    def words_part(self) -> int | None:
        """Return the number of the part whose words are the piece."""
        if self.story.document is None:
            return None
        return self.texts[self.story.document]

    @property
    def has_words(self) -> bool:
        return any(block.text.strip() for block in self.story.blocks)

    @property
    def has_captions(self) -> bool:
        return any(words.caption.strip() for words in self.story.photos)


def understand(
    parsed: IncomingMessage,
    parts: Sequence[Opened],
    photos: tuple[FoundPhoto, ...],
    *,
    only: int | None = None,
) -> Understood:
    """Recognise the story; ``only`` one of the texts when a mail is split."""
    texts = tuple(at for at, part in enumerate(parts) if part.is_text)
    if only is not None:
        photos = tuple(
            replace(photo, document=0) for photo in photos if photo.document == only
        )
        texts = (texts[only],)
    material = Material(
        subject=parsed.subject if only is None else "",
        letter=parsed.blocks if only is None else (),
        signature=parsed.signature,
        sender_name=parsed.sender_name,
        documents=tuple(_text(parts[at]) for at in texts),
        photos=tuple(photo.material for photo in photos),
        sections=tuple(Section.objects.values_list("name", flat=True)),
    )
    return Understood(recognise(material), photos, texts)


def _text(part: Opened) -> TextMaterial:
    return TextMaterial(part.name, part.document.blocks)


def incoming_from(
    understood: Understood,
    parsed: IncomingMessage,
    *,
    key: str,
    receipt: Receipt | None,
    received_at: datetime,
) -> Incoming:
    """Return the delivery of a story that came by mail."""
    story = understood.story
    kind = Kind(story.kind) if story.kind in Kind.values else Kind.NEWS
    blocks = story.blocks
    if not understood.has_words and kind != Kind.PHOTO_NEWS:
        blocks = parsed.blocks  # a covering letter and nothing else that can be read
    return Incoming(
        source=Source.MAIL,
        key=key,
        kind=kind,
        section_slug=_section(story.section),
        kicker=_line(story.kicker),
        headline=_headline(story, parsed, kind, blocks),
        deck=_line(story.deck),
        byline=_line(story.byline),
        blocks=blocks,
        contact_name=story.contact_name[:60],
        contact_unit=story.contact_unit[:100],
        contact_email=_address(parsed.sender_address),
        contact_phone=story.contact_phone[:40],
        note_to_desk=without_private(story.letter)[:5000],
        photos=_photos(understood)[: limits.PHOTOS],
        receipt=receipt,
        received_at=received_at,
    )


def _section(name: str) -> str:
    """Return the slug of a section of the house; nothing for a name it has not."""
    found = Section.objects.filter(name=name).first() if name else None
    return found.slug if found else ""


def _headline(
    story: Recognised, parsed: IncomingMessage, kind: Kind, blocks: tuple[Block, ...]
) -> str:
    if story.headline.strip():
        return _line(story.headline)
    if kind in HEADLINE_OPTIONAL:
        return ""
    first = next((block.text.strip() for block in blocks if block.text.strip()), "")
    return _line(parsed.subject.strip() or first)


def _line(words: str) -> str:
    most = limits.HEADLINE_CHARACTERS
    return words if len(words) <= most else words[: most - 1] + "…"


def _photos(understood: Understood) -> tuple[IncomingPhoto, ...]:
    words = {photo.key: photo for photo in understood.story.photos}
    order = {photo.key: at for at, photo in enumerate(understood.story.photos)}
    known = sorted(
        understood.photos, key=lambda photo: order.get(photo.key, len(order))
    )
    return tuple(
        IncomingPhoto(
            name=photo.name or "photo",
            path=photo.path,
            caption=words[photo.key].caption if photo.key in words else "",
            credit=words[photo.key].credit if photo.key in words else "",
        )
        for photo in known
    )


def photo_keys(understood: Understood) -> tuple[str, ...]:
    """Return the keys of the photographs in the order in which they are taken in."""
    order = {photo.key: at for at, photo in enumerate(understood.story.photos)}
    keys = [photo.key for photo in understood.photos]
    keys.sort(key=lambda key: order.get(key, len(order)))
    return tuple(keys[: limits.PHOTOS])


def _address(address: str) -> str:
    try:
        validate_email(address)
    except ValidationError:
        return ""
    return address


def without_private(words: str) -> str:
    """Mask the numbers of telephones, cards and accounts in free text."""
    return PRIVATE.sub(lambda found: mask_phone(found.group()), words)
