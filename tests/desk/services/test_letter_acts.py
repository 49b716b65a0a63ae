"""Let go, hold back, send again: each row leaves at most once."""

import pytest

from desk.enums import LetterState, StaffRole
from desk.exceptions import NotAllowed, Refused
from desk.models import LedgerEntry, Letter
from desk.services.letter_acts import (
    SETTLED,
    available_acts,
    drop_letter,
    release_letter,
    send_again,
    shown_words,
)
from desk.services.letter_attention import letter_attention
from desk.services.posting import send_letters
from desk.services.returned_letters import note_returned
from tests.desk.builders import make_enclosure, make_letter, make_user

pytestmark = pytest.mark.django_db
WAITING, QUEUED, SENDING, SENT, FAILED, SUPPRESSED, DROPPED = (
    LetterState.WAITING,
    LetterState.QUEUED,
    LetterState.SENDING,
    LetterState.SENT,
    LetterState.FAILED,
    LetterState.SUPPRESSED,
    LetterState.DROPPED,
)


@pytest.fixture
def editor():
    return make_user(StaffRole.EDITOR)


def test_a_waiting_letter_is_let_go_in_better_words(editor):
    letter = make_letter(state=WAITING)

    release_letter(
        letter=letter, actor=editor, subject="好\r\nBcc: x@y.cn", body=" 新 "
    )

    assert (letter.state, letter.subject) == (QUEUED, "好 Bcc: x@y.cn")
    assert (letter.body, letter.decided_by) == ("新", editor)
    assert LedgerEntry.objects.get(verb="letter.released").data["edited"] is True
    assert send_letters() == 1


def test_a_letter_needs_words(editor):
    letter = make_letter(state=WAITING)

    with pytest.raises(Refused):
        release_letter(letter=letter, actor=editor, body="  ")

    letter.refresh_from_db()
    assert letter.state == WAITING


@pytest.mark.parametrize("state", [s for s in LetterState if s != WAITING])
def test_only_a_waiting_letter_is_let_go(editor, state):
    with pytest.raises(Refused):
        release_letter(letter=make_letter(state=state), actor=editor)


@pytest.mark.parametrize("state", [WAITING, QUEUED, FAILED])
def test_what_has_not_left_is_held_back_for_good(editor, state):
    letter = make_letter(state=state)

    drop_letter(letter=letter, actor=editor)
    drop_letter(letter=letter, actor=editor)

    assert (letter.state, send_letters()) == (DROPPED, 0)
    assert LedgerEntry.objects.filter(verb="letter.dropped").count() == 1


@pytest.mark.parametrize("state", [SENDING, SENT, SUPPRESSED])
def test_what_has_left_is_not_held_back(editor, state):
    with pytest.raises(Refused):
        drop_letter(letter=make_letter(state=state), actor=editor)


@pytest.mark.parametrize("state", SETTLED)
def test_a_letter_is_sent_again_as_a_row_of_its_own_with_its_files(editor, state):
    letter = make_letter(state=state, object_type="desk.user", object_id="7")
    make_enclosure(letter, b"page")

    again = send_again(letter=letter, actor=editor, recipient="new@example.com")

    assert (again.unique_key, again.again_of) == (f"again:{letter.pk}:1", letter)
    assert (again.recipient, again.object_id) == ("new@example.com", "7")
    assert again.message_id != letter.message_id
    assert again.enclosures.get().file.read() == b"page"
    letter.refresh_from_db()
    assert letter.state == state
    assert LedgerEntry.objects.get(verb="letter.sent_again").data["of"] == letter.pk


def test_a_double_click_sends_once(editor):
    letter = make_letter(state=SENT)

    first = send_again(letter=letter, actor=editor, number=1)
    second = send_again(letter=letter, actor=editor, number=1)

    assert (first, Letter.objects.count()) == (second, 2)
    with pytest.raises(Refused, match="again already"):
        send_again(letter=letter, actor=editor, number=2)
    send_letters()
    third = send_again(letter=letter, actor=editor, number=2)
    assert third.unique_key == f"again:{letter.pk}:2"


@pytest.mark.parametrize("state", [WAITING, QUEUED, SENDING])
def test_what_is_on_its_way_is_not_sent_again(editor, state):
    with pytest.raises(Refused):
        send_again(letter=make_letter(state=state), actor=editor)


@pytest.mark.parametrize("kind", ["code_sign_in", "status_link", "upload_link"])
def test_codes_are_neither_sent_again_nor_shown(editor, kind):
    letter = make_letter(kind=kind, state=SENT, subject="Code 123456", body="123456")

    with pytest.raises(Refused):
        send_again(letter=letter, actor=editor)

    assert "123456" not in "".join(shown_words(letter))
    assert "again" not in available_acts(letter, editor)


@pytest.mark.parametrize("address", ["", "x", "a@b.cn\nBcc: c@d.cn", "no-reply@x.cn"])
def test_a_letter_is_sent_again_to_somebody_only(editor, address):
    letter = make_letter(state=FAILED, recipient="no-reply@x.cn")

    with pytest.raises(Refused):
        send_again(letter=letter, actor=editor, recipient=address)


def test_who_only_looks_does_nothing():
    reader = make_user(StaffRole.PROOFREADER)
    letter = make_letter(state=WAITING)

    for act in (release_letter, drop_letter, send_again):
        with pytest.raises(NotAllowed):
            act(letter=letter, actor=reader)
    assert available_acts(letter, reader) == ()


def test_a_letter_that_came_back_is_looked_at_by_a_person(editor):
    letter = make_letter(state=SENT, message_id="<a@x>")
    make_letter(state=SENT)

    assert [note_returned(["<a@x>", ""]), note_returned(["<a@x>"])] == [1, 0]

    letter.refresh_from_db()
    assert (letter.state, letter.came_back) == (FAILED, True)
    assert list(letter_attention(editor).returned.letters) == [letter]


def test_attention_ends_when_a_letter_is_dropped_or_sent_again(editor):
    for number in range(5):
        make_letter(state=FAILED, error=str(number))
    make_letter(state=WAITING)
    found = letter_attention(editor)
    assert (found.failed.total, found.failed.hidden, found.waiting.total) == (5, 2, 1)

    for number, letter in enumerate(Letter.objects.all()):
        if letter.state == WAITING or number % 2:
            drop_letter(letter=letter, actor=editor)
        else:
            send_again(letter=letter, actor=editor)

    assert not letter_attention(editor)
    assert not letter_attention(make_user(StaffRole.PROOFREADER))
