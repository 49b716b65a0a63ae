"""What must hold after every fault, as far as it is the desk's: I4, I5 and I7."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.enums import JobState, LetterState
from desk.models import Job, Letter
from desk.services.ledger import verify_ledger
from desk.services.letters import is_automatic

LONGEST_QUEUE = timedelta(minutes=5)
# Kinds of letters of which an object gets one at most.
ONCE = ("receipt",)

Finding = tuple[bool, str]


def jobs_move() -> Finding:
    """I4: no job runs on an expired lease, none that is due waits over five minutes."""
    now = timezone.now()
    dead = Job.objects.filter(state=JobState.RUNNING, lease_until__lt=now).count()
    late = Job.objects.filter(
        state=JobState.QUEUED, due_at__lt=now - LONGEST_QUEUE
    ).count()
    detail = _("%(dead)d on an expired lease, %(late)d waiting too long.")
    return not dead and not late, detail % {"dead": dead, "late": late}


def letters_once() -> Finding:
    """I5: one receipt an object of our own accord, and nothing sent to a machine."""
    sent = Letter.objects.filter(state=LetterState.SENT)
    twice = (
        sent.filter(kind__in=ONCE, again_of__isnull=True)
        .exclude(object_id="")
        .values("kind", "object_type", "object_id")
        .annotate(letters=Count("pk"))
        .filter(letters__gt=1)
        .order_by()
        .count()
    )
    addresses = sent.order_by().values_list("recipient", flat=True).distinct()
    machines = sum(map(is_automatic, addresses))
    detail = _("%(twice)d answered twice, %(machines)d machines written to.")
    return not twice and not machines, detail % {"twice": twice, "machines": machines}


def ledger_verifies() -> Finding:
    """I7: every chain of the ledger and every day's seal verify."""
    problems = verify_ledger()
    return not problems, " ".join(problems) or _("The ledger verifies.")


INVARIANTS = {"I4": jobs_move, "I5": letters_once, "I7": ledger_verifies}
