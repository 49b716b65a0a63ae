"""What a mail brought, over the API: downloads, taking over, splitting, asking."""

import pytest
from rest_framework.test import APIClient

from desk.models import Letter
from desk.services.ledger import entries_for
from submissions.mail_enums import Outcome, PartRole
from submissions.models import Submission
from tests.submissions.api.callers import client_of
from tests.submissions.builders import make_photo_file, make_submission
from tests.submissions.mail_builders import make_large_file, make_mail, make_part
from tests.submissions.mails import make_mail as written

pytestmark = pytest.mark.django_db

HOSTILE = (
    "a\r\nSet-Cookie: x=1\r\n\r\n<script>.html",
    "plain.html\n",
    "../../.htaccess",
    "\u202egpj.exe",
    'a";filename="evil.html',
    "名" * 255,
    "\x00",
)


@pytest.fixture
def editor(cast):
    return client_of(cast.editor)


def address_of(mail, rest=""):
    return f"/api/mails/{mail.key}/{rest}"


def is_download(answer):
    """Tell whether a browser will keep bytes from outside apart from the site."""
    return (
        answer["Content-Type"] == "application/octet-stream"
        and answer["Content-Disposition"].startswith("attachment")
        and answer["X-Content-Type-Options"] == "nosniff"
        and answer["Cache-Control"] == "no-store"
    )


def test_f31_a_mail_as_it_came_is_a_download_and_its_opening_is_recorded(editor, cast):
    raw = b"Subject: <script>alert(1)</script>\r\n\r\n<script>"
    mail = make_mail(raw)

    answer = editor.get(address_of(mail, "raw/"))

    assert answer.status_code == 200
    assert is_download(answer)
    assert answer["Content-Disposition"] == f'attachment; filename="{mail.key}.eml"'
    assert b"".join(answer.streaming_content) == raw
    (entry,) = entries_for(mail)
    assert (entry.verb, entry.actor) == ("mail.raw_opened", cast.editor)


def test_bytes_are_for_those_whose_duty_they_are(cast, editor):
    mail = make_mail(b"Subject: x\r\n\r\nx")
    make_part(mail, b"bytes")
    addresses = (address_of(mail, "raw/"), address_of(mail, "parts/1/"))

    for address in addresses:
        assert client_of(cast.proofreader).get(address).status_code == 403
        assert APIClient().get(address).status_code == 401
        assert editor.post(address).status_code == 405

    assert entries_for(mail).count() == 0


def test_a_mail_that_was_left_in_its_mailbox_has_no_bytes(editor):
    mail = make_mail(outcome=Outcome.LEFT)

    answer = editor.get(address_of(mail, "raw/"))

    assert (answer.status_code, answer.json()["code"]) == (409, "not_fetched")


@pytest.mark.parametrize("name", HOSTILE)
def test_f31_a_part_is_a_download_whatever_it_is_called(editor, name):
    mail = make_mail()
    make_part(mail, b"<script>alert(1)</script>", name=name)

    answer = editor.get(address_of(mail, "parts/1/"))

    assert answer.status_code == 200
    assert is_download(answer)
    said = answer["Content-Disposition"]
    assert not {"\r", "\n", "\x00", "\u202e", "/"} & set(said)
    assert "Set-Cookie" not in answer.cookies
    assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"
    assert [entry.verb for entry in entries_for(mail)] == ["mail.part_opened"]


def test_a_part_that_is_not_kept_or_not_there_has_no_bytes(editor):
    mail = make_mail()
    make_part(mail, role=PartRole.REFUSED)

    refused = editor.get(address_of(mail, "parts/1/"))

    assert (refused.status_code, refused.json()["code"]) == (409, "no_file")
    assert editor.get(address_of(mail, "parts/2/")).status_code == 404


