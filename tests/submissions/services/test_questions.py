"""Questions to an author: out as letters, back as messages."""

import pytest

from desk.exceptions import NotAllowed, Refused
from desk.models import Letter
from submissions.enums import Action
from submissions.models import AuthorMessage
from submissions.services.questions import (
    MOST_OPEN,
    answer,
    ask_author,
    close_question,
    open_questions,
    take_mailed_answer,
)
from submissions.services.workflow import perform
from tests.submissions.builders import make_submission

pytestmark = pytest.mark.django_db
TEXT = "签约金额是人民币还是美元？"


def test_a_question_goes_out_as_a_letter_with_the_private_link(cast):
    piece = make_submission()

    asked, letter = ask_author(submission=piece, text=TEXT, actor=cast.editor)

    assert letter == Letter.objects.get(kind="question")
    assert letter.recipient == piece.contact_email
    assert TEXT in letter.body
    assert "/status/" in letter.body
    assert list(open_questions(piece)) == [asked]


def test_the_same_question_twice_is_one_letter(cast):
    piece = make_submission()

    first = ask_author(submission=piece, text=TEXT, actor=cast.editor)
    again = ask_author(submission=piece, text=f" {TEXT} ", actor=cast.other)

    assert again == first
    assert Letter.objects.filter(kind="question").count() == 1


def test_her_answer_closes_the_question_and_stands_among_the_messages(cast):
    piece = make_submission()
    asked, _letter = ask_author(submission=piece, text=TEXT, actor=cast.editor)

    message = answer(submission=piece, question_id=asked.pk, text="是人民币。")

    assert (message.question, message.text) == (asked, "是人民币。")
    assert message.seen_at is None
    assert list(open_questions(piece)) == []
    with pytest.raises(Refused, match="answered or closed"):
        answer(submission=piece, question_id=asked.pk, text="再答")


def test_another_pieces_question_is_not_answered_here(cast):
    piece, other = make_submission(), make_submission()
    asked, _letter = ask_author(submission=other, text=TEXT, actor=cast.editor)

    with pytest.raises(Refused):
        answer(submission=piece, question_id=asked.pk, text="串了")

    assert list(open_questions(other)) == [asked]


@pytest.mark.parametrize(("open_ones", "left"), [(1, 0), (2, 2)])
def test_a_mail_answers_the_question_only_where_one_waits(cast, open_ones, left):
    piece = make_submission()
    for number in range(open_ones):
        ask_author(submission=piece, text=f"问题{number}", actor=cast.editor)
    message = AuthorMessage.objects.create(
        submission=piece, sender="a@b.cn", text="答", received_at=piece.received_at
    )

    take_mailed_answer(message)

    assert open_questions(piece).count() == left
    assert (message.question is None) == (left > 0)


def test_without_an_address_the_question_stands_on_her_page_alone(cast):
    piece = make_submission(contact_email="")

    asked, letter = ask_author(submission=piece, text=TEXT, actor=cast.editor)

    assert letter is None
    assert list(open_questions(piece)) == [asked]


def test_an_editor_closes_a_question_that_needs_no_answer(cast):
    piece = make_submission()
    asked, _letter = ask_author(submission=piece, text=TEXT, actor=cast.editor)

    with pytest.raises(NotAllowed):
        close_question(question=asked, actor=cast.proofreader)
    close_question(question=asked, actor=cast.other)

    assert list(open_questions(piece)) == []


def test_what_cannot_be_asked_is_refused(cast):
    piece = make_submission()
    gone = make_submission()
    perform(submission=gone, action=Action.DECLINE, actor=cast.chief, note="不用")
    for number in range(MOST_OPEN):
        ask_author(submission=piece, text=f"问题{number}", actor=cast.editor)

    for asked_of, text, sentence in (
        (piece, "", "Nothing is written"),
        (piece, "长" * 1001, "at most 1000"),
        (piece, "第六个", "open already"),
        (gone, TEXT, "not asked any more"),
    ):
        with pytest.raises(Refused, match=sentence):
            ask_author(submission=asked_of, text=text, actor=cast.editor)
    with pytest.raises(NotAllowed):
        ask_author(submission=piece, text=TEXT, actor=cast.proofreader)
