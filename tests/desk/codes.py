"""The telephone of a test: what its app shows."""

import base64
from time import time

from django_otp.oath import totp

from desk.models import SecondFactor
from desk.services import second_factor

STEP = 30  # seconds


def shown_for(user, *, steps=0):
    """Return the code that the app of a person shows, some steps from now."""
    factor = SecondFactor.objects.get(user=user)
    key = base64.b32decode(factor.secret)
    return f"{totp(key, t0=-steps * STEP):06d}"


def set_up(user):
    """Give a person a second factor, its code of now unspent; return the spares."""
    second_factor.begin(user)
    codes = second_factor.confirm(user=user, code=shown_for(user))
    SecondFactor.objects.filter(user=user).update(last_step=int(time()) // STEP - 5)
    return codes
