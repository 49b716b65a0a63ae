"""Stored files that no row speaks of: a process died between the two, or a row went.

A file is written before its row, so that no row ever names a file that is not there;
what this leaves behind is taken away here.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.storage import Storage
from django.db import models
from django.utils import timezone

logger = logging.getLogger(__name__)

NEW = timedelta(days=1)  # a younger file may wait for its row
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of a storage in which every file belongs to a row."""

    model: type[models.Model]
    field: str
    folder: str

    @property
    def storage(self) -> Storage:
        """Return where the field keeps its files."""
        found: Storage = self.model._meta.get_field(self.field).storage  # type: ignore[union-attr]
        return found


_shelves: list[Shelf] = []


def keep_swept(shelf: Shelf) -> None:
    """Have a folder swept; apps do this when they start."""
    if shelf not in _shelves:
        _shelves.append(shelf)


def sweep_loose_files() -> int:
    """Delete the files that no row speaks of; return how many."""
    return sum(map(_sweep, _shelves))


def _sweep(shelf: Shelf) -> int:
    swept = 0
    found = _files(shelf.storage, shelf.folder)
    old = [name for name in found if _is_old(shelf, name)]
    for start in range(0, len(old), AT_ONCE):
        some = old[start : start + AT_ONCE]
        rows = shelf.model._default_manager.filter(**{f"{shelf.field}__in": some})
        known = set(rows.values_list(shelf.field, flat=True))
        for name in set(some) - known:
            logger.info("No row speaks of %s; it is deleted", name)
            shelf.storage.delete(name)
            swept += 1
    return swept


def _files(storage: Storage, folder: str) -> Iterator[str]:
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}" for name in names)
    for inner in folders:
        yield from _files(storage, f"{folder}/{inner}")


def _is_old(shelf: Shelf, name: str) -> bool:
    try:
        return shelf.storage.get_modified_time(name) < timezone.now() - NEW
    except FileNotFoundError:
        return False  # deleted by its owner just now
