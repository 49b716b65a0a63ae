"""The page on the editor's screen over the API."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from issues.models import PagePresence
from issues.services.make_up import make_up_page
from issues.services.page_locks import lock_for_editor
from tests.issues.builders import filled_page
from tests.submissions.api.callers import client_of

pytestmark = pytest.mark.django_db


def made(cast, *, stories=2):
    page = filled_page(cast, stories=stories)
    return make_up_page(page=page, actor=cast.page_editor, drafts=1)


def blocks(client, page):
    return client.get(f"/api/pages/{page.pk}/blocks/").json()["blocks"]


def preview(client, page, **asked):
    address = f"/api/pages/{page.pk}/preview-blocks/"
    return client.post(address, asked, format="json")


def test_the_page_is_drawn_as_it_is_made_up(cast):
    page, client = made(cast), client_of(cast.duty)

    told = client.get(f"/api/pages/{page.pk}/drawing/").json()

    names = [part["name"] for part in told["drawing"]["parts"]]
    refs = page.placements.values_list("submission__ref", flat=True)
    assert told["makeup_revision"] == page.makeup_revision
    assert names[0] == "panels"
    assert {f"text:{ref}" for ref in refs} <= set(names)


def test_a_page_not_made_up_has_no_drawing(cast):
    page = filled_page(cast)

    answer = client_of(cast.duty).get(f"/api/pages/{page.pk}/drawing/")

    assert (answer.status_code, answer.json()["code"]) == (409, "page_not_made_up")


def test_only_what_changed_is_sent_again(cast):
    page, client = made(cast), client_of(cast.page_editor)
    stand = blocks(client, page)
    first = preview(client, page, blocks=stand).json()["drawing"]
    known = [each["key"] for each in (*first["parts"], *first["fonts"])]
    stand[-1]["spare"] += 1

    again = preview(client, page, blocks=stand, known=known).json()["drawing"]

    sent = {part["name"] for part in again["parts"] if part["svg"] is not None}
    assert f"text:{stand[-1]['story']}" in sent
    assert f"text:{stand[0]['story']}" not in sent
    assert all(font["data"] is None for font in again["fonts"])


def test_over_and_underset_are_told_in_lines(cast):
    page, client = made(cast), client_of(cast.page_editor)
    stand = blocks(client, page)
    stand[0]["lines"] += 5

    told = preview(client, page, blocks=stand).json()

    fit = next(fit for fit in told["fits"] if fit["ref"] == stand[0]["story"])
    assert fit["lines_given"] > fit["lines_needed"]
    assert fit["sentence"].endswith("free")


def test_a_block_that_cannot_be_is_a_sentence_not_an_error(cast):
    page, client = made(cast), client_of(cast.page_editor)
    stand = blocks(client, page)
    stand[0]["lines"] = 1

    answer = preview(client, page, blocks=stand)

    problem = answer.json()["problems"][0]
    assert (answer.status_code, problem["story"]) == (200, stand[0]["story"])
    assert problem["sentence"].startswith("The block of ")


def test_a_locked_page_answers_with_its_reason(cast):
    page, client = made(cast), client_of(cast.page_editor)
    stand = blocks(client, page)
    lock_for_editor(page=page, actor=cast.page_editor)

    answer = preview(client, page, blocks=stand)

    assert (answer.status_code, "locked" in answer.json()["detail"]) == (409, True)


@pytest.mark.parametrize("stories", [1, 3])
def test_an_edit_costs_as_many_queries_however_full_the_page(cast, stories):
    page, client = made(cast, stories=stories), client_of(cast.page_editor)
    stand = blocks(client, page)

    with CaptureQueriesContext(connection) as asked:
        preview(client, page, blocks=stand)

    assert len(asked) == 5


def test_presence_is_noted_told_and_taken_away(cast):
    page, tab = made(cast), str(uuid4())
    address = f"/api/pages/{page.pk}/presence/"
    mine, others = client_of(cast.page_editor), client_of(cast.chief)

    mine.post(address, {"tab": tab, "is_editing": True, "story": "GK-1"}, format="json")

    told = others.get(address).json()
    name = str(cast.page_editor)
    assert told == {
        "makeup_revision": page.makeup_revision,
        "neighbours": [{"name": name, "is_editing": True, "story": "GK-1"}],
    }
    assert mine.delete(f"{address}?tab={tab}").status_code == 204
    assert not PagePresence.objects.exists()


def test_leaving_without_naming_the_window_is_a_sentence(cast):
    page = made(cast)

    answer = client_of(cast.chief).delete(f"/api/pages/{page.pk}/presence/")

    assert answer.status_code == 400


def test_pictures_are_for_who_may_look_at_issues(cast, client):
    page = made(cast)
    address = reverse("issues:page-picture", args=(page.pk, "0" * 32))

    assert client.get(address).status_code == 302
    client.force_login(cast.duty)
    assert client.get(address).status_code == 404
