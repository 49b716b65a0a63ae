"""F-35: what comes from outside is text on every page of the desk."""

import pytest

from desk.models import Job, User
from desk.services.jobs import run_job
from submissions.enums import Action
from submissions.models import Submission, Tag
from submissions.services.workflow import perform
from tests.submissions.builders import (
    make_photo,
    make_submission,
    paragraphs,
)

pytestmark = pytest.mark.django_db
EVIL = "<img src=x onerror=alert(1)>\"'{{7*7}}"
SHORT = "<b onclick=x>"


@pytest.fixture
def head(cast):
    User.objects.filter(pk=cast.head.pk).update(is_superuser=True)
    cast.head.refresh_from_db()
    return cast.head


@pytest.fixture
def piece():
    names = ("kicker", "headline", "deck", "byline", "contact_name", "contact_unit")
    photo = make_photo(name=f"{SHORT}.jpg", caption=EVIL, credit=EVIL)
    piece = make_submission(
        **dict.fromkeys(names, EVIL),
        note_to_desk=EVIL,
        contact_phone=EVIL,
        blocks=paragraphs(EVIL, f"{EVIL}。"),
        photos=(photo,),
    )
    piece.tags.add(Tag.objects.create(name=SHORT))
    for job in Job.objects.filter(kind="submissions.check_photo"):
        run_job(job.pk)
    return piece


def pages(piece: Submission) -> list[str]:
    base = "/admin/submissions"
    return [
        "/admin/",
        f"{base}/submission/",
        f"{base}/submission/?q={SHORT}",
        f"{base}/submission/{piece.pk}/change/",
        f"{base}/submission/{piece.pk}/versions/1/",
        f"{base}/tag/",
        "/admin/desk/ledgerentry/",
        "/admin/desk/letter/",
        "/admin/desk/job/",
    ]


def test_words_from_outside_are_never_markup(client, head, piece):
    perform(submission=piece, action=Action.HOLD, actor=head, note=EVIL)
    client.force_login(head)

    for page in pages(piece):
        answer = client.get(page)
        text = answer.content.decode()
        assert answer.status_code == 200, page
        assert "<img src=x" not in text, page
        assert SHORT not in text, page


def test_they_are_shown_as_they_were_written(client, head, piece):
    client.force_login(head)

    text = client.get(pages(piece)[3]).content.decode()

    assert "&lt;img src=x onerror=alert(1)&gt;" in text
    assert "{{7*7}}" in text
    assert "49" not in text.split("{{7*7}}")[1][:20]


def test_a_refused_form_and_a_bulk_page_escape_too(client, head, piece):
    client.force_login(head)
    at = f"/admin/submissions/submission/{piece.pk}"
    form = client.get(f"{at}/change/").context["form"]
    fields = {name: form[name].value() or "" for name in form.fields}

    refused = client.post(f"{at}/copy/", {**fields, "expected_number": 99})
    bulk = client.post(
        "/admin/submissions/submission/",
        {"action": "bulk_decline", "_selected_action": [piece.pk]},
    )

    for answer in (refused, bulk):
        assert "<img src=x" not in answer.content.decode()
        assert "&lt;img src=x" in answer.content.decode()
