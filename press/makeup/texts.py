"""Which paragraphs stand in the legs of a story, and in which style."""

from __future__ import annotations

from dataclasses import replace

from press.makeup.model import PictureSpec, Role, Story
from press.typesetting import styles
from press.typesetting.model import Face, StyledParagraph
from press.typesetting.paragraphs import body_paragraphs, plain_paragraph

EDITORIAL = replace(styles.BODY, name="言论", face=Face.KAI, size=10)
PHOTO_NEWS = replace(styles.BODY, name="图片新闻", face=Face.KAI)
PHOTO_NEWS_CREDIT = replace(styles.CREDIT, name="图片新闻署名", size=8, leading=14)


def story_text(story: Story) -> tuple[StyledParagraph, ...]:
    """Return the text of a story; the caption of a photo news is its text."""
    if is_caption_story(story):
        return _caption_text(story.pictures[0])
    paragraphs = body_paragraphs(story.copy)
    if story.role is not Role.EDITORIAL:
        return paragraphs
    return tuple(
        replace(p, style=EDITORIAL) if p.style == styles.BODY else p for p in paragraphs
    )


def is_caption_story(story: Story) -> bool:
    return not story.copy.blocks and not story.copy.dateline and bool(story.pictures)


def captioned_pictures(story: Story) -> tuple[PictureSpec, ...]:
    """Return the pictures with the captions that stand under them."""
    if not is_caption_story(story):
        return story.pictures
    return (replace(story.pictures[0], caption="", credit=""), *story.pictures[1:])


def _caption_text(picture: PictureSpec) -> tuple[StyledParagraph, ...]:
    pairs = ((PHOTO_NEWS, picture.caption), (PHOTO_NEWS_CREDIT, picture.credit))
    return tuple(plain_paragraph(style, text) for style, text in pairs if text)
