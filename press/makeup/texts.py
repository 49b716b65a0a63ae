"""Which paragraphs stand in the legs of a story, and in which style."""

from __future__ import annotations

from dataclasses import replace

from press.makeup.model import PictureSpec, Role, Story
from press.typesetting.model import StyledParagraph
from press.typesetting.paragraphs import body_paragraphs, plain_paragraph
from press.typesetting.sheets import HOUSE, StyleSheet


def story_text(story: Story, sheet: StyleSheet = HOUSE) -> tuple[StyledParagraph, ...]:
    """Return the text of a story; the caption of a photo news is its text."""
    if is_caption_story(story):
        return _caption_text(story.pictures[0], sheet)
    paragraphs = body_paragraphs(story.copy, sheet)
    if story.role is not Role.EDITORIAL:
        return paragraphs
    return tuple(
        replace(p, style=sheet.editorial) if p.style == sheet.body else p
        for p in paragraphs
    )


def is_caption_story(story: Story) -> bool:
    return not story.copy.blocks and not story.copy.dateline and bool(story.pictures)


def captioned_pictures(story: Story) -> tuple[PictureSpec, ...]:
    """Return the pictures with the captions that stand under them."""
    if not is_caption_story(story):
        return story.pictures
    return (replace(story.pictures[0], caption="", credit=""), *story.pictures[1:])


def _caption_text(
    picture: PictureSpec, sheet: StyleSheet
) -> tuple[StyledParagraph, ...]:
    pairs = (
        (sheet.photo_news, picture.caption),
        (sheet.photo_news_credit, picture.credit),
    )
    return tuple(plain_paragraph(style, text) for style, text in pairs if text)
