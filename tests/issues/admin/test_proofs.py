"""Proofs of print on the page of an issue, by Django's client."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from desk.enums import JobState, LetterState
from desk.models import Job, Letter
from desk.services.running import run_job
from issues.services.print_proofs import DRAW
from issues.services.releasing import release_issue
from issues.services.signing import sign_page
from submissions.models import Publication
from tests.issues.builders import made_page

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def printed(cast, *, days=-1, **given):
    """Return an issue that has gone to press; its paper is out since yesterday."""
    on = timezone.localdate() + days * DAY
    page = made_page(cast, cover_date=on, **given)
    for placement in page.placements.select_related("submission"):
        placement.submission.contact_email = "liu@example.com"
        placement.submission.save(update_fields=["contact_email"])
    sign_page(page=page, signer=cast.duty, expected_revision=page.makeup_revision)
    release_issue(issue=page.issue, actor=cast.duty)
    return page.issue


def draw():
    run_job(Job.objects.get(kind=DRAW).pk)


def ref():
    return Publication.objects.order_by("pk").first().submission.ref


def show(client, issue):
    return client.get(f"/admin/issues/issue/{issue.pk}/change/").content.decode()


def test_before_the_release_nothing_is_said_of_proofs(client, cast):
    client.force_login(cast.duty)

    assert "gk-proofs" not in show(client, made_page(cast).issue)


def test_proofs_being_drawn_are_watched(client, cast):
    issue = printed(cast)
    client.force_login(cast.editor)

    page = show(client, issue)

    assert page.count("Being drawn") == 2
    assert f'data-job="/api/jobs/{Job.objects.get(kind=DRAW).pk}/"' in page


def test_each_piece_shows_its_picture_and_its_letter(client, cast):
    issue = printed(cast, days=7)
    draw()
    client.force_login(cast.editor)

    page = show(client, issue)

    assert page.count('<img src="/desk/printed/') == 2
    assert page.count("· goes ") == 2
    assert "Send again" not in page


def test_a_letter_is_sent_again_on_one_click(client, cast):
    issue = printed(cast)
    draw()
    Letter.objects.update(state=LetterState.SENT, sent_at=timezone.now())
    client.force_login(cast.editor)
    assert show(client, issue).count("Send again") == 2
    path = f"/admin/issues/issue/{issue.pk}/proofs/{ref()}/"

    first = client.post(path, {"number": "2"})
    client.post(path, {"number": "2"})

    assert said(first) == ["The letter is on its way."]
    assert Letter.objects.filter(kind="published").count() == 3
    assert client.get(path).status_code == 405


def test_a_letter_too_early_is_refused_with_a_sentence(client, cast):
    issue = printed(cast, days=7)
    draw()
    client.force_login(cast.editor)

    answer = client.post(
        f"/admin/issues/issue/{issue.pk}/proofs/{ref()}/", {"number": "2"}
    )

    assert "The paper is not out yet" in said(answer)[0]


def test_pictures_that_failed_are_asked_for_again(client, cast):
    issue = printed(cast)
    Job.objects.filter(kind=DRAW).update(
        state=JobState.FAILED, error="The disk is full."
    )
    client.force_login(cast.duty)
    page = show(client, issue)
    assert page.count("The disk is full.") == 2
    assert "Draw the 2 missing pictures" in page

    answer = client.post(f"/admin/issues/issue/{issue.pk}/proofs/")

    assert said(answer) == ["The pictures of 1 page are being drawn."]
    assert Job.objects.get(kind=DRAW).state == JobState.QUEUED
    draw()
    assert Letter.objects.filter(kind="published").count() == 2


def test_who_may_not_is_told_so(client, cast):
    issue = printed(cast)
    draw()
    client.force_login(cast.proofreader)
    page = show(client, issue)

    assert "Send again" not in page
    assert client.post(f"/admin/issues/issue/{issue.pk}/proofs/").status_code == 403
    path = f"/admin/issues/issue/{issue.pk}/proofs/{ref()}/"
    assert client.post(path, {"number": "2"}).status_code == 403


def test_the_list_asks_as_often_for_many_as_for_few(
    client, cast, django_assert_max_num_queries
):
    issue = printed(cast, stories=4)
    draw()
    client.force_login(cast.editor)
    show(client, issue)

    with django_assert_max_num_queries(26):
        show(client, issue)


def test_staff_open_the_picture_whole_and_small(client, cast):
    printed(cast, days=7)
    draw()
    client.force_login(cast.proofreader)
    path = f"/desk/printed/{ref()}/page.jpg"

    whole, small = client.get(path), client.get(f"{path}?small")

    assert whole["Content-Type"] == small["Content-Type"] == "image/jpeg"
    assert whole["X-Content-Type-Options"] == "nosniff"
    assert len(small.content) < len(whole.content) / 4
    assert client.get("/desk/printed/GK-1999-0001/page.jpg").status_code == 404
    client.logout()
    assert client.get(path).status_code == 302
