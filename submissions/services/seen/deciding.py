"""What the desk decides about a likeness: a new version, or a piece of its own."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from desk.services.ledger import record
from press.copy.model import Copy, Picture
from submissions.enums import EDITABLE, Action, Relation, SeenDecision
from submissions.models import Photo, SeenBefore, Submission
from submissions.services.copy import current_copy, version_of
from submissions.services.editing import save_copy
from submissions.services.photo_looks import twins_of
from submissions.services.workflow import join_to
from submissions.transitions import TABLE

EDIT = "submission.edit"


def may_join(seen: SeenBefore) -> bool:
    """Tell whether the later piece can still become a version of the earlier one."""
    return (
        seen.decision == SeenDecision.OPEN
        and seen.relation != Relation.PHOTOS
        and seen.earlier.status in EDITABLE
        and seen.piece.status in TABLE[Action.JOIN].sources
    )


@transaction.atomic
def set_apart(*, seen: SeenBefore, actor: User) -> SeenBefore:
    """Note that a piece is one of its own, whatever it shares with the other."""
    policy.require(actor, EDIT, seen.piece)
    row = _locked(seen)
    if row.decision == SeenDecision.APART:
        return row
    _refuse_decided(row)
    _decide(row, SeenDecision.APART, actor)
    record(
        obj=row.piece,
        verb="submission.set_apart",
        actor=actor,
        data={"from": row.earlier.ref, "share": row.share},
    )
    return row


@transaction.atomic
def open_again(*, seen: SeenBefore, actor: User) -> SeenBefore:
    """Take back that a piece is one of its own."""
    policy.require(actor, EDIT, seen.piece)
    row = _locked(seen)
    if row.decision == SeenDecision.JOINED:
        _refuse_decided(row)
    row.decision, row.decided_by, row.decided_at = SeenDecision.OPEN, None, None
    row.save(update_fields=["decision", "decided_by", "decided_at"])
    record(
        obj=row.piece,
        verb="submission.compared_again",
        actor=actor,
        data={"with": row.earlier.ref},
    )
    return row


@transaction.atomic
def join(*, seen: SeenBefore, actor: User) -> Submission:
    """Take the later piece as a new version of the earlier; return the earlier.

    Its words become the newest version there, its new photographs go there with them,
    and photographs that only the earlier one has stay.  The later piece is closed and
    says where it went.  Raises ``Refused`` when one of both is past that.
    """
    row = _locked(seen)
    policy.require(actor, EDIT, row.piece)
    policy.require(actor, EDIT, row.earlier)
    if row.decision == SeenDecision.JOINED:
        return row.earlier
    _refuse_decided(row)
    if not may_join(row):
        raise Refused(
            _(
                "%(later)s cannot become a version of %(earlier)s any more: one is"
                " “%(one)s”, the other “%(other)s”."
            )
            % {
                "later": row.piece.ref,
                "earlier": row.earlier.ref,
                "one": row.piece.get_status_display(),
                "other": row.earlier.get_status_display(),
            },
            code="cannot_join",
        )
    _take_words(row, actor)
    join_to(row.piece, row.earlier, actor=actor)
    _decide(row, SeenDecision.JOINED, actor)
    return row.earlier


def _locked(seen: SeenBefore) -> SeenBefore:
    """Hold the pair and both pieces, always in the same order."""
    row = SeenBefore.objects.select_for_update(of=("self",)).get(pk=seen.pk)
    pieces = Submission.objects.select_for_update(of=("self",)).order_by("pk")
    found = {piece.pk: piece for piece in pieces.filter(pk__in=_both(row))}
    row.piece, row.earlier = found[row.piece_id], found[row.earlier_id]
    return row


def _both(row: SeenBefore) -> tuple[int, int]:
    return row.piece_id, row.earlier_id


def _refuse_decided(row: SeenBefore) -> None:
    if row.decision != SeenDecision.OPEN:
        raise Refused(
            _("This was decided already: %(decision)s.")
            % {"decision": row.get_decision_display()},
            code="decided",
        )


def _decide(row: SeenBefore, decision: SeenDecision, actor: User) -> None:
    row.decision, row.decided_by, row.decided_at = decision, actor, timezone.now()
    row.save(update_fields=["decision", "decided_by", "decided_at"])


def _take_words(row: SeenBefore, actor: User) -> None:
    later, earlier = row.piece, row.earlier
    copy, before = current_copy(later), current_copy(earlier)
    moved = _move_photos(later, earlier)
    known = {picture.id: picture for picture in before.pictures}
    pictures = [_as_there(picture, moved, known) for picture in copy.pictures]
    sent = {picture.id for picture in pictures}
    stay = (picture for picture in before.pictures if picture.id not in sent)
    earlier.refresh_from_db()
    _save(earlier, replace(copy, pictures=(*pictures, *stay)), later, actor)


def _save(earlier: Submission, copy: Copy, later: Submission, actor: User) -> None:
    save_copy(
        submission=earlier,
        copy=copy,
        author=actor,
        expected_number=version_of(earlier).number,
        note=_("as sent again in %(ref)s") % {"ref": later.ref},
    )


def _move_photos(later: Submission, earlier: Submission) -> dict[str, str]:
    """Give the earlier piece the photographs it lacks; return whose twin each is.

    A photograph that it has already stays with the later piece.
    """
    there, here = list(earlier.photos.all()), list(later.photos.all())
    twins = twins_of([*there, *here])
    places = {photo.pk for photo in there}
    instead: dict[str, str] = {}
    last = max((photo.position for photo in there), default=0)
    for photo in here:
        twin = twins.get(photo.pk)
        if twin is not None and twin.pk in places:
            instead[photo.key.hex] = twin.key.hex
            continue
        last += 1
        Photo.objects.filter(pk=photo.pk).update(submission=earlier, position=last)
    return instead


def _as_there(
    picture: Picture, instead: dict[str, str], known: dict[str, Picture]
) -> Picture:
    """Return a picture as the earlier piece has it, with the words sent last."""
    twin = known.get(instead.get(picture.id, ""))
    if twin is None:
        return picture
    return replace(
        twin,
        caption=picture.caption or twin.caption,
        credit=picture.credit or twin.credit,
    )
