"""What an author may do to a piece that is here: send it back revised, or take it back.

Her door has no account behind it; the views have made sure that the piece is hers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.services.ledger import record
from press.copy.byline import parse_byline
from press.copy.model import Copy, Picture
from press.copy.serial import copy_hash
from submissions import limits
from submissions.body_text import edited_blocks
from submissions.enums import Action, Status
from submissions.exceptions import EditConflict, WrongStatus
from submissions.incoming import IncomingPhoto
from submissions.models import Submission, Version
from submissions.services import photo_store
from submissions.services.copy import add_version, current_copy, picture_of, version_of
from submissions.services.photos import add_all
from submissions.services.tidying import tidy_copy
from submissions.services.workflow import perform
from submissions.transitions import TABLE

STACK = ("kicker", "headline", "deck", "byline")
PhotoWords = Mapping[str, tuple[str, str]]  # by the photograph's key


def send_back(
    *,
    submission: Submission,
    words: Mapping[str, str],
    photo_words: PhotoWords,
    new_photos: Sequence[IncomingPhoto] = (),
    expected_number: int,
    note: str = "",
) -> Version:
    """Save an author's revised words and photographs, and hand the piece to the desk.

    ``words`` has the headline stack and ``body`` as marked text.  The same words sent
    twice are one version.  Raises ``EditConflict`` when the desk saved a version in
    between, ``WrongStatus`` when the piece is not hers to revise.
    """
    if submission.photos.count() + len(new_photos) > limits.PHOTOS:
        raise Refused(
            _("We take up to %(most)d photographs with a piece. Send the rest apart.")
            % {"most": limits.PHOTOS},
            code="too_many",
        )
    stored = photo_store.store_all(new_photos)
    try:
        with transaction.atomic():
            piece = _locked(submission)
            copy = revised_copy(piece, words=words, photo_words=photo_words)
            if _sent_already(piece, copy, expected_number):
                photo_store.discard(stored)
                return version_of(piece)
            _refuse(piece, expected_number)
            rows = add_all(piece, stored)
            pictures = (*copy.pictures, *map(picture_of, rows))
            version = _save(piece, replace(copy, pictures=pictures), note)
            perform(submission=piece, action=Action.RESUBMIT, actor=None, note=note)
    except BaseException:
        photo_store.discard(stored)
        raise
    submission.refresh_from_db()
    return version


def withdraw(*, submission: Submission, reason: str = "") -> Submission:
    """Take a piece back for its author; not once it stands on a page."""
    if submission.status in (Status.PLACED, Status.PUBLISHED):
        raise WrongStatus(
            _(
                "%(ref)s stands on a page already and cannot be taken back here. Please"
                " call the desk at once."
            )
            % {"ref": submission.ref},
            code="on_a_page",
        )
    return perform(
        submission=submission, action=Action.WITHDRAW, actor=None, note=reason
    )


def may_withdraw(submission: Submission) -> bool:
    """Tell whether the author may still take a piece back."""
    return submission.status in TABLE[Action.WITHDRAW].sources


def revised_copy(
    piece: Submission, *, words: Mapping[str, str], photo_words: PhotoWords
) -> Copy:
    """Return the current copy with the author's words in it; block ids survive."""
    before = current_copy(piece)
    stack: dict[str, Any] = {name: words[name].strip() for name in STACK}
    return tidy_copy(
        replace(
            before,
            **stack,
            credits=parse_byline(stack["byline"]),
            blocks=edited_blocks(before.blocks, words["body"]),
            pictures=tuple(_with_words(p, photo_words) for p in before.pictures),
        )
    )


def _with_words(picture: Picture, words: PhotoWords) -> Picture:
    caption, credit = words.get(picture.id, (picture.caption, picture.credit))
    return replace(picture, caption=caption, credit=credit)


def _locked(submission: Submission) -> Submission:
    return Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)


def _sent_already(piece: Submission, copy: Copy, expected_number: int) -> bool:
    """Tell whether these very words have just been handed in: a second click."""
    last = piece.transitions.last()
    now = version_of(piece)
    return (
        last is not None
        and last.action == Action.RESUBMIT
        and last.actor_id is None
        and piece.status == Status.RECEIVED
        and now.number in (expected_number, expected_number + 1)
        and replace(copy, pictures=()) == replace(current_copy(piece), pictures=())
    )


def _refuse(piece: Submission, expected_number: int) -> None:
    if piece.status != Status.RETURNED:
        raise WrongStatus(
            _("%(ref)s does not wait for a change by you any more.")
            % {"ref": piece.ref},
            code="wrong_status",
        )
    current = version_of(piece)
    if current.number != expected_number:
        raise EditConflict(
            _(
                "The desk changed %(ref)s after you had opened it. Nothing of yours is"
                " lost: compare both below, then send yours again."
            )
            % {"ref": piece.ref},
            version=current,
        )


def _save(piece: Submission, copy: Copy, note: str) -> Version:
    """Add her version; words that she left as they were need none."""
    current = version_of(piece)
    if current.copy_hash == copy_hash(copy):
        return current
    version = add_version(piece, copy, note=note[:200])
    record(
        obj=piece,
        verb="submission.revised",
        actor=None,
        data={"version": version.number, "copy_hash": version.copy_hash},
    )
    return version