def test_a_photograph_is_taken_over_once_as_a_new_version(editor, cast):
    piece = make_submission()
    mail = make_mail(submission=piece, outcome=Outcome.ACCEPTED)
    photo = make_photo_file().read_bytes()
    make_part(mail, photo, name="现场.jpg", format="jpeg")
    address = address_of(mail, "parts/1/take-over/")

    forbidden = client_of(cast.proofreader).post(address)
    taken, again = editor.post(address), editor.post(address)

    piece.refresh_from_db()
    assert (forbidden.status_code, taken.status_code) == (403, 201)
    assert taken.json()["original_name"] == "现场.jpg"
    assert [str(photo.key) for photo in piece.photos.all()] == [taken.json()["id"]]
    assert piece.current_version.number == 2
    assert (again.status_code, again.json()["code"]) == (409, "refused")
    shown = editor.get(address_of(mail)).json()["parts"]
    assert (shown[0]["role"], shown[0]["photo"]) == ("photo", taken.json()["id"])


def test_another_text_of_a_mail_becomes_a_piece_of_its_own(editor, cast):
    texts = [
        (f"{name}.txt", "text/plain", f"{name}：项目开工\n{words}".encode())
        for name, words in (
            ("一", "昨天，云州开发区第一个重点项目开工建设，预计明年投产。" * 3),
            ("二", "今天，滨河新区第二个重点项目竣工验收，年产阀门三万台。" * 3),
        )
    ]
    mail = make_mail(written(text="两篇稿件请查收。", attachments=tuple(texts)))
    editor.post(address_of(mail, "again/"))
    address = address_of(mail, "split/")
    offered = editor.get(address_of(mail)).json()["others"]

    forbidden = client_of(cast.proofreader).post(address, {"text": 1})
    made = editor.post(address, {"text": offered[0]["text"]})
    again = editor.post(address, {"text": offered[0]["text"]})

    assert len(offered) == 1
    assert (forbidden.status_code, made.status_code) == (403, 201)
    assert Submission.objects.count() == 2
    first = editor.get(address_of(mail)).json()
    assert (first["submission"] != made.json()["ref"], first["others"]) == (True, [])
    assert again.status_code == 409
    assert editor.post(address, {"text": "two"}).status_code == 400
    assert Submission.objects.count() == 2


def test_a_letter_for_a_large_file_is_shown_and_then_sent_once(editor, cast):
    piece = make_submission()
    mail = make_mail(submission=piece, sender_address="lin@example.org")
    make_large_file(mail, name="现场.zip")
    address = address_of(mail, "large-files/1/letter/")

    shown = editor.get(address).json()
    assert Letter.objects.filter(kind="large_file").count() == 0
    sent = editor.post(address, {"subject": "请重发\r\nBcc: all@example.org"})
    again = editor.post(address, {"subject": "再一次"})

    assert shown["recipient"] == "lin@example.org"
    assert piece.ref in shown["subject"]
    assert "现场.zip" in shown["body"]
    assert (sent.status_code, again.status_code) == (201, 200)
    letter = Letter.objects.get(kind="large_file")
    assert again.json()["id"] == sent.json()["id"] == letter.pk
    assert letter.subject == "请重发 Bcc: all@example.org"
    assert (letter.recipient, letter.body) == ("lin@example.org", shown["body"])
    assert [entry.verb for entry in entries_for(mail)] == ["mail.file_asked"]


def test_a_letter_is_sent_by_duty_and_to_an_address(editor, cast):
    mail = make_mail(sender_address="nobody at all")
    make_large_file(mail)
    address = address_of(mail, "large-files/1/letter/")

    assert client_of(cast.proofreader).get(address).status_code == 403
    assert client_of(cast.proofreader).post(address, {}).status_code == 403
    assert editor.post(address, {}).status_code == 409
    assert editor.delete(address).status_code == 405
    missing = address_of(mail, "large-files/2/letter/")
    assert editor.get(missing).status_code == 404
    assert Letter.objects.count() == 0
