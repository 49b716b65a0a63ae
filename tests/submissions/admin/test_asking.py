"""Asking an author for originals, her clearance and her link, in the reading room."""

import re
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from desk.models import LedgerEntry, Letter
from desk.services.ledger import entries_for
from submissions.incoming import IncomingClearance
from submissions.models import Clearance, Submission, UploadLink
from submissions.services.asking import originals_wanted
from submissions.services.tokens import token_hash
from tests.submissions.builders import make_submission

pytestmark = pytest.mark.django_db
EMAIL = "linxiao@example.org"


@pytest.fixture
def piece():
    return make_submission(contact_email=EMAIL)


def at(piece, act="change"):
    return f"/admin/submissions/submission/{piece.pk}/{act}/"


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def ask(client, piece, **fields):
    given = {"asks_for": "请传 2 张原图。", "days": 14, "known": 0, **fields}
    return client.post(at(piece, "ask"), given)


def test_asking_makes_a_link_that_is_shown_once_and_goes_by_letter(client, cast, piece):
    client.force_login(cast.editor)

    answer = ask(client, piece)
    page = answer.content.decode()

    link = UploadLink.objects.get(submission=piece)
    (token,) = set(re.findall(r"/up/([\w-]+)/", page))
    assert token_hash(token) == link.token_hash
    assert "no-store" in answer["Cache-Control"]
    assert "data:image/svg+xml;base64," in page
    letter = Letter.objects.get(kind="originals")
    assert (letter.recipient, token in letter.body) == (EMAIL, True)
    assert token not in client.get(at(piece)).content.decode()


def test_a_second_click_asks_nobody_a_second_time(client, cast, piece):
    client.force_login(cast.editor)
    ask(client, piece)

    twice = ask(client, piece)

    assert "has been asked meanwhile" in said(twice)[0]
    assert UploadLink.objects.count() == Letter.objects.filter(kind="originals").count()
    assert UploadLink.objects.count() == 1


