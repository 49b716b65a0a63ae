"""What the desk says to proposed tags, and tags set by hand; each is in the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from desk.models import User
from desk.policy import policy
from desk.services.ledger import record
from submissions.models import Submission, Tag, TagProposal
from submissions.services.tagging.remembering import learn
from submissions.tag_enums import TagState

MAY = "submission.edit"
SHORT = 300  # characters; a piece up to here is tagged from the list with one click


def accept_tag(*, proposal: TagProposal, actor: User) -> TagProposal:
    """Give the piece what is proposed; accepting it again changes nothing."""
    with transaction.atomic():
        piece, rows = _held(proposal.submission, actor, pk=proposal.pk)
        _accept(piece, rows, actor)
    proposal.refresh_from_db()
    return proposal


def accept_tags(*, piece: Submission, actor: User) -> int:
    """Give the piece all that is proposed and open; return how many that were."""
    with transaction.atomic():
        held, rows = _held(piece, actor, state=TagState.OPEN)
        _accept(held, rows, actor)
    return len(rows)


def refuse_tag(*, proposal: TagProposal, actor: User) -> TagProposal:
    """Say that a proposal is wrong; what was accepted is taken off the piece again."""
    with transaction.atomic():
        piece, rows = _held(proposal.submission, actor, pk=proposal.pk)
        rows = [row for row in rows if row.state != TagState.REFUSED]
        for row in rows:
            if row.state == TagState.ACCEPTED:
                _take_off(piece, row)
        _settle(piece, rows, TagState.REFUSED, actor)
    proposal.refresh_from_db()
    return proposal


def change_tags(
    *,
    piece: Submission,
    actor: User,
    add: Iterable[Tag] = (),
    remove: Iterable[Tag] = (),
) -> list[Tag]:
    """Put tags on a piece and take others off, by hand; return what it bears then."""
    policy.require(actor, MAY, piece)
    with transaction.atomic():
        held = _lock(piece)
        before = _names(held)
        borne = {tag.stands_for.pk: tag for tag in _borne(held)}
        gone = [borne[t.stands_for.pk] for t in remove if t.stands_for.pk in borne]
        new = [t.stands_for for t in add if t.stands_for.pk not in borne]
        held.tags.remove(*gone)
        held.tags.add(*new)
        after = _names(held)
        if after != before:
            data = {"before": before, "after": after}
            record(obj=held, verb="tag.set", actor=actor, data=data)
            follow_hand(held, actor)
    return _borne(held)


def set_tags(*, piece: Submission, tags: Iterable[Tag], actor: User) -> list[Tag]:
    """Let a piece bear these tags and no others."""
    wanted = list(tags)
    kept = {tag.stands_for.pk for tag in wanted}
    gone = [tag for tag in _borne(piece) if tag.stands_for.pk not in kept]
    return change_tags(piece=piece, actor=actor, add=wanted, remove=gone)


def keep_rows(piece: Submission, tags: Iterable[Tag]) -> list[Tag]:
    """Return the tags to write: a piece keeps the tag that was chosen for it.

    Where it bears a merged tag and what that became is wanted, the merged one stays.
    """
    borne = {tag.stands_for.pk: tag for tag in _borne(piece)}
    return [borne.get(tag.stands_for.pk, tag) for tag in tags]


def follow_hand(piece: Submission, actor: User) -> None:
    """Settle the proposals that a change by hand answers, and learn from it."""
    tags = {tag.stands_for.pk for tag in _borne(piece)}
    rows = list(piece.tag_proposals.select_related("tag"))
    right = [row for row in rows if _is_borne(piece, row, tags)]
    wrong = [row for row in rows if row.state == TagState.ACCEPTED and row not in right]
    now = timezone.now()
    for found, state in ((right, TagState.ACCEPTED), (wrong, TagState.REFUSED)):
        ids = [row.pk for row in found if row.state != state]
        changed = TagProposal.objects.filter(pk__in=ids)
        changed.update(state=state, decided_by=actor, decided_at=now)
    if piece.section_id:  # another section was chosen than was proposed
        others = piece.tag_proposals.filter(section__isnull=False, state=TagState.OPEN)
        others.update(state=TagState.REFUSED, decided_by=actor, decided_at=now)
    learn(piece)


def _is_borne(piece: Submission, row: TagProposal, tags: set[int]) -> bool:
    if row.section_id is not None:
        return row.section_id == piece.section_id
    return row.tag is not None and row.tag.stands_for.pk in tags


def _held(
    submission: Submission, actor: User, **which: Any
) -> tuple[Submission, list[TagProposal]]:
    policy.require(actor, MAY, submission)
    piece = _lock(submission)
    rows = piece.tag_proposals.filter(**which)
    return piece, list(rows.select_related("tag__current", "section"))


def _lock(submission: Submission) -> Submission:
    pieces = Submission.objects.select_for_update(of=("self",))
    return pieces.select_related("current_version").get(pk=submission.pk)


def _accept(piece: Submission, rows: list[TagProposal], actor: User) -> None:
    rows = [row for row in rows if row.state != TagState.ACCEPTED]
    borne = {tag.stands_for.pk for tag in _borne(piece)} if rows else set()
    new = [row.tag.stands_for for row in rows if row.tag is not None]
    piece.tags.add(*(tag for tag in new if tag.pk not in borne))
    for row in rows:
        if row.section is not None:
            piece.section = row.section
            piece.save(update_fields=["section", "updated_at"])
    _settle(piece, rows, TagState.ACCEPTED, actor)


def _take_off(piece: Submission, row: TagProposal) -> None:
    if row.tag is not None:
        meant = row.tag.stands_for.pk
        piece.tags.remove(*(t for t in _borne(piece) if t.stands_for.pk == meant))
    elif piece.section_id == row.section_id:
        piece.section = None
        piece.save(update_fields=["section", "updated_at"])


def _settle(
    piece: Submission, rows: list[TagProposal], state: TagState, actor: User
) -> None:
    if not rows:
        return
    now = timezone.now()
    for row in rows:
        row.state, row.decided_by, row.decided_at = state, actor, now
    TagProposal.objects.bulk_update(rows, ["state", "decided_by", "decided_at"])
    names = [str(row.tag or row.section) for row in rows]
    words = {
        name: [word["word"] for word in row.words]
        for name, row in zip(names, rows, strict=True)
    }
    data = {"tags": names, "words": words}
    record(obj=piece, verb=f"tag.{state.value}", actor=actor, data=data)
    learn(piece)


def _borne(piece: Submission) -> list[Tag]:
    return list(piece.tags.select_related("current"))


def _names(piece: Submission) -> list[str]:
    return sorted(piece.tags.values_list("name", flat=True))
