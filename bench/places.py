"""Places of bench's own: a home that is thrown away, never the user's."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# What may name the user's data or servers, or change what is measured.
FOREIGN = (
    *("DATABASE_URL", "REDIS_URL", "MAILBOX_URL", "SMTP_URL", "SITE_URL", "PORT"),
    *("SECRET_KEY", "FIELD_KEYS", "PRINT_PROFILE", "DEBUG"),
    *("FORM_RATE_PER_HOUR", "FORM_UPLOAD_MB_PER_HOUR"),
    *("WEB_PROCESSES", "WEB_THREADS", "WORKER_PROCESSES"),
)


@contextmanager
def own_home() -> Iterator[Path]:
    """Point this process and its children at an empty home."""
    with tempfile.TemporaryDirectory(prefix="guidekit-bench-") as folder:
        home = Path(folder) / "home"
        home.mkdir(mode=0o700)
        for name in FOREIGN:
            os.environ.pop(name, None)
        os.environ.update(
            GUIDEKIT_HOME=str(home),
            DJANGO_SETTINGS_MODULE="guidekit.settings",
            LOG_LEVEL="ERROR",
        )
        yield home


@contextmanager
def set_for_children(**variables: str) -> Iterator[None]:
    """Set variables of the environment for as long as a system is started under it."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def folder_within_home(name: str) -> Path:
    """Return a folder in the home of this run, made when it is asked for first."""
    folder = Path(os.environ["GUIDEKIT_HOME"]) / "bench" / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder
