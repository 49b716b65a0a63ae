"""Questions to an author: they go out as letters and come back as messages."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import Letter, User
from desk.policy import policy
from desk.services.ledger import record
from desk.services.letters import write_letter_of_kind
from submissions.enums import CLOSED, Status
from submissions.letter_kinds import QUESTION
from submissions.models import AuthorMessage, Question, Submission
from submissions.services.notices import piece_words

ASK = "author.ask"
MOST_CHARACTERS = 1000
ANSWER_CHARACTERS = 5000
MOST_OPEN = 5
ANSWERS_A_DAY = 20  # of one piece; more are a machine's
PAST = tuple(state for state in CLOSED if state != Status.PUBLISHED)


@transaction.atomic
def ask_author(
    *, submission: Submission, text: str, actor: User
) -> tuple[Question, Letter | None]:
    """Ask the author something; the letter is None where none can go to her.

    She answers by mail or on her private page, where the question stands as well.
    The same question twice while it is open is one.
    """
    piece = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    policy.require(actor, ASK, piece)
    text = text.replace("\r\n", "\n").strip()
    _refuse_words(text, MOST_CHARACTERS)
    if piece.status in PAST:
        raise Refused(
            _("%(ref)s is “%(status)s”; its author is not asked any more.")
            % {"ref": piece.ref, "status": piece.get_status_display()},
            code="wrong_status",
        )
    open_ones = list(open_questions(piece))
    same = next((each for each in open_ones if each.text == text), None)
    if same is not None:
        return same, _letter_of(same)
    if len(open_ones) >= MOST_OPEN:
        raise Refused(
            _("%(most)d questions are open already. Wait for answers or close one.")
            % {"most": MOST_OPEN},
            code="too_many",
        )
    asked = Question.objects.create(
        submission=piece, asked_by=actor, text=text, asked_at=timezone.now()
    )
    data = {"question": asked.pk}
    record(obj=piece, verb="submission.author_asked", actor=actor, data=data)
    return asked, _write(piece, asked)


def open_questions(submission: Submission) -> QuerySet[Question]:
    """Return the questions that wait for an answer, oldest first."""
    found = Question.objects.filter(submission=submission, closed_at=None)
    return found.select_related("asked_by").order_by("asked_at", "id")


@transaction.atomic
def answer(*, submission: Submission, question_id: int, text: str) -> AuthorMessage:
    """Take the author's answer from her private page.

    Raises ``Refused`` when it is empty, too long, or the question is closed.
    """
    Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    asked = open_questions(submission).filter(pk=question_id).first()
    if asked is None:
        raise Refused(
            _("This question has been answered or closed. Thank you."), code="closed"
        )
    text = text.replace("\r\n", "\n").strip()
    _refuse_words(text, ANSWER_CHARACTERS)
    message = AuthorMessage.objects.create(
        submission=submission,
        question=asked,
        sender=(submission.contact_name or submission.contact_email)[:254],
        text=text,
        received_at=timezone.now(),
    )
    _close(asked)
    record(obj=submission, verb="submission.author_wrote", data={"question": asked.pk})
    return message


def take_mailed_answer(message: AuthorMessage) -> None:
    """Let a mail of the author answer the question that waits, if only one does."""
    waiting = list(open_questions(message.submission)[:2])
    if len(waiting) == 1:
        message.question = waiting[0]
        message.save(update_fields=["question"])
        _close(waiting[0])


@transaction.atomic
def close_question(*, question: Question, actor: User) -> Question:
    """Close a question that needs no answer any more; closed ones stay so."""
    policy.require(actor, ASK, question.submission)
    held = Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    if held.closed_at is None:
        _close(held)
        data = {"question": held.pk}
        record(
            obj=question.submission,
            verb="submission.question_closed",
            actor=actor,
            data=data,
        )
    return held


def _close(question: Question) -> None:
    question.closed_at = timezone.now()
    question.save(update_fields=["closed_at"])


def _refuse_words(text: str, most: int) -> None:
    if not text:
        raise Refused(_("Nothing is written here yet."), code="empty")
    if len(text) > most:
        raise Refused(
            _("Say it in at most %(most)d characters.") % {"most": most},
            code="too_long",
        )


def _key(question: Question) -> str:
    return f"question:{question.submission.ref}:{question.pk}"


def _letter_of(question: Question) -> Letter | None:
    return Letter.objects.filter(unique_key=_key(question)).first()


def _write(piece: Submission, question: Question) -> Letter | None:
    if not piece.contact_email:
        return None
    return write_letter_of_kind(
        kind=QUESTION,
        unique_key=_key(question),
        recipient=piece.contact_email,
        words={**piece_words(piece), "note": question.text},
        obj=piece,
    )
