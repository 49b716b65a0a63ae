"""The frozen input of every exporter: an issue as it stood when it was taken.

Picture bytes are not in it but are loaded when their turn comes, one at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum

from press.composing.model import PrintProfile
from press.copy.model import Copy
from press.makeup.model import PageLayout


class Format(StrEnum):
    """What a package may hold; ``export_issue --formats`` takes these names."""

    IDML = "idml"
    PDF = "pdf"
    DOCX = "docx"
    TXT = "txt"
    IMAGES = "images"


ALL_FORMATS = frozenset(Format)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed what, and when; ``stage`` is the house's word for it."""

    stage: str
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PictureSnapshot:
    """A photograph of a story; ``load`` gives its original bytes."""

    id: str
    load: Callable[[], bytes]
    original_name: str
    sha256: str
    width: int  # upright, pixels
    height: int
    caption: str = ""
    credit: str = ""
    allow_damaged: bool = False


@dataclass(frozen=True, slots=True)
class StorySnapshot:
    """A story as it was signed; ``slot`` is its order on the page, from 1."""

    slot: int
    ref: str
    version: int
    copy: Copy
    copy_sha256: str
    pictures: tuple[PictureSnapshot, ...] = ()
    signatures: tuple[Signature, ...] = ()


@dataclass(frozen=True, slots=True)
class PageSnapshot:
    number: int
    label: str
    layout: PageLayout
    stories: tuple[StorySnapshot, ...]
    signatures: tuple[Signature, ...] = ()
    artworks: tuple[PictureSnapshot, ...] = ()  # of booked pieces

    @property
    def folder(self) -> str:
        return f"{self.number:02d}"


@dataclass(frozen=True, slots=True)
class PackageRef:
    """The package before this one: its hash, and what its slots held."""

    sha256: str
    slots: dict[str, str] = field(default_factory=dict)  # "01-03" → slot digest


@dataclass(frozen=True, slots=True)
class IssueSnapshot:
    """An issue, complete; ``taken_at`` dates every file made from it."""

    paper: str
    title: str
    number: int
    date: date
    pages: tuple[PageSnapshot, ...]
    profile: PrintProfile
    taken_at: datetime = datetime(2020, 1, 1, tzinfo=UTC)
    formats: frozenset[Format] = ALL_FORMATS
    folder: str = ""
    previous: PackageRef | None = None

    @property
    def root(self) -> str:
        """Return the folder that the package unpacks into, plain ASCII."""
        return self.folder or f"{self.date.isoformat()}-no{self.number}"


def story_name(story: StorySnapshot) -> str:
    """Return the name of a story's files: ``03-<ref>``, safe on every system."""
    kept = (c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in story.ref)
    ref = "".join(kept).strip("-")
    return f"{story.slot:02d}-{ref or 'story'}"


def slot_key(page: PageSnapshot, story: StorySnapshot) -> str:
    return f"{page.folder}-{story.slot:02d}"


def picture_stem(page: PageSnapshot, story: StorySnapshot, order: int) -> str:
    """Return a picture's name without its ending: page, slot, order."""
    return f"{page.folder}-{story.slot:02d}-{order}"
