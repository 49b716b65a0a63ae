"""Keys to the API: made, shown once, recognised by their hash, revoked."""

from __future__ import annotations

import hashlib
import secrets
import string
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.exceptions import NotAllowed
from desk.models import ApiToken, User
from desk.policy import policy
from desk.services.ledger import record

MARK = "gk_"
LETTERS = string.ascii_letters + string.digits
LENGTH = 40
SHOWN = 8
USE_NOTED_EVERY = timedelta(minutes=1)


@transaction.atomic
def create_token(
    *, user: User, name: str, actor: User | None = None
) -> tuple[ApiToken, str]:
    """Make a key; return its row and the key itself, which is shown only now.

    ``actor`` made it for ``user``; a command of the machine's operator has none.
    """
    key = MARK + "".join(secrets.choice(LETTERS) for _place in range(LENGTH))
    token = ApiToken.objects.create(
        user=user, name=name, prefix=key[:SHOWN], token_hash=_hash_of(key)
    )
    data = {"name": name, "for": user.username}
    record(obj=token, verb="api_token.created", actor=actor, data=data)
    return token, key


@transaction.atomic
def revoke_token(*, token: ApiToken, actor: User) -> ApiToken:
    """End a key for ever: one's own, or another's by who manages staff."""
    if actor.pk != token.user_id and not policy.may(actor, "staff.manage", token):
        raise NotAllowed(_("Only its owner or the administrator revokes an API key."))
    revoked = ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(
        revoked_at=timezone.now()
    )
    token.refresh_from_db()
    if revoked:
        record(obj=token, verb="api_token.revoked", actor=actor)
    return token


def find_token(key: str) -> ApiToken | None:
    """Return the valid key of an active member of staff, and note that it was used."""
    token = (
        ApiToken.objects.select_related("user")
        .filter(token_hash=_hash_of(key), revoked_at=None, user__is_active=True)
        .first()
    )
    if token is not None:
        _note_use(token)
    return token


def _note_use(token: ApiToken) -> None:
    """Write the time of use, once a minute at most."""
    now = timezone.now()
    if token.last_used_at and token.last_used_at > now - USE_NOTED_EVERY:
        return
    stale = Q(last_used_at=None) | Q(last_used_at__lte=now - USE_NOTED_EVERY)
    ApiToken.objects.filter(stale, pk=token.pk).update(last_used_at=now)


def _hash_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
