"""How long words run on the page: in lines of body type at the grid's measure."""

from __future__ import annotations

from dataclasses import dataclass

from issues.enums import IssueStatus
from issues.models import Page, PageGrid
from press.copy.counting import characters
from press.copy.model import Copy
from press.makeup.grid import MM
from press.makeup.legs import text_rows
from press.makeup.model import PictureSpec, Story
from press.makeup.texts import story_text
from press.typesetting.breaker import line_table


@dataclass(frozen=True, slots=True)
class Extent:
    """How long words run in one type column of a grid.

    ``lines`` are lines of body type with the air of subheads, ``height`` millimetres,
    ``share`` the part of a page's column-lines they fill, from 0 to 1.  Headline stack
    and photographs are not counted: their room follows from the make-up.
    """

    characters: int
    lines: int
    height: float
    share: float
    column_chars: int
    columns: int


def usual_grid() -> PageGrid | None:
    """Return the grid of the issue in the making, else the first there is."""
    pages = Page.objects.exclude(issue__status=IssueStatus.RELEASED)
    page = (
        pages.order_by("issue__cover_date", "number")
        .select_related("grid")
        .only("grid")
        .first()
    )
    return page.grid if page else PageGrid.objects.first()


def measure(copy: Copy, grid: PageGrid) -> Extent:
    """Set words in one column of a grid and tell how long they run.

    They are broken by the breaker that sets the page, so that the number is the page's.
    """
    press = grid.to_press()
    pictures = tuple(
        PictureSpec(picture.id, 1, 1, picture.caption, picture.credit)
        for picture in copy.pictures
    )
    story = Story("", 1, copy, pictures=pictures)
    paragraphs = story_text(story, press.styles)
    rows = text_rows(line_table(paragraphs, press.column_width).lines)
    return Extent(
        characters=characters(copy),
        lines=rows,
        height=round(rows * press.leading / MM, 1),
        share=round(rows / press.cells, 4),
        column_chars=press.column_chars,
        columns=press.columns,
    )
