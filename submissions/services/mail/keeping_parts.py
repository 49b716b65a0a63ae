"""Write down every part of a mail: what it is, what it was used for, or why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.core.files import File
from django.db import transaction

from submissions.mail.model import IncomingMessage
from submissions.mail_enums import PartRole
from submissions.models import LargeFileLink, MailMessage, MailPart, Photo
from submissions.services.mail.opening import Opened, role_of
from submissions.services.mail.understanding import Understood, without_private

NO_PHOTOS: Mapping[str, Photo] = {}
MOST_LINKS = 40
# Kept as files beside the raw mail, for an editor to open or to take over.
KEPT_AS_FILES = (
    PartRole.WORDS,
    PartRole.DOCUMENT,
    PartRole.KEPT,
    PartRole.QUARANTINED,
    PartRole.PHOTO,
)


def keep_parts(
    message: MailMessage,
    parsed: IncomingMessage,
    parts: Sequence[Opened],
    understood: Understood | None,
    *,
    photos: Mapping[str, Photo] = NO_PHOTOS,
) -> None:
    """Write the parts and the large files of a mail anew."""
    old = [part.file for part in message.parts.exclude(file="")]
    rows = [
        _row(message, number, part, understood, photos)
        for number, part in enumerate(parts)
    ]
    new = [row.file for row in rows if row.file]
    try:
        with transaction.atomic():
            message.parts.all().delete()
            MailPart.objects.bulk_create(rows)
            _keep_links(message, parsed)
            message.others = _others(parts, understood)
            message.save(update_fields=["others"])
    except BaseException:
        _discard(new)
        raise
    transaction.on_commit(lambda: _discard(old), robust=True)


def _row(
    message: MailMessage,
    number: int,
    part: Opened,
    understood: Understood | None,
    photos: Mapping[str, Photo],
) -> MailPart:
    role, photo = _use(number, part, understood, photos)
    row = MailPart(
        message=message,
        position=number + 1,
        name=part.name[:255],
        within=part.within[:255],
        format=part.document.format[:12],
        byte_size=part.size,
        sha256=part.sha256,
        role=role,
        reason=part.reason,
        photo=photo,
    )
    if role in KEPT_AS_FILES and photo is None:
        with part.path.open("rb") as file:
            row.file.save("part", File(file), save=False)
    return row


def _use(
    number: int,
    part: Opened,
    understood: Understood | None,
    photos: Mapping[str, Photo],
) -> tuple[PartRole, Photo | None]:
    """Return what a part was used for, and the photograph it became."""
    role = role_of(part)
    if understood is None:
        return role, None
    if role is PartRole.DOCUMENT and understood.words_part == number:
        return PartRole.WORDS, None
    if role is not PartRole.PHOTO:
        return role, None
    for found in understood.photos:
        if found.part == number and found.key in photos:
            return role, photos[found.key]
        if number in found.also:
            return PartRole.SAME_PHOTO, photos.get(found.key)
    return PartRole.KEPT, None  # more photographs than a piece may have


def _keep_links(message: MailMessage, parsed: IncomingMessage) -> None:
    """List the large files; what was asked for already stays asked for."""
    known = {link.url: link.asked_at for link in message.large_files.all()}
    message.large_files.all().delete()
    LargeFileLink.objects.bulk_create(
        LargeFileLink(
            message=message,
            position=position,
            name=link.name[:255],
            url=link.url[:4000],
            size=link.size[:40],
            expires=link.expires,
            expires_text=link.expires_text[:100],
            asked_at=known.get(link.url[:4000]),
        )
        for position, link in enumerate(parsed.large_files[:MOST_LINKS], start=1)
    )


def _others(
    parts: Sequence[Opened], understood: Understood | None
) -> list[dict[str, object]]:
    """Name the texts that look like pieces of their own, for an offer to split."""
    if understood is None:
        return []
    found = []
    for text in understood.story.others:
        part = parts[understood.texts[text]]
        first = next((b.text for b in part.document.blocks if b.text.strip()), "")
        found.append(
            {"text": text, "name": part.name, "first": without_private(first)[:80]}
        )
    return found


def _discard(files: Sequence[File]) -> None:
    for file in files:
        file.storage.delete(file.name)  # type: ignore[attr-defined]  # a FieldFile
