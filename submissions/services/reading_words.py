"""A Word file of the form → the form filled, its photographs as uploads beside it.

The worker opens it as it opens the attachment of a mail: the same limits, the same
boxed converters, the same recogniser.  What comes out is a proposal to the sender, who
sees it in the form before anything is sent.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from desk.exceptions import Refused
from press.copy.recognising.subject import read_subject
from submissions.documents.model import DocumentOutcome
from submissions.enums import UploadPurpose, UploadState
from submissions.incoming import IncomingPhoto
from submissions.mail.model import Attachment, IncomingMessage
from submissions.models import Upload
from submissions.services.mail.opening import Opened, open_attachments
from submissions.services.mail.photographs import FoundPhoto, find_photographs
from submissions.services.mail.understanding import (
    Understood,
    incoming_from,
    photo_keys,
    understand,
)
from submissions.services.uploads import FoundIn, path_of, store_upload
from submissions.services.uploads.looking import register_looker
from submissions.services.word_sentences import notes_about, refusal_of
from submissions.services.word_stories import story_of

BLOCK = 1024**2
MOST_CAPTION = 1_000  # what the form takes


def read_words(upload: Upload) -> None:
    """Read a Word file into its row: story and state; may be done twice.

    Raises ``Refused`` with a sentence for the sender when nothing can be read.
    """
    with override(settings.LANGUAGE_CODE), work_folder() as folder:
        parts = _open(upload, folder)
        photos = find_photographs(parts)
        _refuse_nothing(parts, photos)
        sent = IncomingMessage(subject=_named_kind(parts))
        understood = understand(sent, parts, photos)
        incoming = incoming_from(
            understood,
            sent,
            key=upload.key.hex,
            receipt=None,
            received_at=timezone.now(),
        )
        notes = list(notes_about(parts, understood))
        kept = _keep_photographs(upload, understood, incoming.photos, notes)
        story = story_of(understood, incoming, parts)
    upload.story = json.dumps(
        {**story, "photos": kept, "notes": notes}, ensure_ascii=False
    )
    upload.state, upload.reason = UploadState.READY, ""
    upload.format = parts[0].document.format[:10]


def story_in(upload: Upload) -> dict[str, Any] | None:
    """Return what was read from a file; None while it is not read."""
    if upload.state != UploadState.READY or not upload.story:
        return None
    found: dict[str, Any] = json.loads(upload.story)
    return found


def find_document(key: UUID) -> Upload | None:
    """Return a Word file that was sent up."""
    return Upload.objects.filter(key=key, purpose=UploadPurpose.DOCUMENT).first()


def register() -> None:
    """Have the worker read Word files."""
    register_looker(UploadPurpose.DOCUMENT, read_words)


@contextmanager
def work_folder() -> Iterator[Path]:
    """Lend a folder of the home: nothing of a file is written anywhere else."""
    home = Path(settings.GUIDEKIT_HOME) / "uploads" / "documents"
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(dir=home, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _open(upload: Upload, folder: Path) -> tuple[Opened, ...]:
    data = path_of(upload.key).read_bytes()
    return open_attachments((Attachment(upload.name, "", data),), folder)


def _refuse_nothing(parts: Sequence[Opened], photos: Sequence[FoundPhoto]) -> None:
    """Refuse a file in which there is nothing for the form."""
    whole = parts[0]
    if any(part.is_text for part in parts) or (whole.is_archive and photos):
        return
    if whole.is_archive and whole.document.outcome == DocumentOutcome.OK:
        shut = next((part for part in parts[1:] if part.document.reason), None)
        raise Refused(refusal_of(shut.document if shut else whole.document))
    raise Refused(refusal_of(whole.document), code="not_read")


def _named_kind(parts: Sequence[Opened]) -> str:
    """Return the name of a file that is called after its kind: “图片新闻.docx”."""
    names = (PurePath(part.name).stem for part in parts)
    return next((name for name in names if read_subject(name).kind), "")


def _keep_photographs(
    upload: Upload,
    understood: Understood,
    photos: Sequence[IncomingPhoto],
    notes: list[str],
) -> list[str]:
    """Make the photographs uploads of the same form; return their ids in order."""
    found = {photo.key: photo for photo in understood.photos}
    known = {row.sha256: row for row in upload.found.all()}  # of an earlier try
    ids: list[str] = []
    for key, photo in zip(photo_keys(understood), photos, strict=True):
        row = known.get(found[key].sha256)
        try:
            row = row or _store(upload, photo)
        except Refused as refusal:
            notes.append(f"{photo.name}: {refusal}")
        else:
            ids.append(row.key.hex)
    return ids


def _store(upload: Upload, photo: IncomingPhoto) -> Upload:
    if upload.form_key is None:
        raise Refused(_("The file came without a form."), code="no_form")
    return store_upload(
        key=upload.form_key,
        name=photo.name,
        size=photo.path.stat().st_size,
        chunks=_chunks(photo.path),
        found_in=FoundIn(upload, photo.caption[:MOST_CAPTION], photo.credit),
    )


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(BLOCK):
            yield chunk
