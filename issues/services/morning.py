"""What a working day brings: late, due today, new, to be looked at again; whose it is.

One letter to each member of staff who wants it, on working days only.  The job's key
and the letter's key name the day, so that nothing goes twice, whoever asks how often.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from desk.enums import JobQueue
from desk.jobs import JobContext, register
from desk.models import Job, User
from desk.policy import policy
from desk.services.jobs import enqueue
from desk.services.letters import write_letter_of_kind
from desk.services.staff_letters import wanted_by
from desk.services.working_days import WorkingDays, working_days
from issues.letter_kinds import MORNING
from issues.models import Issue, PlannedStory
from issues.services.lateness import (
    IssueClock,
    Step,
    StepState,
    Thing,
    Waiting,
    issue_clocks,
)
from submissions.enums import Source, Status
from submissions.models import Submission
from submissions.services.reach import pieces_for, sections_of
from submissions.services.shelving import HOLD, over

WRITE_LETTERS = "issues.write_morning_letters"
BEGINS, ENDS = (
    time(7, 30),
    time(12, 0),
)  # a letter that came later would be no morning's
DAY = timedelta(days=1)
LINES = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a day brings; ``is_hers``: the reader's own."""

    title: str
    about: str = ""
    whose: str = ""
    is_hers: bool = False

    def __str__(self) -> str:
        said = f"{self.about} {self.title}".strip()
        whose = _("you") if self.is_hers else self.whose
        return f"· {said} ({whose})" if whose else f"· {said}"


@dataclass(frozen=True, slots=True)
class Morning:
    """What a day brings one person."""

    day: date
    late: Sequence[Line] = ()
    today: Sequence[Line] = ()
    new: Sequence[Line] = ()
    held: Sequence[Line] = ()

    def __bool__(self) -> bool:
        return bool(self.late or self.today or self.new or self.held)


def morning_of(user: User, day: date | None = None) -> Morning:
    """Return what a day brings a person, her own things first."""
    day = day or timezone.localdate()
    looker = _Looker(user, day)
    return Morning(
        day=day,
        late=_hers_first(looker.late()),
        today=_hers_first(looker.today()),
        new=list(looker.new()),
        held=_hers_first(looker.held()),
    )


def ask_for_morning(now: datetime | None = None) -> Job | None:
    """Ask for the letters of this morning; None on a day of rest or at another time.

    Asked again on the same day it finds the same job.
    """
    local = timezone.localtime(now)
    if not BEGINS <= local.time() < ENDS or not working_days().is_working(local.date()):
        return None
    day = local.date().isoformat()
    return enqueue(
        kind=WRITE_LETTERS,
        unique_key=f"{WRITE_LETTERS}:{day}",
        payload={"day": day},
    )


def write_letters(job: Job, context: JobContext) -> dict[str, Any]:
    """Write the letters of one morning; done again it writes those that are missing."""
    day = date.fromisoformat(job.payload["day"])
    if day != timezone.localdate():
        return {"letters": 0, "outcome": "the day is over"}
    staff = list(wanted_by(MORNING))
    written = 0
    for number, user in enumerate(staff):
        context.progress(number, len(staff))
        written += _write(user, day)
    return {"letters": written}


def register_jobs() -> None:
    """Name the job to the desk."""
    register(WRITE_LETTERS, write_letters, queue=JobQueue.LETTERS)


def _write(user: User, day: date) -> bool:
    """Write one letter in the paper's language; none to whom the day brings nothing."""
    with override(settings.LANGUAGE_CODE):
        morning = morning_of(user, day)
        if not morning:
            return False
        letter = write_letter_of_kind(
            kind=MORNING,
            unique_key=f"{MORNING}:{day.isoformat()}:{user.pk}",
            recipient=user.email,
            words=_words(user, morning),
        )
    return letter is not None


def _words(user: User, morning: Morning) -> dict[str, str]:
    return {
        "person": str(user),
        "day": date_format(morning.day, "MONTH_DAY_FORMAT"),
        "late": _block(_("Late:"), morning.late),
        "today": _block(_("Due today:"), morning.today),
        "new": _block(_("New:"), morning.new),
        "held": _block(_("On hold, to be looked at again:"), morning.held),
        "link": f"{settings.SITE_URL}{reverse('admin:index')}",
    }


def _block(head: str, lines: Sequence[Line]) -> str:
    if not lines:
        return ""
    shown = [str(line) for line in lines[:LINES]]
    if len(lines) > LINES:
        shown.append(_("· and %(n)d more") % {"n": len(lines) - LINES})
    return "\n".join((head, *shown))


def _hers_first(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: not line.is_hers)


