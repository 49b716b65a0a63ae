"""Pieces on pages that lack a read: on the board and over the API."""

from dataclasses import replace

import pytest
from django.test import Client

from issues.services.placing import place_submission
from issues.services.unread import unread_on_pages
from submissions.enums import Action, ReviewStage
from submissions.services.copy import current_copy
from submissions.services.editing import save_copy
from submissions.services.flags import set_flags
from submissions.services.workflow import perform
from tests.desk.builders import make_user
from tests.issues.builders import accepted, make_issue, read_again
from tests.submissions.api.callers import client_of

pytestmark = pytest.mark.django_db


def place(cast, page):
    piece = accepted(cast)
    place_submission(page=page, submission=piece, actor=cast.editor)
    piece.refresh_from_db()
    return piece


def save(piece, author, **words):
    piece.refresh_from_db()
    number = piece.current_version.number
    copy = replace(current_copy(piece), **words)
    save_copy(submission=piece, copy=copy, author=author, expected_number=number)
    piece.refresh_from_db()


@pytest.fixture
def page():
    return make_issue().pages.get()


def test_a_voided_read_puts_the_piece_on_the_list_until_it_is_signed(cast, page):
    piece, _other = place(cast, page), place(cast, page)
    assert list(unread_on_pages(cast.editor)) == []
    save(piece, cast.editor, headline="另一个标题")

    (row,) = unread_on_pages(cast.editor)

    assert (row.piece, row.page) == (piece, page)
    assert row.missing == (ReviewStage.FIRST, ReviewStage.SECOND)
    assert (row.fallen.reviewer, row.fallen.void_version.number) == (cast.chief, 2)
    read_again(piece, first=cast.editor, second=cast.chief)
    assert list(unread_on_pages(cast.editor)) == []


def test_a_flag_asks_for_the_final_read(cast, page):
    piece = place(cast, page)
    set_flags(submission=piece, flags=["leaders"], actor=cast.editor)

    (row,) = unread_on_pages(cast.editor)

    assert (row.missing, row.fallen) == ((ReviewStage.FINAL,), None)
    perform(submission=piece, action=Action.SIGN_FINAL_READ, actor=cast.duty)
    assert list(unread_on_pages(cast.editor)) == []


def test_three_rows_ask_as_much_as_one(cast, page, django_assert_num_queries):
    pieces = [place(cast, page) for _number in range(3)]
    save(pieces[0], cast.editor, headline="另一个标题")
    unread_on_pages(cast.editor)  # remembers her sections

    with django_assert_num_queries(2):
        assert len(unread_on_pages(cast.editor)) == 1
    for piece in pieces[1:]:
        save(piece, cast.editor, headline="别的标题")
    with django_assert_num_queries(2):
        assert len(unread_on_pages(cast.editor)) == 3


def test_the_board_and_the_api_show_it(cast, page):
    piece = place(cast, page)
    save(piece, cast.editor, headline="另一个标题")
    browser = Client()
    browser.force_login(cast.editor)

    board = browser.get("/admin/")
    told = client_of(cast.editor).get("/api/placements/unread/").json()

    assert [row.piece for row in board.context["unread"]] == [piece]
    assert "On a page, and a read is missing" in board.content.decode()
    assert [
        (row["submission"], row["missing"], row["page_number"]) for row in told
    ] == [(piece.ref, ["first", "second"], 1)]
    assert told[0]["fallen_changes"] == ["headline"]


def test_others_see_none(cast, page):
    assert client_of(make_user()).get("/api/placements/unread/").status_code == 403
    assert client_of(cast.editor).post("/api/placements/unread/").status_code == 405
