"""How much memory the web processes of a running system came to hold (Linux)."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

PROC = Path("/proc")


def web_peak_mb(url: str) -> float:
    """Return the most that one process answering at ``url`` held, in MB.

    The process that only watches over the others is left out.  Raises
    ``RuntimeError`` when nothing answers there.
    """
    port = urlsplit(url).port
    found = {
        int(folder.name): folder
        for folder in PROC.glob("[0-9]*")
        if any(_is_bound(word, port) for word in _words(folder))
    }
    answering = [
        folder for folder in found.values() if int(_field(folder, "PPid")) in found
    ]
    if not answering:
        raise RuntimeError(f"No web process has the port {port} in its command line.")
    return max(int(_field(folder, "VmHWM").split()[0]) for folder in answering) / 1024


def _is_bound(word: str, port: int | None) -> bool:
    return word.startswith("--bind=") and word.endswith(f":{port}")


def _words(folder: Path) -> list[str]:
    try:
        return (folder / "cmdline").read_text().split("\0")
    except OSError:
        return []  # it ended in this moment


def _field(folder: Path, name: str) -> str:
    for line in (folder / "status").read_text().splitlines():
        key, _colon, value = line.partition(":")
        if key == name:
            return value.strip()
    raise RuntimeError(f"{folder} has no {name}.")
