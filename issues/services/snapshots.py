"""Freeze a page: all that an export reads, in one row that never changes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC
from typing import Any
from uuid import UUID

from issues.models import Page, Snapshot
from issues.services.artworks import frozen_artworks
from issues.services.third_person import READS
from submissions.enums import PhotoState
from submissions.models import Photo, Review, Version

Json = dict[str, Any]


def freeze_page(page: Page) -> Snapshot:
    """Return the snapshot of a made-up page; the same content gives the same row."""
    content = _content(page)
    snapshot, _created = Snapshot.objects.get_or_create(
        page=page, hash=content_hash(content), defaults={"content": content}
    )
    return snapshot


def content_hash(content: Json) -> str:
    """Return the SHA-256 of content's canonical JSON."""
    text = json.dumps(
        content, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _content(page: Page) -> Json:
    editor = page.responsible_editor
    versions = _versions(page)
    photos = _photos(page.set_stories)
    artworks = frozen_artworks(page)
    return {
        # Only where there are some: a page without keeps the hash it always had.
        **({"artworks": artworks} if artworks else {}),
        "number": page.number,
        "label": page.label,
        "responsible_editor": str(editor) if editor else "",
        "layout": page.layout,
        "layout_hash": page.layout_hash,
        "stories": [
            _story(story, versions[story["submission"], story["version"]], photos)
            for story in page.set_stories
        ],
    }


def _versions(page: Page) -> dict[tuple[int, int], Version]:
    """Return the versions that were set, by piece and number: not today's words."""
    pieces = [story["submission"] for story in page.set_stories]
    numbers = [story["version"] for story in page.set_stories]
    found = Version.objects.filter(submission__in=pieces, number__in=numbers)
    return {(each.submission_id, each.number): each for each in found}


def _photos(stories: Iterable[Json]) -> dict[str, Photo]:
    keys = [UUID(hex=key) for story in stories for key in story["pictures"]]
    return {photo.key.hex: photo for photo in Photo.objects.filter(key__in=keys)}


def _story(story: Json, version: Version, photos: dict[str, Photo]) -> Json:
    return {
        **story,
        "copy": version.copy,
        "pictures": [_picture(photos[key]) for key in story["pictures"]],
        "signatures": _signatures(story["submission"]),
    }


def _picture(photo: Photo) -> Json:
    return {
        "id": photo.key.hex,
        "sha256": photo.sha256,
        "original_name": photo.original_name,
        "width": photo.width,
        "height": photo.height,
        "caption": photo.caption,
        "credit": photo.credit,
        "damaged": photo.state == PhotoState.DAMAGED,
    }


def _signatures(submission: int) -> list[Json]:
    reads = Review.objects.filter(
        submission=submission, stage__in=READS, void_at__isnull=True
    )
    return [
        {
            "stage": read.stage,
            "name": str(read.reviewer),
            "at": read.signed_at.astimezone(UTC).isoformat(),
        }
        for read in reads.select_related("reviewer").order_by("signed_at")
    ]
