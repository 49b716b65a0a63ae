"""Make two pieces of one: the second begins with a paragraph of the first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from desk.services.ledger import record
from press.copy.identity import number_blocks
from press.copy.model import Block, BlockKind, Copy
from submissions.enums import EDITABLE, Kind
from submissions.exceptions import EditConflict, WrongStatus
from submissions.incoming import Incoming
from submissions.models import Submission
from submissions.services.copy import current_copy, version_of
from submissions.services.editing import save_copy
from submissions.services.photo_moves import move_photos, take_pictures
from submissions.services.receiving import receive_submission

EDIT = "submission.edit"


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
        moved = move_photos([piece], new, only=photos)
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
        take_pictures(new, actor, note=_("photographs of %(ref)s"), source=piece)
        data = {"into": new.ref, "block": first_block, "photos": len(moved)}
        record(obj=piece, verb="submission.split", actor=actor, data=data)
    submission.refresh_from_db()
    return new


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
