"""Nameplate, folio line and contact box: what the paper adds to the stories."""

from __future__ import annotations

from dataclasses import replace

from press.makeup.grid import Box, PageGrid
from press.makeup.model import FrameKind, Furniture, Panel, RuleLine
from press.makeup.parts import Parts
from press.typesetting import styles
from press.typesetting.model import Align, Cmyk, Face, TextStyle
from press.typesetting.paragraphs import plain_paragraph

ACCENT = Cmyk(0, 100, 100, 10)
PAPER_WHITE = Cmyk(0, 0, 0, 0)
TINT = Cmyk(0, 6, 8, 0)

NAMEPLATE_LINES = 13
SMALL_NAMEPLATE_LINES = 10  # on a page of less than 90 lines
STRIP_LINES = 3  # contact strip at the foot of a page without nameplate
NOTES_HEIGHT = 20.0
FOLIO_ABOVE = 18.0  # points from the folio line's top to the type area
EAR_SHARE = 0.33  # of the nameplate for the contact box

PAPER_NAME = TextStyle("报名", Face.HEI_BOLD, 20, 26, Align.LEFT)
NOTES = TextStyle("刊期", Face.HEI, 10, 14, Align.CENTRE)
MOTTO = TextStyle("刊头语", Face.KAI, 12, 16, Align.LEFT)


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
    ear = area.width * EAR_SHARE if furniture.contact else 0.0
    high = area.height - (NOTES_HEIGHT + 6 if furniture.nameplate_notes else 6)
    name = Box(area.x, area.y, area.width - ear, high)
    _name(parts, name, furniture)
    if ear:
        _ear(
            parts,
            Box(area.right - ear + 12, area.y + 6, ear - 12, high - 16),
            furniture,
        )
    _notes(parts, Box(area.x, area.y + high, area.width, NOTES_HEIGHT), furniture)


def _name(parts: Parts, area: Box, furniture: Furniture) -> None:
    supplement = furniture.supplement or furniture.paper
    small = furniture.paper if furniture.supplement else ""
    top = area.y
    if small or furniture.motto:
        box = Box(area.x, top + 2, area.width, PAPER_NAME.leading)
        _pair(parts, box, small, furniture.motto)
        top = box.bottom
    room = area.bottom - top
    if not supplement:
        return
    size = min(room * 0.94, area.width / (len(supplement) + 0.2))
    style = replace(styles.NAMEPLATE, size=size, leading=room, colour=ACCENT)
    box = Box(area.x, top, area.width, room)
    paragraph = plain_paragraph(style, supplement)
    parts.small_text("nameplate", FrameKind.NAMEPLATE, (paragraph,), box)


def _pair(parts: Parts, box: Box, paper: str, motto: str) -> None:
    half = box.width / 2
    if paper:
        left = Box(box.x, box.y, half, box.height)
        paragraph = plain_paragraph(PAPER_NAME, paper)
        parts.small_text("paper", FrameKind.NAMEPLATE, (paragraph,), left)
    if motto:
        style = replace(MOTTO, align=Align.RIGHT)
        right = Box(box.x + half, box.y + 6, half, 18)
        paragraph = plain_paragraph(style, motto)
        parts.small_text("motto", FrameKind.NAMEPLATE, (paragraph,), right)


def _ear(parts: Parts, box: Box, furniture: Furniture) -> None:
    """Set the contact box in the ear (报眼)."""
    parts.panels.append(Panel(box, fill=TINT, stroke=ACCENT, weight=0.6))
    style = replace(styles.CONTACT, size=11, leading=20, align=Align.CENTRE)
    paragraphs = tuple(plain_paragraph(style, text) for text in furniture.contact)
    height = len(paragraphs) * style.leading
    top = box.y + max(0.0, (box.height - height) / 2)
    inside = Box(box.x + 8, top, box.width - 16, min(height, box.bottom - top))
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
