"""Personal data: shown masked, opened by permission, every opening written down."""

from __future__ import annotations

from django.core.exceptions import FieldDoesNotExist
from django.db import models, transaction

from desk.fields import EncryptedTextField
from desk.models import User
from desk.policy import policy
from desk.services.ledger import record

# Digits left to be seen at the head and the tail, by how many there are at least.
SEEN = ((11, 3, 4), (7, 2, 2))
SEPARATORS = " -+()"


def mask_phone(value: str) -> str:
    """Hide the middle of a telephone number; whatever is no number is hidden whole."""
    digits = [at for at, sign in enumerate(value) if sign.isdigit()]
    head, tail = next(
        ((head, tail) for least, head, tail in SEEN if len(digits) >= least), (0, 0)
    )
    seen = {*digits[:head], *digits[len(digits) - tail :]}
    return "".join(
        sign if at in seen or sign in SEPARATORS else "*"
        for at, sign in enumerate(value)
    )


@transaction.atomic
def open_personal(*, obj: models.Model, field: str, actor: User) -> str:
    """Return a field in the clear, and write down who opened it."""
    policy.require(actor, "personal.open", obj)
    if not _is_personal(obj, field):
        raise ValueError(f"{field!r} is not a field with personal data.")
    note_opening(obj=obj, field=field, actor=actor)
    return str(getattr(obj, field))


def note_opening(*, obj: models.Model, field: str, actor: User) -> None:
    """Write down that somebody looked at personal data, and at which."""
    record(obj=obj, verb="personal.opened", actor=actor, data={"field": field})


def _is_personal(obj: models.Model, field: str) -> bool:
    try:
        return isinstance(obj._meta.get_field(field), EncryptedTextField)
    except FieldDoesNotExist:
        return False
