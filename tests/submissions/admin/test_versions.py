"""Versions in the admin and over the API: any two compared, one restored."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from submissions.enums import Action
from submissions.services.copy import current_copy
from submissions.services.editing import save_copy
from submissions.services.workflow import perform
from tests.submissions.builders import Cast, make_submission, paragraphs

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def piece(cast):
    piece = make_submission(blocks=paragraphs("产值三亿元。"))
    for text in ("产值四亿元。", "产值五亿元。"):
        copy = replace(current_copy(piece), blocks=paragraphs(text))
        number = piece.current_version.number
        save_copy(
            submission=piece, copy=copy, author=cast.editor, expected_number=number
        )
    return piece


def page_of(piece, number, name="version"):
    return reverse(f"admin:submissions_submission_{name}", args=(piece.pk, number))


def test_any_two_versions_are_compared(client, cast, piece):
    client.force_login(cast.proofreader)

    beside = client.get(page_of(piece, 3)).content.decode()
    original = client.get(page_of(piece, 3), {"since": "1"}).content.decode()
    backwards = client.get(page_of(piece, 1), {"since": "2"}).content.decode()
    itself = client.get(page_of(piece, 1), {"since": "1"}).content.decode()

    assert "<del>四</del>" in beside
    assert "<del>三</del>" in original
    assert "<ins>三</ins>" in backwards
    assert "<del>" not in itself
    assert "产值三亿元" in itself
    assert page_of(piece, 1, "restore") not in backwards


def test_a_version_is_restored_with_a_button(client, cast, piece):
    client.force_login(cast.editor)
    assert (
        page_of(piece, 1, "restore") in client.get(page_of(piece, 1)).content.decode()
    )
    assert page_of(piece, 3, "restore") not in (
        client.get(page_of(piece, 3)).content.decode()
    )

    answer = client.post(page_of(piece, 1, "restore"), {"expected_number": "3"})

    assert answer.status_code == 302
    piece.refresh_from_db()
    assert piece.current_version.number == 4
    assert current_copy(piece).blocks[0].text == "产值三亿元。"


def test_signatures_are_named_before_they_fall(client, cast, piece):
    perform(submission=piece, action=Action.SIGN_FIRST_READ, actor=cast.editor)
    client.force_login(cast.other)
    address, sent = page_of(piece, 1, "restore"), {"expected_number": "3"}

    asked = client.post(address, sent)
    assert asked.status_code == 409
    page = asked.content.decode()
    assert 'name="expected_voids" value="first"' in page
    assert str(cast.editor) in page
    piece.refresh_from_db()
    assert piece.current_version.number == 3

    done = client.post(address, {**sent, "expected_voids": "first"})

    assert done.status_code == 302
    assert not piece.reviews.filter(void_at__isnull=True).exists()


@pytest.mark.parametrize("seen", ["1", "", "x"])
def test_a_version_saved_meanwhile_is_told_and_nothing_changes(
    client, cast, piece, seen
):
    client.force_login(cast.editor)

    answer = client.post(page_of(piece, 1, "restore"), {"expected_number": seen})

    assert answer.status_code == 409
    piece.refresh_from_db()
    assert piece.current_version.number == 3


def test_the_page_costs_the_same_for_three_versions_and_for_more(client, cast, piece):
    client.force_login(cast.editor)
    client.get(page_of(piece, 3))
    with CaptureQueriesContext(connection) as few:
        client.get(page_of(piece, 3))
    for text in ("甲。", "乙。", "丙。", "丁。"):
        copy = replace(current_copy(piece), blocks=paragraphs(text))
        number = piece.current_version.number
        save_copy(
            submission=piece, copy=copy, author=cast.other, expected_number=number
        )
    with CaptureQueriesContext(connection) as many:
        client.get(page_of(piece, 3))

    assert len(many) == len(few)


def form_of(client, piece, **words):
    room = client.get(f"/admin/submissions/submission/{piece.pk}/change/")
    form = room.context["form"]
    fields = {name: form[name].value() or "" for name in form.fields}
    return {**fields, **words}


def save(client, piece, fields):
    address = reverse("admin:submissions_submission_copy", args=(piece.pk,))
    return client.post(address, fields)


def test_the_second_save_is_offered_both_together(client, cast):
    piece = make_submission(blocks=paragraphs("第一句。第二句。", "第三句。"))
    client.force_login(cast.editor)
    mine = form_of(client, piece, body="第一句话。第二句。\r\n第三句。", kicker="引题")
    client.force_login(cast.other)
    theirs = form_of(client, piece, body="第一句。第二句。\n第三句新。", deck="副题")
    save(client, piece, theirs)
    client.force_login(cast.editor)

    offered = save(client, piece, mine)

    form = offered.context["form"]
    assert offered.status_code == 409
    assert form["body"].value() == "第一句话。第二句。\n第三句新。"
    assert (form["kicker"].value(), form["deck"].value()) == ("引题", "副题")
    assert offered.context["clashes"] == []
    fields = {name: form[name].value() or "" for name in form.fields}
    assert save(client, piece, fields).status_code == 302
    piece.refresh_from_db()
    assert [block.text for block in current_copy(piece).blocks] == [
        "第一句话。第二句。",
        "第三句新。",
    ]
    assert piece.deck == "副题"


def test_where_both_changed_the_same_words_mine_stand_and_theirs_are_shown(
    client, cast
):
    piece = make_submission(blocks=paragraphs("产值三亿元。"), headline="旧标题")
    client.force_login(cast.editor)
    mine = form_of(client, piece, body="产值四亿元。")
    client.force_login(cast.other)
    save(client, piece, form_of(client, piece, body="产值五亿元。"))
    client.force_login(cast.editor)

    offered = save(client, piece, mine)

    assert offered.context["form"]["body"].value() == "产值四亿元。"
    page = offered.content.decode()
    assert "产值五亿元。" in page[page.index('id="clashes"') :]


def test_the_same_over_the_api(client, cast, piece):
    client.force_login(cast.editor)
    base = f"/api/submissions/{piece.ref}/versions"

    changes = client.get(f"{base}/3/changes/").json()
    assert {"op": "delete", "text": "三"} in changes
    assert client.get(f"{base}/3/changes/?since=9").status_code == 404

    def post(**body):
        return client.post(f"{base}/1/restore/", body, content_type="application/json")

    assert post().status_code == 400
    assert post(expected_number=2).json()["code"]
    assert post(expected_number=3).json()["number"] == 4
    assert post(expected_number=4).status_code == 409
