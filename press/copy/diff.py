"""Differences between two texts, character by character, Latin words whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

TOKEN = re.compile(r"[A-Za-z]+|\d+(?:[.,]\d+)*|.", re.DOTALL)
SENTENCE = re.compile(r"[^。！？\n]*[。！？\n]+[”’」』）)]*|[^。！？\n]+")
EXACT_UP_TO = 1_500_000  # token pairs; beyond that common tokens are passed over


class Op(StrEnum):
    EQUAL = "equal"
    INSERT = "insert"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of text that stayed, came or went."""

    op: Op
    text: str


def differences(before: str, after: str) -> tuple[Difference, ...]:
    """Return what changed from one text to another, in reading order.

    The equal and deleted stretches joined are ``before``, the equal and inserted ones
    ``after``.  Sentences are matched first, so that long texts stay fast.
    """
    return tuple(_merged(_by_sentence(before, after)))


def _by_sentence(before: str, after: str) -> Iterator[Difference]:
    old, new = SENTENCE.findall(before), SENTENCE.findall(after)
    for tag, a, b, c, d in _opcodes(old, new):
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        if tag == "replace":
            yield from _by_token(gone, come)
        else:
            yield from _parts(gone, come, equal=tag == "equal")


def _by_token(before: str, after: str) -> Iterator[Difference]:
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    for tag, a, b, c, d in _opcodes(old, new):
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        yield from _parts(gone, come, equal=tag == "equal")


def _opcodes(
    old: Sequence[str], new: Sequence[str]
) -> list[tuple[str, int, int, int, int]]:
    many = len(old) * len(new) > EXACT_UP_TO
    return list(SequenceMatcher(None, old, new, autojunk=many).get_opcodes())


def _parts(gone: str, come: str, *, equal: bool) -> Iterator[Difference]:
    if equal:
        yield Difference(Op.EQUAL, gone)
        return
    if gone:
        yield Difference(Op.DELETE, gone)
    if come:
        yield Difference(Op.INSERT, come)


def _merged(parts: Iterable[Difference]) -> Iterator[Difference]:
    """Join equal stretches; between them give first what went, then what came."""
    for equal, group in groupby(parts, key=lambda part: part.op is Op.EQUAL):
        texts: dict[Op, str] = {}
        for part in group:
            texts[part.op] = texts.get(part.op, "") + part.text
        wanted = (Op.EQUAL,) if equal else (Op.DELETE, Op.INSERT)
        yield from (Difference(op, texts[op]) for op in wanted if op in texts)
