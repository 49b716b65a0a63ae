"""Names of files from outside: labels to show, never paths."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 120

_SEPARATORS = re.compile(r"[/\\]+")
_DRIVE = re.compile(r"^\s*[A-Za-z]:(?=[^:])")
_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:[ .].*)?",
    re.IGNORECASE,
)
_BARE = " .\u3000\u00a0"


def file_label(name: str) -> str:
    """Return a name that can be shown, ``photo`` when nothing of it can."""
    return clean_name(name) or "photo"


def clean_name(name: str) -> str:
    """Return the last part of a name, seen characters only; '' when nothing is left.

    Characters that cannot be seen go first, so that none of them hides an ending, a
    separator or a leading dot from the rules after it.
    """
    normal = unicodedata.normalize("NFC", name)
    seen = "".join(c for c in normal if not unicodedata.category(c).startswith("C"))
    last = _SEPARATORS.split(_DRIVE.sub("", seen))[-1].replace(":", "：").strip(_BARE)
    whole = last if len(last) <= LONGEST else _shortened(last)
    # Windows opens a device under these names, with any ending.
    return f"_{whole}" if _RESERVED.fullmatch(whole) else whole


def _shortened(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 10:
        return name[:LONGEST].rstrip(_BARE)
    return f"{stem[: LONGEST - len(ending) - 1]}.{ending}"
