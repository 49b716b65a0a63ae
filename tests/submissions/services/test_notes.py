"""Notes of the desk: written, kept as they are, and waiting for whom they name."""

import pytest

from desk.enums import StaffRole
from desk.exceptions import NotAllowed, Refused
from desk.services.ledger import entries_for
from submissions.services.notes import (
    named_in,
    notes_of,
    see_mentions,
    unseen_mentions,
    write_note,
)
from tests.desk.builders import make_user
from tests.submissions.builders import make_submission

pytestmark = pytest.mark.django_db


def named(name):
    return make_user(StaffRole.EDITOR, display_name=name)


def test_a_note_waits_for_whom_it_names_until_she_looks(cast):
    piece, friend = make_submission(), named("李明")

    note = write_note(submission=piece, text=" @李明 请核对数字 ", actor=cast.editor)

    assert [each.text for each in notes_of(piece)] == ["@李明 请核对数字"]
    assert [each.note for each in unseen_mentions(friend)] == [note]
    assert see_mentions(submission=piece, user=friend) == 1
    assert list(unseen_mentions(friend)) == []


def test_the_ledger_tells_of_a_note_without_its_words(cast):
    piece = make_submission()

    note = write_note(submission=piece, text="作者电话打不通", actor=cast.editor)

    entry = entries_for(piece).get(verb="submission.note_written")
    assert (entry.actor, entry.data) == (cast.editor, {"note": note.pk, "named": []})


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@李明华 看一下", ["李明华"]),
        ("＠李明，@李明 两次", ["李明"]),
        ("先@李明华再@李明", ["李明华", "李明"]),
        ("写信到 press@李明.cn", []),
        ("没有人", []),
        ("@王五 不在", []),
    ],
)
def test_the_longest_name_after_an_at_sign_counts(text, names):
    people = [named("李明"), named("李明华")]

    assert [str(user) for user in named_in(text, people)] == names


def test_nobody_is_told_of_her_own_note(cast):
    me = named("赵一")

    write_note(submission=make_submission(), text="@赵一 记下", actor=me)

    assert list(unseen_mentions(me)) == []


@pytest.mark.parametrize(
    ("text", "sentence"), [("  \n", "The note is empty"), ("长" * 2001, "2000")]
)
def test_a_note_that_says_nothing_or_too_much_is_refused(cast, text, sentence):
    piece = make_submission()

    with pytest.raises(Refused, match=sentence):
        write_note(submission=piece, text=text, actor=cast.editor)

    assert list(notes_of(piece)) == []


def test_who_has_no_duty_writes_no_note():
    nobody = make_user()

    with pytest.raises(NotAllowed):
        write_note(submission=make_submission(), text="好", actor=nobody)
