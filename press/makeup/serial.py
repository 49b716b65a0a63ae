"""A page layout as JSON and back, exactly; its canonical bytes and their hash."""

from __future__ import annotations

import hashlib
import json
import types
import typing
from dataclasses import Field, fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from press.makeup.model import PageLayout
from press.makeup.plan import BlockPlan

Json = dict[str, Any]


def layout_to_json(layout: PageLayout) -> Json:
    """Return the layout as plain JSON values."""
    return typing.cast(Json, _plain(layout))


def layout_from_json(data: Json) -> PageLayout:
    """Return the layout that ``layout_to_json`` was given, equal in every field."""
    return typing.cast(PageLayout, _typed(PageLayout, data))


def layout_bytes(layout: PageLayout) -> bytes:
    """Return canonical bytes: sorted keys, no spaces, UTF-8."""
    text = json.dumps(
        layout_to_json(layout),
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        allow_nan=False,
    )
    return text.encode()


def layout_hash(layout: PageLayout) -> str:
    """Return the SHA-256 of the canonical bytes, in hexadecimal."""
    return hashlib.sha256(layout_bytes(layout)).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {
            item.name: _plain(getattr(value, item.name))
            for item in fields(value)
            if not _is_unwritten(item, getattr(value, item.name))
        }
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        # 14 and 14.0 are equal values and must not give two hashes.
        return int(value)
    return value


def _is_unwritten(item: Field[Any], value: Any) -> bool:
    """Tell whether a field stands at a default that is not written down."""
    return bool(item.metadata.get("unwritten")) and value == item.default


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _typed(kind: Any, value: Any) -> Any:
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        if value is None:
            return None
        inner = next(a for a in typing.get_args(kind) if a is not type(None))
        return _typed(inner, value)
    if origin is tuple:
        return _tuple(typing.get_args(kind), value)
    if is_dataclass(kind):
        hints = _hints(typing.cast(type, kind))
        known = {name: _typed(hints[name], value[name]) for name in value}
        return typing.cast(type, kind)(**known)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(value)
    return kind(value)


def _tuple(kinds: tuple[Any, ...], values: list[Any]) -> tuple[Any, ...]:
    if kinds[-1] is Ellipsis:
        return tuple(_typed(kinds[0], item) for item in values)
    return tuple(_typed(kind, item) for kind, item in zip(kinds, values, strict=True))


def blocks_to_json(blocks: tuple[BlockPlan, ...]) -> list[Json]:
    """Return the blocks of a page as plain JSON values."""
    return [typing.cast(Json, _plain(block)) for block in blocks]


def blocks_from_json(data: list[Json]) -> tuple[BlockPlan, ...]:
    """Return the blocks that ``blocks_to_json`` was given.

    Raises ``KeyError``, ``TypeError`` or ``ValueError`` for what are no blocks.
    """
    return tuple(typing.cast(BlockPlan, _typed(BlockPlan, item)) for item in data)
