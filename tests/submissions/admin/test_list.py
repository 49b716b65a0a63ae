"""The list of pieces: bulk actions, filters, query counts."""

import pytest
from django.contrib.messages import get_messages

from submissions.admin.piece import STATUS_LABELS
from submissions.enums import Action, Status
from submissions.services.workflow import perform
from tests.submissions.builders import make_submission

pytestmark = pytest.mark.django_db
LIST = "/admin/submissions/submission/"


def choose(client, action, pieces, **fields):
    chosen = [piece.pk for piece in pieces]
    return client.post(LIST, {"action": action, "_selected_action": chosen, **fields})


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_bulk_counts_what_was_done_and_says_what_was_refused(client, cast):
    mine, taken, fresh = (make_submission() for _number in range(3))
    perform(submission=taken, action=Action.CLAIM, actor=cast.other)
    client.force_login(cast.editor)

    answer = choose(client, "bulk_claim", (mine, taken, fresh))

    messages = said(answer)
    assert messages[0] == "2 pieces done, 1 refused."
    assert messages[1].startswith(taken.ref)
    for piece in (mine, taken, fresh):
        piece.refresh_from_db()
    assert [p.claimed_by for p in (mine, taken, fresh)] == [
        cast.editor,
        cast.other,
        cast.editor,
    ]


def test_bulk_decline_asks_for_a_reason_first(client, cast):
    pieces = [make_submission() for _number in range(2)]
    client.force_login(cast.chief)

    asked = choose(client, "bulk_decline", pieces)
    empty = choose(client, "bulk_decline", pieces, confirmed="1", note="  ")
    done = choose(client, "bulk_decline", pieces, confirmed="1", note="与园区无关。")

    assert all(piece.ref in asked.content.decode() for piece in pieces)
    assert "Please say why" not in asked.content.decode()
    assert "Please say why" in empty.content.decode()
    assert said(done) == ["2 pieces done."]
    for piece in pieces:
        piece.refresh_from_db()
        assert piece.status == Status.DECLINED


def test_an_editor_declines_nothing_in_bulk(client, cast):
    piece = make_submission()
    client.force_login(cast.editor)

    answer = choose(client, "bulk_decline", [piece], confirmed="1", note="不用。")

    piece.refresh_from_db()
    assert piece.status == Status.RECEIVED
    assert said(answer)[0] == "0 pieces done, 1 refused."


def test_nothing_is_deleted_from_the_list(client, cast):
    piece = make_submission()
    client.force_login(cast.head)

    choose(client, "delete_selected", [piece], post="yes")
    gone = client.post(f"{LIST}{piece.pk}/delete/", {"post": "yes"})

    piece.refresh_from_db()
    assert gone.status_code == 403


@pytest.mark.parametrize(
    ("claimed", "shown"), [("me", [0]), ("nobody", [2]), ("any", [0, 1])]
)
def test_the_list_is_filtered_by_who_claimed(client, cast, claimed, shown):
    pieces = [make_submission() for _number in range(3)]
    perform(submission=pieces[0], action=Action.CLAIM, actor=cast.editor)
    perform(submission=pieces[1], action=Action.CLAIM, actor=cast.other)
    client.force_login(cast.editor)

    page = client.get(f"{LIST}?claimed={claimed}")

    found = {piece.pk for piece in page.context["cl"].result_list}
    assert found == {pieces[number].pk for number in shown}


def test_pieces_are_found_by_number_words_and_author(client, cast):
    piece = make_submission(contact_unit="长亭产业园")
    make_submission()
    client.force_login(cast.editor)

    for words in (piece.ref, piece.headline[:8] + piece.headline[8:], "长亭"):
        page = client.get(LIST, {"q": words})
        assert [p.pk for p in page.context["cl"].result_list] == [piece.pk]


def test_an_empty_list_tells_what_to_do(client, cast):
    client.force_login(cast.editor)

    page = client.get(LIST).content.decode()
    searched = client.get(f"{LIST}?q=zzz").content.decode()

    assert "Pieces arrive by the form" in page
    assert "Nothing fits what you look for." in searched


def test_the_list_asks_as_much_for_three_pieces_as_for_one(
    client, cast, django_assert_num_queries
):
    client.force_login(cast.editor)
    make_submission()
    client.get(LIST)

    with django_assert_num_queries(10):
        client.get(LIST)
    make_submission()
    make_submission()
    with django_assert_num_queries(10):
        client.get(LIST)


def test_every_state_has_a_badge_in_words():
    assert set(STATUS_LABELS) == set(Status)
