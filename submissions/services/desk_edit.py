"""An editor's save: words, captions and filing of a piece, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction

from desk.models import User
from press.copy.byline import parse_byline
from press.copy.model import Copy, Picture
from press.copy.serial import copy_hash
from submissions.body_text import edited_blocks
from submissions.models import Submission, Version
from submissions.services.copy import current_copy
from submissions.services.editing import save_copy
from submissions.services.filing import file_piece
from submissions.services.tidying import tidy_copy
from submissions.services.voiding import stages_in

WORDS = ("kicker", "headline", "deck", "dateline", "byline")


def save_from_desk(
    *,
    submission: Submission,
    actor: User,
    words: Mapping[str, Any],
    photo_words: Mapping[int, tuple[str, str]],
    tags: Iterable[str],
) -> Version:
    """Save what an editor's form says; return the version that is now current.

    ``words["body"]`` is marked text as ``submissions.body_text`` reads it.

    Raises ``EditConflict`` when somebody saved since the form was opened,
    ``ReadsFall`` when signatures would fall to which the editor has not agreed for
    these very words, and ``Refused`` when the piece may not be edited.
    """
    with transaction.atomic():
        copy = edited_copy(submission, words=words, photo_words=photo_words)
        version = save_copy(
            submission=submission,
            copy=copy,
            author=actor,
            expected_number=words["expected_number"],
            note=words.get("change_note", ""),
            expected_voids=_agreed(copy, words),
        )
        file_piece(
            submission=submission,
            actor=actor,
            kind=words["kind"],
            section=words["section"],
            tags=tags,
            deadline=words["deadline"],
        )
    return version


def _agreed(copy: Copy, words: Mapping[str, Any]) -> frozenset[str]:
    """Return the reads the editor lets fall; nothing when the words changed since."""
    if words.get("judged_hash") != copy_hash(tidy_copy(copy)):
        return frozenset()
    return stages_in(words.get("expected_voids", "").split())


def edited_copy(
    submission: Submission,
    *,
    words: Mapping[str, Any],
    photo_words: Mapping[int, tuple[str, str]],
) -> Copy:
    """Return the current copy with the editor's words in it; block ids survive."""
    before = current_copy(submission)
    stack = {name: words[name].strip() for name in WORDS}
    captions = {
        photo.key.hex: photo_words[photo.pk]
        for photo in submission.photos.all()
        if photo.pk in photo_words
    }
    return replace(
        before,
        **stack,
        credits=parse_byline(stack["byline"]),
        blocks=edited_blocks(before.blocks, words["body"]),
        pictures=tuple(_with_words(p, captions) for p in before.pictures),
    )


def _with_words(picture: Picture, words: Mapping[str, tuple[str, str]]) -> Picture:
    caption, credit = words.get(picture.id, (picture.caption, picture.credit))
    return replace(picture, caption=caption, credit=credit)
