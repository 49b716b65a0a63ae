"""A made-up page: frames in points, the one set of numbers for every output.

IDML, PDF, the picture on screen and the e-paper all read a ``PageLayout``; none of
them computes a place of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from press.copy.model import Copy
from press.makeup.fixed import FixedPiece
from press.makeup.grid import Box, PageGrid
from press.makeup.plan import BlockPlan
from press.typesetting.model import BLACK, Cmyk, Line, StyledParagraph


class Role(StrEnum):
    """The part a story plays on its page."""

    LEAD = "lead"  # 头条
    SECOND_LEAD = "second_lead"
    BASEMENT = "basement"  # 倒头条
    ORDINARY = "ordinary"
    BRIEF = "brief"  # 简讯
    PHOTO_NEWS = "photo_news"  # the caption is the story
    EDITORIAL = "editorial"  # 发刊词, boxed, may stand without a headline
    FILLER = "filler"  # 补白


class FrameKind(StrEnum):
    NAMEPLATE = "nameplate"
    FOLIO = "folio"
    CONTACT = "contact"
    SECTION_LABEL = "section_label"
    HEADLINE = "headline"  # kicker, headline, deck and byline of a story
    BODY = "body"
    CAPTION = "caption"
    FIXED = "fixed"  # the words of a booked piece


@dataclass(frozen=True, slots=True)
class PictureSpec:
    """A photograph offered to make-up: upright size in pixels, words, house limits."""

    id: str
    width: int
    height: int
    caption: str = ""
    credit: str = ""
    min_ppi: float = 200


@dataclass(frozen=True, slots=True)
class Story:
    """A piece as make-up sees it.  ``slot`` is its order on the page, from 1."""

    ref: str
    slot: int
    copy: Copy
    role: Role = Role.ORDINARY
    section: str = ""
    pictures: tuple[PictureSpec, ...] = ()


@dataclass(frozen=True, slots=True)
class Furniture:
    """What a page carries besides stories; what is empty is left out."""

    paper: str = ""
    supplement: str = ""
    motto: str = ""
    folio: tuple[str, ...] = ()  # left, centre, right
    nameplate: bool = False
    nameplate_notes: tuple[str, ...] = ()
    contact: tuple[str, ...] = ()
    fixed: tuple[FixedPiece, ...] = ()


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line standing on the page: pieces offset by ``x``; ``baseline`` from top."""

    x: float
    baseline: float
    line: Line


@dataclass(frozen=True, slots=True)
class TextFrame:
    """A box of text; frames of one thread follow each other in list order."""

    id: str
    kind: FrameKind
    box: Box
    thread: str
    story: str = ""
    lines: tuple[SetLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    """The text that flows through the frames named after it."""

    id: str
    kind: FrameKind
    paragraphs: tuple[StyledParagraph, ...]
    story: str = ""


@dataclass(frozen=True, slots=True)
class PictureFrame:
    """A picture box; ``crop`` is the part shown, as fractions of the picture."""

    id: str
    box: Box
    picture: str
    story: str
    crop: tuple[float, float, float, float] = (
        0.0,
        0.0,
        1.0,
        1.0,
    )  # left top right bottom


@dataclass(frozen=True, slots=True)
class RuleLine:
    x1: float
    y1: float
    x2: float
    y2: float
    weight: float = 0.3
    colour: Cmyk = BLACK


@dataclass(frozen=True, slots=True)
class Panel:
    """A filled or framed rectangle behind text."""

    box: Box
    fill: Cmyk | None = None
    stroke: Cmyk | None = None
    weight: float = 0.5


@dataclass(frozen=True, slots=True)
class StoryFit:
    """How a story fits its place, in lines of body and in characters."""

    ref: str
    lines_needed: int
    lines_given: int
    chars_over: int = 0
    chars_under: int = 0

    @property
    def overset_lines(self) -> int:
        return max(0, self.lines_needed - self.lines_given)


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule of make-up that a page breaks; ``hard`` ones forbid the page."""

    rule: str
    hard: bool
    detail: str
    stories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageLayout:
    """A page, complete: what stands where, to the point."""

    grid: PageGrid
    number: int
    threads: tuple[Thread, ...]
    frames: tuple[TextFrame, ...]
    pictures: tuple[PictureFrame, ...]
    rules: tuple[RuleLine, ...] = ()
    panels: tuple[Panel, ...] = ()
    fits: tuple[StoryFit, ...] = ()
    fill: float = 0.0
    findings: tuple[Finding, ...] = ()
    # What the page was set from; layouts of before there were plans have none.
    blocks: tuple[BlockPlan, ...] = field(default=(), metadata={"unwritten": True})

    @property
    def overset_lines(self) -> int:
        return sum(fit.overset_lines for fit in self.fits)
