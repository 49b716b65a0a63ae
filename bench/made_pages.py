"""Pages to measure on: copy as a page editor would choose it, made up once a run."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from bench.copywriter import SECTIONS, Copywriter
from bench.timing import timed
from press.copy.model import Copy
from press.makeup.drafts import make_drafts
from press.makeup.grid import BROADSHEET, TABLOID, PageGrid
from press.makeup.model import Furniture, PageLayout, PictureSpec, Story
from press.makeup.roles import suggest_roles
from press.typesetting.cache import forget_line_tables

PAGES, SMALL_PAGES = 8, 4  # broadsheet, tabloid
PHOTO_SIZE = (6000, 4000)  # pixels: what a camera of today delivers
# Share of the type area's characters that is body text; the rest is headlines,
# photographs, nameplate and contact box.
BODY_SHARE = 0.44
# How the body text of a page is divided: lead, basement, second lead, the others.
WEIGHTS = (2.4, 1.8, 1.4, 1.1, 0.9, 0.7, 0.4, 0.3, 0.3)


@dataclass(frozen=True, slots=True)
class PageCopy:
    """What one page is made from."""

    number: int
    grid: PageGrid
    stories: tuple[Story, ...]
    furniture: Furniture


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page and what its make-up took, in seconds."""

    copy: PageCopy
    layouts: tuple[PageLayout, ...]
    seconds: float

    @property
    def layout(self) -> PageLayout:
        return self.layouts[0]


def page_copy(seed: int, grid: PageGrid = BROADSHEET) -> PageCopy:
    """Write the copy of a page; page 1 has nameplate and contact box."""
    writer = Copywriter(seed)
    weights = WEIGHTS if grid is BROADSHEET else WEIGHTS[1:6]
    body = grid.cells * grid.column_chars * BODY_SHARE
    stories = [
        _story(writer, slot, round(body * weight / sum(weights)))
        for slot, weight in enumerate(weights, start=1)
    ]
    stories.append(_photo_news(writer, len(stories) + 1))
    return PageCopy(seed, grid, suggest_roles(stories), _furniture(seed))


def _story(writer: Copywriter, slot: int, characters: int) -> Story:
    pictures = (_picture(writer, slot),) if slot in (1, 3) else ()
    section = writer.random.choice(SECTIONS) if characters < 500 else ""
    copy = writer.copy(characters)
    return Story(f"s{slot}", slot, copy, section=section, pictures=pictures)


def _photo_news(writer: Copywriter, slot: int) -> Story:
    picture = PictureSpec(f"p{slot}", *PHOTO_SIZE, writer.paragraph(80), "方晴 摄")
    return Story(f"s{slot}", slot, Copy(), pictures=(picture,))


def _picture(writer: Copywriter, slot: int) -> PictureSpec:
    caption = writer.line("图为{place}一家企业的{goods}生产线。")
    return PictureSpec(f"p{slot}", *PHOTO_SIZE, caption, "马千里 摄")


def _furniture(number: int) -> Furniture:
    front = number == 1
    folio = ("2026年11月23日 星期一", "园区导刊", f"第{number:02d}版")
    return Furniture(
        paper="云州商报",
        supplement="园区导刊",
        folio=folio,
        nameplate=front,
        nameplate_notes=("第8期", "2026年11月23日") if front else (),
        contact=("投稿热线：0000-0000000", "《园区导刊》编辑部") if front else (),
    )


def make_page(copy: PageCopy, *, drafts: int) -> MadePage:
    """Make a page up with nothing remembered of its copy."""
    forget_line_tables()
    layouts, seconds = timed(
        lambda: make_drafts(
            copy.grid, copy.stories, copy.furniture, number=copy.number, drafts=drafts
        )
    )
    return MadePage(copy, tuple(layouts), seconds)


@cache
def first_drafts() -> tuple[MadePage, ...]:
    """Make the first draft of every broadsheet page, after one that loads the fonts."""
    make_page(page_copy(1000), drafts=1)
    return tuple(make_page(page_copy(n), drafts=1) for n in range(1, PAGES + 1))


@cache
def small_first_drafts() -> tuple[MadePage, ...]:
    """Make the first draft of every tabloid page."""
    seeds = range(101, 101 + SMALL_PAGES)
    return tuple(make_page(page_copy(n, TABLOID), drafts=1) for n in seeds)


@cache
def three_drafts() -> tuple[MadePage, ...]:
    """Make three drafts of every broadsheet page."""
    return tuple(make_page(page.copy, drafts=3) for page in first_drafts())
