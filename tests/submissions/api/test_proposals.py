"""Guesses about a piece over the API, and what its author wrote since."""

import pytest
from rest_framework.test import APIClient

from desk.services.ledger import entries_for
from submissions.mail_enums import ProposalField, ProposalOrigin, ProposalState
from tests.submissions.api.callers import client_of, queries_of
from tests.submissions.builders import make_photo, make_submission
from tests.submissions.mail_builders import make_author_message, make_proposal

pytestmark = pytest.mark.django_db
PHONE = "13800001234"


@pytest.fixture
def editor(cast):
    return client_of(cast.editor)


@pytest.fixture
def piece(db):
    return make_submission(headline="云州开发区开工")


def address_of(piece, rest="proposals/"):
    return f"/api/submissions/{piece.ref}/{rest}"


def test_guesses_are_seen_by_readers_and_decided_by_editors(cast, piece):
    make_proposal(piece)
    reader, address = client_of(cast.proofreader), address_of(piece)

    seen = reader.get(address)
    refused = [
        reader.post(f"{address}1/", {"decision": "accept"}),
        reader.post(f"{address}1/", {"decision": "change", "value": "偷改"}),
        reader.post(f"{address}accept-all/"),
    ]

    assert seen.status_code == 200
    assert [answer.status_code for answer in refused] == [403] * 3
    assert APIClient().get(address).status_code == 401
    assert reader.delete(f"{address}1/").status_code == 405
    assert reader.get(f"{address}accept-all/").status_code == 405
    assert piece.proposals.get().state == ProposalState.OPEN


def test_guesses_cost_two_queries_however_many(editor, piece):
    make_proposal(piece)
    editor.get(address_of(piece))  # duties come from memory afterwards
    one = queries_of(editor, address_of(piece))
    make_proposal(piece)
    make_proposal(piece)

    assert (one, queries_of(editor, address_of(piece))) == (2, 2)


def test_a_guess_is_shown_with_its_source(editor, piece):
    make_proposal(piece, evidence="主题：云州开发区开工")

    assert editor.get(address_of(piece)).json() == [
        {
            "position": 1,
            "field": "headline",
            "photo": None,
            "value": "云州开发区开工",
            "evidence": "主题：云州开发区开工",
            "alternatives": [],
            "is_unsure": False,
            "origin": "subject",
            "origin_words": "the subject of the mail",
            "state": "open",
            "decided_by": None,
            "decided_at": None,
        }
    ]


def test_f51_a_telephone_is_masked_wherever_it_stands(editor, piece):
    make_proposal(
        piece,
        field=ProposalField.CONTACT_PHONE,
        value=PHONE,
        evidence=f"林晓 {PHONE}",
        alternatives_json='["138 0000 5678"]',
        origin=ProposalOrigin.SIGNATURE,
    )
    make_proposal(piece, field=ProposalField.CONTACT_NAME, evidence=f"林晓 {PHONE}")
    address = address_of(piece)

    answers = [editor.get(address), editor.post(f"{address}1/", {"decision": "accept"})]

    assert answers[0].json()[0]["value"] == "138****1234"
    assert answers[0].json()[0]["evidence"] == "林晓 138****1234"
    assert answers[0].json()[0]["alternatives"] == ["138 **** 5678"]
    assert answers[0].json()[1]["evidence"] == "林晓 138****1234"
    said = " ".join(answer.content.decode() for answer in answers)
    assert (PHONE in said, "5678" in said) == (False, True)


def test_a_masked_telephone_never_takes_the_place_of_the_number(editor, piece):
    make_proposal(piece, field=ProposalField.CONTACT_PHONE, value=PHONE)
    change = {"decision": "change", "value": "138****1234"}

    answer = editor.post(f"{address_of(piece)}1/", change)

    assert (answer.status_code, answer.json()["code"]) == (409, "masked")
    assert piece.proposals.get().value == PHONE


def test_a_guess_is_accepted_in_the_callers_name(editor, cast, piece):
    make_proposal(piece)

    answer = editor.post(f"{address_of(piece)}1/", {"decision": "accept"})

    assert answer.status_code == 200
    decided = piece.proposals.get()
    assert (answer.json()["state"], decided.decided_by) == ("accepted", cast.editor)
    assert answer.json()["decided_by"] == str(cast.editor)
    assert piece.current_version.number == 1
    last = entries_for(piece).last()
    assert (last.verb, last.actor) == ("proposal.accepted", cast.editor)


