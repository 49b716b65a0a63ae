"""What stands open while a .docx is read: paragraphs, rows, alternatives."""

from __future__ import annotations

from dataclasses import dataclass, field

from press.copy.model import Run
from submissions.documents.flow import Cell, Item
from submissions.documents.word.numbering import Label
from submissions.documents.word.styles import PLAIN, Style

SKIPPED = frozenset(
    [
        "w:del",
        "w:moveFrom",
        "w:rt",
        "w:rPrChange",
        "w:pPrChange",
        "w:tblPrChange",
        "w:trPrChange",
        "w:tcPrChange",
        "w:sectPrChange",
        "w:sectPr",
        "w:sdtPr",
        "w:sdtEndPr",
        "w:numberingChange",
        "w:tblPrExChange",
        "w:tblGridChange",
        "w:binData",
        "w:instrText",
        "w:delText",
        "w:delInstrText",
        "w:fldData",
    ]
)
# Drawings for which Word itself stores a better picture as the fallback.
NOT_DRAWN = frozenset(("cx", "cx1", "cx2", "cx4", "wpi", "aink", "am3d", "oel", "p14"))
GRAPHICS = {"c:chart": "chart", "dgm:relIds": "diagram", "cx:chart": "chart"}


@dataclass(slots=True)
class OpenParagraph:
    """A paragraph that is open."""

    runs: list[Run] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    waiting: list[Item] = field(default_factory=list)  # pictures after the words
    boxes: list[Item] = field(default_factory=list)
    style: Style = PLAIN
    heading: bool = False
    centred: bool = False
    label: Label = field(default_factory=Label)
    joins_next: bool = False


@dataclass(slots=True)
class OpenRow:
    cells: list[Cell] = field(default_factory=list)
    deleted: bool = False


@dataclass(slots=True)
class OpenChoice:
    """An mc:AlternateContent that is open."""

    taken: bool = False
