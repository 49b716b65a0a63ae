"""Build a press package: the handler of the job ``issues.build_package``.

Any number of workers may begin, die and begin again: the package is written into a
folder of the attempt's own, moved into the storage whole, and only then named by the
row.  Nothing that is half written can be asked for.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.utils import timezone

from desk.jobs import GiveUp, JobContext, LeaseLost
from desk.models import Job
from desk.services import ledger
from issues.enums import ExportState
from issues.models import Export
from issues.models.export import package_path
from issues.services.issue_snapshots import issue_snapshot
from issues.services.picture_store import PictureStore
from press.exporters.bundle import write_package
from press.exporters.idml import FontMap

# Seconds; a folder that old belongs to nobody, the queue stops work long before.
LONGEST_BUILD = 2 * 3600


@dataclass(frozen=True, slots=True)
class BuiltPackage:
    """A whole package on disk, before it is handed to the storage."""

    path: Path
    sha256: str
    byte_size: int
    manifest: dict[str, Any]


def build_package(job: Job, context: JobContext) -> dict[str, Any]:
    """Build the package a job names; a finished one is left as it is."""
    found = Export.objects.select_related("issue__supplement", "created_by")
    export = found.filter(pk=job.payload["export"]).first()
    if export is None:
        return {"outcome": "gone"}
    if export.state == ExportState.READY:
        return _result(export)
    try:
        with _workshop(export, job) as folder:
            built = _write(export, folder / "package.zip", context)
            context.heartbeat()  # a worker that lost the job must not finish it
            _finish(export, built)
    except LeaseLost:
        raise
    except Exception as error:
        _fail(export, job, error)
        raise
    return _result(export)


@contextmanager
def _workshop(export: Export, job: Job) -> Iterator[Path]:
    """Give this attempt a folder; what dead attempts left is thrown away."""
    parent = Path(settings.GUIDEKIT_HOME) / "building"
    parent.mkdir(mode=0o700, exist_ok=True)
    for left in parent.iterdir():
        own = left.name.startswith(export.pk.hex)
        if own or time.time() - left.stat().st_mtime > LONGEST_BUILD:
            shutil.rmtree(left, ignore_errors=True)
    folder = parent / f"{export.pk.hex}-{job.attempts}"
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write(export: Export, path: Path, context: JobContext) -> BuiltPackage:
    store = PictureStore()
    with path.open("w+b") as file:
        summary = write_package(
            issue_snapshot(export),
            file,
            fonts=FontMap().with_families(export.content.get("fonts", {})),
            progress=context.progress,
            store=store,
        )
    store.sweep()
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    manifest = json.loads(summary.manifest)
    return BuiltPackage(path, digest, path.stat().st_size, manifest)


class _Moved(File):
    """A file that the storage may take by renaming it, whole."""

    def temporary_file_path(self) -> str:
        return str(self.name)


def _finish(export: Export, built: BuiltPackage) -> None:
    """Store the package, then name it in the row; the first to get here has done it."""
    export.sha256 = built.sha256
    name = _store(export, built)
    finished = Export.objects.filter(pk=export.pk).exclude(state=ExportState.READY)
    if not finished.update(
        state=ExportState.READY,
        file=name,
        sha256=built.sha256,
        byte_size=built.byte_size,
        manifest=built.manifest,
        finished_at=timezone.now(),
    ):
        return
    export.refresh_from_db()
    ledger.record(
        obj=export.issue,
        verb="issue.package_built",
        actor=export.created_by,
        data={"export": str(export.pk), "sha256": export.sha256},
    )


def _store(export: Export, built: BuiltPackage) -> str:
    storage = export.file.storage
    name = package_path(export, "")
    if storage.exists(name):  # moved in by an attempt that died before the row said so
        return name
    with built.path.open("rb") as opened:
        return str(storage.save(name, _Moved(opened, name=str(built.path))))


def _fail(export: Export, job: Job, error: Exception) -> None:
    """Say in the row that no further attempt will come."""
    if isinstance(error, GiveUp) or job.attempts >= job.max_attempts:
        Export.objects.filter(pk=export.pk, state=ExportState.BUILDING).update(
            state=ExportState.FAILED
        )


def _result(export: Export) -> dict[str, Any]:
    export.refresh_from_db()
    return {
        "export": str(export.pk),
        "sha256": export.sha256,
        "bytes": export.byte_size,
        "files": len(export.manifest.get("files", ())),
        "pages": len(export.content["pages"]),
    }
