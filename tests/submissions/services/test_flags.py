"""Flags: proposed from the text, set by an editor, taken off by a chief."""

import pytest

from desk.exceptions import NotAllowed, Refused
from desk.services.ledger import entries_for
from press.copy.model import Copy
from submissions.enums import Action, Flag, ReviewStage
from submissions.services.copy import current_copy
from submissions.services.flags import proposed_flags, set_flags
from submissions.services.signatures import missing_reads
from submissions.services.workflow import available_actions, perform
from tests.submissions.builders import make_submission, paragraphs

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("市委书记张三出席。", (Flag.LEADERS,)),
        ("市长王强、副市长李明调研。", (Flag.LEADERS,)),
        ("董事长赵亮致辞。", ()),
        ("项目开工。", ()),
        ("本文由某公司赞助。", (Flag.PAID,)),
    ],
)
def test_the_words_propose(text, flags):
    assert proposed_flags(Copy(blocks=paragraphs(text))) == flags


def test_an_editor_sets_a_flag_and_only_a_chief_takes_it_off(cast):
    piece = make_submission()

    set_flags(submission=piece, flags=["paid", "leaders"], actor=cast.editor)
    with pytest.raises(Refused, match="ask the section chief"):
        set_flags(submission=piece, flags=["paid"], actor=cast.editor)
    with pytest.raises(NotAllowed):
        set_flags(submission=piece, flags=[], actor=cast.proofreader)
    set_flags(submission=piece, flags=["paid"], actor=cast.chief)

    told = entries_for(piece).filter(verb="submission.flagged")
    assert [entry.data["flags"] for entry in told] == [["leaders", "paid"], ["paid"]]
    assert piece.flags == ["paid"]


def test_an_unknown_flag_is_a_sentence(cast):
    with pytest.raises(Refused, match="does not exist: odd"):
        set_flags(submission=make_submission(), flags=["odd"], actor=cast.editor)


def test_a_flag_asks_for_a_final_read_that_no_reader_gives(cast):
    piece = make_submission()
    perform(submission=piece, action=Action.SIGN_FIRST_READ, actor=cast.editor)
    perform(submission=piece, action=Action.SIGN_SECOND_READ, actor=cast.chief)

    set_flags(submission=piece, flags=["sensitive"], actor=cast.editor)

    assert current_copy(piece).headline == piece.headline
    assert missing_reads(piece) == (ReviewStage.FINAL,)
    assert Action.SIGN_FINAL_READ in available_actions(piece, cast.head)
    assert Action.PLACE not in available_actions(piece, cast.head)
