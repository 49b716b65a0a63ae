"""What must hold after every fault, as far as it is of issues: I6, and I8's share."""

from __future__ import annotations

import hashlib
import json
import time
import zipfile
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _

from issues.enums import ExportState
from issues.models import Export, Snapshot
from issues.services.snapshots import content_hash

HOUR = 3600

Finding = tuple[bool, str]
Slot = tuple[str, int, str, list[str]]


def packages_whole() -> Finding:
    """I6: a finished package holds exactly what was frozen; no other has a file."""
    wrong = [
        str(export.pk)
        for export in Export.objects.select_related("issue").iterator()
        if not _is_sound(export)
    ]
    detail = _("Packages that are not what they should be: %(packages)s.")
    return not wrong, detail % {"packages": ", ".join(wrong) or "–"}


def workshops_empty() -> Finding:
    """I8: no folder of a dead export is older than an hour."""
    building = Path(settings.GUIDEKIT_HOME) / "building"
    oldest = time.time() - HOUR
    left = [path for path in building.glob("*") if path.stat().st_mtime < oldest]
    detail = _("Folders of dead exports: %(count)d.")
    return not left, detail % {"count": len(left)}


def _is_sound(export: Export) -> bool:
    if export.state != ExportState.READY:
        return not export.file
    try:
        with export.file.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            manifest = _manifest(file)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return False
    return (
        digest == export.sha256
        and manifest == export.manifest
        and _printed(manifest) == _frozen(export)
    )


def _manifest(package: IO[bytes]) -> dict[str, Any]:
    with zipfile.ZipFile(package) as zipped:
        (name,) = (n for n in zipped.namelist() if n.count("/") == 1 and "json" in n)
        return dict(json.loads(zipped.read(name)))


def _printed(manifest: dict[str, Any]) -> list[Slot]:
    return [
        (
            slot["story"],
            slot["version"],
            slot["copy_sha256"],
            [picture["sha256"] for picture in slot["pictures"]],
        )
        for page in manifest["pages"]
        for slot in page["slots"]
    ]


def _frozen(export: Export) -> list[Slot]:
    pages = export.content["pages"]
    snapshots = Snapshot.objects.in_bulk([page["snapshot"] for page in pages])
    slots: list[Slot] = []
    for page in pages:
        snapshot = snapshots[page["snapshot"]]
        if not snapshot.hash == page["hash"] == content_hash(snapshot.content):
            return []
        slots += [
            (
                story["ref"],
                story["version"],
                story["copy_hash"],
                [picture["sha256"] for picture in story["pictures"]],
            )
            for story in snapshot.content["stories"]
        ]
    return slots


INVARIANTS = {"I6": packages_whole, "I8": workshops_empty}
