"""An issue to pack: made-up pages with photographs, as an exporter takes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

from bench.made_pages import PHOTO_SIZE, MadePage, first_drafts, make_page
from bench.photographs import photographs
from press.copy.model import Copy
from press.copy.serial import copy_hash
from press.exporters.snapshot import (
    IssueSnapshot,
    PageSnapshot,
    PictureSnapshot,
    Signature,
    StorySnapshot,
)
from press.imaging.profile import default_profile
from press.makeup.model import PictureSpec, Story

PAGES = 4
SIGNED = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
SIGNATURES = (Signature("初审", "陈编辑", SIGNED), Signature("复审", "李主任", SIGNED))


def issue_of(pages: Sequence[MadePage]) -> IssueSnapshot:
    """Freeze pages as an issue."""
    return IssueSnapshot(
        paper="云州商报",
        title="园区导刊",
        number=8,
        date=date(2026, 11, 23),
        pages=tuple(_page(page, number) for number, page in enumerate(pages, start=1)),
        profile=default_profile(),
        taken_at=SIGNED,
    )


def pages_of_issue() -> list[MadePage]:
    """Return the pages of an issue, made up."""
    return list(first_drafts()[:PAGES])


def with_new_headline(page: MadePage) -> MadePage:
    """Return the page made up again after its last headed story got a new headline."""
    headed = [story for story in page.copy.stories if story.copy.headline]
    changed = replace(headed[-1].copy, headline="路灯今夜全部点亮")
    stories = tuple(
        replace(story, copy=changed) if story is headed[-1] else story
        for story in page.copy.stories
    )
    return make_page(replace(page.copy, stories=stories), drafts=1)


def _page(page: MadePage, number: int) -> PageSnapshot:
    stories = tuple(_story(story, number) for story in page.copy.stories)
    layout = replace(
        page.layout,
        number=number,
        pictures=tuple(
            replace(frame, picture=_picture_id(number, frame.picture))
            for frame in page.layout.pictures
        ),
    )
    signed = (Signature("签样", "王值班", SIGNED),)
    return PageSnapshot(number, "园区要闻", layout, stories, signed)


def _story(story: Story, page: int) -> StorySnapshot:
    copy: Copy = story.copy
    return StorySnapshot(
        slot=story.slot,
        ref=story.ref,
        version=1,
        copy=copy,
        copy_sha256=copy_hash(copy),
        pictures=tuple(_picture(spec, page) for spec in story.pictures),
        signatures=SIGNATURES,
    )


def _picture(spec: PictureSpec, page: int) -> PictureSnapshot:
    name = _picture_id(page, spec.id)
    path = _photograph(page)
    return PictureSnapshot(
        id=name,
        load=path.read_bytes,
        original_name=path.name,
        sha256=sha256(path.read_bytes()).hexdigest(),
        width=PHOTO_SIZE[0],
        height=PHOTO_SIZE[1],
        caption=spec.caption,
        credit=spec.credit,
    )


def _photograph(page: int) -> Path:
    paths = photographs()
    return paths[page % len(paths)]


def _picture_id(page: int, name: str) -> str:
    return f"{page:02d}-{name}"
