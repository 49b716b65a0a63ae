import pytest
from django.core import mail

from desk.enums import LetterState
from desk.models import Letter
from desk.services.letters import LETTERS_A_DAY, is_automatic, write_letter
from desk.services.posting import send_letters
from tests.desk.builders import make_letter, make_user

pytestmark = pytest.mark.django_db


def write(**overrides):
    fields = {
        "unique_key": "receipt:GK-2026-0001",
        "kind": "receipt",
        "recipient": "zhang@example.com",
        "subject": "来稿收到",
        "body": "您的来稿已收到。",
    }
    return write_letter(**{**fields, **overrides})


def test_a_letter_is_written_once_for_its_key():
    piece = make_user()

    first = write(obj=piece)
    again = write(body="Another text.")

    assert first == again == Letter.objects.get()
    assert (first.object_type, first.object_id) == ("desk.user", str(piece.pk))
    assert (again.state, again.body) == (LetterState.QUEUED, "您的来稿已收到。")


@pytest.mark.parametrize(
    "address", ["", "  ", "张三", "a@b", "a@example.com\nBcc: b@x.cn"]
)
def test_without_a_usable_address_there_is_no_letter(address):
    assert write(recipient=address) is None
    assert not Letter.objects.exists()


def test_f37_a_subject_cannot_add_headers():
    letter = write(subject="好\r\nBcc: other@example.com\x00")
    send_letters()

    assert letter.subject == "好 Bcc: other@example.com"
    assert mail.outbox[0].recipients() == ["zhang@example.com"]
    assert "Bcc" not in mail.outbox[0].message()


@pytest.mark.parametrize(
    ("address", "automatic"),
    [
        ("no-reply@example.com", True),
        ("NoReply+7@example.com", True),
        ("MAILER-DAEMON@example.com", True),
        ("postmaster@example.com", True),
        ("bounces-17@example.com", True),
        ("desk@guidekit.example", True),
        ("noreplyman@example.com", False),
        ("zhang@example.com", False),
    ],
)
def test_who_reads_at_an_address(settings, address, automatic):
    settings.DEFAULT_FROM_EMAIL = "园区导刊 <desk@guidekit.example>"

    assert is_automatic(address) is automatic


def test_f17_nothing_is_sent_to_a_machine():
    letter = write(recipient="no-reply@example.com")

    assert (letter.state, send_letters()) == (LetterState.SUPPRESSED, 0)
    assert letter.error != ""


def test_f17_an_address_gets_so_many_letters_a_day_and_no_more():
    for _ in range(LETTERS_A_DAY):
        make_letter(recipient="zhang@example.com", state=LetterState.SENT)

    assert write(recipient="Zhang@example.com").state == LetterState.SUPPRESSED
    assert write(unique_key="2", recipient="li@example.com").state == LetterState.QUEUED
