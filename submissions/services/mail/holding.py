"""A poller's hold on a mailbox: one poller at a time, on however many machines.

The hold is a lease in the mailbox's row, renewed by a thread while a look lasts: a
poller that dies frees the mailbox within a minute, and a slow mail loses it to nobody.
"""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import DatabaseError, connections
from django.db.models import Q
from django.utils import timezone

from submissions.models import Mailbox

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=45)
RENEWAL_SECONDS = 10.0
JOIN_SECONDS = 5.0


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


@contextmanager
def kept(mailbox: Mailbox) -> Iterator[None]:
    """Renew a lease from a thread of its own while the body runs."""
    stop = threading.Event()
    thread = threading.Thread(
        target=_keep, args=(mailbox, stop), name=f"mailbox-{mailbox.pk}", daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(JOIN_SECONDS)


def _keep(mailbox: Mailbox, stop: threading.Event) -> None:
    try:
        while not stop.wait(RENEWAL_SECONDS):
            try:
                if not write_held(mailbox, lease_until=timezone.now() + LEASE):
                    return
            except DatabaseError as error:  # it may heal before the lease runs out
                logger.warning("Lease of mailbox %s: %s", mailbox.pk, error)
                connections.close_all()
    finally:
        connections.close_all()
