"""A mailbox without news, and what looking into it costs."""

from __future__ import annotations

from bench.mails import plain_mail
from bench.newsroom import editor
from submissions.models import Mailbox
from submissions.services.mail.polling import poll_mailbox
from tests.servers.dovecot import running_dovecot
from tests.servers.front163 import running_front


def bodies_fetched(*, mails: int, looks: int) -> int:
    """Return how many bodies so many looks fetch."""
    editor()
    with running_dovecot() as server, running_front(server.port) as front:
        box = server.mailbox()
        box.deliver_many(plain_mail(seed) for seed in range(mails))
        account = box.account()
        row = Mailbox.objects.create(
            name="quiet",
            host=account.host,
            port=front.port,
            security=account.security.value,
            username=account.username,
            code=account.code,
        )
        for _look in range(looks + 1):
            row.refresh_from_db()
            if poll_mailbox(row) is None:
                raise RuntimeError(f"The mailbox could not be read: {row.failure}")
        return front.body_fetches
