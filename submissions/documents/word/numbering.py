"""Numbers that Word computes for lists: counted here as it counts them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from submissions.documents.word.counting_forms import counted
from submissions.documents.word.styles import ON, Numbered, number
from submissions.documents.word.xml_events import attribute, child, children

LEVELS = 9
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int = LEVELS  # begins anew after levels above this one; 0: never
    legal: bool = False  # shows the numbers of all levels in Arabic figures


@dataclass(frozen=True, slots=True)
class List:
    """A list as paragraphs name it; several may count on in one ``kind``."""

    kind: str
    levels: dict[int, Level]
    starts: dict[int, int]  # levels that this list begins anew, and at what


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before a paragraph of a list."""

    text: str = ""
    bullet: bool = False


NONE = Label()


class Numbering:
    """The lists of a document and how far each was counted."""

    def __init__(self, tree: etree._Element | None) -> None:
        self._lists: dict[str, List] = {}
        self._begun: set[tuple[str, int]] = set()
        self._counts: dict[str, list[int | None]] = {}
        if tree is not None:
            self._read(tree)

    def label(self, place: Numbered | None) -> Label:
        """Count one more paragraph of a list and return what stands before it."""
        if place is None or place.list_id not in self._lists:
            return NONE
        found = self._lists[place.list_id]
        at = min(max(place.level, 0), LEVELS - 1)
        level = found.levels.get(at)
        if level is None:
            return NONE
        counts = self._count(found, place.list_id, at)
        if level.form == "bullet":
            return Label(bullet=True)
        return Label(self._text(level, found.levels, counts))

    def _count(self, found: List, list_id: str, at: int) -> list[int | None]:
        """Count on at a level; a list that says so begins anew where it is first met.

        Lists of one kind count on in each other otherwise: that is how Word numbers
        the sections of a text whose paragraphs were copied together.
        """
        counts = self._counts.setdefault(found.kind, [None] * LEVELS)
        before = counts[at]
        counts[at] = found.levels[at].start if before is None else before + 1
        if at in found.starts and (list_id, at) not in self._begun:
            counts[at] = found.starts[at]
        self._begun.add((list_id, at))
        for below in range(at + 1, LEVELS):
            if at < found.levels.get(below, Level()).restart:
                counts[below] = None
        return counts

    def _text(
        self, level: Level, levels: dict[int, Level], counts: list[int | None]
    ) -> str:
        def shown(found: re.Match[str]) -> str:
            at = int(found.group(1)) - 1
            one = levels.get(at, Level())
            count = counts[at]
            form = "decimal" if level.legal else one.form
            return counted(one.start if count is None else count, form)

        return _PLACE.sub(shown, level.text)

    def _read(self, tree: etree._Element) -> None:
        kinds = _kinds(tree)
        for element in children(tree, "w:num"):
            kind = _said(element, "w:abstractNumId")
            levels = dict(kinds.get(kind, {}))
            starts = {}
            for change in children(element, "w:lvlOverride"):
                at = number(attribute(change, "ilvl"), 0)
                whole = child(change, "w:lvl")
                if whole is not None:
                    levels[at] = _level(whole)
                if child(change, "w:startOverride") is not None:
                    starts[at] = number(_said(change, "w:startOverride"), 1)
            self._lists[attribute(element, "numId")] = List(kind, levels, starts)


def _kinds(tree: etree._Element) -> dict[str, dict[int, Level]]:
    """Return the levels of each kind of list; some only name a style of lists."""
    kinds: dict[str, dict[int, Level]] = {}
    styles: dict[str, dict[int, Level]] = {}
    links: dict[str, str] = {}
    for element in children(tree, "w:abstractNum"):
        name = attribute(element, "abstractNumId")
        kinds[name] = {
            number(attribute(one, "ilvl"), 0): _level(one)
            for one in children(element, "w:lvl")
        }
        if kinds[name] and (style := _said(element, "w:styleLink")):
            styles[style] = kinds[name]
        elif not kinds[name]:
            links[name] = _said(element, "w:numStyleLink")
    linked = {name: styles.get(style, {}) for name, style in links.items()}
    return {**kinds, **linked}


def _level(element: etree._Element) -> Level:
    return Level(
        _said(element, "w:numFmt", "decimal"),
        _said(element, "w:lvlText"),
        number(_said(element, "w:start"), 1),
        number(_said(element, "w:lvlRestart"), LEVELS),
        _said(element, "w:isLgl", "0") in ON,
    )


def _said(element: etree._Element, name: str, otherwise: str = "") -> str:
    found = child(element, name)
    return otherwise if found is None else attribute(found, "val")
