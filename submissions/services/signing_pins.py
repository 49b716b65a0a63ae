"""The signing PIN: by it a person is known where she is not signed in.

She sets it at the desk, with her password.  A link for a read is possession of a
message; the PIN is what only she knows, and no message ever bears it.  Ten wrong tries
in a row, on whichever link, and it opens nothing until she sets a new one: whoever
guesses finds one of a million in ten.
"""

from __future__ import annotations

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.services.ledger import record
from submissions.models import SigningPin

SHORTEST, LONGEST = 6, 12
MOST_FAILURES = 10
RUNS = "01234567890123456789"
FEWEST_DIFFERENT = 3


@transaction.atomic
def set_pin(*, user: User, pin: str, password: str) -> SigningPin:
    """Set a person's own PIN; her password proves that it is she."""
    if not user.check_password(password):
        raise Refused(_("This is not your password."), code="password_wrong")
    pin = plain_pin(pin)
    if not pin.isdecimal() or not SHORTEST <= len(pin) <= LONGEST:
        raise Refused(
            _("A PIN has %(least)d to %(most)d digits.")
            % {"least": SHORTEST, "most": LONGEST},
            code="pin_length",
        )
    if len(set(pin)) < FEWEST_DIFFERENT or pin in RUNS or pin in RUNS[::-1]:
        raise Refused(
            _("This PIN is the first that anybody would try; choose another."),
            code="pin_simple",
        )
    row, _made = SigningPin.objects.update_or_create(
        user=user,
        defaults={
            "pin_hash": make_password(pin),
            "failures": 0,
            "set_at": timezone.now(),
        },
    )
    record(obj=user, verb="staff.pin_set", actor=user)
    return row


def has_pin(user: User) -> bool:
    """Tell whether a person has set a PIN that still opens something."""
    living = SigningPin.objects.filter(user=user, failures__lt=MOST_FAILURES)
    return living.exists()


def check_pin(user: User, typed: str) -> None:
    """Raise ``Refused`` unless this is the person's PIN; each try is counted first."""
    counted = SigningPin.objects.filter(user=user, failures__lt=MOST_FAILURES)
    if not counted.update(failures=F("failures") + 1):
        raise Refused(
            _(
                "You have no signing PIN that is good. Sign in at the desk and set one"
                " there; then open this page again."
            ),
            code="pin_missing",
        )
    row = SigningPin.objects.get(user=user)
    if not check_password(plain_pin(typed), row.pin_hash):
        raise Refused(_("This is not your signing PIN."), code="pin_wrong")
    SigningPin.objects.filter(pk=row.pk).update(failures=0)


def plain_pin(typed: str) -> str:
    """Take a PIN as people type it: full-width digits and blanks are no mistake."""
    signs = "".join(typed[:40].split())
    return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in signs)
