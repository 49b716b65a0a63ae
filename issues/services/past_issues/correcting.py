"""Correct the division of a past issue: join, split, leave out, put words right."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from issues.enums import PastIssueState
from issues.models import PastIssue, PastPiece
from issues.services.past_issues.bringing import KEEP
from submissions import limits

WORDS = ("kicker", "headline", "deck", "byline", "body", "page_number", "page_label")


@transaction.atomic
def change_piece(*, piece: PastPiece, actor: User, **words: Any) -> PastPiece:
    """Put the words or the page of a found piece right."""
    held = _open(piece, actor)
    unknown = set(words) - set(WORDS)
    if unknown:
        raise LookupError(f"A found piece has no {sorted(unknown)}.")
    for name, value in words.items():
        setattr(held, name, value.strip() if isinstance(value, str) else value)
    long = [getattr(held, name) for name in ("kicker", "headline", "deck", "byline")]
    if any(len(line) > limits.HEADLINE_CHARACTERS for line in long):
        raise Refused(
            _("A line of the headline has more than %(most)d characters. Shorten it.")
            % {"most": limits.HEADLINE_CHARACTERS},
            code="too_long",
        )
    held.problem = ""
    held.save()
    return held


@transaction.atomic
def join_with_next(*, piece: PastPiece, actor: User) -> PastPiece:
    """Put the next piece behind this one: its head becomes text."""
    held = _open(piece, actor)
    following = held.past.pieces.filter(position__gt=held.position, is_dropped=False)
    other = following.first()
    if other is None:
        raise Refused(_("There is no piece after this one."), code="no_next")
    head = (other.kicker, other.headline, other.deck, other.byline)
    held.body = "\n".join(filter(None, (held.body, *head, other.body)))
    held.problem = ""
    held.save()
    other.delete()
    return held


@transaction.atomic
def split_piece(*, piece: PastPiece, at: int, actor: User) -> PastPiece:
    """Let a new piece begin with a paragraph, which becomes its headline.

    ``at`` counts paragraphs from 1; the first cannot begin a second piece.
    """
    held = _open(piece, actor)
    paragraphs = held.paragraphs
    if not 2 <= at <= len(paragraphs):
        raise Refused(
            _("Choose a paragraph from 2 to %(last)d.") % {"last": len(paragraphs)},
            code="paragraph",
        )
    before, first, after = paragraphs[: at - 1], paragraphs[at - 1], paragraphs[at:]
    held.past.pieces.filter(position__gt=held.position).update(
        position=F("position") + 1
    )
    new = PastPiece.objects.create(
        past=held.past,
        position=held.position + 1,
        page_number=held.page_number,
        page_label=held.page_label,
        headline=first.removeprefix("## ")[: limits.HEADLINE_CHARACTERS],
        body="\n".join(after),
    )
    held.body = "\n".join(before)
    held.save(update_fields=("body",))
    return new


@transaction.atomic
def drop_piece(*, piece: PastPiece, actor: User, dropped: bool = True) -> PastPiece:
    """Leave a piece out of what is kept, or take it in again."""
    held = _open(piece, actor)
    held.is_dropped = dropped
    held.save(update_fields=("is_dropped",))
    return held


def require_open(past: PastIssue) -> None:
    """Refuse while an issue is read, and after it was kept."""
    if past.state != PastIssueState.DIVIDED:
        raise Refused(
            _("%(issue)s is “%(state)s”; its division is not changed now.")
            % {"issue": past.label, "state": past.get_state_display()},
            code="not_divided",
        )


def _open(piece: PastPiece, actor: User) -> PastPiece:
    policy.require(actor, KEEP)
    past = PastIssue.objects.select_for_update().get(pk=piece.past_id)
    require_open(past)
    held = PastPiece.objects.select_related("past").get(pk=piece.pk)
    if held.submission_id is not None:
        raise Refused(_("This piece is kept already."), code="kept")
    return held
