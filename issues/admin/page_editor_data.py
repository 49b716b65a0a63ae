"""What the page editor is given when it opens: grid, stories, blocks, addresses.

All places are points from the page's top left, so that the screen computes none.
"""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from desk.exceptions import Refused
from desk.policy import policy
from issues.models import Page
from issues.services.gathering import PageContent, gather_page
from issues.services.leg_words import legs_words
from issues.services.page_changes import require_changeable
from issues.services.page_drawings import picture_address
from issues.services.proofs import layout_of
from press.makeup.fixed_setting import fixed_box
from press.makeup.furniture import foot_lines, head_lines
from press.makeup.grid import PageGrid
from press.makeup.model import PictureSpec, Story
from press.makeup.plan_checks import SIZES as SIZE_LIMITS
from press.makeup.planned import most_legs
from press.makeup.serial import blocks_to_json
from press.typesetting.sizes import SIZES, write_size

Json = dict[str, Any]


def editor_data(page: Page, user: Any) -> Json:
    """Return what the screen needs; refuse a page that cannot be set at all."""
    content = gather_page(page)
    refusal = _refusal(page, user)
    return {
        "revision": page.makeup_revision,
        "made_up": page.layout is not None,
        "refusal": refusal or "",
        "urls": _addresses(page),
        "grid": _grid(content),
        "stories": [_story(page, story) for story in content.stories],
        "blocks": blocks_to_json(layout_of(page).blocks) if page.layout else [],
    }


def head_sizes(page: Page) -> list[tuple[float, str]]:
    """Return the sizes a headline may have, by name: 号, and those of the format."""
    tiers = page.grid.to_press().styles.tiers().values()
    points = {size for tier in tiers for size in tier.sizes} | set(SIZES.values())
    low, high = SIZE_LIMITS
    return [
        (size, _size_words(size))
        for size in sorted(points, reverse=True)
        if low < size <= high
    ]


def _size_words(points: float) -> str:
    name = write_size(points)
    return f"{name} {points:g}" if name != f"{points:g}" else f"{points:g}"


def _refusal(page: Page, user: Any) -> str | None:
    """Return why the page cannot be edited here and now, as a sentence."""
    reason = policy.refusal(user, "page.make_up", page)
    if reason is not None:
        return reason
    try:
        require_changeable(page)
    except Refused as refusal:
        return str(refusal)
    return None


def _addresses(page: Page) -> Json:
    api = {"blocks", "set-blocks", "preview-blocks", "drawing", "presence"}
    at = reverse("page-detail", args=(page.pk,))
    return {name.replace("-", "_"): f"{at}{name}/" for name in sorted(api)}


def _grid(content: PageContent) -> Json:
    grid, furniture = content.grid, content.furniture
    return {
        "width": round(grid.page_width, 3),
        "height": round(grid.page_height, 3),
        "columns": [
            [round(grid.column_x(n), 3), round(grid.column_width, 3)]
            for n in range(grid.columns)
        ],
        "lines": [round(grid.line_y(n), 3) for n in range(grid.lines + 1)],
        "first": head_lines(grid, furniture),
        "last": grid.lines - foot_lines(furniture),
        "legs": _divisions(grid, boxed=False),
        "legs_boxed": _divisions(grid, boxed=True),
        "booked": [
            {
                "name": piece.mark or " ".join(piece.text) or piece.kind,
                "cells": [piece.column, piece.line, piece.columns, piece.lines],
                "box": [round(side, 3) for side in _sides(grid, piece)],
            }
            for piece in furniture.fixed
        ],
    }


def _sides(grid: PageGrid, piece: Any) -> tuple[float, ...]:
    box = fixed_box(grid, piece)
    return (box.x, box.y, box.width, box.height)


def _divisions(grid: PageGrid, *, boxed: bool) -> list[list[str]]:
    """Return, for each width in columns, the names of its divisions by legs."""
    return [
        [
            legs_words(columns, legs)
            for legs in range(1, most_legs(grid, columns, boxed=boxed) + 1)
        ]
        for columns in range(1, grid.columns + 1)
    ]


def _story(page: Page, story: Story) -> Json:
    headline = story.copy.headline or story.copy.kicker
    return {
        "ref": story.ref,
        "headline": headline or _first_words(story),
        "section": story.section,
        "pictures": [_picture(page, picture) for picture in story.pictures],
    }


def _first_words(story: Story) -> str:
    texts = [block.text for block in story.copy.blocks]
    texts += [picture.caption for picture in story.pictures]
    return next((text[:20] for text in texts if text), story.ref)


def _picture(page: Page, picture: PictureSpec) -> Json:
    return {
        "id": picture.id,
        "address": picture_address(page, picture.id),
        "caption": picture.caption,
        "aspect": round(picture.width / picture.height, 4),
    }