def test_changed_words_are_a_new_version(editor, piece):
    make_proposal(piece)
    change = {"decision": "change", "value": "滨河新区开工"}

    answer = editor.post(f"{address_of(piece)}1/", change)

    piece.refresh_from_db()
    assert (answer.json()["state"], answer.json()["value"]) == (
        "changed",
        "滨河新区开工",
    )
    assert (piece.headline, piece.current_version.number) == ("滨河新区开工", 2)


def test_a_caption_is_changed_on_its_photograph(editor):
    piece = make_submission(photos=(make_photo(),))
    photo = piece.photos.get()
    make_proposal(piece, field=ProposalField.CAPTION, photo=photo, value=photo.caption)
    change = {"decision": "change", "value": "夜班工人。"}

    answer = editor.post(f"{address_of(piece)}1/", change)

    photo.refresh_from_db()
    assert answer.json()["photo"] == str(photo.key)
    assert photo.caption == "夜班工人。"


def test_a_guess_is_dropped(editor, piece):
    make_proposal(piece, field=ProposalField.KICKER, value="猜错了")

    answer = editor.post(f"{address_of(piece)}1/", {"decision": "drop"})

    assert (answer.json()["state"], answer.json()["value"]) == ("dropped", "")


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"decision": "sing"},
        {"decision": "change"},
        {"decision": "change", "value": " \u3000"},
        {"decision": "change", "value": "字" * 2001},
        {"decision": "change", "value": "a\x00"},
    ],
)
def test_a_decision_of_another_shape_is_refused(editor, piece, asked):
    make_proposal(piece)

    answer = editor.post(f"{address_of(piece)}1/", asked)

    assert answer.status_code == 400
    assert piece.proposals.get().state == ProposalState.OPEN


def test_a_value_that_cannot_be_is_refused_with_a_sentence(editor, piece):
    make_proposal(piece, field=ProposalField.SECTION, value="要闻")
    change = {"decision": "change", "value": "没有这个栏目"}

    answer = editor.post(f"{address_of(piece)}1/", change)

    assert answer.status_code == 409
    assert answer.json()["detail"].startswith("There is no such section.")


def test_all_open_guesses_are_accepted_at_once(editor, piece):
    make_proposal(piece)
    make_proposal(piece, field=ProposalField.BYLINE, value=piece.byline)
    address = f"{address_of(piece)}accept-all/"

    first, again = editor.post(address), editor.post(address)

    assert (first.json(), again.json()) == ({"accepted": 2}, {"accepted": 0})
    states = {guess.state for guess in piece.proposals.all()}
    assert states == {ProposalState.ACCEPTED}


def test_what_is_not_of_this_piece_is_not_found(editor, piece):
    other = make_submission()
    make_proposal(other)
    message = make_author_message(other)

    addresses = (
        address_of(piece, "proposals/1/"),
        address_of(piece, f"author-messages/{message.pk}/seen/"),
        "/api/submissions/GK-2026-9999/proposals/accept-all/",
    )

    answers = [editor.post(each, {"decision": "accept"}) for each in addresses]
    assert [answer.status_code for answer in answers] == [404] * 3
    assert editor.get("/api/submissions/nothing/proposals/").status_code == 404


def test_what_an_author_wrote_is_listed_and_seen_once(editor, piece):
    message = make_author_message(piece)
    address = address_of(piece, "author-messages/")

    before = editor.get(address).json()
    seen = editor.post(f"{address}{message.pk}/seen/")
    again = editor.post(f"{address}{message.pk}/seen/")

    assert before == [
        {
            "id": message.pk,
            "mail": str(message.mail.key),
            "question": None,
            "sender": piece.contact_email,
            "text": "请把第二段的日期改为周五。",
            "received_at": before[0]["received_at"],
            "seen_at": None,
        }
    ]
    assert (seen.status_code, again.status_code) == (200, 200)
    assert seen.json()["seen_at"] is not None
    assert again.json()["seen_at"] == seen.json()["seen_at"]


def test_what_authors_wrote_is_for_those_who_look_at_mail(cast, piece):
    message = make_author_message(piece)
    reader, address = client_of(cast.proofreader), address_of(piece, "author-messages/")

    assert reader.get(address).status_code == 403
    assert reader.post(f"{address}{message.pk}/seen/").status_code == 403
    assert client_of(cast.editor).post(address).status_code == 405
    message.refresh_from_db()
    assert message.seen_at is None


def test_messages_cost_two_queries_however_many(editor, piece):
    make_author_message(piece)
    address = address_of(piece, "author-messages/")
    editor.get(address)
    one = queries_of(editor, address)
    make_author_message(piece)
    make_author_message(piece)

    assert (one, queries_of(editor, address)) == (2, 2)
