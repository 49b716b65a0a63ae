"""Numbers that Word computes for lists: counted here as it counts them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from submissions.documents.word.counting_forms import counted
from submissions.documents.word.styles import Numbered, number
from submissions.documents.word.xml_events import attribute, child, children

LEVELS = 9
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered."""

    form: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before a paragraph of a list."""

    text: str = ""
    bullet: bool = False


NONE = Label()


class Numbering:
    """The lists of a document and how far each was counted."""

    def __init__(self, tree: etree._Element | None) -> None:
        self._lists: dict[str, tuple[str, dict[int, Level]]] = {}
        self._counts: dict[str, list[int | None]] = {}
        if tree is not None:
            self._read(tree)

    def label(self, place: Numbered | None) -> Label:
        """Count one more paragraph of a list and return what stands before it."""
        if place is None or place.list_id not in self._lists:
            return NONE
        shared, levels = self._lists[place.list_id]
        at = min(max(place.level, 0), LEVELS - 1)
        level = levels.get(at)
        if level is None:
            return NONE
        if level.form == "bullet":
            return Label(bullet=True)
        counts = self._counts.setdefault(shared, [None] * LEVELS)
        before = counts[at]
        counts[at] = level.start if before is None else before + 1
        counts[at + 1 :] = [None] * (LEVELS - at - 1)
        return Label(self._text(level, levels, counts))

    def _text(
        self, level: Level, levels: dict[int, Level], counts: list[int | None]
    ) -> str:
        def shown(found: re.Match[str]) -> str:
            at = int(found.group(1)) - 1
            one = levels.get(at, Level())
            count = counts[at]
            return counted(one.start if count is None else count, one.form)

        return _PLACE.sub(shown, level.text)

    def _read(self, tree: etree._Element) -> None:
        kinds = {
            attribute(element, "abstractNumId"): {
                number(attribute(one, "ilvl"), 0): _level(one)
                for one in children(element, "w:lvl")
            }
            for element in children(tree, "w:abstractNum")
        }
        for element in children(tree, "w:num"):
            kind = child(element, "w:abstractNumId")
            name = "" if kind is None else attribute(kind, "val")
            list_id = attribute(element, "numId")
            levels = dict(kinds.get(name, {}))
            shared = name
            for change in children(element, "w:lvlOverride"):
                shared = f"{name}/{list_id}"  # a list that starts anew by itself
                at = number(attribute(change, "ilvl"), 0)
                levels[at] = _overridden(change, levels.get(at, Level()))
            self._lists[list_id] = (shared, levels)


def _level(element: etree._Element) -> Level:
    form, text = child(element, "w:numFmt"), child(element, "w:lvlText")
    start = child(element, "w:start")
    return Level(
        "decimal" if form is None else attribute(form, "val"),
        "" if text is None else attribute(text, "val"),
        1 if start is None else number(attribute(start, "val"), 1),
    )


def _overridden(change: etree._Element, level: Level) -> Level:
    whole = child(change, "w:lvl")
    made = level if whole is None else _level(whole)
    start = child(change, "w:startOverride")
    if start is None:
        return made
    return Level(made.form, made.text, number(attribute(start, "val"), made.start))
