"""The sending unit's approval of a piece, with the stamped page that came with it."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from typing import IO

from django.core.files import File
from django.core.files.storage import Storage

from desk.models import User
from desk.policy import policy
from desk.services.ledger import record
from submissions.incoming import IncomingClearance
from submissions.models import Clearance, Submission
from submissions.models.upload import clearance_path

CHUNK = 1024**2
OPEN_PAGE = "personal.open"  # names and a signature stand on it


@dataclass(frozen=True, slots=True)
class StoredClearance:
    """An approval whose page is in the store and whose row is not written yet."""

    key: uuid.UUID
    approved_by: str
    page_name: str = ""
    page_sha256: str = ""
    stored_as: str = ""


def store_clearance(given: IncomingClearance | None) -> StoredClearance | None:
    """Put the stamped page into the store, under a key of its own."""
    if given is None or not (given.approved_by.strip() or given.page):
        return None
    key, approved_by = uuid.uuid4(), given.approved_by.strip()[:60]
    if given.page is None:
        return StoredClearance(key, approved_by)
    digest = hashlib.sha256()
    with given.page.open("rb") as source:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
        source.seek(0)
        stored_as = _pages().save(clearance_path(Clearance(key=key), ""), File(source))
    name = given.page_name[:255]
    return StoredClearance(key, approved_by, name, digest.hexdigest(), stored_as)


def write_clearance(piece: Submission, stored: StoredClearance | None) -> None:
    """Write the row, in the transaction of its piece."""
    if stored is not None:
        Clearance.objects.create(
            key=stored.key,
            submission=piece,
            approved_by=stored.approved_by,
            page=stored.stored_as,
            page_name=stored.page_name,
            page_sha256=stored.page_sha256,
        )


def open_page(piece: Submission, *, actor: User) -> tuple[str, IO[bytes]]:
    """Return the stamped page's name and bytes for the desk; this is recorded.

    Raises ``FileNotFoundError`` where no page came.
    """
    policy.require(actor, OPEN_PAGE, piece)
    clearance = Clearance.objects.filter(submission=piece).first()
    if clearance is None or not clearance.page:
        raise FileNotFoundError("No stamped page came with this piece.")
    file = clearance.page.open("rb")
    data = {"clearance": clearance.key.hex}
    record(obj=piece, verb="submission.clearance_opened", actor=actor, data=data)
    return clearance.page_name or f"{piece.ref}-clearance", file


def discard_clearance(stored: StoredClearance | None) -> None:
    """Take a page out of the store again that no row speaks of."""
    if stored is not None and stored.stored_as:
        _pages().delete(stored.stored_as)


def _pages() -> Storage:
    store: Storage = Clearance._meta.get_field("page").storage
    return store
