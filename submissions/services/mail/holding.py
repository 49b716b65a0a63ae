"""A poller's hold on a mailbox: one poller at a time, on however many machines.

The hold is a lease in the mailbox's row, renewed by a thread while a look lasts: a
poller that dies frees the mailbox within a minute, and a slow mail loses it to nobody.
"""

from __future__ import annotations

import uuid
from contextlib import AbstractContextManager
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from desk.services.renewing import renewing
from submissions.models import Mailbox

LEASE = timedelta(seconds=45)
RENEWAL_SECONDS = 10.0


def hold(mailbox: Mailbox) -> Mailbox | None:
    """Take the lease of a mailbox; None when it is another's."""
    now, token = timezone.now(), uuid.uuid4()
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    taken = Mailbox.objects.filter(free, pk=mailbox.pk).update(
        lease_token=token, lease_until=now + LEASE, polled_at=now
    )
    if not taken:
        return None
    mailbox.refresh_from_db()
    mailbox.lease_token = token
    return mailbox


def write_held(mailbox: Mailbox, **fields: object) -> bool:
    """Write to the row while the lease is ours; False when it was lost."""
    rows = Mailbox.objects.filter(pk=mailbox.pk, lease_token=mailbox.lease_token)
    return rows.update(**fields) == 1


def kept(mailbox: Mailbox) -> AbstractContextManager[None]:
    """Renew a lease from a thread of its own while the body runs."""
    return renewing(
        lambda: write_held(mailbox, lease_until=timezone.now() + LEASE),
        every=RENEWAL_SECONDS,
        name=f"mailbox-{mailbox.pk}",
    )
