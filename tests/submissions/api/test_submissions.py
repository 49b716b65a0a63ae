"""Pieces over the API: the right person, the wrong person, the whole answer."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from desk.services.api_tokens import create_token
from submissions.enums import Action
from submissions.models import Section, Submission
from submissions.services.workflow import perform
from tests.submissions.builders import make_photo, make_photo_file, make_submission

pytestmark = pytest.mark.django_db
LIST = "/api/submissions/"


def client_of(user) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


@pytest.fixture
def editor(cast):
    return client_of(cast.editor)


def typed(**overrides):
    return {
        "kind": "news",
        "headline": "云州开发区开工",
        "body_html": "<p>昨天<strong>开工</strong>。</p><script>x</script>",
        "contact_name": "林晓",
        "contact_unit": "云州开发区",
        **overrides,
    }


def test_the_list_is_for_staff_with_a_key_and_the_duty(cast):
    make_submission()
    _token, key = create_token(user=cast.editor, name="script")

    with_key = APIClient().get(LIST, headers={"authorization": f"Bearer {key}"})

    assert with_key.json()["count"] == 1
    assert APIClient().get(LIST).status_code == 401
    nobody = type(cast.editor).objects.create(username="nobody")
    refused = client_of(nobody).get(LIST)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")


def test_the_list_asks_the_same_number_of_queries_for_one_row_and_three(editor):
    make_submission(photos=(make_photo(),))
    with CaptureQueriesContext(
        connection,
    ) as one:
        assert len(editor.get(LIST).json()["results"]) == 1
    make_submission(photos=(make_photo(),))
    make_submission()

    with CaptureQueriesContext(connection) as three:
        assert len(editor.get(LIST).json()["results"]) == 3

    # Duties and sections come from memory after the first request.
    assert len(three) == 3
    assert len(one) <= len(three) + 2


def test_the_list_is_filtered_by_state_section_and_words(editor, cast):
    section = Section.objects.create(name="要闻二", slug="news-two")
    wanted = make_submission(headline="滨河新区开工", section_slug=section.slug)
    claimed = make_submission(headline="别的消息")
    perform(submission=claimed, action=Action.CLAIM, actor=cast.editor)

    def refs(**query):
        return [row["ref"] for row in editor.get(LIST, query).json()["results"]]

    assert refs(status="first_read") == [claimed.ref]
    assert refs(section="news-two") == [wanted.ref]
    assert refs(q="滨河") == [wanted.ref]
    assert refs() == [claimed.ref, wanted.ref]


def test_a_piece_is_shown_whole_with_the_telephone_masked(editor):
    piece = make_submission(photos=(make_photo(),), contact_phone="13800001234")

    shown = editor.get(f"{LIST}{piece.ref}/").json()

    assert shown["contact_phone"] == "138****1234"
    assert "13800001234" not in str(shown)
    assert shown["copy"] == piece.current_version.copy
    assert (shown["version"], len(shown["photos"])) == (1, 1)


def test_a_piece_is_sent_once_however_often_its_key_comes(editor):
    headers = {"idempotency-key": "abc"}

    first = editor.post(LIST, typed(), format="json", headers=headers)
    again = editor.post(LIST, typed(), format="json", headers=headers)

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["ref"] == again.json()["ref"]
    piece = Submission.objects.get()
    assert piece.source == "api"
    runs = piece.body[0]["runs"]
    assert "".join(run["text"] for run in runs) == "昨天开工。"


def test_photo_news_comes_with_its_photographs(editor):
    with make_photo_file().open("rb") as file:
        answer = editor.post(
            LIST,
            {
                **typed(kind="photo_news", headline="", body_html=""),
                "photos": [file],
                "captions": ["夜班工人。"],
            },
            format="multipart",
        )

    assert answer.status_code == 201, answer.json()
    photos = answer.json()["photos"]
    assert [photo["caption"] for photo in photos] == ["夜班工人。"]


def test_a_piece_without_text_is_refused_with_a_sentence(editor):
    answer = editor.post(LIST, typed(body_html=""), format="json")

    assert answer.status_code == 409
    assert answer.json()["detail"].endswith(".")


def test_actions_go_through_the_workflow(editor, cast):
    piece = make_submission()
    address = f"{LIST}{piece.ref}/actions/"

    done = editor.post(address, {"action": "claim"}, format="json")
    refused = client_of(cast.other).post(address, {"action": "claim"}, format="json")
    forbidden = client_of(cast.proofreader).post(
        address, {"action": "claim"}, format="json"
    )
    unknown = editor.post(address, {"action": "sing"}, format="json")

    assert (done.status_code, done.json()["status"]) == (200, "first_read")
    assert (refused.status_code, refused.json()["code"]) == (409, "claimed")
    assert (forbidden.status_code, forbidden.json()["code"]) == (403, "not_allowed")
    assert unknown.status_code == 400


def test_f44_saving_over_another_save_shows_the_other_words(editor, cast):
    piece = make_submission()
    address = f"{LIST}{piece.ref}/copy/"
    words = {**piece.current_version.copy, "headline": "甲的标题"}
    theirs = {"copy": words, "expected_number": 1}
    mine = {"copy": {**words, "headline": "乙的标题"}, "expected_number": 1}

    saved = editor.put(address, theirs, format="json")
    conflict = client_of(cast.other).put(address, mine, format="json")
    versions = editor.get(f"{LIST}{piece.ref}/versions/").json()

    assert (saved.status_code, saved.json()["number"]) == (200, 2)
    assert conflict.status_code == 409
    assert conflict.json()["code"] == "edit_conflict"
    assert conflict.json()["theirs"]["copy"]["headline"] == "甲的标题"
    assert [version["number"] for version in versions] == [2, 1]


@pytest.mark.parametrize("copy", [None, [], {"schema": 99}, {"blocks": [{"id": 1}]}])
def test_words_of_another_shape_are_refused(editor, copy):
    piece = make_submission()

    answer = editor.put(
        f"{LIST}{piece.ref}/copy/", {"copy": copy, "expected_number": 1}, format="json"
    )

    assert answer.status_code == 400
    assert piece.versions.count() == 1


def test_words_are_not_wiped_out(editor):
    piece = make_submission()

    answer = editor.put(
        f"{LIST}{piece.ref}/copy/", {"copy": {}, "expected_number": 1}, format="json"
    )

    assert (answer.status_code, answer.json()["code"]) == (409, "empty")
    assert piece.versions.count() == 1


def test_sections_are_listed(editor):
    Section.objects.create(name="园镜头二", slug="lens-two")

    rows = editor.get("/api/sections/").json()["results"]
    assert "lens-two" in [row["slug"] for row in rows]
