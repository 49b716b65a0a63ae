"""What the desk keeps about people and units: notes, and a unit's other names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from desk.services.ledger import record
from submissions.models import Correspondent, CorrespondentNote, Unit, UnitName
from submissions.services.directory.knowing import KEEP

MOST_WORDS = 2000
MOST_NAMES = 30
NAME_LENGTH = 100


@transaction.atomic
def note_about(
    *, correspondent: Correspondent, text: str, actor: User
) -> CorrespondentNote:
    """Note something about a correspondent; she never sees it.

    The ledger keeps that it was written, not what: a note may be personal.
    """
    policy.require(actor, KEEP)
    text = text.strip()
    if not text:
        raise Refused(_("Write the note first."), code="empty")
    if len(text) > MOST_WORDS:
        raise Refused(
            _("Say it in at most %(most)d characters.") % {"most": MOST_WORDS},
            code="too_long",
        )
    note = CorrespondentNote.objects.create(
        correspondent=correspondent, text=text, author=actor
    )
    data = {"note": note.pk}
    record(obj=correspondent, verb="correspondent.noted", actor=actor, data=data)
    return note


@transaction.atomic
def save_correspondent(
    *, correspondent: Correspondent, fields: Mapping[str, Any], actor: User
) -> Correspondent:
    """Write what is known of a correspondent; a new one is made.

    The ledger keeps which fields were changed, not what they say.
    """
    policy.require(actor, KEEP)
    _write(correspondent, fields)
    data = {"fields": sorted(fields)}
    record(obj=correspondent, verb="correspondent.saved", actor=actor, data=data)
    return correspondent


@transaction.atomic
def save_unit(*, unit: Unit, fields: Mapping[str, Any], actor: User) -> Unit:
    """Write what is known of a unit, with its other names; a new one is made."""
    policy.require(actor, KEEP)
    words = dict(fields)
    names = words.pop("other_names", None)
    _write(unit, words)
    data = {"fields": sorted(words)}
    record(obj=unit, verb="unit.saved", actor=actor, data=data)
    if names is not None:
        set_unit_names(unit=unit, names=names, actor=actor)
    return unit


def _write(row: Correspondent | Unit, fields: Mapping[str, Any]) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    try:
        row.full_clean()
    except ValidationError as error:
        raise Refused(" ".join(error.messages), code="invalid") from error
    row.save()


@transaction.atomic
def set_unit_names(*, unit: Unit, names: Iterable[str], actor: User) -> list[str]:
    """Set the other names of a unit; each leads to one unit only."""
    policy.require(actor, KEEP)
    wanted = list(dict.fromkeys(name for each in names if (name := each.strip())))
    _refuse(unit, wanted)
    before = set(unit.names.values_list("name", flat=True))
    if before == set(wanted):
        return wanted
    unit.names.exclude(name__in=wanted).delete()
    new = [name for name in wanted if name not in before]
    UnitName.objects.bulk_create(UnitName(unit=unit, name=name) for name in new)
    data = {"names": wanted}
    record(obj=unit, verb="unit.names_set", actor=actor, data=data)
    return wanted


def _refuse(unit: Unit, names: list[str]) -> None:
    if len(names) > MOST_NAMES or any(len(name) > NAME_LENGTH for name in names):
        raise Refused(
            _("A unit has at most %(names)d other names of %(signs)d characters.")
            % {"names": MOST_NAMES, "signs": NAME_LENGTH},
            code="too_long",
        )
    others = Unit.objects.exclude(pk=unit.pk)
    taken = others.filter(Q(name__in=names) | Q(names__name__in=names)).first()
    if taken is not None:
        raise Refused(
            _("One of these names leads to “%(unit)s” already.") % {"unit": taken.name},
            code="name_taken",
        )
