"""Press pictures kept between exports; losing them costs only time."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

from django.conf import settings

# When more is kept than this, the oldest go until half of it is free.
MOST_BYTES = 2 * 1024**3


class PictureStore:
    """A folder of files named by the hash of their key."""

    def __init__(self, folder: Path | None = None) -> None:
        """Keep pictures in a folder, by default in the home's cache."""
        self._folder = folder or Path(settings.GUIDEKIT_HOME) / "cache" / "pictures"

    def get(self, key: str) -> bytes | None:
        """Return what was kept; None when there is nothing whole."""
        path = self._path(key)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        head, body = data[:32], data[32:]
        if hashlib.sha256(body).digest() != head:  # a disk that lies costs time only
            path.unlink(missing_ok=True)
            return None
        return body

    def put(self, key: str, value: bytes) -> None:
        """Keep bytes; they appear whole or not at all."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self._folder, delete=False) as file:
            file.write(hashlib.sha256(value).digest() + value)
        Path(file.name).replace(self._path(key))

    def sweep(self, *, most_bytes: int = MOST_BYTES) -> None:
        """Throw the oldest away when there is too much."""
        files = [(each.stat(), each) for each in self._folder.glob("*")]
        total = sum(stat.st_size for stat, _path in files)
        if total <= most_bytes:
            return
        for stat, path in sorted(files, key=lambda each: each[0].st_mtime):
            if total <= most_bytes // 2:
                return
            path.unlink(missing_ok=True)
            total -= stat.st_size

    def _path(self, key: str) -> Path:
        return self._folder / hashlib.sha256(key.encode()).hexdigest()
