"""What a format changes of the house's style sheet, as a desk writes it down.

Plain values that JSON holds: ``{"styles": {"caption": {"size": 7.5, "leading": 10,
"face": "hei"}}, "tiers": {"lead": {"sizes": [48, 42], "max_lines": 2}}, "rules":
{"box_weight": 0.5}}``.  Nothing but a change is kept, so that the house's styles may
change under a format.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import Any

from press.typesetting.model import Face, TextStyle
from press.typesetting.sheets import HOUSE, ON_GRID, StyleSheet, Tier
from press.typesetting.sizes import LEAST, MOST

Json = Mapping[str, Any]
RULES = ("box_weight", "rule_weight")
MOST_WEIGHT = 4.0  # points
MOST_LINES, MOST_SIZES = 5, 12
MOST_RATIO = 3.0  # of a leading against its size


class StyleFault(StrEnum):
    """What is wrong with a change of a style."""

    UNKNOWN = "unknown"  # there is no such style
    SIZE = "size"  # outside of what a newspaper sets
    LEADING = "leading"  # lines would overlap or fall apart
    BODY_SIZE = "body_size"  # of the body: that is the grid's
    FACE = "face"  # no face of ours
    TIER_SIZES = "tier_sizes"  # none, or not falling
    TIER_LINES = "tier_lines"
    WEIGHT = "weight"


@dataclass(frozen=True, slots=True)
class StyleProblem:
    """A change that cannot be taken: which style, what, and the value said."""

    style: str
    fault: StyleFault
    said: str = ""


def changing(sheet: StyleSheet, changes: Json) -> StyleSheet:
    """Return the sheet with a format's changes; call ``faults_of`` first.

    The leading of what stands on the grid is the grid's and is never changed.
    """
    done: dict[str, Any] = {}
    for name, change in changes.get("styles", {}).items():
        done[name] = _changed(getattr(sheet, name), change, fixed=name in ON_GRID)
    for name, change in changes.get("tiers", {}).items():
        done[name] = _tier(getattr(sheet, name), change)
    done |= {name: float(value) for name, value in changes.get("rules", {}).items()}
    return replace(sheet, **done)


def changes_of(sheet: StyleSheet, base: StyleSheet = HOUSE) -> dict[str, Any]:
    """Return what a sheet changes of another; ``changing`` brings it back."""
    styles = {
        name: change
        for name, style in sheet.named().items()
        if (change := _difference(name, style, getattr(base, name)))
    }
    tiers = {
        name: {
            "sizes": list(tier.sizes),
            "max_lines": tier.max_lines,
            "byline_size": tier.byline_size,
        }
        for name, tier in sheet.tiers().items()
        if tier != getattr(base, name)
    }
    rules = {
        name: getattr(sheet, name)
        for name in RULES
        if getattr(sheet, name) != getattr(base, name)
    }
    parts = {"styles": styles, "tiers": tiers, "rules": rules}
    return {name: part for name, part in parts.items() if part}


def faults_of(changes: Json, sheet: StyleSheet = HOUSE) -> tuple[StyleProblem, ...]:
    """Return all that is wrong with changes, in their order."""
    return tuple(_faults(changes, sheet))


def _faults(changes: Json, sheet: StyleSheet) -> Iterator[StyleProblem]:
    for part in changes:
        if part not in ("styles", "tiers", "rules"):
            yield StyleProblem(str(part), StyleFault.UNKNOWN)
    named, tiers = sheet.named(), sheet.tiers()
    for name, change in changes.get("styles", {}).items():
        if name not in named:
            yield StyleProblem(name, StyleFault.UNKNOWN)
        else:
            yield from _style_faults(name, named[name], change, sheet)
    for name, change in changes.get("tiers", {}).items():
        if name not in tiers:
            yield StyleProblem(name, StyleFault.UNKNOWN)
        else:
            yield from _tier_faults(name, change)
    for name, value in changes.get("rules", {}).items():
        if name not in RULES:
            yield StyleProblem(name, StyleFault.UNKNOWN)
        elif not _is_number(value) or not 0 < value <= MOST_WEIGHT:
            yield StyleProblem(name, StyleFault.WEIGHT, str(value))


def _style_faults(
    name: str, style: TextStyle, change: Json, sheet: StyleSheet
) -> Iterator[StyleProblem]:
    if set(change) - {"size", "leading", "face"}:
        yield StyleProblem(name, StyleFault.UNKNOWN)
    if change.get("face", style.face) not in list(Face):
        yield StyleProblem(name, StyleFault.FACE, str(change["face"]))
    size = change.get("size", style.size)
    if name == "body" and size != sheet.body_size:
        yield StyleProblem(name, StyleFault.BODY_SIZE, str(size))
    if not _is_number(size) or not LEAST <= size <= MOST:
        yield StyleProblem(name, StyleFault.SIZE, str(size))
        return
    on_grid = name in ON_GRID
    leading = sheet.leading if on_grid else change.get("leading", style.leading)
    if not _is_number(leading) or not size <= leading <= size * MOST_RATIO:
        yield StyleProblem(name, StyleFault.LEADING, str(leading))


def _tier_faults(name: str, change: Json) -> Iterator[StyleProblem]:
    sizes = change.get("sizes", [1])
    if "sizes" in change and not _are_falling(sizes):
        yield StyleProblem(name, StyleFault.TIER_SIZES, str(sizes))
    lines = change.get("max_lines", 1)
    if not isinstance(lines, int) or not 1 <= lines <= MOST_LINES:
        yield StyleProblem(name, StyleFault.TIER_LINES, str(lines))
    byline = change.get("byline_size", LEAST)
    if not _is_number(byline) or not LEAST <= byline <= MOST:
        yield StyleProblem(name, StyleFault.SIZE, str(byline))


def _are_falling(sizes: Any) -> bool:
    """Tell whether sizes may make a tier: two at least, each smaller than the last."""
    if not isinstance(sizes, list) or not 2 <= len(sizes) <= MOST_SIZES:
        return False
    if not all(_is_number(size) and LEAST <= size <= MOST for size in sizes):
        return False
    return all(a > b for a, b in pairwise(sizes))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _changed(style: TextStyle, change: Json, *, fixed: bool) -> TextStyle:
    size = float(change.get("size", style.size))
    leading = style.leading
    if not fixed:
        grown = max(size, round(style.leading * size / style.size))
        usual = grown if "size" in change else style.leading
        leading = float(change.get("leading", usual))
    face = Face(change.get("face", style.face))
    return replace(style, face=face, size=size, leading=leading)


def _tier(tier: Tier, change: Json) -> Tier:
    return Tier(
        tuple(float(size) for size in change.get("sizes", tier.sizes)),
        change.get("max_lines", tier.max_lines),
        float(change.get("byline_size", tier.byline_size)),
    )


def _difference(name: str, style: TextStyle, base: TextStyle) -> dict[str, Any]:
    change = {
        part: str(value) if part == "face" else value
        for part in ("face", "size", "leading")
        if (value := getattr(style, part)) != getattr(base, part)
    }
    if "size" in change and name not in ON_GRID:
        # Left out, it would grow with the size.
        change["leading"] = style.leading
    return change
