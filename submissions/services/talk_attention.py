"""What of the talk about pieces waits for a person: for the desk's first screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from desk.models import User
from desk.policy import policy
from submissions.enums import OutsideVerdict
from submissions.models import Mention, OutsideClearance
from submissions.services.notes import unseen_mentions
from submissions.services.outside import KEEP
from submissions.services.reach import within_reach

SHOWN = 5
SOON = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TalkAttention:
    """Notes that name a person, and clearances whose answer is due."""

    mentions: Sequence[Mention] = ()
    due: Sequence[OutsideClearance] = ()

    def __bool__(self) -> bool:
        return bool(self.mentions or self.due)


def talk_attention(user: User) -> TalkAttention:
    """Return what waits, by two questions."""
    if not policy.may(user, "submission.read"):
        return TalkAttention()
    reach = within_reach(user, "note__submission")
    mentions = unseen_mentions(user).filter(reach)
    return TalkAttention(mentions=list(mentions[:SHOWN]), due=_due(user))


def _due(user: User) -> list[OutsideClearance]:
    if not policy.may(user, KEEP):
        return []
    found = OutsideClearance.objects.filter(
        within_reach(user, "submission"),
        verdict=OutsideVerdict.OPEN,
        due_on__lte=timezone.localdate() + SOON,
    )
    return list(found.select_related("submission").order_by("due_on", "pk")[:SHOWN])
