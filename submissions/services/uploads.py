"""Photographs that arrive before the form they belong to.

They wait in the home's upload folder under the key of their form: one file with the
bytes, one with what we know of it.  The sender's name for a file is a label and never
a path.  What no form was sent for is thrown away after ``FORM_UPLOADS_KEPT``.
"""

from __future__ import annotations

import fcntl
import json
import re
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from press.imaging.sniffing import known_but_unsupported, sniff
from submissions import limits
from submissions.upload_names import file_label

ID = re.compile(r"[A-Za-z0-9_-]{22}")
SNIFFED_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Upload:
    """A photograph that waits for its form; ``size`` in bytes."""

    id: str
    name: str
    size: int
    format: str
    path: Path


def store_upload(*, key: UUID, name: str, size: int, chunks: Iterable[bytes]) -> Upload:
    """Keep a photograph; refuse it as soon as what has come so far shows a reason."""
    folder = _folder(key)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _refuse_large(size)
    if len(list(folder.glob("*.json"))) >= limits.PHOTOS:
        raise Refused(
            _("This form already has %(most)d photographs; send the rest with another.")
            % {"most": limits.PHOTOS},
            code="too_many",
        )
    upload_id = secrets.token_urlsafe(16)
    path = folder / upload_id
    try:
        written, kind = _write(path, chunks)
        return _describe(path, file_label(name), written, kind)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def find_upload(*, key: UUID, upload_id: str) -> Upload | None:
    """Find a photograph of a form, and of this form only."""
    if not ID.fullmatch(upload_id):
        return None
    path = _folder(key) / upload_id
    try:
        known = json.loads(path.with_suffix(".json").read_text("utf-8"))
        size = path.stat().st_size
    except (OSError, ValueError):
        return None
    return Upload(upload_id, known["name"], size, known["format"], path)


def discard_uploads(key: UUID) -> None:
    """Throw away what waits for a form."""
    shutil.rmtree(_folder(key), ignore_errors=True)


def sweep_uploads() -> int:
    """Throw away the photographs of forms that were never sent; return how many."""
    oldest = time.time() - settings.FORM_UPLOADS_KEPT
    stale = [entry for entry in _drafts().iterdir() if entry.stat().st_mtime < oldest]
    for entry in stale:
        if entry.is_dir():
            shutil.rmtree(entry, ignore_errors=True)
        else:
            entry.unlink(missing_ok=True)
    return len(stale)


@contextmanager
def hold_form(key: UUID) -> Iterator[None]:
    """Let one request at a time send this form: a double click waits for the first."""
    with (_drafts() / f"{key.hex}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _drafts() -> Path:
    drafts = Path(settings.GUIDEKIT_HOME) / "uploads" / "forms"
    drafts.mkdir(mode=0o700, parents=True, exist_ok=True)
    return drafts


def _folder(key: UUID) -> Path:
    return _drafts() / key.hex


def _refuse_large(size: int) -> None:
    if size > limits.PHOTO_BYTES:
        raise Refused(
            _("This photograph is larger than %(size)d MB; send it smaller.")
            % {"size": limits.PHOTO_BYTES // 1024**2},
            code="too_large",
        )


def _write(path: Path, chunks: Iterable[bytes]) -> tuple[int, str]:
    written, kind = 0, ""
    with path.open("xb") as file:
        for chunk in chunks:
            if not written:
                kind = _kind(chunk[:SNIFFED_BYTES])
            written += len(chunk)
            _refuse_large(written)
            file.write(chunk)
    if not written:
        raise Refused(
            _("This file is empty; choose the photograph again."), code="empty"
        )
    return written, kind


def _kind(head: bytes) -> str:
    kind = sniff(head)
    if kind:
        return kind
    known = known_but_unsupported(head)
    if known:
        raise Refused(
            _("We cannot take %(format)s files; send the photograph as JPEG.")
            % {"format": known},
            code="unsupported",
        )
    raise Refused(
        _("This is no photograph, whatever its name says; choose the original file."),
        code="no_photograph",
    )


def _describe(path: Path, name: str, size: int, kind: str) -> Upload:
    known = json.dumps({"name": name, "format": kind}, ensure_ascii=False)
    waiting = path.with_suffix(".tmp")
    waiting.write_text(known, "utf-8")
    waiting.rename(path.with_suffix(".json"))
    return Upload(path.name, name, size, kind, path)
