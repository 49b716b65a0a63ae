"""The notice of print: when the paper is out, with the picture of the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from desk.enums import LetterState
from desk.exceptions import Refused
from desk.models import Letter, User
from desk.policy import policy
from desk.services.ledger import record
from desk.services.letter_acts import SEND, SETTLED
from desk.services.letters import Enclosure, enclose_anew, write_letter_of_kind
from submissions.letter_kinds import PUBLISHED
from submissions.models import Publication, Submission
from submissions.services.notices import piece_words
from submissions.services.publication import has_picture, is_out


@transaction.atomic
def write_print_notice(
    *, publication: Publication, due_at: datetime | None = None
) -> Letter | None:
    """Write the author the notice of print with the page's picture; once a piece.

    A notice that has not left yet gets the picture as it is now.
    """
    piece = publication.submission
    known = Letter.objects.filter(unique_key=_key(piece)).first()
    if known is not None:
        enclose_anew(known, _proof(publication))
        return known
    return _write(publication, _key(piece), due_at)


@transaction.atomic
def tell_again(*, publication: Publication, actor: User, number: int) -> Letter:
    """Write the author once more, with the picture as it is now.

    ``number`` is how many notices there will then be; a double click names the same
    number and gets the same letter.
    """
    policy.require(actor, SEND)
    piece = Submission.objects.select_for_update(of=("self",)).get(
        pk=publication.submission_id
    )
    before = notices_of([piece]).get(piece.pk, [])
    if number <= len(before):
        return before[-1]
    _refuse(publication, piece, before)
    written = _write(publication, _key(piece, number=len(before) + 1), None)
    if written is None:
        raise Refused(
            _("No letter can go to the author of %(ref)s: there is no usable address.")
            % {"ref": piece.ref},
            code="no_address",
        )
    if before:
        written.again_of = before[-1]
        written.save(update_fields=["again_of"])
    data = {"kind": PUBLISHED, "about": f"submissions.submission {piece.pk}"}
    record(obj=written, verb="letter.sent_again", actor=actor, data=data)
    return written


def take_back_notices(pieces: Sequence[Submission]) -> int:
    """Take letters of print back that have not left; return how many.

    The rows go: when the issue is released again they are written anew.
    """
    waiting = (LetterState.WAITING, LetterState.QUEUED)
    found = [letter for rows in notices_of(pieces).values() for letter in rows]
    keys = [letter.pk for letter in found if letter.state in waiting]
    gone = Letter.objects.filter(pk__in=keys, state__in=waiting, sent_at=None)
    count = gone.count()
    gone.delete()
    return count


def notices_of(pieces: Sequence[Submission]) -> dict[int, list[Letter]]:
    """Return the notices of print about pieces, oldest first, by one question."""
    label = Submission._meta.label_lower
    keys = [str(piece.pk) for piece in pieces]
    found = Letter.objects.filter(
        kind=PUBLISHED, object_type=label, object_id__in=keys
    ).defer("body")
    notices: dict[int, list[Letter]] = {}
    for letter in found.order_by("created_at", "pk"):
        notices.setdefault(int(letter.object_id), []).append(letter)
    return notices


def issue_words(publication: Publication) -> str:
    """Return the issue as people call it, with the name of what it is an issue of."""
    name = publication.supplement
    return f"《{name}》{publication.issue_label}" if name else publication.issue_label


def page_words(publication: Publication) -> str:
    """Return the page with its name, as it stands in a letter."""
    page = _("page %(number)d") % {"number": publication.page_number}
    return f"{page} {publication.page_label}".strip()


def _key(piece: Submission, *, number: int = 1) -> str:
    return f"published:{piece.ref}" + (f":{number}" if number > 1 else "")


def _refuse(
    publication: Publication, piece: Submission, before: Sequence[Letter]
) -> None:
    if not is_out(publication):
        raise Refused(
            _("The paper is not out yet; the letter goes on the morning of %(date)s.")
            % {"date": date_format(publication.cover_date)},
            code="not_out",
        )
    if not has_picture(publication):
        raise Refused(
            _("There is no picture of the page yet; have it drawn first."),
            code="no_picture",
        )
    if before and before[-1].state not in SETTLED:
        raise Refused(
            _("A letter about %(ref)s is on its way already.") % {"ref": piece.ref},
            code="sent_again_already",
        )


def _write(
    publication: Publication, key: str, due_at: datetime | None
) -> Letter | None:
    piece = publication.submission
    if not piece.contact_email:
        return None
    with override(settings.LANGUAGE_CODE):
        words = {
            **piece_words(piece),
            "headline": publication.headline_as_printed or piece.title,
            "issue": issue_words(publication),
            "page": page_words(publication),
            "date": date_format(publication.cover_date),
        }
    return write_letter_of_kind(
        kind=PUBLISHED,
        unique_key=key,
        recipient=piece.contact_email,
        words=words,
        obj=piece,
        enclosures=_proof(publication),
        due_at=max(due_at, timezone.now()) if due_at else None,
    )


def _proof(publication: Publication) -> tuple[Enclosure, ...]:
    if not has_picture(publication):
        return ()
    with publication.page_picture.open("rb") as file:
        data = file.read()
    with override(settings.LANGUAGE_CODE):
        label = _("Proof of print")
    name = f"{label}-{publication.submission.ref}.jpg"
    return (Enclosure(name=name, content_type="image/jpeg", data=data),)
