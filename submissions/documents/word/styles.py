"""Styles of a .docx: which are headings, bold, set in 楷体, or numbered."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from submissions.documents.word.xml_events import attribute, child, short_name

BODY_LEVEL = 9
DEEPEST = 20  # styles that a style may be based on
ON = frozenset(("", "1", "true", "on"))
_HEADING = re.compile(
    r"^(?:heading\s*\d|标题\s*\d?|title|subtitle|副标题|小标题|header\s*\d)$",
    re.IGNORECASE,
)
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
        for element in () if tree is None else tree:
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
    name = child(element, "w:name")
    heading = name is not None and bool(_HEADING.match(attribute(name, "val").strip()))
    paragraph = child(element, "w:pPr")
    run = child(element, "w:rPr")
    level = outline_level(paragraph)
    numbered = numbering_of(paragraph)
    centred = alignment(paragraph)
    return Style(
        dress=run_dress(run).over(base.dress),
        heading=heading or (base.heading if level is None else level < BODY_LEVEL),
        centred=base.centred if centred is None else centred,
        numbered=base.numbered if numbered is None else numbered,
    )


def run_dress(properties: etree._Element | None) -> RunDress:
    """Return what run properties say by themselves."""
    if properties is None:
        return RunDress()
    fonts = child(properties, "w:rFonts")
    face = "" if fonts is None else attribute(fonts, "eastAsia")
    return RunDress(
        bold=_switch(properties, "w:b"),
        kai=bool(_KAI.search(face)) if face else None,
        hidden=_switch(properties, "w:vanish"),
    )


def run_style_name(properties: etree._Element | None) -> str:
    found = None if properties is None else child(properties, "w:rStyle")
    return "" if found is None else attribute(found, "val")


def outline_level(properties: etree._Element | None) -> int | None:
    found = None if properties is None else child(properties, "w:outlineLvl")
    return None if found is None else number(attribute(found, "val"), BODY_LEVEL)


def alignment(properties: etree._Element | None) -> bool | None:
    """Tell whether paragraph properties centre; nothing where they do not say."""
    found = None if properties is None else child(properties, "w:jc")
    return None if found is None else attribute(found, "val") == "center"


def numbering_of(properties: etree._Element | None) -> Numbered | None:
    found = None if properties is None else child(properties, "w:numPr")
    if found is None:
        return None
    list_id, level = child(found, "w:numId"), child(found, "w:ilvl")
    return Numbered(
        "" if list_id is None else attribute(list_id, "val"),
        0 if level is None else number(attribute(level, "val"), 0),
    )


def number(text: str, otherwise: int) -> int:
    """Return a number as Office writes it, or the other for rubbish."""
    return int(text) if re.fullmatch(r"-?\d{1,9}", text.strip()) else otherwise


def _switch(properties: etree._Element, name: str) -> bool | None:
    found = child(properties, name)
    return None if found is None else attribute(found, "val") in ON
