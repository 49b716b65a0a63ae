"""Nameplate, folio line and contact box: what the paper adds to the stories."""

from __future__ import annotations

from dataclasses import replace

from press.makeup.grid import Box, PageGrid
from press.makeup.model import FrameKind, Furniture, Panel, RuleLine
from press.makeup.parts import Parts, piled
from press.typesetting import styles
from press.typesetting.breaker import line_table
from press.typesetting.model import Align, Cmyk, Face, Line, TextStyle
from press.typesetting.paragraphs import plain_paragraph

ACCENT = Cmyk(0, 100, 100, 10)
PAPER_WHITE = Cmyk(0, 0, 0, 0)
TINT = Cmyk(0, 6, 8, 0)

NAMEPLATE_LINES = 13
SMALL_NAMEPLATE_LINES = 10  # on a page of less than 90 lines
STRIP_LINES = 3  # contact strip at the foot of a page without nameplate
NOTES_HEIGHT = 20.0
FOLIO_ABOVE = 18.0  # points from the folio line's top to the type area
# A layout program that measures a line by its font needs this much, in em (Scribus,
# Noto Serif CJK): with less it would call the nameplate overset.
OWN_LINE = 1.26
NAME_GAP = 0.22  # em of white between the characters of the nameplate, at most
EAR_SHARE = 0.27  # of the nameplate for the contact box

PAPER_NAME = TextStyle("报名", Face.SONG_BLACK, 24, 32, Align.CENTRE)
NOTES = TextStyle("刊期", Face.HEI, 10, 14, Align.CENTRE)
MOTTO = TextStyle("刊头语", Face.KAI, 12, 16, Align.CENTRE)


def head_lines(grid: PageGrid, furniture: Furniture) -> int:
    """Return the lines the nameplate takes from the top of the type area."""
    if not furniture.nameplate:
        return 0
    return NAMEPLATE_LINES if grid.lines >= 90 else SMALL_NAMEPLATE_LINES


def foot_lines(furniture: Furniture) -> int:
    """Return the lines a contact strip takes from the foot of the type area."""
    return STRIP_LINES if furniture.contact and not furniture.nameplate else 0


def set_furniture(parts: Parts, grid: PageGrid, furniture: Furniture) -> None:
    """Add everything on the page that is no story."""
    _folio(parts, grid, furniture)
    lines = head_lines(grid, furniture)
    if lines:
        area = Box(grid.left, grid.top, grid.type_width, lines * grid.leading)
        _nameplate(parts, area, furniture)
    elif furniture.contact:
        line = grid.lines - STRIP_LINES
        box = grid.box(0, line + 0.5, grid.columns, STRIP_LINES - 0.5)
        parts.panels.append(Panel(box, stroke=ACCENT, weight=0.5))
        style = replace(styles.CONTACT, align=Align.CENTRE)
        inside = Box(box.x + 6, box.y + 11, box.width - 12, style.leading)
        joined = plain_paragraph(style, "　".join(furniture.contact))
        parts.small_text("contact", FrameKind.CONTACT, (joined,), inside)


def _folio(parts: Parts, grid: PageGrid, furniture: Furniture) -> None:
    texts = [text for text in furniture.folio if text]
    if not texts:
        return
    aligns = (Align.LEFT, Align.CENTRE, Align.RIGHT)
    third = grid.type_width / 3
    for n, (text, align) in enumerate(zip(furniture.folio, aligns, strict=False)):
        if text:
            box = Box(grid.left + n * third, grid.top - FOLIO_ABOVE, third, 12)
            style = replace(styles.FOLIO, align=align)
            paragraph = plain_paragraph(style, text)
            parts.small_text(f"folio{n + 1}", FrameKind.FOLIO, (paragraph,), box)
    y = grid.top - 4
    parts.rules.append(RuleLine(grid.left, y, grid.left + grid.type_width, y, 0.5))


def _nameplate(parts: Parts, area: Box, furniture: Furniture) -> None:
    """Set the name large on the left, paper and contact box in the ear (报眼)."""
    ear = area.width * EAR_SHARE
    high = area.height - (NOTES_HEIGHT + 6 if furniture.nameplate_notes else 6)
    _name(parts, Box(area.x, area.y, area.width - ear - 24, high), furniture)
    _ear(parts, Box(area.right - ear, area.y + 6, ear, high - 14), furniture)
    _notes(parts, Box(area.x, area.y + high, area.width, NOTES_HEIGHT), furniture)


def _name(parts: Parts, area: Box, furniture: Furniture) -> None:
    name = furniture.supplement or furniture.paper
    if not name:
        return
    size = min(area.height / OWN_LINE, area.width / len(name))
    style = replace(
        styles.NAMEPLATE,
        size=size,
        leading=area.height,
        align=Align.LEFT,
        colour=ACCENT,
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


def _ear(parts: Parts, box: Box, furniture: Furniture) -> None:
    top = box.y
    paper = furniture.paper if furniture.supplement else ""
    for name, style, text in (
        ("paper", PAPER_NAME, paper),
        ("motto", MOTTO, furniture.motto),
    ):
        if text:
            line = Box(box.x, top, box.width, style.leading)
            paragraph = plain_paragraph(style, text)
            parts.small_text(name, FrameKind.NAMEPLATE, (paragraph,), line)
            top = line.bottom + 2
    if furniture.contact:
        _contact(parts, Box(box.x, top + 4, box.width, box.bottom - top - 4), furniture)


def _contact(parts: Parts, box: Box, furniture: Furniture) -> None:
    parts.panels.append(Panel(box, fill=TINT, stroke=ACCENT, weight=0.6))
    em = max(map(len, furniture.contact)) or 1
    size = min(11.0, (box.width - 16) / em * 1.45)
    leading = min(22.0, (box.height - 4) / len(furniture.contact))
    style = replace(
        styles.CONTACT, size=min(size, leading), leading=leading, align=Align.CENTRE
    )
    paragraphs = tuple(plain_paragraph(style, text) for text in furniture.contact)
    height = len(paragraphs) * leading
    inside = Box(box.x + 8, box.y + (box.height - height) / 2, box.width - 16, height)
    parts.small_text("contact", FrameKind.CONTACT, paragraphs, inside)


def _notes(parts: Parts, box: Box, furniture: Furniture) -> None:
    """Set number, date and the like between a thick and a thin rule."""
    foot = box.bottom if furniture.nameplate_notes else box.y
    parts.rules.append(RuleLine(box.x, foot, box.right, foot, 2.0, ACCENT))
    notes = [note for note in furniture.nameplate_notes if note]
    if not notes:
        return
    parts.rules.append(RuleLine(box.x, box.y, box.right, box.y, 0.5, ACCENT))
    width = box.width / len(notes)
    for n, note in enumerate(notes):
        cell = Box(box.x + n * width, box.y + 3, width, NOTES.leading)
        paragraph = plain_paragraph(NOTES, note)
        parts.small_text(f"note{n + 1}", FrameKind.NAMEPLATE, (paragraph,), cell)
