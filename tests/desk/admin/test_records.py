"""Jobs, ledger and letters: read by those whose duty it is, edited by nobody."""

import pytest
from django.contrib.messages import get_messages

from desk.enums import JobState, StaffRole
from desk.ledger_words import VERB_WORDS
from desk.models import LedgerEntry
from desk.services.ledger import record
from submissions.enums import Action
from tests.desk.builders import make_job, make_letter, make_user

pytestmark = pytest.mark.django_db
RECORDS = ("job", "ledgerentry", "dayseal", "letter")
SEEN_BY = {
    StaffRole.PROOFREADER: [403, 403, 403, 403],
    StaffRole.EDITOR: [403, 403, 403, 200],
    StaffRole.PAGE_EDITOR: [200, 403, 403, 403],
    StaffRole.DUTY_EDITOR: [200, 200, 200, 200],
    StaffRole.EDITOR_IN_CHIEF: [200, 200, 200, 200],
}


@pytest.mark.parametrize(("role", "seen"), SEEN_BY.items())
def test_who_sees_which_records(client, role, seen):
    client.force_login(make_user(role))

    found = [client.get(f"/admin/desk/{name}/").status_code for name in RECORDS]

    assert found == seen


def test_nobody_edits_a_record(client):
    boss = make_user(StaffRole.EDITOR_IN_CHIEF, is_superuser=True)
    entry = record(obj=boss, verb="staff.created")
    letter, job = make_letter(), make_job()
    client.force_login(boss)

    for name, row in (("ledgerentry", entry), ("letter", letter), ("job", job)):
        at = f"/admin/desk/{name}/{row.pk}"
        assert client.get(f"{at}/change/").status_code == 200
        assert client.post(f"{at}/change/", {"verb": "x"}).status_code == 403
        assert client.post(f"{at}/delete/", {"post": "yes"}).status_code == 403
        assert client.get(f"/admin/desk/{name}/add/").status_code == 403
    assert LedgerEntry.objects.get(pk=entry.pk).verb == "staff.created"


def test_failed_jobs_are_tried_again_and_others_are_not(client):
    failed, done = make_job(state=JobState.FAILED), make_job(state=JobState.DONE)
    client.force_login(make_user(StaffRole.DUTY_EDITOR))
    chosen = {"action": "retry", "_selected_action": [failed.pk, done.pk]}

    answer = client.post("/admin/desk/job/", chosen)

    failed.refresh_from_db()
    said = [str(message) for message in get_messages(answer.wsgi_request)]
    assert failed.state == JobState.QUEUED
    assert sorted(said)[0].startswith("Only a failed job is tried again")
    assert sorted(said)[1] == "Queued again: 1."


def test_every_act_of_the_workflow_has_its_words():
    missing = [a for a in Action if f"submission.{a.value}" not in VERB_WORDS]

    assert missing == []
