"""Uploads of a request, on disk while the service takes them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice, repeat, zip_longest
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from submissions.incoming import IncomingPhoto
from submissions.services.uploads import path_of
from submissions.upload_names import file_label


@contextmanager
def photos_on_disk(
    files: Sequence[UploadedFile],
    captions: Sequence[str],
    credits_: Sequence[str],
    *,
    uploads: Sequence[UUID] = (),
) -> Iterator[tuple[IncomingPhoto, ...]]:
    """Lay photographs in the upload folder; they are thrown away afterwards.

    Those that are uploads already follow them, with the words that are left.
    """
    words = chain(zip_longest(captions, credits_, fillvalue=""), repeat(("", "")))
    rows = zip(files, islice(words, len(files)), strict=True)
    with tempfile.TemporaryDirectory(dir=settings.FILE_UPLOAD_TEMP_DIR) as folder:
        laid = tuple(
            IncomingPhoto(
                name=file_label(str(file.name or "")),
                path=_written(file, Path(folder) / str(number)),
                caption=caption,
                credit=credit,
            )
            for number, (file, (caption, credit)) in enumerate(rows)
        )
        sent = zip(uploads, islice(words, len(uploads)), strict=True)
        yield (*laid, *(_upload(key, *said) for key, said in sent))


def _upload(key: UUID, caption: str, credit: str) -> IncomingPhoto:
    """Return an upload as a photograph; the service asks whether it is here."""
    return IncomingPhoto(
        name="", path=path_of(key), caption=caption, credit=credit, upload=key
    )


def _written(file: UploadedFile, path: Path) -> Path:
    with path.open("xb") as target:
        for chunk in file.chunks():
            target.write(chunk)
    return path
