"""Calls for copy and those they go to."""

from datetime import timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from desk.enums import StaffRole
from submissions.models import CallForCopy, Correspondent, Unit
from submissions.services.calls.writing import send_call, write_call
from tests.desk.builders import make_user

numbers = count(1)


def make_person(**overrides: Any) -> Correspondent:
    """Make a correspondent with an e-mail and a unit."""
    number = next(numbers)
    unit = overrides.pop("unit", None) or Unit.objects.create(name=f"园区{number}")
    fields = {"name": f"通讯员{number}", "email": f"asked{number}@example.org"}
    return Correspondent.objects.create(unit=unit, **{**fields, **overrides})


def make_call(**overrides: Any) -> CallForCopy:
    """Write a call to one person, by an editor of its own unless one is named."""
    actor = overrides.pop("actor", None) or make_user(StaffRole.EDITOR)
    fields = {
        "title": "零碳园区",
        "text": "请写一写你们园区的零碳工厂，八百字左右。",
        "until": timezone.now() + timedelta(days=10),
    }
    if "people" not in overrides:
        fields["people"] = [make_person()]
    return write_call(actor=actor, **{**fields, **overrides})


def make_sent_call(**overrides: Any) -> CallForCopy:
    """Write a call and send it."""
    call = make_call(**overrides)
    send_call(call=call, actor=make_user(StaffRole.EDITOR))
    return call
