"""The sections a member of staff works for, set as a whole."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from desk.models import User
from desk.policy import policy
from desk.services.ledger import record
from desk.services.staff import facts_of
from submissions.models import Beat, Section


@transaction.atomic
def set_sections(*, user: User, sections: Iterable[Section], actor: User) -> None:
    """Limit a person to these sections, or to none: then she works for all."""
    policy.require(actor, "staff.manage", user)
    wanted = {section.pk for section in sections}
    before = set(user.beats.values_list("section_id", flat=True))
    if wanted == before:
        return
    user.beats.exclude(section__in=wanted).delete()
    Beat.objects.bulk_create(
        Beat(user=user, section_id=pk) for pk in sorted(wanted - before)
    )
    record(obj=user, verb="staff.changed", actor=actor, data=facts_of(user))
