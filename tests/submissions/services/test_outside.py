"""Outside clearance: sent out, answered, called off; no final read meanwhile."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone

from desk.enums import StaffRole
from desk.exceptions import NotAllowed, Refused
from submissions.enums import Action, OutsideVerdict
from submissions.exceptions import ClearanceOpen, WrongStatus
from submissions.services.flags import set_flags
from submissions.services.outside import (
    call_off,
    clearances_of,
    enter_answer,
    open_clearances,
    open_outside_page,
    send_out,
)
from submissions.services.read_invariants import nothing_final_while_out
from submissions.services.workflow import perform
from tests.desk.builders import make_user
from tests.submissions.builders import make_submission

pytestmark = pytest.mark.django_db


def soon():
    return timezone.localdate() + timedelta(days=3)


def out(piece, actor, name="开发区管委会"):
    return send_out(submission=piece, sent_to=name, due_on=soon(), actor=actor)


def flagged(cast):
    piece = make_submission()
    set_flags(submission=piece, flags=["leaders"], actor=cast.editor)
    perform(submission=piece, action=Action.SIGN_FIRST_READ, actor=cast.editor)
    perform(submission=piece, action=Action.SIGN_SECOND_READ, actor=cast.chief)
    return piece


def test_no_final_read_is_signed_while_somebody_outside_has_the_piece(cast):
    piece, duty = flagged(cast), make_user(StaffRole.DUTY_EDITOR)
    sent = out(piece, cast.editor)

    with pytest.raises(ClearanceOpen, match="开发区管委会"):
        perform(submission=piece, action=Action.SIGN_FINAL_READ, actor=duty)
    enter_answer(clearance=sent, verdict="agreed", actor=cast.editor)
    perform(submission=piece, action=Action.SIGN_FINAL_READ, actor=duty)

    assert piece.reviews.filter(stage="final").count() == 1
    assert nothing_final_while_out() == (True, "")


def test_the_proof_finds_a_final_read_that_was_forced_in_between(cast):
    piece, duty = flagged(cast), make_user(StaffRole.DUTY_EDITOR)
    perform(submission=piece, action=Action.SIGN_FINAL_READ, actor=duty)
    sent = out(piece, cast.editor)
    sent.sent_at -= timedelta(hours=1)
    sent.save()

    assert nothing_final_while_out() == (False, f"1 signed while out: {piece.ref}")


def test_the_answer_comes_with_its_stamped_page(cast):
    piece = make_submission()
    sent = out(piece, cast.editor)

    enter_answer(
        clearance=sent,
        verdict="changes",
        opinion="第二段改为“一期”",
        page=BytesIO(b"stamped"),
        page_name="盖章.jpg",
        actor=cast.editor,
    )

    held = clearances_of(piece).get()
    name, file = open_outside_page(held, actor=cast.editor)
    assert (held.verdict, held.opinion) == ("changes", "第二段改为“一期”")
    assert (name, file.read()) == ("盖章.jpg", b"stamped")
    with pytest.raises(NotAllowed):
        open_outside_page(held, actor=cast.proofreader)


def test_asking_the_same_person_twice_is_once(cast):
    piece = make_submission()

    assert out(piece, cast.editor) == out(piece, cast.other)
    assert out(piece, cast.editor, "宣传部") != out(piece, cast.editor)
    assert open_clearances([piece.pk]).count() == 2


def test_a_clearance_is_called_off_with_a_reason(cast):
    sent = out(make_submission(), cast.editor)

    with pytest.raises(Refused, match="Say why"):
        call_off(clearance=sent, actor=cast.editor, reason=" ")
    done = call_off(clearance=sent, actor=cast.editor, reason="改由电话确认")

    assert (done.verdict, done.closed_by) == (OutsideVerdict.CALLED_OFF, cast.editor)
    with pytest.raises(Refused, match="entered already"):
        enter_answer(clearance=sent, verdict="agreed", actor=cast.editor)


def test_what_cannot_be_sent_or_answered_is_refused(cast):
    piece, gone = make_submission(), make_submission()
    perform(submission=gone, action=Action.DECLINE, actor=cast.chief, note="不用")
    sent = out(piece, cast.editor)
    yesterday = timezone.localdate() - timedelta(days=1)

    with pytest.raises(WrongStatus):
        out(gone, cast.editor)
    with pytest.raises(Refused, match="to whom"):
        out(piece, cast.editor, " ")
    with pytest.raises(Refused, match="past"):
        send_out(submission=piece, sent_to="甲", due_on=yesterday, actor=cast.editor)
    with pytest.raises(Refused, match="Choose"):
        enter_answer(clearance=sent, verdict="open", actor=cast.editor)
    with pytest.raises(Refused, match="want changed"):
        enter_answer(clearance=sent, verdict="refused", actor=cast.editor)
    with pytest.raises(NotAllowed):
        out(piece, cast.proofreader)
