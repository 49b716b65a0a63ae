"""Uploads of a request, on disk while the service takes them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, repeat, zip_longest
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from submissions.incoming import IncomingPhoto
from submissions.upload_names import file_label


@contextmanager
def photos_on_disk(
    uploads: Sequence[UploadedFile], captions: Sequence[str], credits_: Sequence[str]
) -> Iterator[tuple[IncomingPhoto, ...]]:
    """Lay photographs in the upload folder; they are thrown away afterwards."""
    words = zip_longest(captions, credits_, fillvalue="")
    rows = zip(uploads, chain(words, repeat(("", ""))), strict=False)
    with tempfile.TemporaryDirectory(dir=settings.FILE_UPLOAD_TEMP_DIR) as folder:
        yield tuple(
            IncomingPhoto(
                name=file_label(str(upload.name or "")),
                path=_written(upload, Path(folder) / str(number)),
                caption=caption,
                credit=credit,
            )
            for number, (upload, (caption, credit)) in enumerate(rows)
        )


def _written(upload: UploadedFile, path: Path) -> Path:
    with path.open("xb") as file:
        for chunk in upload.chunks():
            file.write(chunk)
    return path
