"""Set a piece with a fixed place: its frame, its mark, its words or its picture.

The box is the piece's cells less half a line above where a story may stand over it.
An advertisement bears its mark in a strip of its own, so that no artwork hides it.
"""

from __future__ import annotations

from dataclasses import replace

from press.makeup.fixed import FixedKind, FixedPiece
from press.makeup.grid import Box, PageGrid
from press.makeup.model import FrameKind, Panel, PictureFrame, PictureSpec, SetLine
from press.makeup.parts import Parts, piled
from press.typesetting.breaker import line_table
from press.typesetting.model import BLACK, StyledParagraph, TextStyle
from press.typesetting.paragraphs import plain_paragraph

FRAME_WEIGHT = 0.5
PADDING = 4.0  # points inside the frame
AIR_LINES = 0.5  # above a piece that is not at the head of the type area
SMALLEST = 6.0  # points; words that need less have no room
STEP = 0.5
STYLES = {
    FixedKind.ADVERTISEMENT: "advert",
    FixedKind.IMPRINT: "imprint",
    FixedKind.NOTICE: "notice",
    FixedKind.STANDING_HEAD: "standing_head",
}


def fixed_box(grid: PageGrid, piece: FixedPiece) -> Box:
    """Return the rectangle that is drawn, in points."""
    air = AIR_LINES if piece.line else 0.0
    return grid.box(piece.column, piece.line + air, piece.columns, piece.lines - air)


def set_fixed(parts: Parts, grid: PageGrid, piece: FixedPiece) -> None:
    """Add a booked piece to the page; one without words or picture stays empty."""
    box = fixed_box(grid, piece)
    if piece.framed:
        parts.panels.append(Panel(box, stroke=BLACK, weight=FRAME_WEIGHT))
    if piece.mark:
        _mark(parts, grid, piece, box)
    inside = inner_box(grid, piece)
    if piece.picture is not None:
        place = fitted(piece.picture, inside)
        frame = PictureFrame(f"x{piece.id}-picture", place, piece.picture.id, "")
        parts.pictures.append(frame)
    elif piece.text:
        paragraphs, height = _words(grid, piece, inside)
        top = inside.y + max(0.0, (inside.height - height) / 2)
        room = Box(inside.x, top, inside.width, min(height, inside.height))
        parts.text(
            f"x{piece.id}",
            FrameKind.FIXED,
            paragraphs,
            [(room, _lines(paragraphs, room))],
        )


def inner_box(grid: PageGrid, piece: FixedPiece) -> Box:
    """Return the room inside frame and mark for words or artwork, in points."""
    box = fixed_box(grid, piece)
    inset = PADDING if piece.framed else 0.0
    strip = grid.styles.advert_mark.leading if piece.mark else 0.0
    top = box.y + max(inset, strip)
    return Box(box.x + inset, top, box.width - 2 * inset, box.bottom - inset - top)


def holds_words(grid: PageGrid, piece: FixedPiece) -> bool:
    """Tell whether the words of a piece fit its room at a size that can be read."""
    inside = inner_box(grid, piece)
    if inside.height <= 0:
        return False
    _paragraphs, height = _words(grid, piece, inside)
    return height <= inside.height + 0.01


def fitted(picture: PictureSpec, room: Box) -> Box:
    """Return the largest place of a picture in a room, whole and in its middle."""
    scale = min(room.width / picture.width, room.height / picture.height)
    width, height = picture.width * scale, picture.height * scale
    left = room.x + (room.width - width) / 2
    return Box(left, room.y + (room.height - height) / 2, width, height)


def _mark(parts: Parts, grid: PageGrid, piece: FixedPiece, box: Box) -> None:
    style = grid.styles.advert_mark
    strip = Box(box.x + PADDING, box.y, box.width - 2 * PADDING, style.leading)
    paragraph = plain_paragraph(style, piece.mark)
    parts.small_text(f"x{piece.id}m", FrameKind.FIXED, (paragraph,), strip)


def _words(
    grid: PageGrid, piece: FixedPiece, room: Box
) -> tuple[tuple[StyledParagraph, ...], float]:
    """Return the words at the largest size that fits, and their height in points."""
    style: TextStyle = getattr(grid.styles, STYLES[piece.kind])
    size = style.size
    while True:
        sized = replace(style, size=size, leading=style.leading * size / style.size)
        paragraphs = tuple(plain_paragraph(sized, text) for text in piece.text if text)
        lines = line_table(paragraphs, max(room.width, sized.size * 2)).lines
        height = sum(line.style.leading for line in lines)
        if height <= room.height or size <= SMALLEST:
            return paragraphs, height
        size = max(SMALLEST, size - STEP)


def _lines(paragraphs: tuple[StyledParagraph, ...], box: Box) -> tuple[SetLine, ...]:
    return piled(line_table(paragraphs, box.width).lines, box)
