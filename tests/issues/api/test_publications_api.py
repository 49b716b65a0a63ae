from datetime import timedelta

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from desk.enums import LetterState
from desk.models import Job, Letter
from issues.services.print_proofs import DRAW
from submissions.models import Publication
from tests.issues.admin.test_proofs import draw, printed, ref

pytestmark = pytest.mark.django_db


def api(person):
    client = APIClient()
    client.force_authenticate(person)
    return client


def test_what_was_printed_is_listed_by_issue(cast):
    issue = printed(cast)
    printed_elsewhere = printed(cast)

    answer = api(cast.proofreader).get(f"/api/publications/?issue={issue.pk}").json()

    assert answer["count"] == 2
    (first, _second) = answer["results"]
    row = Publication.objects.get(submission__ref=first["submission"])
    assert first["supplement"] == issue.supplement.name
    assert first["headline_as_printed"] == row.headline_as_printed
    assert first["byline_as_printed"] == "通讯员 林晓"
    assert (first["page_number"], first["picture"]) == (1, None)
    assert printed_elsewhere.pk != issue.pk


def test_the_picture_is_opened_at_the_address_that_is_told(cast):
    printed(cast, days=7)
    draw()
    client = api(cast.proofreader)

    told = client.get(f"/api/publications/{ref()}/").json()
    picture = client.get(told["picture"])

    assert told["picture"] == f"/api/publications/{ref()}/picture/"
    assert picture.content.startswith(b"\xff\xd8")


def test_there_is_no_picture_before_it_is_drawn(cast):
    printed(cast)

    answer = api(cast.proofreader).get(f"/api/publications/{ref()}/picture/")

    assert answer.status_code == 404


def test_a_letter_is_written_again_once(cast):
    printed(cast)
    draw()
    Letter.objects.update(state=LetterState.SENT, sent_at=timezone.now())
    client = api(cast.editor)
    path = f"/api/publications/{ref()}/letter/"

    first, twice = (client.post(path, {"number": 2}, format="json") for _ in range(2))
    refused = client.post(path, {"number": 3}, format="json")

    assert (first.status_code, first.json()["id"]) == (201, twice.json()["id"])
    assert first.json()["enclosures"][0]["content_type"] == "image/jpeg"
    assert refused.status_code == 409
    assert client.post(path, {}, format="json").status_code == 400


def test_missing_proofs_are_drawn_for_who_may(cast):
    issue = printed(cast)
    Job.objects.all().delete()

    answer = api(cast.duty).post(f"/api/issues/{issue.pk}/proofs/")

    assert (answer.status_code, answer.json()) == (202, {"pages": 1})
    assert Job.objects.filter(kind=DRAW).count() == 1
    assert api(cast.editor).post(f"/api/issues/{issue.pk}/proofs/").status_code == 403


def test_a_list_of_many_costs_as_much_as_one_of_few(
    cast, django_assert_max_num_queries
):
    issue = printed(cast, stories=4)
    client = api(cast.proofreader)
    Publication.objects.update(cover_date=timezone.localdate() - timedelta(days=1))

    with django_assert_max_num_queries(4):
        client.get(f"/api/publications/?issue={issue.pk}")
