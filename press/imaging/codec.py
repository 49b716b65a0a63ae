"""Write answers of the picture box so that reading them can do no harm.

What comes out of a process that met a hostile file is not trusted: no pickle, only
JSON with the bytes behind it, and of our classes only those that were named for it.
"""

from __future__ import annotations

import json
import struct
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, TypeVar

HEAD = struct.Struct(">Q")  # length of the JSON; then the lengths it tells of blobs
TUPLE, BLOB, KIND, MEMBER = "()", "bytes", "class", "member"
KNOWN: dict[str, type] = {}

Known = TypeVar("Known", bound=type)


class CodecError(ValueError):
    """Bytes that are not what ``pack`` writes."""


def travels(cls: Known) -> Known:
    """Let instances of a dataclass or an enum go in and out of the box."""
    KNOWN[cls.__name__] = cls
    return cls


def pack(value: object) -> bytes:
    """Return a value as bytes: plain values, tuples, dicts, known classes."""
    blobs: list[bytes] = []
    text = json.dumps(_plain(value, blobs)).encode()
    return b"".join((HEAD.pack(len(text)), text, *blobs))


def unpack(data: bytes | memoryview) -> Any:
    """Return what was packed; raise ``CodecError`` for anything else."""
    view = memoryview(data)
    try:
        (length,) = HEAD.unpack_from(view)
        start = HEAD.size + length
        text = json.loads(bytes(view[HEAD.size : start]))
        return _built(text, _Blobs(view[start:]))
    except (ValueError, TypeError, KeyError, LookupError, struct.error) as error:
        raise CodecError("The answer cannot be read.") from error
    except RecursionError as error:
        raise CodecError("The answer is nested too deep.") from error


class _Blobs:
    """Hands out the bytes behind the JSON, in order."""

    def __init__(self, view: memoryview) -> None:
        self._view, self._at = view, 0

    def take(self, size: int) -> bytes:
        if size < 0 or self._at + size > len(self._view):
            raise CodecError("The answer breaks off.")
        self._at += size
        return bytes(self._view[self._at - size : self._at])


def _plain(value: Any, blobs: list[bytes]) -> Any:
    if isinstance(value, Enum):
        return {MEMBER: type(value).__name__, "value": value.value}
    if is_dataclass(value) and not isinstance(value, type):
        inside = {f.name: getattr(value, f.name) for f in fields(value) if f.init}
        return {KIND: type(value).__name__, "fields": _plain(inside, blobs)}
    if isinstance(value, bytes):
        blobs.append(value)
        return {BLOB: len(value)}
    if isinstance(value, tuple):
        return {TUPLE: [_plain(one, blobs) for one in value]}
    if isinstance(value, list):
        return [_plain(one, blobs) for one in value]
    if isinstance(value, dict):
        return {"dict": [[key, _plain(one, blobs)] for key, one in value.items()]}
    return value


def _built(value: Any, blobs: _Blobs) -> Any:
    if isinstance(value, list):
        return [_built(one, blobs) for one in value]
    if not isinstance(value, dict):
        return value
    if BLOB in value:
        return blobs.take(value[BLOB])
    if TUPLE in value:
        return tuple(_built(one, blobs) for one in value[TUPLE])
    if MEMBER in value:
        return KNOWN[value[MEMBER]](value["value"])
    if KIND in value:
        return KNOWN[value[KIND]](**_built(value["fields"], blobs))
    return {key: _built(one, blobs) for key, one in value["dict"]}
