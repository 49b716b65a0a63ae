"""Folder names: modified UTF-7 (RFC 3501, 5.1.3) both ways, and LIST answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from imap_tools.imap_utf7 import utf7_decode, utf7_encode

INBOX: Final = "INBOX"

_LIST = re.compile(
    rb'\((?P<flags>[^)]*)\) +(?:"(?:\\.|[^"\\])*"|NIL) +(?P<name>.*)', re.I | re.S
)
_UNOPENABLE = {b"\\noselect", b"\\nonexistent"}


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder: the name people read, and the one the server wants to hear."""

    name: str
    wire: bytes
    opens: bool = True


def encode_name(name: str) -> bytes:
    """Return a folder's name as it goes over the wire."""
    if name.upper() == INBOX:
        return INBOX.encode()
    return utf7_encode(name.encode("utf-16", "replace").decode("utf-16"))


def decode_name(wire: bytes) -> str:
    """Return a folder's name as people read it; never fails.

    Servers that do not know the rule send UTF-8 or GBK; a name that is none of these
    stays as it is.
    """
    if wire.upper() == INBOX.encode():
        return INBOX
    if not wire.isascii():
        return _eight_bit(wire)
    try:
        name = utf7_decode(wire)
        # What is no modified UTF-7 is often decoded all the same, into nothing.
        if encode_name(name) == wire:
            return name
    except ValueError:
        pass
    return wire.decode("ascii")


def folders_of(lines: list[Any]) -> list[Folder]:
    """Read the lines of a LIST answer; what is no line of a list is left out."""
    found: dict[bytes, Folder] = {}
    literal: bytes | None = None
    for line in lines:
        if isinstance(line, tuple):  # the name comes as a literal
            head, literal = line[0], line[1]
            match = _LIST.match(head)
        elif literal is not None:
            literal = None  # what stands behind a literal
            continue
        else:
            match = _LIST.match(line or b"")
        if match:
            wire = literal if literal is not None else _unquoted(match["name"])
            flags = set(match["flags"].lower().split())
            opens = not flags & _UNOPENABLE
            found[wire] = Folder(decode_name(wire), wire, opens)
    return list(found.values())


def _unquoted(name: bytes) -> bytes:
    if name.startswith(b'"') and name.endswith(b'"') and len(name) > 1:
        return re.sub(rb"\\(.)", rb"\1", name[1:-1])
    return name


def _eight_bit(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")
