"""The one door in: form, mail, API and desk all end here.

The photographs' bytes are stored first, outside the transaction, under keys of their
own; then one transaction writes the raw record, the piece, its first version and the
photographs' rows.  The same delivery key twice is the same piece.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.services.ledger import record
from desk.services.letters import Prepared
from press.copy.byline import parse_byline
from press.copy.counting import characters
from press.copy.dateline import lift_dateline
from press.copy.model import Copy, Picture
from submissions import limits
from submissions.enums import HEADLINE_OPTIONAL, Kind, Source, Status
from submissions.incoming import Incoming
from submissions.models import IncomingRecord, Section, Submission
from submissions.services import photo_store
from submissions.services.clearances import (
    StoredClearance,
    discard_clearance,
    store_clearance,
    write_clearance,
)
from submissions.services.copy import (
    add_first_version,
    keepable,
    row_fields,
    version_fields,
)
from submissions.services.exclusive import default_until
from submissions.services.notices import prepare_receipt, write_receipt
from submissions.services.photos import add_all
from submissions.services.tokens import link_until, status_token, token_hash
from submissions.services.uploads import hand_over

TRIES = 5
NUMBERS = 4711  # our number among PostgreSQL's advisory locks
PAST_NUMBERS = 900_000  # above it: pieces of past issues


@dataclass(frozen=True, slots=True)
class Received:
    """What a delivery became; ``created`` is False when it had arrived before."""

    submission: Submission
    status_token: str
    created: bool


@dataclass(frozen=True, slots=True)
class Stored:
    """Bytes of a delivery that are in the store before any row speaks of them."""

    photos: list[photo_store.StoredPhoto]
    clearance: StoredClearance | None


@dataclass(frozen=True, slots=True)
class Ready:
    """A delivery with all that can be made before it is its turn to be written.

    While it is written everybody else waits, so as little as can be is left to do.
    """

    incoming: Incoming
    stored: Stored
    copy: Copy
    version: Mapping[str, Any]  # fields
    record: Mapping[str, Any]  # fields
    section: Section | None
    receipt: Prepared | None


def receive_submission(
    *,
    incoming: Incoming,
    actor: User | None = None,
    first: Callable[[], None] = lambda: None,
) -> Received:
    """Take in a piece and return it with the token of its private status page.

    ``first`` is done in the transaction that writes the piece, before it; what it
    raises leaves nothing written.  Raises ``Refused`` with a sentence when the piece
    cannot be taken as it is.
    """
    known = _known(incoming.key)
    if known is not None:
        return known
    refuse_bad(incoming)
    with photo_store.held(incoming.photos):
        return _receive(incoming, actor, first)


def _receive(
    incoming: Incoming, actor: User | None, first: Callable[[], None]
) -> Received:
    stored = _store(incoming)
    try:
        ready = _make_ready(incoming, stored)
        for attempt in range(TRIES):
            try:
                with transaction.atomic():
                    first()
                    piece = _write(ready, actor)
                break
            except IntegrityError:
                known = _known(incoming.key)
                if known is not None:
                    _discard(stored)
                    return known
                if attempt == TRIES - 1:
                    raise
    except BaseException:
        _discard(stored)
        raise
    return Received(piece, status_token(piece.ref), created=True)


def _store(incoming: Incoming) -> Stored:
    photos = photo_store.store_all(incoming.photos)
    try:
        return Stored(photos, store_clearance(incoming.clearance))
    except BaseException:
        photo_store.discard(photos)
        raise


def _discard(stored: Stored) -> None:
    photo_store.discard(stored.photos)
    discard_clearance(stored.clearance)


def _known(key: str) -> Received | None:
    found = Submission.objects.filter(incoming__key=key).first()
    if found is None:
        return None
    token = status_token(found.ref, found.status_token_number)
    return Received(found, token, created=False)


def refuse_bad(incoming: Incoming) -> None:
    """Refuse what no door may let through, whatever it checked itself."""
    kind = incoming.kind
    if kind not in Kind.values:
        raise Refused(_("This kind of piece does not exist. Choose one of the list."))
    stack = (incoming.kicker, incoming.headline, incoming.deck, incoming.byline)
    if any(len(line) > limits.HEADLINE_CHARACTERS for line in stack):
        raise Refused(
            _("A line of the headline has more than %(most)d characters. Shorten it.")
            % {"most": limits.HEADLINE_CHARACTERS}
        )
    if not incoming.headline.strip() and kind not in HEADLINE_OPTIONAL:
        raise Refused(_("The piece needs a headline."))
    if kind == Kind.PHOTO_NEWS:
        if not any(photo.caption.strip() for photo in incoming.photos):
            raise Refused(_("Photo news needs a photograph with a caption."))
    elif not any(block.text.strip() for block in incoming.blocks):
        raise Refused(_("The text is still missing."))
    if incoming.source == Source.FORM and not incoming.consent:
        raise Refused(_("Without the author's consent we may not print the piece."))
    _refuse_much(incoming)


def _refuse_much(incoming: Incoming) -> None:
    count = characters(Copy(blocks=incoming.blocks))
    if count > limits.BODY_CHARACTERS:
        raise Refused(
            _("The text has %(count)d characters; we take up to %(most)d. Shorten it.")
            % {"count": count, "most": limits.BODY_CHARACTERS}
        )
    if len(incoming.photos) > limits.PHOTOS:
        raise Refused(
            _("We take up to %(most)d photographs with a piece. Send the rest apart.")
            % {"most": limits.PHOTOS}
        )
    if sum(map(photo_store.size_of, incoming.photos)) > limits.ALL_BYTES:
        raise Refused(
            _("The photographs have more than %(most)d MB together. Send fewer.")
            % {"most": limits.ALL_BYTES // 1024**2}
        )


def _make_ready(incoming: Incoming, stored: Stored) -> Ready:
    copy = keepable(_first_copy(incoming, stored.photos))
    pairs = zip(stored.photos, copy.pictures, strict=True)
    photos = [
        replace(photo, caption=picture.caption, credit=picture.credit)
        for photo, picture in pairs
    ]
    email, words = incoming.contact_email, incoming.receipt
    return Ready(
        incoming=incoming,
        stored=replace(stored, photos=photos),
        copy=copy,
        version=version_fields(copy),
        record=_record_fields(incoming, stored.photos),
        section=Section.objects.filter(slug=incoming.section_slug).first(),
        receipt=None if words is None else prepare_receipt(email, words),
    )


def _write(ready: Ready, actor: User | None) -> Submission:
    stored = ready.stored
    piece = _submission(ready, timezone.now())
    add_all(piece, stored.photos, is_new=True)
    hand_over([photo.key for photo in stored.photos if photo.upload is not None])
    write_clearance(piece, stored.clearance)
    version = add_first_version(piece, ready.copy, ready.version, author=actor)
    record(
        obj=piece,
        verb="submission.received",
        actor=actor,
        data={"source": piece.source, "copy_hash": version.copy_hash},
    )
    if ready.receipt is not None:
        write_receipt(piece, ready.receipt)
    return piece


def _record_fields(
    incoming: Incoming, stored: list[photo_store.StoredPhoto]
) -> dict[str, Any]:
    bare = replace(
        incoming, photos=(), contact_phone="", received_at=None, clearance=None
    )
    payload = asdict(bare)
    until = incoming.exclusive_until
    payload["exclusive_until"] = until.isoformat() if until else None
    payload["photos"] = [
        {"name": photo.name, "sha256": photo.sha256, "caption": photo.caption}
        for photo in stored
    ]
    return {
        "source": incoming.source,
        "key": incoming.key,
        "content_hash": _content_hash(incoming, stored),
        "payload": payload,
    }


def _content_hash(incoming: Incoming, stored: list[photo_store.StoredPhoto]) -> str:
    """Hash what would be printed: the sender, the way and the note do not count."""
    said = [
        *(incoming.kicker, incoming.headline, incoming.deck, incoming.byline),
        [block.text for block in incoming.blocks],
        sorted((photo.sha256, photo.caption) for photo in stored),
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _submission(ready: Ready, now: datetime) -> Submission:
    incoming, received_at = ready.incoming, ready.incoming.received_at or now
    raw = IncomingRecord.objects.create(**ready.record, received_at=received_at)
    is_printed = incoming.source == Source.ARCHIVE
    year, serial = _next_number(received_at if is_printed else now, is_printed)
    ref = f"GK-{year}-{serial:04d}"
    same = IncomingRecord.objects.filter(content_hash=raw.content_hash)
    earlier = same.exclude(pk=raw.pk).order_by("pk").first()
    return Submission.objects.create(
        ref=ref,
        year=year,
        serial=serial,
        source=incoming.source,
        kind=incoming.kind,
        status=Status.PUBLISHED if is_printed else Status.RECEIVED,
        incoming=raw,
        **row_fields(ready.copy),
        section=ready.section,
        duplicate_of=getattr(earlier, "submission", None),
        contact_name=incoming.contact_name[:60],
        contact_unit=incoming.contact_unit[:100],
        contact_email=incoming.contact_email,
        contact_phone=incoming.contact_phone,
        consent_at=now if incoming.consent else None,
        note_to_desk=incoming.note_to_desk,
        is_exclusive=incoming.is_exclusive,
        exclusive_until=_exclusive_until(incoming, now),
        status_token_hash=token_hash(status_token(ref)),
        status_token_until=link_until(now),
        received_at=received_at,
    )


def _exclusive_until(incoming: Incoming, now: datetime) -> date | None:
    """Return the last day on which the piece is ours alone, if it is at all."""
    if not incoming.is_exclusive:
        return None
    return incoming.exclusive_until or default_until(incoming.received_at or now)


def _next_number(at: datetime, is_printed: bool) -> tuple[int, int]:
    """Return year and number for a piece.

    What past issues bring in is numbered apart, so that the numbers people are told
    stay without gaps.
    """
    year = timezone.localtime(at).year
    _hold_numbers(year)
    given = Submission.objects.filter(year=year)
    own = (
        given.filter(serial__gt=PAST_NUMBERS)
        if is_printed
        else given.filter(serial__lte=PAST_NUMBERS)
    )
    last = own.aggregate(top=Max("serial"))["top"]
    return year, (last or (PAST_NUMBERS if is_printed else 0)) + 1


def _hold_numbers(year: int) -> None:
    """Let one receipt number be given at a time; SQLite has one writer as it is."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [NUMBERS, year])


def _first_copy(incoming: Incoming, stored: list[photo_store.StoredPhoto]) -> Copy:
    copy = Copy(
        kicker=incoming.kicker,
        headline=incoming.headline,
        deck=incoming.deck,
        byline=incoming.byline,
        credits=parse_byline(incoming.byline),
        blocks=incoming.blocks,
    )
    pictures = (
        Picture(photo.key.hex, photo.sha256, photo.caption, photo.credit)
        for photo in stored
    )
    return replace(lift_dateline(copy), pictures=tuple(pictures))
