"""Styles of a .docx: which are headings, bold, set in 楷体, or numbered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from submissions.documents.word.xml_events import attribute, child, short_name

BODY_LEVEL = 9
MOST_STYLES = 5_000  # Word itself knows 4079
DEEPEST = 20  # styles that a style may be based on
ON = frozenset(("", "1", "true", "on"))
_HEADING = re.compile(
    r"^(?:heading\s*\d|标题\s*\d?|title|subtitle|副标题|小标题|header\s*\d)$",
    re.IGNORECASE,
)
Said = Mapping[str, etree._Element]
_KAI = re.compile("楷|kaiti", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RunDress:
    """What is known of a run; ``None`` where it is left to the style."""

    bold: bool | None = None
    kai: bool | None = None
    hidden: bool | None = None

    def over(self, below: RunDress) -> RunDress:
        """Return this dress with gaps filled from the one below it."""
        return RunDress(
            below.bold if self.bold is None else self.bold,
            below.kai if self.kai is None else self.kai,
            below.hidden if self.hidden is None else self.hidden,
        )


@dataclass(frozen=True, slots=True)
class Numbered:
    """Which list a paragraph belongs to, and how deep."""

    list_id: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Style:
    """A style with all that it inherits."""

    dress: RunDress = RunDress()
    heading: bool = False
    centred: bool | None = None
    numbered: Numbered | None = None


PLAIN = Style()


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, tree: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._made: dict[str, Style] = {}
        self.default = PLAIN
        for element in () if tree is None else islice(tree, MOST_STYLES):
            if short_name(element.tag) != "w:style":
                continue
            name = attribute(element, "styleId")
            self._elements.setdefault(name, element)
            is_default = attribute(element, "default") in ("1", "true", "on")
            if is_default and attribute(element, "type") == "paragraph":
                self.default = self.get(name)

    def get(self, name: str) -> Style:
        """Return a style; a plain one for an id that the document does not know."""
        if not name:
            return self.default
        if name not in self._made:
            chain: list[etree._Element] = []
            while name in self._elements and len(chain) < DEEPEST:
                chain.append(self._elements[name])
                base = child(chain[-1], "w:basedOn")
                name = "" if base is None else attribute(base, "val")
            style = PLAIN
            for element in reversed(chain):
                style = _derived(element, style)
            if not chain:
                return PLAIN
            self._made[attribute(chain[0], "styleId")] = style
            return style
        return self._made[name]


def _derived(element: etree._Element, base: Style) -> Style:
    said = by_name(element)
    paragraph, run = (
        {} if one is None else by_name(one)
        for one in (said.get("w:pPr"), said.get("w:rPr"))
    )
    heading = bool(_HEADING.match(value(said, "w:name").strip()))
    level = outline_level(paragraph)
    numbered = numbering_of(paragraph)
    centred = alignment(paragraph)
    return Style(
        dress=run_dress(run).over(base.dress),
        heading=heading or (base.heading if level is None else level < BODY_LEVEL),
        centred=base.centred if centred is None else centred,
        numbered=base.numbered if numbered is None else numbered,
    )


def by_name(properties: etree._Element) -> Said:
    """Return properties by their short names; of two the later one counts."""
    return {short_name(one.tag): one for one in properties}


def value(said: Said, name: str) -> str:
    """Return the value of a property, or nothing where it is not said."""
    found = said.get(name)
    return "" if found is None else attribute(found, "val")


def run_dress(said: Said) -> RunDress:
    """Return what run properties say by themselves."""
    fonts = said.get("w:rFonts")
    face = "" if fonts is None else attribute(fonts, "eastAsia")
    return RunDress(
        bold=_switch(said, "w:b"),
        kai=bool(_KAI.search(face)) if face else None,
        hidden=_switch(said, "w:vanish"),
    )


def outline_level(said: Said) -> int | None:
    if "w:outlineLvl" not in said:
        return None
    return number(value(said, "w:outlineLvl"), BODY_LEVEL)


def alignment(said: Said) -> bool | None:
    """Tell whether paragraph properties centre; nothing where they do not say."""
    return value(said, "w:jc") == "center" if "w:jc" in said else None


def numbering_of(said: Said) -> Numbered | None:
    found = said.get("w:numPr")
    if found is None:
        return None
    inside = by_name(found)
    return Numbered(value(inside, "w:numId"), number(value(inside, "w:ilvl"), 0))


def number(text: str, otherwise: int) -> int:
    """Return a number as Office writes it, or the other for rubbish."""
    return int(text) if re.fullmatch(r"-?\d{1,9}", text.strip()) else otherwise


def _switch(said: Said, name: str) -> bool | None:
    return value(said, name) in ON if name in said else None
