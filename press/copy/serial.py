"""Copy as JSON, and the canonical bytes whose hash people sign."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, TypeVar

from press.copy.exceptions import CopyFormatError
from press.copy.model import (
    SCHEMA_VERSION,
    Block,
    BlockKind,
    Copy,
    Credit,
    Picture,
    Run,
    RunStyle,
)
from press.copy.runs import joined_runs

MAX_FIELD = 2_000  # characters of a headline, a byline, a caption
MAX_BODY = 200_000  # characters of all blocks: some twenty full pages
MAX_BLOCKS = 4_000
MAX_RUNS = 2_000
MAX_CREDITS = 100
MAX_PICTURES = 200

Json = dict[str, Any]
Word = TypeVar("Word", BlockKind, RunStyle)

_SHA256 = re.compile("[0-9a-f]{64}")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def to_json(copy: Copy) -> Json:
    """Return copy as plain dicts and lists, ready for ``json.dumps``."""
    plain: Json = json.loads(json.dumps(asdict(copy)))
    return plain


def from_json(data: object) -> Copy:
    """Return the copy that JSON describes; missing fields are empty.

    Unknown fields are passed over, so that newer callers are understood.  Raise
    ``CopyFormatError`` for wrong types and sizes.
    """
    fields = _object(data, "The piece")
    schema = fields.get("schema", SCHEMA_VERSION)
    if schema != SCHEMA_VERSION or isinstance(schema, bool):
        raise CopyFormatError(
            f"Schema {str(schema)[:40]} of the piece is not known here."
        )
    return Copy(
        kicker=_text(fields, "kicker"),
        headline=_text(fields, "headline"),
        deck=_text(fields, "deck"),
        dateline=_text(fields, "dateline"),
        byline=_text(fields, "byline"),
        credits=tuple(map(_credit, _list(fields, "credits", MAX_CREDITS))),
        blocks=_blocks(fields),
        pictures=tuple(map(_picture, _list(fields, "pictures", MAX_PICTURES))),
    )


def canonical_bytes(copy: Copy) -> bytes:
    """Return the bytes that stand for what the piece says.

    The ids of blocks and the cutting of equal runs are no part of it: only words,
    their order and emphasis, and the photographs by hash.
    """
    data = to_json(copy)
    data["blocks"] = [
        {"kind": block.kind, "runs": [asdict(run) for run in joined_runs(block.runs)]}
        for block in copy.blocks
    ]
    return json.dumps(
        data, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode("utf-8", "surrogatepass")


def copy_hash(copy: Copy) -> str:
    """Return the SHA-256 of the canonical bytes in hex."""
    return hashlib.sha256(canonical_bytes(copy)).hexdigest()


def _blocks(fields: Mapping[str, object]) -> tuple[Block, ...]:
    blocks = tuple(map(_block, _list(fields, "blocks", MAX_BLOCKS)))
    if sum(len(block.text) for block in blocks) > MAX_BODY:
        raise CopyFormatError(f"The body has more than {MAX_BODY} characters.")
    if len({block.id for block in blocks}) != len(blocks):
        raise CopyFormatError("Two blocks of the body have the same id.")
    return blocks


def _block(data: object) -> Block:
    fields = _object(data, "A block")
    return Block(
        _name(fields, "A block"),
        _word(BlockKind, fields.get("kind", BlockKind.PARAGRAPH), "block kind"),
        tuple(map(_run, _list(fields, "runs", MAX_RUNS))),
    )


def _run(data: object) -> Run:
    fields = _object(data, "A run")
    return Run(
        _text(fields, "text", limit=MAX_BODY),
        _word(RunStyle, fields.get("style", RunStyle.PLAIN), "run style"),
    )


def _credit(data: object) -> Credit:
    fields = _object(data, "A credit")
    if not _text(fields, "name"):
        raise CopyFormatError("A credit has no name.")
    return Credit(_text(fields, "name"), _text(fields, "role"), _text(fields, "unit"))


def _picture(data: object) -> Picture:
    fields = _object(data, "A picture")
    sha256 = _text(fields, "sha256")
    if not _SHA256.fullmatch(sha256):
        raise CopyFormatError("The sha256 of a picture must be 64 hex digits.")
    return Picture(
        _name(fields, "A picture"),
        sha256,
        _text(fields, "caption"),
        _text(fields, "credit"),
    )


def _name(fields: Mapping[str, object], what: str) -> str:
    name = _text(fields, "id", limit=64)
    if not name:
        raise CopyFormatError(f"{what} has no id.")
    return name


def _object(data: object, what: str) -> Mapping[str, object]:
    if not isinstance(data, Mapping):
        raise CopyFormatError(f"{what} must be a JSON object.")
    return data


def _list(fields: Mapping[str, object], name: str, limit: int) -> Sequence[object]:
    value = fields.get(name, ())
    if not isinstance(value, list | tuple):
        raise CopyFormatError(f"The field {name} must be a list.")
    if len(value) > limit:
        raise CopyFormatError(f"The field {name} has more than {limit} entries.")
    return value


def _text(fields: Mapping[str, object], name: str, *, limit: int = MAX_FIELD) -> str:
    value = fields.get(name, "")
    if not isinstance(value, str):
        raise CopyFormatError(f"The field {name} must be text.")
    if len(value) > limit:
        raise CopyFormatError(f"The field {name} has more than {limit} characters.")
    if _UNPRINTABLE.search(value):
        raise CopyFormatError(f"The field {name} holds a control character.")
    return value


def _word(kind: type[Word], value: object, what: str) -> Word:
    if not isinstance(value, str) or value not in set(kind):
        raise CopyFormatError(f"{str(value)[:40]!r} is no {what}.")
    return kind(value)
