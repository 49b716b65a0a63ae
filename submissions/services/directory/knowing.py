"""Whose piece it is: by an e-mail of hers together with her name.

A press office writes from one address for many people, so the address alone says
nothing; a name alone neither.  Where no e-mail came, name and unit together do.  What
is not certain waits among the newcomers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Case, Count, F, Max, Q, QuerySet, Value, When
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from desk.services.ledger import record
from submissions.enums import Status
from submissions.mail_enums import ProposalField, ProposalState
from submissions.models import (
    Correspondent,
    CorrespondentAddress,
    Proposal,
    Submission,
    Unit,
)

KEEP = "directory.keep"
MOST_NEWCOMERS = 100


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who wrote and stands in no directory."""

    name: str
    email: str
    unit: str
    pieces: int
    last: datetime


def people() -> QuerySet[Correspondent]:
    """Return the correspondents that stand for somebody."""
    return Correspondent.objects.filter(merged_into=None)


def found_by_words(
    words: Iterable[str], rows: QuerySet[Correspondent]
) -> QuerySet[Correspondent]:
    """Keep people in whose name, addresses or unit every word stands."""
    for word in words:
        named = Q(name__icontains=word) | Q(email__icontains=word)
        unit = Q(unit__name__icontains=word) | Q(unit__short_name__icontains=word)
        other = Q(addresses__email__icontains=word)
        other |= Q(unit__names__name__icontains=word)
        known = people().filter(named | unit | other).order_by()
        rows = rows.filter(pk__in=known.values("pk"))
    return rows


def emails_of(correspondent: Correspondent) -> tuple[str, ...]:
    """Return every address she writes from, in lower case, her own first."""
    others = CorrespondentAddress.objects.filter(correspondent=correspondent)
    found = [correspondent.email, *others.values_list("email", flat=True)]
    return tuple(dict.fromkeys(email.lower() for email in found if email))


def find_unit(name: str) -> Unit | None:
    """Return the unit that a name means: its own, its short one, or another one."""
    name = name.strip()
    if not name:
        return None
    named = Q(name=name) | Q(short_name=name) | Q(names__name=name)
    found = list(Unit.objects.filter(named).distinct()[:2])
    return found[0] if len(found) == 1 else None


def known_author(*, name: str, email: str, unit: str = "") -> Correspondent | None:
    """Return the one who has this name and this address; None where none is certain.

    Where no address is known, the one of this name in this unit.
    """
    if email:
        hers = Q(email__iexact=email) | Q(addresses__email__iexact=email)
    else:
        known = find_unit(unit)
        if known is None:
            return None
        hers = Q(unit=known)
    found = list(people().filter(hers, name=name.strip()).distinct()[:2])
    return found[0] if name.strip() and len(found) == 1 else None


def know_author(piece: Submission) -> bool:
    """Give a piece that is nobody's yet to its correspondent, where one is certain.

    Where a mail's guess of the author is open a person decides.
    """
    if piece.correspondent_id is not None:
        return False
    found = known_author(
        name=piece.contact_name, email=piece.contact_email, unit=piece.contact_unit
    )
    if found is None or _is_guessed(piece):
        return False
    mine = Submission.objects.filter(pk=piece.pk, correspondent=None)
    return bool(mine.update(correspondent=found))


def newcomers(most: int = MOST_NEWCOMERS) -> Sequence[Newcomer]:
    """Return those who wrote and are in no directory, who wrote most first."""
    # Who gave an e-mail is told apart by it, whatever unit she named each time.
    apart = Case(When(contact_email="", then=F("contact_unit")), default=Value(""))
    rows = (
        _nobodys()
        .order_by()
        .annotate(email=Lower("contact_email"), apart=apart)
        .values("contact_name", "email", "apart")
        .annotate(n=Count("pk"), at=Max("received_at"), said=Max("contact_unit"))
        .order_by("-n", "-at")
    )
    return [
        Newcomer(r["contact_name"], r["email"], r["said"], r["n"], r["at"])
        for r in rows[:most]
    ]


@transaction.atomic
def take_in(*, name: str, email: str, actor: User, unit: str = "") -> Correspondent:
    """Take somebody into the directory as her pieces name her, with all of them.

    The unit she named is found by any of its names, else made; it tells those apart
    who gave no e-mail.
    """
    policy.require(actor, KEEP)
    name, email = name.strip(), email.strip().lower()
    pieces = _nobodys().filter(contact_name=name, contact_email__iexact=email)
    if not email:
        pieces = pieces.filter(contact_unit=unit)
    last = pieces.order_by("-received_at").first()
    if last is None:
        raise Refused(
            _("No piece by %(name)s waits here any more.") % {"name": name},
            code="no_pieces",
        )
    row = known_author(name=name, email=email, unit=last.contact_unit)
    if row is None:
        row = _made(name, email, last.contact_unit)
    linked = pieces.update(correspondent=row)
    data = {"pieces": linked}
    record(obj=row, verb="correspondent.taken_in", actor=actor, data=data)
    return row


@transaction.atomic
def gather_pieces(*, correspondent: Correspondent, actor: User) -> int:
    """Give her every piece with her name and an address of hers, else her unit."""
    policy.require(actor, KEEP)
    rows = _nobodys().annotate(email=Lower("contact_email"))
    from_her = Q(email__in=emails_of(correspondent))
    unit = correspondent.unit
    if unit is not None:  # typed in by the desk, or sent without an e-mail
        other = unit.names.values_list("name", flat=True)
        from_her |= Q(email="", contact_unit__in=[unit.name, unit.short_name, *other])
    mine = rows.filter(from_her, contact_name=correspondent.name).exclude(
        email="", contact_unit=""
    )
    ids = list(mine.values_list("pk", flat=True))
    linked = Submission.objects.filter(pk__in=ids).update(correspondent=correspondent)
    if linked:
        data = {"pieces": linked}
        verb = "correspondent.pieces_gathered"
        record(obj=correspondent, verb=verb, actor=actor, data=data)
    return linked


def _nobodys() -> QuerySet[Submission]:
    named = Submission.objects.filter(correspondent=None).exclude(contact_name="")
    return named.exclude(status=Status.JOINED)


def _made(name: str, email: str, unit: str) -> Correspondent:
    if Correspondent.objects.filter(name=name, email=email).exists():
        raise Refused(
            _(
                "There is a “%(name)s” already; open her page and gather the pieces"
                " there."
            )
            % {"name": name},
            code="known",
        )
    made = Correspondent(name=name, email=email, unit=_unit_named(unit))
    made.save()
    return made


def _unit_named(name: str) -> Unit | None:
    name = name.strip()[:100]
    if not name:
        return None
    found = find_unit(name)
    if found is None:
        found, _made = Unit.objects.get_or_create(name=name)
    return found


def _is_guessed(piece: Submission) -> bool:
    rows: Any = Proposal.objects.filter(
        submission=piece,
        field=ProposalField.CORRESPONDENT,
        state=ProposalState.OPEN,
    )
    return bool(rows.exists())
