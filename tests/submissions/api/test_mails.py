"""Mails over the API: the board, one mail with all its facts, handing one in."""

import errno
from datetime import UTC, datetime

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from desk.models import Job, Letter
from desk.services.jobs import run_job
from submissions import limits
from submissions.mail_enums import MailReason, Outcome
from submissions.models import MailMessage, Submission
from tests.submissions.api.callers import client_of, queries_of
from tests.submissions.builders import make_submission
from tests.submissions.mail_builders import (
    make_large_file,
    make_mail,
    make_mailbox,
    make_part,
)
from tests.submissions.mails import make_mail as written

pytestmark = pytest.mark.django_db
LIST = "/api/mails/"
RAW = "message/rfc822"


@pytest.fixture
def editor(cast):
    return client_of(cast.editor)


def send(client, raw, *, key="", address=LIST):
    headers = {"idempotency-key": key} if key else {}
    return client.generic("POST", address, raw, content_type=RAW, headers=headers)


def test_mails_are_for_those_who_look_at_them(cast, editor):
    mail = make_mail()

    refused = [
        client_of(cast.proofreader).get(LIST),
        client_of(cast.proofreader).get(f"{LIST}{mail.key}/"),
        client_of(cast.proofreader).post(f"{LIST}{mail.key}/again/"),
        send(client_of(cast.proofreader), written()),
    ]

    assert [answer.status_code for answer in refused] == [403] * 4
    assert {answer.json()["code"] for answer in refused} == {"not_allowed"}
    assert APIClient().get(LIST).status_code == 401
    assert editor.delete(f"{LIST}{mail.key}/").status_code == 405
    assert editor.patch(f"{LIST}{mail.key}/", {}).status_code == 405
    assert editor.get(LIST).json()["count"] == 1
    assert MailMessage.objects.get() == mail


def test_the_list_costs_two_queries_however_many_mails(editor):
    make_mail(mailbox=make_mailbox(), submission=make_submission())
    editor.get(LIST)  # duties come from memory after the first request
    one = queries_of(editor, LIST)
    make_mail(mailbox=make_mailbox(), submission=make_submission())
    make_mail()

    assert (one, queries_of(editor, LIST)) == (2, 2)


def test_one_mail_costs_four_queries_however_much_is_in_it(editor):
    mail = make_mail(mailbox=make_mailbox(), submission=make_submission())
    address = f"{LIST}{mail.key}/"
    editor.get(address)
    bare = queries_of(editor, address)
    for _each in range(3):
        make_part(mail)
        make_large_file(mail)
        make_mail(duplicate_of=mail, is_original=False)

    assert (bare, queries_of(editor, address)) == (4, 4)


def test_the_list_is_filtered(editor):
    mailbox, piece = make_mailbox(), make_submission()
    day = datetime(2026, 3, 5, 4, tzinfo=UTC)
    filed = make_mail(outcome=Outcome.FILED, received_at=day, sender_name="张三")
    taken = make_mail(outcome=Outcome.ACCEPTED, mailbox=mailbox, submission=piece)
    aside = make_mail(subject="滨河新区开工")

    def keys(**query):
        return {row["key"] for row in editor.get(LIST, query).json()["results"]}

    assert keys(outcome="filed") == {str(filed.key)}
    assert keys(mailbox=mailbox.pk) == {str(taken.key)}
    assert keys(received_before="2026-03-05") == {str(filed.key)}
    assert keys(received_after="2026-03-06") == {str(taken.key), str(aside.key)}
    assert keys(q="滨河") == {str(aside.key)}
    assert keys(q="张三") == {str(filed.key)}
    assert keys(q=piece.ref) == {str(taken.key)}
    assert keys() == {str(filed.key), str(taken.key), str(aside.key)}
    wrong = [{"outcome": "lost"}, {"received_after": "soon"}, {"q": "a\x00"}]
    assert [editor.get(LIST, query).status_code for query in wrong] == [400] * 3


