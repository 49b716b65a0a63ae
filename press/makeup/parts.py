"""The parts of a page as they are collected, before they become a layout."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from press.makeup.grid import Box, PageGrid
from press.makeup.model import (
    FrameKind,
    Panel,
    PictureFrame,
    RuleLine,
    SetLine,
    TextFrame,
    Thread,
)
from press.typesetting.breaker import line_table
from press.typesetting.model import Line, StyledParagraph

ASCENT, DESCENT = 0.88, 0.12  # em of a Chinese glyph above and below its baseline


@dataclass(slots=True)
class Parts:
    """Frames, pictures, rules and panels in the order they are drawn."""

    threads: list[Thread] = field(default_factory=list)
    frames: list[TextFrame] = field(default_factory=list)
    pictures: list[PictureFrame] = field(default_factory=list)
    rules: list[RuleLine] = field(default_factory=list)
    panels: list[Panel] = field(default_factory=list)

    def text(
        self,
        name: str,
        kind: FrameKind,
        paragraphs: tuple[StyledParagraph, ...],
        frames: Iterable[tuple[Box, tuple[SetLine, ...]]],
        *,
        story: str = "",
    ) -> None:
        """Add a thread and its frames, numbered from 1."""
        self.threads.append(Thread(name, kind, paragraphs, story))
        for number, (box, lines) in enumerate(frames, start=1):
            frame_id = f"{name}-{number}"
            self.frames.append(TextFrame(frame_id, kind, box, name, story, lines))

    def small_text(
        self,
        name: str,
        kind: FrameKind,
        paragraphs: tuple[StyledParagraph, ...],
        box: Box,
        *,
        story: str = "",
    ) -> None:
        """Set a few paragraphs from the top of a box, each on its own leading."""
        lines = line_table(paragraphs, box.width).lines
        self.text(name, kind, paragraphs, [(box, piled(lines, box))], story=story)


def piled(lines: Iterable[Line], box: Box) -> tuple[SetLine, ...]:
    """Stand lines in a box from its top, each in the middle of its leading."""
    placed, y = [], box.y
    for line in lines:
        style = line.style
        down = (style.leading - style.size) / 2 + ASCENT * style.size
        placed.append(SetLine(box.x, y + down, line))
        y += style.leading
    return tuple(placed)


def body_baseline(grid: PageGrid) -> float:
    """Return the first baseline under the top of a grid line, points."""
    return grid.leading * 0.5 + grid.body_size * 0.38