class _Looker:
    """Looks at one day with one person's eyes."""

    def __init__(self, user: User, day: date) -> None:
        """Load the issues in the making, where she may look at them."""
        self.user, self.day = user, day
        self.days: WorkingDays = working_days()
        may_look = policy.may(user, "issue.view")
        issues = list(
            Issue.objects.in_the_making().select_related("supplement")
            if may_look
            else ()
        )
        self.clocks: list[IssueClock] = list(
            issue_clocks(issues).values() if issues else ()
        )
        self.may_read = policy.may(user, "submission.read")

    def late(self) -> Iterator[Line]:
        """Give what the steps of the issues wait for past their time."""
        yield from self._steps(StepState.LATE)
        yield from self._stories(until=self._start(self.day))

    def today(self) -> Iterator[Line]:
        """Give the steps, stories and pieces that are due on this day."""
        yield from self._steps(StepState.TODAY)
        yield from self._stories(
            since=self._start(self.day), until=self._start(self.day + DAY)
        )
        yield from self._deadlines()

    def new(self) -> Iterator[Line]:
        """Give the pieces that came since the last working day's letter."""
        if not self.may_read:
            return
        since = self.days.back(self.day - DAY, 0)
        found = pieces_for(self.user).filter(received_at__gte=self._at(since, BEGINS))
        found = found.exclude(source__in=(Source.DESK, Source.ARCHIVE))
        found = found.exclude(status=Status.JOINED)
        for piece in found.select_related("section").defer("body", "contact_phone"):
            yield Line(piece.title, str(piece.section or ""), piece.contact_unit)

    def held(self) -> Iterator[Line]:
        """Give the held pieces whose shelf life has ended."""
        if policy.may(self.user, HOLD):
            for piece in pieces_for(self.user, over()).defer("body", "contact_phone"):
                yield Line(piece.title, piece.ref)

    def _steps(self, state: StepState) -> Iterator[Line]:
        for clock in self.clocks:
            for step in clock.steps:
                if step.state == state:
                    yield from self._step(clock, step)

    def _step(self, clock: IssueClock, step: Step) -> Iterator[Line]:
        about = f"{clock.issue.label} {step.due.label}"
        shown = self._within_reach(step.waiting)
        if not step.waiting:
            yield Line(date_format(timezone.localtime(step.due.at), "H:i"), about)
        for each in shown:
            yield Line(
                each.title,
                about,
                str(each.whose or each.asked_of or _("nobody’s yet")),
                is_hers=each.whose is not None and each.whose.pk == self.user.pk,
            )

    def _within_reach(self, waiting: Sequence[Waiting]) -> Sequence[Waiting]:
        """Leave out pieces of sections that are not hers."""
        if sections_of(self.user) is None:
            return waiting
        pieces = [each.pk for each in waiting if each.thing == Thing.PIECE]
        hers = set(
            pieces_for(self.user).filter(pk__in=pieces).values_list("pk", flat=True)
        )
        return [e for e in waiting if e.thing != Thing.PIECE or e.pk in hers]

    def _stories(
        self, *, until: datetime, since: datetime | None = None
    ) -> Iterator[Line]:
        """Give stories by their own deadline that no step of an issue names."""
        if not policy.may(self.user, "issue.view"):
            return
        found = PlannedStory.objects.awaited().for_lists().filter(due_at__lt=until)
        if since is not None:
            found = found.filter(due_at__gte=since)
        told = {
            each.pk
            for clock in self.clocks
            for step in clock.steps
            if step.state in (StepState.LATE, StepState.TODAY)
            for each in step.waiting
            if each.thing == Thing.STORY
        }
        for story in found.exclude(pk__in=told):
            yield Line(
                story.title,
                _("Planned story"),
                str(story.responsible or story.asked_of or _("nobody’s yet")),
                is_hers=story.responsible_id == self.user.pk,
            )

    def _deadlines(self) -> Iterator[Line]:
        if not self.may_read:
            return
        due = pieces_for(self.user, Submission.objects.waiting()).filter(
            deadline__gte=self._start(self.day),
            deadline__lt=self._start(self.day + DAY),
        )
        for piece in due.select_related("claimed_by").defer("body", "contact_phone"):
            yield Line(
                piece.title,
                piece.ref,
                str(piece.claimed_by or _("nobody’s yet")),
                is_hers=piece.claimed_by_id == self.user.pk,
            )

    def _start(self, day: date) -> datetime:
        return self._at(day, time(0, 0))

    def _at(self, day: date, moment: time) -> datetime:
        return timezone.make_aware(datetime.combine(day, moment))