def test_without_an_address_the_desk_passes_the_link_on(client, cast):
    piece = make_submission(contact_email="")
    client.force_login(cast.editor)

    page = ask(client, piece).content.decode()

    assert "No letter goes" in page
    assert "/up/" in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"asks_for": " "}, "Say what the author is to send."),
        ({"asks_for": "长" * 301}, "at most 300"),
        ({"days": "90"}, "less than or equal to 60"),
        ({"days": "x"}, "whole number"),
        ({"known": ""}, "required"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_sentence(
    client, cast, piece, fields, sentence
):
    client.force_login(cast.editor)

    answer = ask(client, piece, **fields)

    assert (answer.status_code, sentence in said(answer)[0]) == (422, True)
    assert not UploadLink.objects.exists()
    typed = fields.get("asks_for", "请传 2 张原图。")
    assert f"{typed}</textarea>" in answer.content.decode()


def test_the_room_lists_links_and_closes_them(client, cast, piece):
    client.force_login(cast.editor)
    ask(client, piece)
    link = UploadLink.objects.get()
    page = client.get(at(piece)).content.decode()
    assert "请传 2 张原图。" in page
    assert "open until" in page

    client.post(at(piece, f"links/{link.pk}/close"))
    client.post(at(piece, f"links/{link.pk}/close"))

    link.refresh_from_db()
    assert link.expires_at <= timezone.now()
    closed = entries_for(piece).filter(verb="submission.upload_link_closed")
    assert closed.count() == 1
    assert "open until" not in client.get(at(piece)).content.decode()


def test_a_link_of_another_piece_is_not_closed_here(client, cast, piece):
    client.force_login(cast.editor)
    ask(client, piece)
    link, other = UploadLink.objects.get(), make_submission()

    assert client.post(at(other, f"links/{link.pk}/close")).status_code == 404


def test_the_question_begins_with_what_the_verdicts_say(client, cast, piece):
    photo = piece.photos.create(
        original_name="IMG_1.jpg",
        caption="工人在调试行车",
        sha256="0" * 64,
        byte_size=1,
        position=1,
        state="ready",
        width=900,
        height=600,
        facts={"judgements": [{"code": "wechat_compressed", "numbers": {}}]},
    )
    client.force_login(cast.editor)

    wanted = originals_wanted([photo])

    assert wanted.startswith("Please send 1 original photograph: 工人在调试行车（")
    assert "WeChat" in wanted
    assert wanted[:40] in client.get(at(piece)).content.decode()


def test_good_photographs_are_not_asked_for():
    assert originals_wanted([]) == ""


def test_a_new_private_link_kills_the_old_one(client, cast, piece):
    client.force_login(cast.editor)
    before = piece.status_token_hash

    answer = client.post(at(piece, "renew-link"))

    piece.refresh_from_db()
    assert piece.status_token_hash != before
    assert EMAIL in said(answer)[0]
    assert Letter.objects.filter(kind="status_link").count() == 1


def test_a_new_link_without_an_address_is_said_to_reach_nobody(client, cast):
    piece = make_submission(contact_email="")
    client.force_login(cast.editor)

    assert "there is no e-mail" in said(client.post(at(piece, "renew-link")))[0]


@pytest.fixture
def approved():
    given = IncomingClearance(
        approved_by="王主任", page_name="审批表.pdf", page=ContentFile(b"%PDF-stamped")
    )
    return make_submission(clearance=given, contact_email=EMAIL)


def test_the_clearance_is_shown_and_its_page_is_opened_on_record(
    client, cast, approved
):
    client.force_login(cast.chief)
    page = client.get(at(approved)).content.decode()
    assert "王主任" in page
    assert "审批表.pdf" in page

    answer = client.get(at(approved, "clearance"))

    assert b"".join(answer.streaming_content) == b"%PDF-stamped"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    entry = LedgerEntry.objects.get(verb="submission.clearance_opened")
    assert entry.actor == cast.chief


def test_a_page_that_did_not_come_is_not_there(client, cast, piece, approved):
    client.force_login(cast.chief)
    assert client.get(at(piece, "clearance")).status_code == 404
    Clearance.objects.update(page="clearances/xx/lost")

    assert client.get(at(approved, "clearance")).status_code == 404


def test_who_may_not_sees_no_button_and_is_refused(client, cast, approved):
    client.force_login(cast.proofreader)
    page = client.get(at(approved)).content.decode()

    assert "/ask/" not in page
    assert "/renew-link/" not in page
    assert "/clearance/" not in page
    assert "王主任" in page
    assert ask(client, approved).status_code == 403
    assert client.post(at(approved, "renew-link")).status_code == 403
    assert client.get(at(approved, "clearance")).status_code == 403
    assert not LedgerEntry.objects.filter(verb="submission.clearance_opened").exists()


def test_a_decided_piece_is_not_asked_about(client, cast, piece):
    Submission.objects.filter(pk=piece.pk).update(status="declined")
    client.force_login(cast.editor)

    assert "/ask/" not in client.get(at(piece)).content.decode()
    assert "not edited any more" in said(ask(client, piece))[0]


@pytest.mark.parametrize("act", ["ask", "renew-link", "links/1/close"])
def test_nothing_is_done_by_looking(client, cast, piece, act):
    client.force_login(cast.editor)

    assert client.get(at(piece, act)).status_code == 405


def test_the_cards_cost_the_same_for_many_links(client, cast, piece):
    client.force_login(cast.editor)
    client.get(at(piece))
    costs = []
    for number in range(4):
        until = timezone.now() + timedelta(days=1)
        fields = {"token_hash": str(number), "expires_at": until, "asks_for": "原图"}
        UploadLink.objects.create(submission=piece, created_by=cast.editor, **fields)
        with CaptureQueriesContext(connection) as asked:
            client.get(at(piece))
        costs.append(len(asked))

    assert len(set(costs)) == 1
