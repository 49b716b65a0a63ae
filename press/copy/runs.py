"""Runs of characters: join, trim and tidy them without losing their styles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from press.copy.model import Run, RunStyle

INDENTS = " \t\r\n\f\v\u00a0\u3000"
"""What stands at the ends of a paragraph without saying anything."""

Styled = tuple[str, RunStyle]

_DROPPED = re.compile("[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b\u2060\ufeff]")
_SPACING = frozenset(" \t\r\n\f\v\u00a0")
_FEEDS = frozenset("\r\n")
_CJK = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…·]")


def joined_runs(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Join neighbouring runs of one style and leave out empty ones."""
    full = [run for run in runs if run.text]
    return tuple(
        Run("".join(run.text for run in group), style)
        for style, group in groupby(full, key=lambda run: run.style)
    )


def plain_runs(text: str) -> tuple[Run, ...]:
    return (Run(text),) if text else ()


def tidy_runs(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Collapse white space as a browser shows it, and trim both ends.

    A line feed of the source between Chinese characters is nothing, elsewhere a space.
    The ideographic space inside a text means something and stays.
    """
    styled = [(char, run.style) for run in runs for char in _DROPPED.sub("", run.text)]
    tidy = list(_collapsed(styled))
    while tidy and tidy[-1][0] in INDENTS:
        tidy.pop()
    start = 0
    while start < len(tidy) and tidy[start][0] in INDENTS:
        start += 1
    return joined_runs(Run(char, style) for char, style in tidy[start:])


def _collapsed(styled: list[Styled]) -> Iterator[Styled]:
    at, before = 0, ""
    while at < len(styled):
        char, style = styled[at]
        if char not in _SPACING:
            yield char, style
            before, at = char, at + 1
            continue
        end = at
        while end < len(styled) and styled[end][0] in _SPACING:
            end += 1
        after = styled[end][0] if end < len(styled) else ""
        fed = any(styled[n][0] in _FEEDS for n in range(at, end))
        if not (fed and (_is_cjk(before) or _is_cjk(after))):
            yield " ", style
        at = end


def _is_cjk(char: str) -> bool:
    return bool(char and _CJK.match(char))
