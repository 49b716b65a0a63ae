"""Who plays which part on a page, judged by length, kind and photographs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from press.makeup.model import Role, Story

BRIEF_CHARS = 260
SECOND_CHARS = 600


def body_chars(story: Story) -> int:
    """Return the characters of the body, dateline included."""
    return len(story.copy.dateline) + sum(len(b.text) for b in story.copy.blocks)


def suggest_roles(stories: Sequence[Story]) -> tuple[Story, ...]:
    """Return the stories with the parts a page editor would deal them.

    The longest headed piece leads, the next longest goes to the foot, the third is
    second lead; short ones are briefs.  Order and slots stay as they are.
    """
    plain = [_kind(story) for story in stories]
    long = sorted(
        (n for n, role in enumerate(plain) if role is Role.ORDINARY),
        key=lambda n: -_weight(stories[n]),
    )
    parts = (Role.LEAD, Role.BASEMENT, Role.SECOND_LEAD)
    for role, n in zip(parts, long, strict=False):
        if role is Role.LEAD or body_chars(stories[n]) >= SECOND_CHARS:
            plain[n] = role
    if not long and plain:
        plain[0] = Role.LEAD if stories[0].copy.headline else plain[0]
    return tuple(
        replace(story, role=role) for story, role in zip(stories, plain, strict=True)
    )


def _kind(story: Story) -> Role:
    copy = story.copy
    if not copy.blocks and not copy.dateline:
        return Role.PHOTO_NEWS
    if not copy.headline:
        return Role.EDITORIAL
    if body_chars(story) < BRIEF_CHARS and not story.pictures:
        return Role.BRIEF
    return Role.ORDINARY


def _weight(story: Story) -> float:
    """Return length, with a bonus for a photograph and a deck."""
    return body_chars(story) * (
        1 + 0.15 * bool(story.pictures) + 0.1 * bool(story.copy.deck)
    )