def test_a_mail_is_shown_with_reasons_in_sentences(editor):
    mailbox, piece = make_mailbox(name="报社来稿"), make_submission()
    mail = make_mail(
        mailbox=mailbox,
        submission=piece,
        reason=MailReason.PARTS,
        detail="附件.zip",
        flags=["forwarded", "of another release"],
        problems=[
            {"code": "charset_guessed", "detail": "gb2312"},
            {"code": "of another release", "detail": ""},
        ],
        others=[{"text": 1, "name": "二.docx", "first": "电话13800001234"}],
    )
    make_part(mail, b"PK", name="二.docx", reason="一句话。")
    make_large_file(mail, url="https://mail.163.com/large/1", expires="2026-12-10")
    twin = make_mail(duplicate_of=mail, is_original=False)

    shown = editor.get(f"{LIST}{mail.key}/").json()

    assert (shown["mailbox_name"], shown["submission"]) == ("报社来稿", piece.ref)
    assert (shown["reason"], shown["detail"]) == ("parts", "附件.zip")
    assert shown["reason_sentence"] == (
        "What the mail brings could not be opened; see its parts."
    )
    assert shown["flags"] == [
        {"code": "forwarded", "sentence": "Somebody passed this mail on."}
    ]
    assert shown["problems"] == [
        {
            "code": "charset_guessed",
            "sentence": "The mail does not say its encoding rightly; it was guessed.",
            "detail": "gb2312",
        }
    ]
    assert shown["others"] == [
        {"text": 1, "name": "二.docx", "first": "电话138****1234"}
    ]
    (part,), (link,) = shown["parts"], shown["large_files"]
    assert (part["name"], part["role"], part["is_kept"]) == ("二.docx", "kept", True)
    assert (part["reason"], part["photo"]) == ("一句话。", None)
    assert (link["url"], link["expires"]) == (
        "https://mail.163.com/large/1",
        "2026-12-10",
    )
    assert [row["key"] for row in shown["deliveries"]] == [str(twin.key)]
    again = editor.get(f"{LIST}{twin.key}/").json()
    assert again["duplicate_of"] == str(mail.key)


@pytest.mark.parametrize("key", ["0" * 36, "-" * 36])
def test_a_key_of_no_mail_is_not_found(editor, key):
    assert editor.get(f"{LIST}{key}/").status_code == 404


def test_a_mail_that_is_handed_in_becomes_a_piece_in_silence(editor, cast):
    raw = written(subject="滨河新区开工")

    answer = send(editor, raw, key="abc")
    run_job(Job.objects.get(kind="submissions.read_mail").pk)

    mail = MailMessage.objects.get()
    shown = editor.get(f"{LIST}{mail.key}/").json()
    assert answer.status_code == 201
    assert (answer.json()["key"], answer.json()["outcome"]) == (
        str(mail.key),
        "waiting",
    )
    assert mail.delivery_key == f"api:{cast.editor.pk}:abc"
    assert mail.raw.read() == raw
    assert (shown["outcome"], shown["is_silent"]) == ("accepted", True)
    assert shown["submission"] == Submission.objects.get().ref
    assert Letter.objects.count() == 0


def test_a_receipt_is_written_when_it_is_asked_for(editor):
    answer = send(editor, written(), address=f"{LIST}?acknowledge=1")
    run_job(Job.objects.get(kind="submissions.read_mail").pk)

    assert (answer.status_code, answer.json()["is_silent"]) == (201, False)
    assert [letter.kind for letter in Letter.objects.all()] == ["receipt"]
    odd = send(editor, written(), address=f"{LIST}?acknowledge=perhaps")
    assert (odd.status_code, list(odd.json())) == (400, ["acknowledge"])


