"""The mail at a glance: how many became what, and what a person should look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from desk.models import User
from desk.policy import policy
from submissions.mail_enums import Outcome
from submissions.models import AuthorMessage, Mailbox, MailMessage
from submissions.services.mail.author_messages import unseen_messages
from submissions.services.mail.mailboxes import troubled_mailboxes
from submissions.services.reach import within_reach

MESSAGES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class OutcomeCount:
    """How many mails of this week, and of today among them, became one thing."""

    outcome: Outcome
    today: int
    week: int


@dataclass(frozen=True, slots=True)
class Attention:
    """What of the mail waits for a person."""

    troubled: Sequence[Mailbox] = ()
    messages: Sequence[AuthorMessage] = ()
    unseen: int = 0
    aside: int = 0

    def __bool__(self) -> bool:
        return bool(self.troubled or self.messages or self.aside)

    @property
    def hidden(self) -> int:
        """Return how many messages are not among those shown."""
        return self.unseen - len(self.messages)


def day_begins() -> datetime:
    """Return when this day began here."""
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


def week_begins() -> datetime:
    """Return when this week began here; it begins on a Monday."""
    today = day_begins()
    return today - timedelta(days=today.weekday())


def outcome_counts() -> list[OutcomeCount]:
    """Count this week's mails by what became of them."""
    rows = (
        MailMessage.objects.filter(received_at__gte=week_begins())
        .order_by()
        .values("outcome")
        .annotate(
            week=Count("pk"),
            today=Count("pk", filter=Q(received_at__gte=day_begins())),
        )
    )
    found = {row["outcome"]: row for row in rows}
    return [
        OutcomeCount(outcome, found[outcome]["today"], found[outcome]["week"])
        for outcome in Outcome
        if outcome in found
    ]


def attention(user: User) -> Attention:
    """Return what the first screen says of the mail to a person."""
    if not policy.may(user, "mail.read"):
        return Attention()
    unseen = unseen_messages().filter(within_reach(user, "submission"))
    return Attention(
        troubled=troubled_mailboxes(),
        messages=list(unseen.defer("text")[:MESSAGES_SHOWN]),
        unseen=unseen.count(),
        aside=MailMessage.objects.filter(outcome=Outcome.QUARANTINED).count(),
    )
