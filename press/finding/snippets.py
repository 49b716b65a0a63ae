"""A hit shown in its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from press.finding.folding import fold

# A sentence ends with its mark and what closes after it.
SENTENCE = re.compile(r"[^。！？!?；;\n]*[。！？!?；;]*[”’」』）)]*\n?")
BEFORE, MOST = 24, 90  # characters shown before the first hit, and in all


@dataclass(frozen=True, slots=True)
class Part:
    """A run of characters of a sentence; ``is_hit`` for what was searched."""

    text: str
    is_hit: bool = False


def hits(text: str, terms: Iterable[str]) -> list[tuple[int, int]]:
    """Return where folded terms stand in a text, from–to, without overlaps."""
    folded = fold(text)
    found: list[tuple[int, int]] = []
    for term in terms:
        start = folded.find(term)
        while start >= 0:
            found.append((start, start + len(term)))
            start = folded.find(term, start + len(term))
    return _joined(found)


def marked(text: str, terms: Iterable[str]) -> list[Part]:
    """Return a text in parts, hits apart from the rest."""
    parts: list[Part] = []
    here = 0
    for start, end in hits(text, terms):
        parts += [Part(text[here:start]), Part(text[start:end], is_hit=True)]
        here = end
    parts.append(Part(text[here:]))
    return [part for part in parts if part.text]


def snippet(text: str, terms: Sequence[str]) -> list[Part]:
    """Return the sentence with most of the terms, cut to 90 characters; [] for none."""
    folded = fold(text)
    if not any(term in folded for term in terms):
        return []
    best, most = "", 0
    for match in SENTENCE.finditer(text):
        said = folded[match.start() : match.end()]
        count = sum(term in said for term in terms)
        if count > most:
            best, most = match.group().strip(), count
    return marked(_cut(best, terms), terms) if most else []


def _cut(sentence: str, terms: Sequence[str]) -> str:
    if len(sentence) <= MOST:
        return sentence
    first = hits(sentence, terms)[0][0]
    start = max(0, min(first - BEFORE, len(sentence) - MOST))
    end = start + MOST
    return (
        f"{'…' if start else ''}{sentence[start:end]}"
        f"{'…' if end < len(sentence) else ''}"
    )


def _joined(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
