"""Proof of work for the public form (ALTCHA): hard for a flood, nothing for a person.

``GET /challenge/`` gives a signed challenge; a browser finds the counter in the
background and the form carries it back.  Nothing is kept until a solution is used.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from altcha import create_challenge, verify_solution
from django.conf import settings
from django.utils import timezone

from submissions.models import SpentChallenge

# Native in every browser, so a rented graphics card gains little over a telephone.
ALGORITHM = "PBKDF2/SHA-256"
LASTS = timedelta(minutes=20)
# Tries before the answer; together with FORM_CAPTCHA_COST this is the work asked for.
FEWEST_TRIES, MOST_TRIES = 100, 300
PAYLOAD_CHARACTERS = 4_000


def captcha_is_on() -> bool:
    """Tell whether the form asks for a solved challenge."""
    return settings.FORM_CAPTCHA == "on"


def new_challenge() -> dict[str, Any]:
    """Return a challenge as ALTCHA's libraries read it; it lasts 20 minutes."""
    counter = FEWEST_TRIES + secrets.randbelow(MOST_TRIES - FEWEST_TRIES)
    challenge = create_challenge(
        ALGORITHM,
        settings.FORM_CAPTCHA_COST,
        counter=counter,
        expires_at=datetime.now(UTC) + LASTS,
        hmac_secret=_key("challenge"),
        hmac_key_secret=_key("solution"),
    )
    return challenge.to_dict()


class AlreadySpentError(RuntimeError):
    """The work was used for another form in the meantime."""


@dataclass(frozen=True, slots=True)
class Work:
    """A challenge that was solved for a form and is not used up yet."""

    nonce: str
    used_for: UUID

    def spend(self) -> None:
        """Use it up; once more for the same form changes nothing.

        Raises ``AlreadySpentError`` when another form was quicker.
        """
        spent = SpentChallenge(
            nonce=self.nonce,
            used_for=self.used_for,
            expires_at=timezone.now() + LASTS,
        )
        SpentChallenge.objects.bulk_create([spent], ignore_conflicts=True)
        if self._spent_for() != self.used_for:
            raise AlreadySpentError

    def is_free(self) -> bool:
        """Tell whether it may still serve this form."""
        return self._spent_for() in (None, self.used_for)

    def _spent_for(self) -> UUID | None:
        spent = SpentChallenge.objects.filter(nonce=self.nonce)
        return spent.values_list("used_for", flat=True).first()


def find_work(payload: str, *, used_for: UUID) -> Work | None:
    """Read a solution; None when it is wrong, old or was used for another form."""
    if not payload or len(payload) > PAYLOAD_CHARACTERS:
        return None
    try:
        found = verify_solution(
            payload, _key("challenge"), hmac_key_secret=_key("solution")
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None  # whatever the library did not expect
    if not found.verified:
        return None
    work = Work(_nonce(payload), used_for)
    return work if work.is_free() else None


def spend_solution(payload: str, *, used_for: UUID) -> bool:
    """Use a solution up; false when it is wrong, old or was used for another form."""
    work = find_work(payload, used_for=used_for)
    if work is None:
        return False
    try:
        work.spend()
    except AlreadySpentError:
        return False
    return True


def _nonce(payload: str) -> str:
    """Return the signed nonce of a payload that was verified."""
    said = json.loads(base64.b64decode(payload))
    return str(said["challenge"]["parameters"]["nonce"])


def _key(purpose: str) -> bytes:
    """Derive a key of its own from the site's secret."""
    secret = settings.SECRET_KEY.encode()
    return hmac.digest(secret, f"altcha:{purpose}".encode(), hashlib.sha256)
