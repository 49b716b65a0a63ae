"""One letter each morning: on working days, once, to who wants it, hers first."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from desk.enums import StaffRole
from desk.models import Job, Letter
from desk.services.jobs import run_job
from desk.services.staff_letters import staff_letters, wish_letters
from desk.services.working_days import set_day
from issues.letter_kinds import MORNING
from issues.services.morning import WRITE_LETTERS, Line, ask_for_morning, morning_of
from issues.tasks import ask_for_morning as tick
from submissions.enums import Action, Source
from submissions.models import Beat, Submission
from submissions.services.workflow import perform
from tests.desk.builders import make_user
from tests.issues.builders import make_issue, make_piece
from tests.issues.plans import at, make_section, make_story

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def editor():
    return make_user(StaffRole.EDITOR, email="chen@example.org")


def piece(**fields):
    return make_piece(source=Source.FORM, **fields)


def todays_job():
    """Ask for the letters of this very day, whatever the clock says."""
    day = timezone.localdate().isoformat()
    return Job.objects.create(
        kind=WRITE_LETTERS,
        unique_key=f"{WRITE_LETTERS}:{day}",
        payload={"day": day},
        due_at=timezone.now(),
    )


@pytest.mark.parametrize(
    ("moment", "asked"),
    [
        (at(2026, 10, 9, 7, 29), False),
        (at(2026, 10, 9, 7, 30), True),
        (at(2026, 10, 9, 11, 50), True),
        (at(2026, 10, 9, 12, 0), False),
        (at(2026, 10, 10, 8, 0), True),  # a Saturday that works
        (at(2026, 10, 11, 8, 0), False),
        (at(2026, 10, 1, 8, 0), False),  # National Day
    ],
)
def test_the_morning_is_asked_for_on_working_days_only(moment, asked):
    assert (ask_for_morning(moment) is not None) is asked


def test_a_day_the_desk_rests_is_left_alone(cast):
    set_day(day=date(2026, 10, 9), is_working=False, actor=cast.chief)

    assert ask_for_morning(at(2026, 10, 9, 8)) is None


def test_many_ticks_of_a_morning_are_one_job():
    jobs = [ask_for_morning(at(2026, 10, 9, 8, minute)) for minute in (0, 10, 20)]
    tick()

    assert len({job.pk for job in jobs}) == 1
    assert jobs[0].unique_key == f"{WRITE_LETTERS}:2026-10-09"


def test_late_things_come_with_their_people_and_hers_first(cast, editor):
    issue = make_issue(cover_date=timezone.localdate() + 2 * DAY)
    theirs = make_story(issue=issue, state="asked", responsible=cast.editor)
    hers = make_story(issue=issue, state="asked", responsible=editor)

    late = morning_of(editor).late

    about = f"{issue.label} Copy deadline"
    stories = [line for line in late if line.about == about]
    assert stories == [
        Line(hers.title, about, str(editor), is_hers=True),
        Line(theirs.title, about, str(cast.editor)),
    ]


def test_what_is_due_today_is_told_once(cast, editor):
    noon = timezone.localtime().replace(hour=12, minute=0)
    story = make_story(due_at=noon, responsible=editor)
    due = piece()
    Submission.objects.filter(pk=due.pk).update(deadline=noon)

    today = morning_of(editor).today

    assert list(today) == [
        Line(story.title, "Planned story", str(editor), is_hers=True),
        Line(due.title, due.ref, "nobody’s yet"),
    ]


def test_new_pieces_are_those_since_the_last_working_day(cast, editor):
    new, old = piece(contact_unit="滨河高新区"), piece()
    make_piece()  # typed in by the desk
    Submission.objects.filter(pk=old.pk).update(
        received_at=timezone.now() - timedelta(days=20)
    )

    assert list(morning_of(editor).new) == [Line(new.title, "", "滨河高新区")]


def test_held_pieces_whose_day_has_come_are_told(cast, editor):
    held = make_piece()
    perform(submission=held, action=Action.HOLD, actor=editor)
    Submission.objects.filter(pk=held.pk).update(held_until=timezone.localdate())

    assert list(morning_of(editor).held) == [Line(held.title, held.ref)]
    assert list(morning_of(cast.proofreader).held) == []


def test_pieces_of_other_sections_are_not_told(editor):
    hers, others = make_section(), make_section()
    Beat.objects.create(user=editor, section=hers)
    own, foreign = piece(section_slug=hers.slug), piece(section_slug=others.slug)

    titles = [line.title for line in morning_of(editor).new]

    assert titles == [own.title]
    assert foreign.title not in titles


def test_the_letter_goes_to_who_wants_it_and_once(cast, editor):
    mute = make_user(StaffRole.EDITOR, email="mute@example.org")
    wish_letters(user=mute, kinds=[])
    new = piece()
    job = todays_job()

    run_job(job.pk)
    Job.objects.filter(pk=job.pk).update(state="queued")
    run_job(job.pk)

    letter = Letter.objects.get(kind=MORNING)
    assert letter.recipient == editor.email
    assert f"Good morning, {editor}." in letter.body
    assert new.title in letter.body
    assert "Late:" not in letter.body
    assert "{" not in letter.body


def test_a_day_that_brings_nothing_brings_no_letter(editor):
    job = todays_job()

    run_job(job.pk)

    job.refresh_from_db()
    assert (job.state, job.result) == ("done", {"letters": 0})
    assert not Letter.objects.exists()


def test_yesterdays_letters_are_not_written_today(editor):
    piece()
    job = todays_job()
    day = (timezone.localdate() - DAY).isoformat()
    Job.objects.filter(pk=job.pk).update(payload={"day": day})

    run_job(job.pk)

    assert not Letter.objects.exists()


def test_the_letter_is_a_choice_of_the_account(editor):
    assert {each.kind: each.is_wanted for each in staff_letters(editor)}[MORNING]


def test_the_day_is_told_over_the_api(editor):
    new = piece()
    client = APIClient()
    client.force_authenticate(editor)

    told = client.get("/api/morning/").data
    client.force_authenticate(make_user())

    assert [line["title"] for line in told["new"]] == [new.title]
    assert client.get("/api/morning/").status_code == 403
