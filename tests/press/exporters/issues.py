"""A small issue to export: two pages, three stories, two photographs."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime

from press.copy.model import Block, BlockKind, Copy, Run, RunStyle
from press.exporters.snapshot import (
    IssueSnapshot,
    PageSnapshot,
    PictureSnapshot,
    Signature,
    StorySnapshot,
)
from press.imaging.profile import default_profile
from press.makeup.model import PageLayout
from tests.press.imaging.drawn import draw, encode, exif
from tests.press.pages import CAPTION_TEXT, PARAGRAPHS, TITLE, make_page

SIGNED = datetime(2026, 5, 6, 15, 30, tzinfo=UTC)
PHOTO = encode(draw(2400, 1600), exif=exif(position=True), quality=88)


def make_copy(headline: str = TITLE, **overrides) -> Copy:
    blocks = (
        Block("b1", BlockKind.PARAGRAPH, (Run(PARAGRAPHS[0]),)),
        Block("b2", BlockKind.SUBHEAD, (Run("三楼看河"),)),
        Block(
            "b3", BlockKind.PARAGRAPH, (Run("新馆", RunStyle.STRONG), Run("共5层。"))
        ),
    )
    fields = {
        "kicker": "全民阅读",
        "headline": headline,
        "deck": "首月夜间开放至十点",
        "dateline": "本报讯(通讯员周明远)",
        "byline": "本报通讯员 周明远",
        "blocks": blocks,
    }
    return Copy(**(fields | overrides))


def make_picture(name: str = "p1", data: bytes = PHOTO) -> PictureSnapshot:
    digest = hashlib.sha256(data).hexdigest()
    words = (CAPTION_TEXT, "许静 摄")
    return PictureSnapshot(name, lambda: data, "开馆.jpg", digest, 2400, 1600, *words)


def make_story(slot: int = 1, ref: str = "s1", **overrides) -> StorySnapshot:
    copy = overrides.pop("copy", make_copy())
    digest = hashlib.sha256(repr(copy).encode()).hexdigest()
    story = StorySnapshot(slot, ref, 2, copy, digest)
    return replace(story, **overrides)


def page_of(number: int, layout: PageLayout, *stories: StorySnapshot) -> PageSnapshot:
    signed = (Signature("终审", "林晓", SIGNED),)
    return PageSnapshot(number, "要闻", layout, stories, signed)


def make_issue(**overrides) -> IssueSnapshot:
    signed = (Signature("初审", "陈立", SIGNED), Signature("复审", "何芳", SIGNED))
    first = make_story(pictures=(make_picture(),), signatures=signed)
    unplaced = make_story(2, "s2", pictures=(make_picture("p9"),))
    second = make_story(1, "s1", copy=make_copy("河上第三座桥合龙"))
    issue = IssueSnapshot(
        paper="城河晚报",
        title="城河晚报·园区导刊 第8期",
        number=8,
        date=date(2026, 5, 8),
        pages=(
            page_of(1, make_page(), first, unplaced),
            page_of(
                2, make_page(number=2, title="河上第三座桥合龙", picture=None), second
            ),
        ),
        profile=default_profile(),
        taken_at=SIGNED,
    )
    return replace(issue, **overrides)
