"""A read signed by a one-time link: whose it is, how it ends, and what it signs."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from desk.enums import StaffRole
from desk.exceptions import NotAllowed, Refused
from desk.models import Letter
from desk.services.ledger import entries_for
from submissions.enums import Action, ReviewStage, Status
from submissions.models import ApprovalLink, SigningPin
from submissions.services.approval_links import (
    TRIES,
    ask_again,
    due_stage,
    find_link,
    make_approval_link,
    readers_for,
    revoke_approval,
    why_over,
)
from submissions.services.approving import answer_by_link, shown_by
from submissions.services.copy import current_copy
from submissions.services.editing import save_copy
from submissions.services.flags import set_flags
from submissions.services.signing_pins import set_pin
from submissions.services.workflow import perform
from tests.desk.builders import make_user
from tests.submissions.builders import make_submission, paragraphs

pytestmark = pytest.mark.django_db
PIN = "482913"


@pytest.fixture
def leader():
    person = make_user(StaffRole.SECTION_CHIEF, email="chief@example.org")
    person.set_password("a-long-password")
    person.save()
    set_pin(user=person, pin=PIN, password="a-long-password")
    return person


@pytest.fixture
def piece(cast):
    made = make_submission(blocks=paragraphs("投资5亿元。", "明年投产。"))
    return do(made, Action.SIGN_FIRST_READ, cast.editor)


def do(piece, action, actor):
    return perform(submission=piece, action=action, actor=actor, note="可用。")


def make(piece, reader, cast, **more):
    return make_approval_link(
        submission=piece, reader=reader, actor=cast.editor, **more
    )


def save(piece, author, *texts):
    piece.refresh_from_db()
    copy = replace(current_copy(piece), blocks=paragraphs(*texts))
    number = piece.current_version.number
    return save_copy(submission=piece, copy=copy, author=author, expected_number=number)


def refused(code, **asked):
    with pytest.raises(Refused) as caught:
        answer_by_link(**asked)
    assert caught.value.code == code
    return str(caught.value)


def test_she_signs_with_her_pin_and_the_signature_is_hers(cast, piece, leader):
    made = make(piece, leader, cast)

    answer_by_link(link=find_link(made.token), agrees=True, opinion="同意。", pin=PIN)

    piece.refresh_from_db()
    read = piece.reviews.get(stage=ReviewStage.SECOND)
    assert (piece.status, read.reviewer, read.opinion, read.copy_hash) == (
        Status.ACCEPTED,
        leader,
        "同意。",
        made.link.copy_hash,
    )
    verbs = [entry.verb for entry in entries_for(piece)][-3:]
    assert verbs == [
        "submission.approval_asked",
        "submission.sign_second_read",
        "submission.approval_signed",
    ]
    assert entries_for(piece).last().data["known_by"] == "pin"


def test_the_word_of_a_link_stands_nowhere(cast, piece, leader):
    made = make(piece, leader, cast, by_letter=True)

    assert made.token in made.url
    assert made.token not in str(ApprovalLink.objects.values())
    assert made.token not in str([entry.data for entry in entries_for(piece)])
    assert made.letter == Letter.objects.get(recipient="chief@example.org")
    assert made.url in made.letter.body


def test_a_session_of_hers_needs_no_pin_and_nobody_elses_helps(cast, piece, leader):
    made = make(piece, leader, cast)
    refused("pin_wrong", link=made.link, agrees=True, signed_in=cast.editor)

    answer_by_link(link=made.link, agrees=True, signed_in=leader)

    assert entries_for(piece).last().data["known_by"] == "session"


def test_it_is_used_once(cast, piece, leader):
    made = make(piece, leader, cast)
    answer_by_link(link=made.link, agrees=True, pin=PIN)

    said = refused("link_over", link=find_link(made.token), agrees=True, pin=PIN)

    assert said.startswith("You have signed the “Second read”")
    assert piece.reviews.filter(stage=ReviewStage.SECOND).count() == 1


def test_sent_back_it_goes_to_the_first_read_with_her_reason(cast, piece, leader):
    made = make(piece, leader, cast)
    refused("note_missing", link=made.link, agrees=False, opinion=" ", pin=PIN)

    answer_by_link(link=made.link, agrees=False, opinion="数字请核。", pin=PIN)

    piece.refresh_from_db()
    step = piece.transitions.last()
    assert (piece.status, step.note, step.actor) == (
        Status.FIRST_READ,
        "数字请核。",
        leader,
    )
    assert not Letter.objects.filter(kind="return").exists()


def test_a_change_of_the_words_kills_it_and_says_so(cast, piece, leader):
    made = make(piece, leader, cast)
    save(piece, cast.editor, "投资5亿元，", "明年投产。")

    said = refused("link_over", link=find_link(made.token), agrees=True, pin=PIN)

    assert "were changed after this link was made" in said
    assert ask_again(find_link(made.token)) is True
    assert ask_again(find_link(made.token)) is False
    assert entries_for(piece).last().verb == "submission.approval_asked_again"


@pytest.mark.parametrize("how", ["time", "revoked", "wrong PINs", "signed in the room"])
def test_it_ends_in_other_ways(cast, piece, leader, how):
    made = make(piece, leader, cast)
    rows = ApprovalLink.objects.filter(pk=made.link.pk)
    if how == "time":
        rows.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif how == "revoked":
        revoke_approval(link=made.link, actor=cast.editor)
    elif how == "wrong PINs":
        for _try in range(TRIES):
            refused("pin_wrong", link=find_link(made.token), agrees=True, pin="1")
    else:
        do(piece, Action.SIGN_SECOND_READ, cast.chief)

    link = find_link(made.token)

    assert why_over(link) != ""
    refused("link_over", link=link, agrees=True, pin=PIN)
    assert not piece.reviews.filter(reviewer=leader).exists()


def test_ten_wrong_tries_close_the_pin_whatever_the_link(cast, piece, leader):
    for _link in range(2):
        made = make(piece, leader, cast)
        for _try in range(TRIES):
            refused("pin_wrong", link=find_link(made.token), agrees=True, pin="000111")
    made = make(piece, leader, cast)

    refused("pin_missing", link=made.link, agrees=True, pin=PIN)

    assert SigningPin.objects.get(user=leader).failures == 10
    wrong = entries_for(piece).filter(verb="submission.approval_pin_wrong")
    assert wrong.count() == 11


def test_a_new_link_ends_the_one_before(cast, piece, leader):
    first = make(piece, leader, cast)
    second = make(piece, leader, cast)

    assert why_over(find_link(first.token)) == "The desk has taken this link back."
    assert why_over(find_link(second.token)) == ""
    assert [entry.verb for entry in entries_for(piece)][-3:] == [
        "submission.approval_asked",
        "submission.approval_revoked",
        "submission.approval_asked",
    ]


def test_only_who_may_sign_the_due_read_is_asked(cast, piece, leader):
    assert due_stage(piece) == ReviewStage.SECOND
    assert set(readers_for(piece, ReviewStage.SECOND)) == {
        cast.chief,
        cast.head,
        leader,
    }
    for person in (cast.editor, cast.proofreader):
        with pytest.raises(Refused, match="cannot sign the “Second read”"):
            make(piece, person, cast)


def test_who_signed_another_read_is_never_asked(cast):
    piece = do(make_submission(), Action.SIGN_FIRST_READ, cast.chief)

    assert cast.chief not in readers_for(piece, ReviewStage.SECOND)


def test_a_flagged_piece_is_sent_for_its_final_read(cast, piece):
    do(piece, Action.SIGN_SECOND_READ, cast.chief)
    set_flags(submission=piece, flags=["leaders"], actor=cast.editor)
    duty = make_user(StaffRole.DUTY_EDITOR)
    made = make(piece, duty, cast)

    answer_by_link(link=made.link, agrees=False, opinion="再议。", signed_in=duty)

    piece.refresh_from_db()
    made.link.refresh_from_db()
    assert (made.link.stage, made.link.outcome) == ("final", "refused")
    assert piece.status == Status.ACCEPTED
    assert due_stage(piece) == ReviewStage.FINAL


def test_no_link_without_a_due_read_or_the_duty(cast, piece, leader):
    with pytest.raises(NotAllowed):
        make_approval_link(submission=piece, reader=leader, actor=cast.proofreader)
    for hours in (0, 1000):
        with pytest.raises(Refused, match="1 to 72 hours"):
            make(piece, leader, cast, hours=hours)
    do(piece, Action.SIGN_SECOND_READ, cast.chief)
    with pytest.raises(Refused, match="No read of"):
        make(piece, leader, cast)


def test_what_changed_since_the_read_before_is_shown(cast, piece, leader):
    save(piece, cast.editor, "投资5亿元！", "明年投产。")
    piece.refresh_from_db()
    made = make(piece, leader, cast)

    shown = shown_by(find_link(made.token))

    assert shown.copy == current_copy(piece)
    assert [read.reviewer for read in shown.opinions] == [cast.editor]
    assert shown.since.reviewer == cast.editor
    assert shown.classes == ("Body: marks or spacing only",)
    assert "！" in "".join(part.text for part in shown.changes)
