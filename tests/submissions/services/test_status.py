"""What the author's private page tells, and what it does not."""

from dataclasses import fields
from datetime import date

import pytest

from submissions.enums import Action, Status
from submissions.services.publication import record_publication
from submissions.services.receiving import receive_submission
from submissions.services.status import LABELS, SENTENCES, piece_for_token, status_view
from submissions.services.workflow import perform
from tests.submissions.builders import make_incoming, make_submission

pytestmark = pytest.mark.django_db


def test_every_state_has_words_for_the_author():
    assert set(LABELS) == set(SENTENCES) == set(Status)


def test_a_wrong_token_opens_nothing():
    make_submission()

    assert piece_for_token("") is None
    assert piece_for_token("wrong") is None


def test_the_way_is_told_without_the_names_of_editors(cast):
    received = receive_submission(incoming=make_incoming())
    piece = received.submission
    for action, actor in (
        (Action.CLAIM, cast.editor),
        (Action.SIGN_FIRST_READ, cast.editor),
        (Action.SIGN_SECOND_READ, cast.chief),
    ):
        perform(submission=piece, action=action, actor=actor, note="内部意见")

    view = status_view(piece_for_token(received.status_token))

    assert (view.ref, view.status, view.label) == (piece.ref, "accepted", "To be used")
    assert [step.label for step in view.steps] == [
        *("Received", "Being read", "To be used"),
    ]
    told = " ".join(str(getattr(view, field.name)) for field in fields(view))
    for secret in (cast.editor.display_name, cast.chief.display_name, "内部意见"):
        assert secret not in told


def test_the_remark_is_told_while_the_piece_is_returned(cast):
    piece = make_submission()
    perform(submission=piece, action=Action.RETURN, actor=cast.chief, note="请补时间。")
    assert status_view(piece).remark == "请补时间。"

    perform(submission=piece, action=Action.RESUBMIT, actor=None)

    assert status_view(piece).remark == ""


def test_the_page_it_ran_on_is_told_once_recorded():
    piece = make_submission()
    ran = {
        "issue_label": "第12期",
        "cover_date": date(2026, 11, 25),
        "page_number": 2,
        "headline": "开工",
        "copy_hash": piece.current_version.copy_hash,
    }
    record_publication(submission=piece, **ran)
    again = record_publication(submission=piece, **ran)

    piece.refresh_from_db()
    assert piece.publication == again
    told = status_view(piece).printed_in
    assert told == "第12期 (Nov. 25, 2026), page 2: “开工”"
