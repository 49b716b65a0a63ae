"""An SQLite with all migrations applied: made once, copied to whoever begins anew.

To migrate takes seconds for each process and each home of a run.  The file is known by
what it was made from, so a migration that changes, or another Django, makes another.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "build" / "migrated"


def copy_migrated(to: Path) -> None:
    """Put a migrated database there; what is there is overwritten."""
    kept = KEPT / f"{_digest()}.sqlite3"
    KEPT.mkdir(parents=True, exist_ok=True)
    with _alone():
        if not kept.exists():
            for old in KEPT.glob("*.sqlite3"):
                old.unlink()
            _make(kept)
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(kept, to)


def _digest() -> str:
    """Hash what a migrated database is made from."""
    files = [ROOT / "requirements.lock", *sorted(ROOT.glob("*/migrations/*.py"))]
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _make(kept: Path) -> None:
    """Migrate in a process on a home of its own, as ``up`` does."""
    with tempfile.TemporaryDirectory(prefix="gk-migrated-") as home:
        foreign = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
        environment = {k: v for k, v in os.environ.items() if k not in foreign}
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity=0"],
            cwd=ROOT,
            env={**environment, "GUIDEKIT_HOME": home},
            check=True,
        )
        # Closed by its last user, so it is whole without a journal.
        shutil.copyfile(Path(home) / "guidekit.sqlite3", kept.with_suffix(".new"))
        kept.with_suffix(".new").replace(kept)


@contextmanager
def _alone() -> Iterator[None]:
    """Let one process of all make the file, and the others wait for it."""
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
