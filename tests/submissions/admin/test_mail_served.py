"""What leaves the house of a mail: its source and its files."""

import pytest
from django.contrib.messages import get_messages

from desk.models import LedgerEntry
from submissions.admin.mail_served import SHOWN, source_text
from submissions.mail_enums import Outcome
from tests.submissions.mail_builders import make_mail, make_part

pytestmark = pytest.mark.django_db
LIST = "/admin/submissions/mailmessage/"
RAW = (
    b"Subject: hello\r\nFrom: someone@example.org\r\n\r\n"
    b"<script>alert(1)</script> \xe2\x80\xae13800001234\r\n"
)


@pytest.fixture
def desk(client, cast):
    client.force_login(cast.editor)
    return client


def page_of(mail, rest="change/"):
    return f"{LIST}{mail.pk}/{rest}"


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_the_source_is_shown_as_text_and_written_down(desk, cast):
    mail = make_mail(RAW)

    answer = desk.get(page_of(mail, "raw/"))

    page = answer.content.decode()
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; \\u202e13800001234" in page
    assert LedgerEntry.objects.get(verb="mail.raw_opened").actor == cast.editor


def test_the_source_is_a_download_of_fixed_type(desk):
    mail = make_mail(RAW, subject='稿件"；<b>../x')

    answer = desk.get(page_of(mail, "raw.eml"))

    assert answer.content == RAW
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert "/" not in answer["Content-Disposition"]


def test_a_part_is_a_download_of_fixed_type(desk, cast):
    part = make_part(make_mail(), b"<html>", name="页面.html", format="html")

    answer = desk.get(f"{LIST}parts/{part.pk}/")

    assert b"".join(answer.streaming_content) == b"<html>"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == (
        "attachment; filename*=utf-8''%E9%A1%B5%E9%9D%A2.html"
    )
    assert LedgerEntry.objects.get(verb="mail.part_opened").actor == cast.editor


def test_what_was_not_fetched_is_a_sentence(desk):
    mail, part = make_mail(outcome=Outcome.LEFT), make_part(make_mail())

    answers = [
        desk.get(page_of(mail, "raw/")),
        desk.get(page_of(mail, "raw.eml")),
        desk.get(f"{LIST}parts/{part.pk}/"),
    ]

    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert "was not fetched" in said(answers[0])[0]
    assert "raw.eml" not in desk.get(page_of(mail)).content.decode()


def test_a_long_source_is_cut_at_a_line():
    text = source_text("中文一行\r\n".encode() * (SHOWN // 8))

    assert len(text.encode()) <= SHOWN
    assert set(text.splitlines()) == {"中文一行"}


def test_a_source_in_gbk_is_read():
    assert source_text("主题：开工".encode("gb18030")) == "主题：开工"
