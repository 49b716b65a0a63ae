"""Make two pieces of one, or one of several: split, and group under one head."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from desk.services.ledger import record
from press.copy.identity import number_blocks
from press.copy.model import Block, BlockKind, Copy, Run
from submissions.enums import EDITABLE, Action, Kind, Source
from submissions.exceptions import EditConflict, WrongStatus
from submissions.incoming import Incoming
from submissions.models import Photo, Submission
from submissions.services.copy import current_copy, version_of
from submissions.services.editing import save_copy
from submissions.services.receiving import receive_submission
from submissions.services.workflow import join_to
from submissions.transitions import TABLE

EDIT = "submission.edit"
FEWEST, MOST = 2, 12  # items under one head

Part = tuple[BlockKind, tuple[Run, ...]]


def split_piece(
    *,
    submission: Submission,
    first_block: int,
    actor: User,
    expected_number: int,
    headline: str = "",
    photos: Collection[str] = (),
) -> Submission:
    """Make a piece of its own of all that follows; return the new one.

    ``first_block`` counts body blocks from 0; a subhead there becomes the headline when
    none is given.  ``photos`` are the keys of those that go along.  The rest stays, as
    a new version; what its signatures then are the table of changes says.  Raises
    ``EditConflict`` when somebody saved meanwhile, ``Refused`` with a sentence else.
    """
    with transaction.atomic():
        piece = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
        policy.require(actor, EDIT, piece)
        copy = current_copy(piece)
        _refuse_split(piece, copy, first_block, expected_number)
        title, blocks = _second_half(copy, first_block, headline)
        new = _receive_half(piece, copy, actor, title, blocks)
        moved = _move_photos([piece], new, only=photos)
        rest = replace(
            copy,
            blocks=copy.blocks[:first_block],
            pictures=tuple(p for p in copy.pictures if p.id not in moved),
        )
        save_copy(
            submission=piece,
            copy=rest,
            author=actor,
            expected_number=expected_number,
            note=_("split; the rest is %(ref)s") % {"ref": new.ref},
        )
        _take_pictures(new, actor, note=_("photographs of %(ref)s"), source=piece)
        data = {"into": new.ref, "block": first_block, "photos": len(moved)}
        record(obj=piece, verb="submission.split", actor=actor, data=data)
    submission.refresh_from_db()
    return new


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
        _move_photos(held, group)
        _take_pictures(group, actor, note=_("photographs of the items"))
        for piece in held:
            join_to(piece, group, actor=actor)
        data = {"items": [piece.ref for piece in held]}
        record(obj=group, verb="submission.grouped", actor=actor, data=data)
    group.refresh_from_db()
    return group


def _refuse_split(
    piece: Submission, copy: Copy, first_block: int, expected_number: int
) -> None:
    if piece.status not in EDITABLE:
        raise WrongStatus(
            _("%(ref)s is “%(status)s” and cannot be split.")
            % {"ref": piece.ref, "status": piece.get_status_display()},
            code="wrong_status",
        )
    current = version_of(piece)
    if current.number != expected_number:
        raise EditConflict(
            _("%(ref)s was changed meanwhile. Look at it again, then split it.")
            % {"ref": piece.ref},
            version=current,
        )
    if not 0 < first_block < len(copy.blocks):
        raise Refused(
            _("Choose the paragraph with which the second piece begins."),
            code="no_block",
        )


def _second_half(
    copy: Copy, first: int, headline: str
) -> tuple[str, tuple[Block, ...]]:
    blocks, headline = copy.blocks[first:], headline.strip()
    if blocks[0].kind is BlockKind.SUBHEAD:
        subhead, rest = blocks[0].text.strip(), blocks[1:]
        return headline or subhead, rest if not headline or rest else blocks
    if not headline:
        raise Refused(_("The second piece needs a headline."), code="no_headline")
    return headline, blocks


def _receive_half(
    piece: Submission,
    copy: Copy,
    actor: User,
    headline: str,
    blocks: tuple[Block, ...],
) -> Submission:
    incoming = Incoming(
        source=piece.source,
        key=f"split:{piece.pk}:{version_of(piece).number}:{blocks[0].id}",
        kind=Kind.NEWS if piece.kind == Kind.PHOTO_NEWS else piece.kind,
        headline=headline,
        byline=copy.byline,
        blocks=number_blocks((block.kind, block.runs) for block in blocks),
        section_slug=piece.section.slug if piece.section else "",
        contact_name=piece.contact_name,
        contact_unit=piece.contact_unit,
        contact_email=piece.contact_email,
        contact_phone=piece.contact_phone,
        consent=piece.consent_at is not None,
        is_exclusive=piece.is_exclusive,
        exclusive_until=piece.exclusive_until,
        receipt=None,
        received_at=piece.received_at,
    )
    new = receive_submission(incoming=incoming, actor=actor).submission
    Submission.objects.filter(pk=new.pk).update(correspondent=piece.correspondent_id)
    return new


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


def _move_photos(
    sources: Sequence[Submission], new: Submission, only: Collection[str] | None = None
) -> set[str]:
    """Give photographs to another piece, in order; return the keys of those moved."""
    moved: set[str] = set()
    for piece in sources:
        for photo in piece.photos.order_by("position"):
            if only is not None and photo.key.hex not in only:
                continue
            moved.add(photo.key.hex)
            Photo.objects.filter(pk=photo.pk).update(
                submission=new, position=len(moved)
            )
    return moved


def _take_pictures(
    new: Submission, actor: User, *, note: str, source: Submission | None = None
) -> None:
    """Take the photographs that were moved to a piece into its words."""
    piece = Submission.objects.get(pk=new.pk)
    copy = current_copy(piece)
    if copy.pictures:
        save_copy(
            submission=piece,
            copy=copy,
            author=actor,
            expected_number=version_of(piece).number,
            note=note % {"ref": source.ref} if source else note,
        )
