"""An unsent piece as the form that was being written."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from submissions.photo_rows import PhotoRows, gather_rows


def posted_as(key: UUID, kept: dict[str, Any]) -> tuple[QueryDict, PhotoRows]:
    """Return kept words and photographs as the form would post them."""
    data = QueryDict(mutable=True)
    data.update({**kept["words"], "key": str(key)})
    photos = kept.get("photos", [])
    data.setlist("uploads", [photo["id"] for photo in photos])
    for word in ("caption", "credit"):
        data.setlist(f"upload_{word}s", [photo.get(word, "") for photo in photos])
    rows = PhotoRows()
    gather_rows(rows, data=data, files=MultiValueDict(), key=key)
    return data, rows