def test_a_mail_may_come_as_a_file_of_a_form(editor):
    raw = written()
    file = SimpleUploadedFile("../a\r\nb.eml", raw, "text/html")

    answer = editor.post(LIST, {"file": file}, format="multipart")

    assert answer.status_code == 201, answer.json()
    assert MailMessage.objects.get().raw.read() == raw


def test_f43_the_same_key_is_the_same_delivery_of_one_caller(editor, cast):
    raw, long = written(), "k" * 300

    first, again = send(editor, raw, key="abc"), send(editor, raw, key="abc")
    theirs = send(client_of(cast.other), raw, key="abc")
    one, other = send(editor, raw, key=f"{long}1"), send(editor, raw, key=f"{long}2")

    answers = (first, again, theirs, one, other)
    assert [answer.status_code for answer in answers] == [201, 200, 201, 201, 201]
    assert again.json()["key"] == first.json()["key"]
    assert MailMessage.objects.count() == 4
    # The same content is linked, whoever hands it in.
    assert theirs.json()["duplicate_of"] == first.json()["key"]


def test_another_mail_under_a_used_key_is_refused_and_not_lost_unseen(editor):
    send(editor, written(), key="abc")

    answer = send(editor, written(), key="abc")

    assert (answer.status_code, answer.json()["code"]) == (409, "key_reused")
    assert MailMessage.objects.count() == 1


class Unread:
    """A body whose first byte must not be asked for."""

    def read(self, *_size):
        raise AssertionError("The body was read.")

    readline = read


@pytest.mark.parametrize(
    ("kind", "more"), [(RAW, 1), ("multipart/form-data; boundary=x", 64 * 1024 + 1)]
)
def test_a_mail_that_says_it_is_too_large_is_not_read(cast, kind, more):
    # A session's token is looked for in the body: that must come later, too.
    browser = APIClient(enforce_csrf_checks=True)
    browser.force_login(cast.editor)
    size = str(limits.MAIL_BYTES + more)

    answer = browser.generic(
        *("POST", LIST, b"x"),
        content_type=kind,
        **{"CONTENT_LENGTH": size, "wsgi.input": Unread()},
    )

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert answer.json()["detail"] == "This mail is larger than 60 MB. It is not taken."
    assert answer["Connection"] == "close"
    assert MailMessage.objects.count() == 0


def test_a_file_is_measured_without_the_form_around_it(editor, monkeypatch):
    monkeypatch.setattr(limits, "MAIL_BYTES", 2000)
    file = SimpleUploadedFile("a.eml", b"x" * 2001)

    answer = editor.post(LIST, {"file": file}, format="multipart")

    assert (answer.status_code, MailMessage.objects.count()) == (413, 0)


def test_f34_a_full_disk_is_said_and_leaves_nothing(editor, monkeypatch):
    def full(*_arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", full)

    answer = send(editor, written(), key="abc")

    assert (answer.status_code, answer.json()["code"]) == (507, "not_stored")
    assert MailMessage.objects.count() == 0
    monkeypatch.undo()
    assert send(editor, written(), key="abc").status_code == 201


def test_what_is_no_mail_is_refused(editor):
    empty = send(editor, b" \r\n")
    other_kind = editor.post(LIST, {"file": "x"}, format="json")
    no_file = editor.post(LIST, {"words": "x"}, format="multipart")

    assert (empty.status_code, empty.json()["code"]) == (409, "empty")
    assert (other_kind.status_code, no_file.status_code) == (415, 400)
    assert MailMessage.objects.count() == 0


def test_a_mail_is_read_again_until_it_is_settled(editor):
    mail = make_mail(written(subject="滨河新区开工"))
    address = f"{LIST}{mail.key}/again/"

    read, settled = editor.post(address), editor.post(address)

    assert (read.status_code, read.json()["outcome"]) == (200, "accepted")
    assert read.json()["submission"] == Submission.objects.get().ref
    assert (settled.status_code, settled.json()["code"]) == (409, "mail_settled")
    assert editor.get(address).status_code == 405
