"""Names of files from outside: labels to show, never paths."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 120
SEPARATORS = re.compile(r"[/\\:]+")


def file_label(name: str) -> str:
    """Return a name that can be shown: its last part, seen characters only.

    Characters that cannot be seen go first, so that none of them hides an ending or a
    leading dot from the rules after it.
    """
    normal = unicodedata.normalize("NFC", name)
    seen = "".join(c for c in normal if not unicodedata.category(c).startswith("C"))
    last = SEPARATORS.split(seen)[-1].strip(" .\u3000")
    if not last:
        return "photo"
    return last if len(last) <= LONGEST else _shortened(last)


def _shortened(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 10:
        return name[:LONGEST]
    return f"{stem[: LONGEST - len(ending) - 1]}.{ending}"
