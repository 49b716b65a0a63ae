"""The package's own account: what is in it, from what, and what changed since last."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

from press.exporters.idml.fonts import FontMap
from press.exporters.snapshot import (
    IssueSnapshot,
    PackageRef,
    PageSnapshot,
    Signature,
    StorySnapshot,
    slot_key,
)
from press.makeup.grid import Box

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file of the package; ``path`` is inside the package's folder."""

    path: str
    bytes: int
    sha256: str


def manifest(snapshot: IssueSnapshot, files: list[FileEntry], fonts: FontMap) -> bytes:
    """Return manifest.json; keys in a fixed order, text as it is."""
    account = {
        "schema": SCHEMA,
        "issue": {
            "paper": snapshot.paper,
            "title": snapshot.title,
            "number": snapshot.number,
            "date": snapshot.date.isoformat(),
            "taken_at": snapshot.taken_at.isoformat(),
        },
        "profile": {
            "name": snapshot.profile.name,
            "condition": snapshot.profile.condition,
            "ink_limit": snapshot.profile.ink_limit,
            "sha256": hashlib.sha256(snapshot.profile.icc).hexdigest(),
        },
        "fonts_wanted": [asdict(font) for font in fonts.wanted()],
        "previous_package": snapshot.previous.sha256 if snapshot.previous else None,
        "changed_slots": changed_slots(snapshot),
        "pages": [_page(page, files) for page in snapshot.pages],
        "files": [asdict(entry) for entry in files],
    }
    return json.dumps(account, ensure_ascii=False, indent=2).encode() + b"\n"


def previous_package(manifest_json: bytes, package_sha256: str) -> PackageRef:
    """Return what a later package says of this one, from its manifest."""
    account = json.loads(manifest_json)
    slots = {
        slot["slot"]: slot["digest"]
        for page in account["pages"]
        for slot in page["slots"]
    }
    return PackageRef(package_sha256, slots)


def changed_slots(snapshot: IssueSnapshot) -> list[str]:
    """List slots that are new, different or gone; all of them in a first package."""
    now = {
        slot_key(page, story): slot_digest(page, story)
        for page in snapshot.pages
        for story in page.stories
    }
    before = snapshot.previous.slots if snapshot.previous else {}
    keys = sorted({*now, *before})
    return [key for key in keys if now.get(key) != before.get(key)]


def slot_digest(page: PageSnapshot, story: StorySnapshot) -> str:
    """Return a hash of all that a slot prints: words, pictures, places."""
    facts = {
        "ref": story.ref,
        "version": story.version,
        "copy": story.copy_sha256,
        "pictures": [(p.id, p.sha256, p.caption, p.credit) for p in story.pictures],
        "frames": _frames(page, story),
    }
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def _page(page: PageSnapshot, files: list[FileEntry]) -> dict[str, Any]:
    return {
        "number": page.number,
        "label": page.label,
        "fill": round(page.layout.fill, 4),
        "overset_lines": page.layout.overset_lines,
        "signed_by": _signatures(page.signatures),
        "slots": [_slot(page, story, files) for story in page.stories],
    }


def _slot(
    page: PageSnapshot, story: StorySnapshot, files: list[FileEntry]
) -> dict[str, Any]:
    key = slot_key(page, story)
    folder = f"pages/{page.folder}"
    starts = (
        f"{folder}/stories/{story.slot:02d}-",
        f"{folder}/Links/{key}-",
        f"{folder}/originals/{key}-",
    )
    own = [entry.path for entry in files if entry.path.startswith(starts)]
    return {
        "slot": key,
        "story": story.ref,
        "version": story.version,
        "copy_sha256": story.copy_sha256,
        "headline": story.copy.headline,
        "signed_by": _signatures(story.signatures),
        "frames": _frames(page, story),
        "pictures": [
            {"id": p.id, "original_name": p.original_name, "sha256": p.sha256}
            for p in story.pictures
        ],
        "files": own,
        "digest": slot_digest(page, story),
    }


def _frames(page: PageSnapshot, story: StorySnapshot) -> list[dict[str, Any]]:
    texts = [
        {"id": frame.id, "kind": str(frame.kind), "box": _box(frame.box)}
        for frame in page.layout.frames
        if frame.story == story.ref
    ]
    pictures = [
        {
            "id": frame.id,
            "kind": "picture",
            "box": _box(frame.box),
            "picture": frame.picture,
            "crop": [round(edge, 5) for edge in frame.crop],
        }
        for frame in page.layout.pictures
        if frame.story == story.ref
    ]
    return [*texts, *pictures]


def _box(box: Box) -> list[float]:
    return [round(edge, 3) for edge in (box.x, box.y, box.width, box.height)]


def _signatures(signatures: tuple[Signature, ...]) -> list[dict[str, str]]:
    return [
        {"stage": s.stage, "name": s.name, "at": s.at.isoformat()} for s in signatures
    ]
