"""Nameplate, folio and contact box: what the paper adds to the stories."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from press.makeup.folio import set_folio
from press.makeup.grid import Box, PageGrid
from press.makeup.model import FrameKind, Furniture, Panel, RuleLine
from press.makeup.parts import Parts, piled
from press.typesetting.breaker import line_table
from press.typesetting.model import Align, Cmyk, Line
from press.typesetting.paragraphs import plain_paragraph
from press.typesetting.sheets import StyleSheet
from press.typesetting.styles import LEAD_RED

ACCENT = LEAD_RED
PAPER_WHITE = Cmyk(0, 0, 0, 0)
TINT = Cmyk(0, 6, 8, 0)

NAMEPLATE_HEIGHT = 182.0  # points; 13 lines of 14
SMALL_NAMEPLATE_HEIGHT = 140.0  # on a type area that is less high than
HIGH_PAGE = 1260.0
STRIP_LINES = 3  # contact strip at the foot of a page without nameplate
NOTES_HEIGHT = 20.0
# A layout program that measures a line by its font needs this much, in em (Scribus,
# Noto Serif CJK): with less it would call the nameplate overset.
OWN_LINE = 1.26
NAME_GAP = 0.22  # em of white between the characters of the nameplate, at most
EAR_SHARE = 0.27  # of the nameplate for the contact box


def head_lines(grid: PageGrid, furniture: Furniture) -> int:
    """Return the lines the nameplate takes from the top of the type area."""
    if not furniture.nameplate:
        return 0
    high = grid.type_height >= HIGH_PAGE - 0.01
    height = NAMEPLATE_HEIGHT if high else SMALL_NAMEPLATE_HEIGHT
    return ceil(height / grid.leading - 1e-6)


def foot_lines(furniture: Furniture) -> int:
    """Return the lines a contact strip takes from the foot of the type area."""
    return STRIP_LINES if furniture.contact and not furniture.nameplate else 0


def set_furniture(parts: Parts, grid: PageGrid, furniture: Furniture) -> None:
    """Add everything on the page that is no story."""
    sheet = grid.styles
    set_folio(parts, grid, furniture.folio)
    lines = head_lines(grid, furniture)
    if lines:
        area = Box(grid.left, grid.top, grid.type_width, lines * grid.leading)
        _nameplate(parts, area, furniture, sheet)
    elif furniture.contact:
        line = grid.lines - STRIP_LINES
        box = grid.box(0, line + 0.5, grid.columns, STRIP_LINES - 0.5)
        parts.panels.append(Panel(box, stroke=sheet.accent, weight=0.5))
        style = replace(sheet.contact, align=Align.CENTRE)
        inside = Box(box.x + 6, box.y + 11, box.width - 12, style.leading)
        joined = plain_paragraph(style, "　".join(furniture.contact))
        parts.small_text("contact", FrameKind.CONTACT, (joined,), inside)


def _nameplate(
    parts: Parts, area: Box, furniture: Furniture, sheet: StyleSheet
) -> None:
    """Set the name large on the left, paper and contact box in the ear (报眼)."""
    ear = area.width * EAR_SHARE
    high = area.height - (NOTES_HEIGHT + 6 if furniture.nameplate_notes else 6)
    _name(parts, Box(area.x, area.y, area.width - ear - 24, high), furniture, sheet)
    _ear(parts, Box(area.right - ear, area.y + 6, ear, high - 14), furniture, sheet)
    foot = Box(area.x, area.y + high, area.width, NOTES_HEIGHT)
    _notes(parts, foot, furniture, sheet)


def _name(parts: Parts, area: Box, furniture: Furniture, sheet: StyleSheet) -> None:
    name = furniture.supplement or furniture.paper
    if not name:
        return
    size = min(area.height / OWN_LINE, area.width / len(name))
    style = replace(
        sheet.nameplate,
        size=size,
        leading=area.height,
        align=Align.LEFT,
        colour=sheet.accent,
    )
    paragraph = plain_paragraph(style, name)
    line = line_table((paragraph,), area.width + size).lines[0]
    (set_line,) = piled([_spread(line, area.width)], area)
    parts.text("nameplate", FrameKind.NAMEPLATE, (paragraph,), [(area, (set_line,))])


def _spread(line: Line, width: float) -> Line:
    """Space the characters of a line out, a little, and stand them in the middle."""
    gaps = max(1, sum(len(piece.text) for piece in line.pieces) - 1)
    spare = max(0.0, width - line.width)
    gap = min(spare / gaps, NAME_GAP * line.style.size)
    start = (spare - gap * gaps) / 2
    pieces, at = [], 0
    for piece in line.pieces:
        xs = tuple(start + x + gap * (at + n) for n, x in enumerate(piece.xs))
        pieces.append(replace(piece, xs=xs))
        at += len(piece.text)
    return replace(line, pieces=tuple(pieces), width=min(line.width, width))


def _ear(parts: Parts, box: Box, furniture: Furniture, sheet: StyleSheet) -> None:
    top = box.y
    paper = furniture.paper if furniture.supplement else ""
    for name, style, text in (
        ("paper", sheet.paper_name, paper),
        ("motto", sheet.motto, furniture.motto),
    ):
        if text:
            line = Box(box.x, top, box.width, style.leading)
            paragraph = plain_paragraph(style, text)
            parts.small_text(name, FrameKind.NAMEPLATE, (paragraph,), line)
            top = line.bottom + 2
    if furniture.contact:
        rest = Box(box.x, top + 4, box.width, box.bottom - top - 4)
        _contact(parts, rest, furniture, sheet)


def _contact(parts: Parts, box: Box, furniture: Furniture, sheet: StyleSheet) -> None:
    parts.panels.append(Panel(box, fill=TINT, stroke=sheet.accent, weight=0.6))
    em = max(map(len, furniture.contact)) or 1
    size = min(11.0, (box.width - 16) / em * 1.45)
    leading = min(22.0, (box.height - 4) / len(furniture.contact))
    style = replace(
        sheet.contact, size=min(size, leading), leading=leading, align=Align.CENTRE
    )
    paragraphs = tuple(plain_paragraph(style, text) for text in furniture.contact)
    height = len(paragraphs) * leading
    inside = Box(box.x + 8, box.y + (box.height - height) / 2, box.width - 16, height)
    parts.small_text("contact", FrameKind.CONTACT, paragraphs, inside)


def _notes(parts: Parts, box: Box, furniture: Furniture, sheet: StyleSheet) -> None:
    """Set number, date and the like between a thick and a thin rule."""
    foot = box.bottom if furniture.nameplate_notes else box.y
    parts.rules.append(RuleLine(box.x, foot, box.right, foot, 2.0, sheet.accent))
    notes = [note for note in furniture.nameplate_notes if note]
    if not notes:
        return
    parts.rules.append(RuleLine(box.x, box.y, box.right, box.y, 0.5, sheet.accent))
    width = box.width / len(notes)
    for n, note in enumerate(notes):
        cell = Box(box.x + n * width, box.y + 3, width, sheet.notes.leading)
        paragraph = plain_paragraph(sheet.notes, note)
        parts.small_text(f"note{n + 1}", FrameKind.NAMEPLATE, (paragraph,), cell)
