"""Make one piece of several: short items under one head, one text behind another."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from desk.services.ledger import record
from press.copy.identity import number_blocks, reconcile_ids
from press.copy.model import BlockKind, Copy, Run
from submissions.enums import Action, Kind, Source
from submissions.exceptions import WrongStatus
from submissions.incoming import Incoming
from submissions.models import Submission
from submissions.services.copy import current_copy
from submissions.services.editing import save_copy
from submissions.services.photo_moves import move_photos, take_pictures
from submissions.services.receiving import receive_submission
from submissions.services.workflow import join_to
from submissions.transitions import TABLE

EDIT = "submission.edit"
FEWEST, MOST = 2, 12  # items under one head

Part = tuple[BlockKind, tuple[Run, ...]]


def group_pieces(
    *, pieces: Sequence[Submission], headline: str, actor: User
) -> Submission:
    """Put short items under one standing head (栏题), as one piece; return it.

    Each item keeps its headline as a subhead, its dateline and its byline; its author
    sees what became of it.  The items are closed, joined to the new piece, which is
    read from the start.  Raises ``Refused`` when one of them is past that.
    """
    headline = headline.strip()
    if not headline:
        raise Refused(_("The items need a head over them all."), code="no_headline")
    if not FEWEST <= len({piece.pk for piece in pieces}) <= MOST:
        raise Refused(
            _("From %(fewest)d to %(most)d items stand under one head.")
            % {"fewest": FEWEST, "most": MOST},
            code="item_count",
        )
    with transaction.atomic():
        held = _held(pieces)
        for piece in held:
            policy.require(actor, EDIT, piece)
            _refuse_ungroupable(piece)
        copies = [current_copy(piece) for piece in held]
        group = _receive_group(held, copies, headline, actor)
        move_photos(held, group)
        take_pictures(group, actor, note=_("photographs of the items"))
        for piece in held:
            join_to(piece, group, actor=actor)
        data = {"items": [piece.ref for piece in held]}
        record(obj=group, verb="submission.grouped", actor=actor, data=data)
    group.refresh_from_db()
    return group


def append_piece(
    *, submission: Submission, other: Submission, actor: User, expected_number: int
) -> Submission:
    """Put another piece's text and photographs behind this one's; return this one.

    The other one's headline becomes a subhead; it is closed and says where it went.
    What the signatures under this one then are the table of changes says.
    """
    if submission.pk == other.pk:
        raise Refused(_("A piece is not put behind itself."), code="same_piece")
    with transaction.atomic():
        piece, added = _held([submission, other])
        for each in (piece, added):
            policy.require(actor, EDIT, each)
        _refuse_ungroupable(added)
        copy, more = current_copy(piece), current_copy(added)
        parts = [*((b.kind, b.runs) for b in copy.blocks), *_item(more)]
        blocks = reconcile_ids(copy.blocks, number_blocks(parts))
        move_photos([added], piece)
        pictures = (*copy.pictures, *more.pictures)
        save_copy(
            submission=piece,
            copy=replace(copy, blocks=blocks, pictures=pictures),
            author=actor,
            expected_number=expected_number,
            note=_("with the text of %(ref)s") % {"ref": added.ref},
        )
        join_to(added, piece, actor=actor)
        data = {"items": [added.ref]}
        record(obj=piece, verb="submission.appended", actor=actor, data=data)
    submission.refresh_from_db()
    return submission


def _receive_group(
    pieces: Sequence[Submission],
    copies: Sequence[Copy],
    headline: str,
    actor: User,
) -> Submission:
    refs = " ".join(piece.ref for piece in pieces)
    sections = [piece.section for piece in pieces if piece.section]
    incoming = Incoming(
        source=Source.DESK,
        key=f"group:{hashlib.sha256(refs.encode()).hexdigest()}",
        kind=Kind.NEWS,
        headline=headline,
        blocks=number_blocks(part for copy in copies for part in _item(copy)),
        section_slug=sections[0].slug if sections else "",
        consent=True,
        receipt=None,
        received_at=min(piece.received_at for piece in pieces),
    )
    return receive_submission(incoming=incoming, actor=actor).submission


def _item(copy: Copy) -> list[Part]:
    """Return a short item as parts of the group, with its head, dateline, byline."""
    head = [(BlockKind.SUBHEAD, (Run(copy.headline),))] if copy.headline else []
    parts = [(block.kind, block.runs) for block in copy.blocks]
    if copy.dateline and parts:
        kind, runs = parts[0]
        parts[0] = (kind, (Run(copy.dateline), *runs))
    if copy.byline and parts:
        kind, runs = parts[-1]
        parts[-1] = (kind, (*runs, Run(f"（{copy.byline}）")))
    return [*head, *parts]


def _held(pieces: Sequence[Submission]) -> list[Submission]:
    """Lock the pieces, always in one order; return them in the order given."""
    rows = Submission.objects.select_for_update(of=("self",)).order_by("pk")
    found = {piece.pk: piece for piece in rows.filter(pk__in=[p.pk for p in pieces])}
    return list({piece.pk: found[piece.pk] for piece in pieces}.values())


def _refuse_ungroupable(piece: Submission) -> None:
    if piece.status not in TABLE[Action.JOIN].sources:
        raise WrongStatus(
            _("%(ref)s is “%(status)s” and cannot go under a common head.")
            % {"ref": piece.ref, "status": piece.get_status_display()},
            code="wrong_status",
        )
