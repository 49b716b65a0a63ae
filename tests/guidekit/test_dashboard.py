"""The board: what waits, in a fixed number of queries."""

import pytest

from desk.enums import StaffRole
from submissions.enums import Action, Status
from submissions.mail_enums import Outcome
from submissions.services.board import ROWS_SHOWN, waiting_board
from submissions.services.workflow import perform
from tests.desk.builders import make_user
from tests.issues.builders import Cast, make_issue, make_page, make_piece
from tests.submissions.mail_builders import (
    make_author_message,
    make_mail,
    make_mailbox,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return Cast()


def test_an_empty_board_says_so(client, cast):
    client.force_login(cast.editor)

    page = client.get("/admin/").content.decode()

    assert page.count("Nothing here.") == 4
    assert "No issue is being made." in page
    assert 'href="/admin/issues/issue/add/"' not in page


def test_the_chief_is_offered_to_open_an_issue(client, cast):
    client.force_login(cast.chief)

    assert 'href="/admin/issues/issue/add/"' in client.get("/admin/").content.decode()


def test_pieces_are_shown_by_state_and_claim(client, cast):
    new, mine = make_piece(), make_piece()
    perform(submission=mine, action=Action.START_FIRST_READ, actor=cast.editor)
    client.force_login(cast.editor)

    answer = client.get("/admin/")

    board = answer.context["board"]
    assert [piece.pk for piece in board.claimed] == [mine.pk]
    assert [(g.status, g.total) for g in board.groups] == [
        (Status.RECEIVED, 1),
        (Status.FIRST_READ, 1),
        (Status.SECOND_READ, 0),
        (Status.ACCEPTED, 0),
    ]
    assert f'action="/admin/submissions/submission/{new.pk}/act/"' in (
        answer.content.decode()
    )


def test_a_proofreader_is_offered_nothing_she_may_not_do(client, cast):
    make_piece()
    client.force_login(cast.proofreader)

    page = client.get("/admin/").content.decode()

    assert "start_first_read" not in page
    assert "/admin/submissions/submission/add/" not in page


def test_a_long_group_tells_how_many_more_there_are(cast):
    for _number in range(ROWS_SHOWN + 2):
        make_piece(sentences=1)

    group = waiting_board(cast.editor).groups[0]

    assert (len(group.pieces), group.hidden) == (ROWS_SHOWN, 2)


def test_the_board_asks_as_much_for_three_rows_as_for_one(
    client, cast, django_assert_num_queries
):
    client.force_login(cast.editor)
    make_piece()
    make_page()
    client.get("/admin/")

    with django_assert_num_queries(34):
        client.get("/admin/")
    for _number in range(2):
        make_piece()
        make_issue(pages=2)
    with django_assert_num_queries(34):
        client.get("/admin/")


def test_a_person_without_a_role_sees_an_empty_menu(client):
    client.force_login(make_user())

    page = client.get("/admin/").content.decode()

    assert "/admin/submissions/submission/add/" not in page
    assert client.get("/admin/submissions/submission/").status_code == 403


def test_the_language_is_changed_by_the_person(client):
    client.force_login(make_user(StaffRole.EDITOR))

    client.post("/i18n/setlang/", {"language": "zh-hans", "next": "/admin/"})
    page = client.get("/admin/").content.decode()

    assert "待办" in page
    assert 'value="en"' in page


def test_mail_that_needs_a_person_is_said_first(client, cast):
    make_mailbox(name="副刊信箱", failures=3, failure="授权码不对，请重新生成。")
    messages = [make_author_message(make_piece(sentences=1)) for _number in range(7)]
    make_mail(outcome=Outcome.QUARANTINED)
    client.force_login(cast.editor)

    page = client.get("/admin/").content.decode()

    piece = messages[0].submission
    assert "授权码不对，请重新生成。" in page
    assert "/admin/submissions/mailbox/" not in page
    assert f"/admin/submissions/submission/{piece.pk}/change/#messages" in page
    assert "2 more messages" in page
    assert "1 mail is kept aside" in page


def test_nothing_is_said_of_the_mail_when_all_is_well(client, cast):
    make_mailbox()
    make_mail(outcome=Outcome.ACCEPTED)
    client.force_login(cast.editor)

    assert "The mail needs you" not in client.get("/admin/").content.decode()


def test_who_does_not_read_mail_is_not_told_of_it(client, cast):
    make_mail(outcome=Outcome.QUARANTINED)
    client.force_login(cast.proofreader)

    assert "The mail needs you" not in client.get("/admin/").content.decode()


def test_the_first_screen_searches_for_who_may_read(client):
    client.force_login(make_user(StaffRole.EDITOR))
    assert 'action="/admin/submissions/submission/search/"' in (
        client.get("/admin/").content.decode()
    )

    client.force_login(make_user())
    assert "submission/search/" not in client.get("/admin/").content.decode()
