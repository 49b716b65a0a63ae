"""Names of entries: decoded, judged as the paths they want to be, never used so."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from urllib.parse import unquote

from submissions.documents.likely_chinese import is_mock_utf8, likeness
from submissions.documents.zip_directory import UNICODE_PATH, UTF8_NAME, ZipEntry

# Also what looks like a slash and is one to some file system or after normalising.
SLASHES = re.compile(r"[/\\\u2044\u2215\u2216\u29f5\u29f8\u29f9\ufe68]")
_DOTS = re.compile(r"[.\u2024\ufe52\uff0e\u3002]{2,}")
_DRIVE = re.compile(r"^[A-Za-z]:|[/\\\\][A-Za-z]:(?:[/\\\\]|$)")
MOST_STEPS = 100  # folders within folders; no system writes as many
_OVERLONG = ((b"\xc0\xae", b"."), (b"\xc0\xaf", b"/"), (b"\xc1\x9c", b"\\"))
UNSEEN_EDGES = " \t\r\n\0\u00a0\u3000"
JUNK_FOLDERS = frozenset(("__macosx", ".git", ".svn"))
JUNK_FILES = frozenset((".ds_store", "thumbs.db", "desktop.ini", "ehthumbs.db"))


def zip_names(entries: Sequence[ZipEntry]) -> list[str]:
    """Return the names of entries; those without a declared encoding are guessed.

    They are guessed together: one program wrote them all, and many tell more than one.
    """
    open_ones = [entry.raw_name for entry in entries if not _declared(entry)]
    encoding = _guessed(b"\n".join(open_ones))
    return [
        _declared(entry) or entry.raw_name.decode(encoding, "replace")
        for entry in entries
    ]


def guessed_name(raw: bytes) -> str:
    """Return a single name whose encoding nobody says."""
    return raw.decode(_guessed(raw), "replace")


def _declared(entry: ZipEntry) -> str:
    if field := entry.extra.get(UNICODE_PATH):
        return field[5:].decode("utf-8", "replace")
    if entry.flags & UTF8_NAME:
        try:
            return entry.raw_name.decode("utf-8")
        except UnicodeDecodeError:
            return ""
    return ""


def _guessed(raw: bytes) -> str:
    """Return the encoding of names: UTF-8 if they read so, else the most Chinese."""
    is_utf8 = _is_utf8(raw)
    if is_utf8 and not is_mock_utf8(raw.decode("utf-8")):
        return "utf-8"
    scores = {
        name: likeness(raw.decode(name, "replace")) for name in ("gb18030", "big5hkscs")
    }
    best = max(scores, key=lambda name: scores[name])
    if is_utf8:
        return best if scores[best] > 0 else "utf-8"
    return best if scores[best] > -0.25 else "cp437"


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def is_unsafe(name: str, raw: bytes = b"") -> bool:
    """Tell whether a name, read in any of the ways systems read it, leaves its folder.

    The name is judged as it is, normalised, and with percent signs decoded; the raw
    bytes too, because a decoder may have hidden what they were.
    """
    forms = {*_forms(name), raw.decode("latin-1")}
    if _is_utf8(raw):
        forms |= _forms(raw.decode("utf-8"))
    plain = raw
    for long, short in _OVERLONG:
        plain = plain.replace(long, short)
    forms.add(plain.decode("latin-1"))
    never = "\0" in name or len(SLASHES.findall(name)) > MOST_STEPS
    drive = _DRIVE.search(name.strip(UNSEEN_EDGES))
    return never or bool(drive) or any(map(_leaves, forms)) or _climbs(raw)


def _climbs(raw: bytes) -> bool:
    """Tell whether a name climbs up where another encoding is guessed than we did.

    Only that: 決 of Big5 is a sort of slash in GBK, so that slashes say little here.
    """
    for encoding in ("gb18030", "big5hkscs"):
        with suppress(UnicodeDecodeError):
            forms = _forms(raw.decode(encoding))
            steps = (step for form in forms for step in SLASHES.split(form))
            if any(_DOTS.fullmatch(step.strip(UNSEEN_EDGES)) for step in steps):
                return True
    return False


def _forms(name: str) -> set[str]:
    seen = "".join(c for c in name if unicodedata.category(c) != "Cf")
    normal = {unicodedata.normalize("NFKC", one) for one in (name, seen)}
    return {name, seen, unquote(name), *normal}


def _leaves(path: str) -> bool:
    steps = [step.strip(UNSEEN_EDGES) for step in SLASHES.split(path)]
    absolute = len(steps) > 1 and not steps[0]
    first_device = steps[0].lower() in ("~", "file:")
    return absolute or first_device or any(map(_DOTS.fullmatch, steps))


def is_junk(name: str) -> bool:
    """Tell what systems and Office leave behind; nobody means to send it."""
    steps = [step.lower() for step in SLASHES.split(name) if step]
    if not steps or JUNK_FOLDERS & set(steps[:-1]):
        return True
    return steps[-1] in JUNK_FILES or steps[-1].startswith(("~$", "._", ".~lock."))


def sameness(name: str) -> str:
    """Return what two names share that some file system takes for one name."""
    steps = [step for step in re.split(r"[/\\]", name) if step not in ("", ".")]
    path = "/".join(step.rstrip(" .") for step in steps)
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
