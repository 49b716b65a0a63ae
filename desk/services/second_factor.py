"""A second factor at sign-in: codes of a telephone (TOTP), and codes for its loss."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from io import BytesIO
from time import time
from urllib.parse import quote, urlencode, urlsplit

import segno
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_otp.oath import TOTP

from desk.exceptions import NotAllowed, Refused
from desk.models import RecoveryCode, SecondFactor, User
from desk.policy import policy, roles_of
from desk.services.ledger import record

SECRET_BYTES = 20
DIGITS = 6
TOLERANCE = 1  # steps of half a minute by which a telephone's clock may differ
CODES = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is misread
CODE_LETTERS = 10
QR_DARK, QR_LIGHT = "#1b1916", "#fffefa"


def is_set_up(user: User) -> bool:
    """Tell whether a person is asked for a code when she signs in."""
    return SecondFactor.objects.filter(user=user, confirmed_at__isnull=False).exists()


def is_compulsory(user: User) -> bool:
    """Tell whether one of a person's roles has to have a second factor."""
    return any(role in settings.SECOND_FACTOR_ROLES for role in roles_of(user))


def begin(user: User) -> SecondFactor:
    """Return the secret that waits for its first code; one that counts is kept."""
    factor, _made = SecondFactor.objects.get_or_create(
        user=user, defaults={"secret": _new_secret()}
    )
    if factor.confirmed_at is not None:
        raise Refused(
            _("A second factor is set up already. Turn it off first."), code="is_set_up"
        )
    return factor


def address_for(factor: SecondFactor) -> str:
    """Return what the picture says to the telephone's app."""
    host = urlsplit(settings.SITE_URL).hostname or ""
    issuer = f"guidekit {host}".strip()
    label = quote(f"{issuer}:{factor.user.get_username()}")
    asked = {"secret": factor.secret, "issuer": issuer, "digits": DIGITS}
    return f"otpauth://totp/{label}?{urlencode(asked, quote_via=quote)}"


def picture_for(factor: SecondFactor) -> str:
    """Return the address as a picture for an ``img``."""
    out = BytesIO()
    made = segno.make_qr(address_for(factor), error="m")
    made.save(out, kind="svg", border=2, dark=QR_DARK, light=QR_LIGHT, scale=5)
    return f"data:image/svg+xml;base64,{base64.b64encode(out.getvalue()).decode()}"


@transaction.atomic
def confirm(*, user: User, code: str) -> list[str]:
    """Let the second factor count, once a code proves it; return the recovery codes."""
    begin(user)
    factor = SecondFactor.objects.select_for_update().get(user=user)
    if not _is_of_telephone(factor, code):
        raise _wrong()
    factor.confirmed_at = timezone.now()
    factor.save()
    record(obj=user, verb="staff.second_factor_set", actor=user)
    return _new_codes(factor)


@transaction.atomic
def check(*, user: User, code: str) -> bool:
    """Tell whether a code opens, and use it up: each opens once."""
    rows = SecondFactor.objects.select_for_update()
    factor = rows.filter(user=user, confirmed_at__isnull=False).first()
    if factor is None:
        return False
    if _is_of_telephone(factor, code):
        factor.save(update_fields=["last_step"])
        return True
    left = factor.recovery_codes.filter(code_hash=_hash_of(code), used_at=None)
    if not left.update(used_at=timezone.now()):
        return False
    data = {"left": factor.recovery_codes.filter(used_at=None).count()}
    record(obj=user, verb="staff.recovery_code_used", actor=user, data=data)
    return True


@transaction.atomic
def renew_codes(*, user: User, code: str) -> list[str]:
    """Make new recovery codes, the old ones are void; asks for a code of today."""
    if not check(user=user, code=code):
        raise _wrong()
    factor = SecondFactor.objects.get(user=user)
    record(obj=user, verb="staff.recovery_codes_made", actor=user)
    return _new_codes(factor)


@transaction.atomic
def turn_off(*, user: User, code: str) -> None:
    """Sign in with the password alone again; asks for a code of today."""
    if is_compulsory(user):
        raise Refused(
            _("Your role has to sign in with a second factor; it is not turned off."),
            code="compulsory",
        )
    if not check(user=user, code=code):
        raise _wrong()
    SecondFactor.objects.filter(user=user).delete()
    record(obj=user, verb="staff.second_factor_off", actor=user)


@transaction.atomic
def reset(*, user: User, actor: User) -> None:
    """Take a lost telephone's factor off an account; this is recorded."""
    reason = policy.refusal(actor, "staff.manage", user)
    if reason is not None:
        raise NotAllowed(reason)
    if SecondFactor.objects.filter(user=user).delete()[0]:
        record(obj=user, verb="staff.second_factor_reset", actor=actor)


def codes_left(user: User) -> int:
    """Count the recovery codes that are not used."""
    rows = RecoveryCode.objects.filter(factor__user=user, used_at=None)
    return rows.count()


def _is_of_telephone(factor: SecondFactor, code: str) -> bool:
    """Tell whether the telephone shows this code now; no step counts twice."""
    digits = code.replace(" ", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) == DIGITS):
        return False
    totp = TOTP(base64.b32decode(factor.secret))
    totp.time = time()
    if not totp.verify(int(digits), TOLERANCE, factor.last_step + 1):
        return False
    factor.last_step = totp.t()
    return True


def _new_codes(factor: SecondFactor) -> list[str]:
    codes = [
        "".join(secrets.choice(LETTERS) for _place in range(CODE_LETTERS))
        for _number in range(CODES)
    ]
    factor.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(factor=factor, code_hash=_hash_of(code)) for code in codes
    )
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def _hash_of(code: str) -> str:
    plain = "".join(sign for sign in code.casefold() if sign.isalnum())
    keyed = hmac.new(settings.SECRET_KEY.encode(), plain.encode(), hashlib.sha256)
    return keyed.hexdigest()


def _new_secret() -> str:
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()


def _wrong() -> Refused:
    return Refused(
        _("This code is wrong, or was used already. Wait for the next one."),
        code="wrong_code",
    )
