"""The desk's own words before the house's; unknown placeholders are refused."""

import pytest
from django.core import mail

from desk.enums import LetterState, StaffRole
from desk.exceptions import NotAllowed, Refused
from desk.letter_kinds import kind_of
from desk.models import LedgerEntry, Letter, LetterTemplate
from desk.services import letters
from desk.services.letter_templates import (
    house_words,
    preview,
    restore_house_words,
    save_template,
    wording_of,
    wordings,
)
from desk.services.letter_tests import send_test_letter
from desk.services.letters import Enclosure, add_silence, write_letter_of_kind
from desk.services.posting import send_letters
from tests.desk.builders import make_user

pytestmark = pytest.mark.django_db
WORDS = {"title": "标题", "ref": "GK-2026-0001", "link": "http://x/", "note": "附言"}


@pytest.fixture
def boss():
    return make_user(StaffRole.EDITOR_IN_CHIEF, email="boss@example.org")


def write(kind="decline", **overrides):
    fields = {
        "unique_key": f"{kind}:1",
        "recipient": "zhang@example.com",
        "words": WORDS,
        **overrides,
    }
    return write_letter_of_kind(kind=kind, **fields)


def test_the_house_s_words_go_without_a_row():
    letter = write()

    assert "GK-2026-0001" in letter.subject
    assert ("标题" in letter.body, "附言" in letter.body) == (True, True)
    assert "{" not in letter.subject + letter.body
    assert letter.state == LetterState.QUEUED


def test_the_desk_s_words_go_before_the_house_s(boss):
    save_template(
        kind="decline", actor=boss, subject="关于{ref}", body="《{title}》{note}"
    )

    letter = write()

    assert (letter.subject, letter.body) == ("关于GK-2026-0001", "《标题》附言")
    assert LedgerEntry.objects.get(verb="letter.template_saved").actor == boss


def test_words_of_a_mailbox_go_before_both(boss):
    save_template(kind="receipt", actor=boss, subject="社里 {ref}", body="社里 {link}")

    letter = write("receipt", subject="信箱 {ref}", body="")

    assert (letter.subject, letter.body) == ("信箱 GK-2026-0001", "社里 http://x/")


def test_an_unknown_placeholder_is_refused_and_the_known_ones_are_named(boss):
    with pytest.raises(Refused) as refusal:
        save_template(kind="decline", actor=boss, body="{titel} {标题}")

    assert "{titel}" in str(refusal.value)
    assert "{标题}" in str(refusal.value)
    assert "{title}, {ref}" in str(refusal.value)
    assert not LetterTemplate.objects.exists()


def test_words_like_the_house_s_are_not_kept(boss):
    subject, body = house_words(kind_of("decline"))

    row = save_template(
        kind="decline", actor=boss, subject=subject, body=body.replace("\n", "\r\n")
    )

    assert (row.subject, row.body) == ("", "")
    assert not wording_of(kind_of("decline")).own_words


def test_the_house_s_words_are_restored_and_the_switches_stay(boss):
    save_template(kind="decline", actor=boss, body="短。", is_sent=False)

    restore_house_words(kind="decline", actor=boss)

    stands = wording_of(kind_of("decline"))
    assert (stands.own_words, stands.is_sent) == (False, False)


def test_a_kind_that_is_off_is_not_written(boss):
    save_template(kind="decline", actor=boss, is_sent=False)

    assert write() is None
    assert not Letter.objects.exists()


def test_a_kind_that_waits_waits_until_the_desk_lets_it_go(boss):
    save_template(kind="decline", actor=boss, waits_for_desk=True)

    letter = write()

    assert (letter.state, send_letters(), mail.outbox) == (LetterState.WAITING, 0, [])


@pytest.mark.parametrize("switch", [{"is_sent": False}, {"waits_for_desk": True}])
def test_a_way_in_cannot_be_switched_off(boss, switch):
    with pytest.raises(Refused):
        save_template(kind="code_sign_in", actor=boss, **switch)

    LetterTemplate.objects.create(kind="code_sign_in", is_sent=False, waits_for_desk=1)
    letter = write(
        "code_sign_in", words={"code": "123456", "link": "x", "minutes": "9"}
    )
    assert letter.state == LetterState.QUEUED


def test_only_who_words_letters_words_them():
    with pytest.raises(NotAllowed):
        save_template(kind="decline", actor=make_user(StaffRole.SECTION_CHIEF))


def test_an_address_may_be_silent_for_a_kind(monkeypatch):
    monkeypatch.setattr(letters, "_silences", [])
    add_silence(lambda kind, address: "" if kind.always else f"no: {address}")

    assert write().state == LetterState.SUPPRESSED
    assert write("return").state == LetterState.QUEUED


def test_f37_headlines_cannot_add_headers_lines_or_links():
    evil = "{link} 好\r\nBcc: other@example.com\r\n\r\n{note}"

    letter = write(
        "published", words={**WORDS, "page": evil, "date": "1", "issue": "2"}
    )
    send_letters()

    assert letter.subject.endswith("{link} 好 Bcc: other@example.com {note}")
    assert letter.body.count("http://x/") == 0
    assert mail.outbox[0].recipients() == ["zhang@example.com"]
    assert "Bcc" not in mail.outbox[0].message()


def test_what_is_too_large_is_left_out_and_said():
    files = (
        Enclosure("01.jpg", "image/jpeg", b"x" * (6 * 1024**2)),
        Enclosure("02.jpg", "image/jpeg", b"y" * (6 * 1024**2)),
        Enclosure("03.jpg", "image/jpeg", b"z"),
    )

    letter = write(enclosures=files)

    assert [each.name for each in letter.enclosures.all()] == ["01.jpg", "03.jpg"]
    assert "02.jpg" in letter.body


def test_every_kind_has_a_preview_without_open_braces():
    for stands in wordings():
        subject, body = preview(stands.kind)
        assert "{" not in subject + body


def test_a_test_letter_goes_to_who_asks_for_it_in_the_words_typed(boss):
    letter = send_test_letter(kind="decline", actor=boss, body="试 {ref} {paper}")

    assert (letter.recipient, letter.kind) == ("boss@example.org", "test")
    assert "{" not in letter.body
    assert LedgerEntry.objects.get(verb="letter.tested").actor == boss


def test_without_an_address_of_ones_own_there_is_no_test(boss):
    boss.email = ""

    with pytest.raises(Refused, match="no e-mail"):
        send_test_letter(kind="decline", actor=boss)
