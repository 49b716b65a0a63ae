"""What authors wrote about their pieces: who at the desk has seen it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from desk.models import User
from desk.policy import policy
from submissions.models import AuthorMessage


def unseen_messages() -> QuerySet[AuthorMessage]:
    """Return what authors wrote and nobody has looked at, oldest first."""
    found = AuthorMessage.objects.filter(seen_at=None)
    return found.select_related("submission")


def mark_seen(*, message: AuthorMessage, actor: User) -> AuthorMessage:
    """Say that the desk has read a message; the first who says so counts."""
    policy.require(actor, "mail.process", message)
    unseen = AuthorMessage.objects.filter(pk=message.pk, seen_at=None)
    unseen.update(seen_at=timezone.now())
    message.refresh_from_db()
    return message
