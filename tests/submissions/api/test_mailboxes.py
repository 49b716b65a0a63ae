"""Mailboxes over the API: set up by duty, and no code ever comes out again."""

import logging
import socket

import pytest
from django.db import connection
from rest_framework.test import APIClient

from desk.models import LedgerEntry
from desk.services.ledger import entries_for
from submissions.models import Mailbox
from tests.submissions.api.callers import client_of, queries_of
from tests.submissions.mail_builders import make_mail, make_mailbox

pytestmark = pytest.mark.django_db
LIST = "/api/mailboxes/"
CODE = "KQWZHJXNVBTRLMPD"


def typed(**overrides):
    return {
        "name": "报社来稿",
        "host": "imap.163.com",
        "username": "desk@163.com",
        "code": CODE,
        **overrides,
    }


@pytest.fixture
def head(cast):
    return client_of(cast.head)


@pytest.fixture
def closed_port():
    """Return a port of this machine at which nothing answers."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


def test_mailboxes_are_for_those_who_set_them_up(cast, head):
    mailbox = make_mailbox()
    one = f"{LIST}{mailbox.pk}/"

    refused = [
        client_of(cast.editor).get(LIST),
        client_of(cast.chief).post(LIST, typed()),
        client_of(cast.editor).patch(one, {"name": "别名"}),
        client_of(cast.editor).post(f"{one}test/"),
        client_of(cast.editor).post(f"{one}backlog/"),
        client_of(cast.editor).delete(one),
    ]

    assert [answer.status_code for answer in refused] == [403] * 6
    assert {answer.json()["code"] for answer in refused} == {"not_allowed"}
    assert APIClient().get(LIST).status_code == 401
    assert head.put(one, typed()).status_code == 405
    assert head.get(LIST).json()["count"] == 1


def test_the_list_costs_two_queries_however_many_mailboxes(head):
    make_mailbox()
    head.get(LIST)  # duties come from memory after the first request
    one = queries_of(head, LIST)
    make_mailbox()
    make_mailbox()

    assert (one, queries_of(head, LIST)) == (2, 2)


def test_a_mailbox_is_set_up_through_the_service(head, cast):
    answer = head.post(LIST, typed(poll_seconds=120))

    assert answer.status_code == 201, answer.json()
    mailbox = Mailbox.objects.get()
    assert (mailbox.code, mailbox.poll_seconds) == (CODE, 120)
    (entry,) = entries_for(mailbox)
    assert (entry.verb, entry.actor) == ("mailbox.saved", cast.head)
    assert answer.json() == {
        "id": mailbox.pk,
        "name": "报社来稿",
        "host": "imap.163.com",
        "port": 993,
        "security": "ssl",
        "username": "desk@163.com",
        "has_code": True,
        "folder": "INBOX",
        "poll_seconds": 120,
        "largest_mb": 60,
        "after_intake": "nothing",
        "done_folder": "",
        "is_active": True,
        "acknowledges": True,
        "receipt_subject": "",
        "receipt_body": "",
        "receipts_per_address": 10,
        "receipts_per_hour": 200,
        "state": "new",
        "connected_at": None,
        "polled_at": None,
        "succeeded_at": None,
        "next_poll_at": None,
        "failures": 0,
        "failed_step": "",
        "failure": "",
    }


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"code": ""}, "code"),
        ({"port": 70000}, "port"),
        ({"poll_seconds": 1}, "poll_seconds"),
        ({"after_intake": "move"}, "done_folder"),
        ({"after_intake": "delete"}, "after_intake"),
        ({"host": ""}, "host"),
        ({"host": "a\x00b"}, "host"),
    ],
)
def test_what_cannot_work_is_refused_by_name(head, wrong, field):
    answer = head.post(LIST, typed(**wrong))

    assert (answer.status_code, list(answer.json())) == (400, [field])
    assert Mailbox.objects.count() == 0


def test_a_folder_is_read_by_one_mailbox(head):
    head.post(LIST, typed())

    same_folder = head.post(LIST, typed(name="又一个"))
    same_name = head.post(LIST, typed(folder="别的"))
    another = head.post(LIST, typed(name="又一个", folder="别的"))

    answers = (same_folder, same_name, another)
    assert [answer.status_code for answer in answers] == [400, 400, 201]


def test_a_change_keeps_the_code_and_forgets_the_trouble(head):
    mailbox = make_mailbox(code=CODE, failures=3, failed_step="login", failure="不对")
    one = f"{LIST}{mailbox.pk}/"

    before = head.get(one).json()
    answer = head.patch(one, {"name": "新名", "failure": "typed", "code": ""})

    mailbox.refresh_from_db()
    assert (before["state"], before["failed_step"]) == ("troubled", "login")
    assert (before["failures"], before["failure"]) == (3, "不对")
    assert (answer.json()["name"], answer.json()["failure"]) == ("新名", "")
    assert (mailbox.code, mailbox.failures) == (CODE, 0)


def test_a_kept_code_is_not_told_to_another_server(head):
    mailbox = make_mailbox(code=CODE)
    one = f"{LIST}{mailbox.pk}/"

    refused = head.patch(one, {"host": "imap.evil.example"})
    allowed = head.patch(one, {"host": "imap.126.com", "code": "ANOTHER"})

    mailbox.refresh_from_db()
    assert (refused.status_code, refused.json()["code"]) == (409, "code_missing")
    assert allowed.status_code == 200
    assert (mailbox.host, mailbox.code) == ("imap.126.com", "ANOTHER")


def test_a_test_names_the_step_that_failed(head, closed_port):
    mailbox = make_mailbox(host="127.0.0.1", port=closed_port, code=CODE)

    answer = head.post(f"{LIST}{mailbox.pk}/test/")

    found = answer.json()
    by_step = {step["step"]: step for step in found["steps"]}
    assert (answer.status_code, found["ok"]) == (200, False)
    steps = ["resolve", "connect", "tls", "login", "id", "select", "fetch"]
    assert list(by_step) == steps
    assert (by_step["resolve"]["ok"], by_step["connect"]["ok"]) == (True, False)
    assert by_step["connect"]["label"] == "Connect"
    assert by_step["connect"]["sentence"].startswith("Nothing answers at this port.")
    assert isinstance(by_step["resolve"]["milliseconds"], int)
    assert (by_step["login"]["outcome"], by_step["login"]["milliseconds"]) == (
        "not_reached",
        None,
    )
    (entry,) = entries_for(mailbox)
    assert (entry.verb, entry.data) == ("mailbox.tested", {"failed": "connect"})


def test_old_mail_is_asked_for_once_a_mailbox_was_reached(head):
    mailbox = make_mailbox()
    address = f"{LIST}{mailbox.pk}/backlog/"

    early = head.post(address)
    Mailbox.objects.filter(pk=mailbox.pk).update(uid_validity=7, start_uid=100)
    asked = head.post(address)
    again = head.post(address)

    assert (early.status_code, early.json()["code"]) == (409, "not_connected")
    assert (asked.status_code, again.status_code) == (202, 202)
    assert asked.json()["kind"] == "submissions.import_backlog"
    assert again.json()["id"] == asked.json()["id"]


def test_old_mail_of_a_server_that_is_away_is_not_counted(head, closed_port):
    mailbox = make_mailbox(host="127.0.0.1", port=closed_port)

    answer = head.get(f"{LIST}{mailbox.pk}/backlog/")

    assert (answer.status_code, answer.json()["code"]) == (409, "not_reached")
    assert answer.json()["detail"].startswith("Nothing answers at this port.")


def test_a_mailbox_goes_only_while_no_mail_of_it_is_here(head):
    empty, used = make_mailbox(), make_mailbox()
    make_mail(mailbox=used)

    gone = head.delete(f"{LIST}{empty.pk}/")
    kept = head.delete(f"{LIST}{used.pk}/")

    assert gone.status_code == 204
    assert (kept.status_code, kept.json()["code"]) == (409, "has_mail")
    assert list(Mailbox.objects.all()) == [used]


def test_no_answer_no_log_and_no_ledger_entry_holds_the_code(head, caplog, closed_port):
    caplog.set_level(logging.DEBUG)
    made = head.post(LIST, typed(host="127.0.0.1", port=closed_port))
    one = f"{LIST}{made.json()['id']}/"

    answers = [
        made,
        head.get(LIST),
        head.get(one),
        head.patch(one, {"poll_seconds": 90}),
        head.patch(one, {"code": CODE * 40}),
        head.post(LIST, typed()),
        head.post(f"{one}test/"),
        head.get(f"{one}backlog/"),
        head.post(f"{one}backlog/"),
        head.options(one),
        head.get("/api/jobs/"),
    ]

    statuses = [answer.status_code for answer in answers]
    assert statuses == [201, 200, 200, 200, 400, 400, 200, 409, 409, 200, 200]
    said = [answer.content.decode() for answer in answers]
    said += [caplog.text, str(list(LedgerEntry.objects.values()))]
    assert [words for words in said if CODE in words] == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT code FROM submissions_mailbox")
        assert CODE not in str(cursor.fetchall())
    assert Mailbox.objects.get(pk=made.json()["id"]).code == CODE
