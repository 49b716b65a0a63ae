"""Enclosures: stored once, sent byte for byte to a real mail server."""

import pytest
from django.core.files.storage import default_storage

from desk.enums import LetterState
from desk.services.letters import Enclosure, write_letter, write_letter_of_kind
from desk.services.posting import send_letters
from tests.desk.builders import make_enclosure, make_letter
from tests.servers.fixtures import smtp

__all__ = ["smtp"]
pytestmark = pytest.mark.django_db
PAGE = bytes(range(256)) * 4096 + b"\r\n.\r\n\n\r"
TEXT = "第一行\r\n第二行\n.\n".encode()


def write(*enclosures):
    return write_letter(
        unique_key="published:1",
        kind="published",
        recipient="zhang@example.com",
        subject="用稿通知",
        body="《标题》已见报。\n\n" + "很长的一行" * 400,
        enclosures=enclosures,
    )


def test_a_real_server_gets_what_was_enclosed_byte_for_byte(smtp, settings):
    for name, value in smtp.settings.items():
        setattr(settings, name, value)
    letter = write(
        Enclosure("2026-11-25 第2版.jpg", "image/jpeg", PAGE),
        Enclosure("说明.txt", "text/plain", TEXT),
    )

    assert send_letters() == 1

    [delivered] = smtp.letters
    message = delivered.message
    files = parts(message)
    got = [(file.get_filename(), file.get_payload(decode=True)) for file in files]
    assert got == [("2026-11-25 第2版.jpg", PAGE), ("说明.txt", TEXT)]
    body = message.get_body(("plain",)).get_content()
    assert body.replace("\r\n", "\n").strip() == letter.body
    assert max(map(len, delivered.raw.split(b"\r\n"))) <= 998
    assert message["Auto-Submitted"] == "auto-generated"
    letter.refresh_from_db()
    assert letter.state == LetterState.SENT


def parts(message):
    return list(message.iter_attachments())


def test_what_answers_her_says_so(smtp, settings):
    for name, value in smtp.settings.items():
        setattr(settings, name, value)
    write_letter_of_kind(
        kind="receipt", unique_key="r", recipient="z@example.com", words={"ref": "1"}
    )

    send_letters()

    assert smtp.letters[0].message["Auto-Submitted"] == "auto-replied"


def test_the_same_key_again_encloses_nothing_twice():
    first = write(Enclosure("a.jpg", "image/jpeg", b"a"))

    assert write(Enclosure("b.jpg", "image/jpeg", b"b")) == first
    assert [each.name for each in first.enclosures.all()] == ["a.jpg"]


@pytest.mark.parametrize("fault", ["gone", "changed"])
def test_a_damaged_enclosure_is_not_sent_and_nothing_left(fault, mailoutbox):
    letter = make_letter()
    enclosure = make_enclosure(letter, b"page")
    default_storage.delete(enclosure.file.name)
    if fault == "changed":
        with default_storage.open(enclosure.file.name, "wb") as file:
            file.write(b"other")

    assert send_letters() == 0

    letter.refresh_from_db()
    assert (letter.state, letter.may_have_left) == (LetterState.FAILED, False)
    assert mailoutbox == []


def test_a_name_cannot_add_a_header(mailoutbox):
    write(Enclosure('a"\r\nBcc: x@example.com\r\n\r\n.jpg', "image/jpeg", b"a"))

    assert send_letters() == 1

    assert mailoutbox[0].recipients() == ["zhang@example.com"]
    assert b"\nBcc:" not in mailoutbox[0].message().as_bytes()
