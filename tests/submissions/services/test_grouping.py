"""One piece of several: short items under one head, one text behind another."""

import pytest

from desk.exceptions import NotAllowed, Refused
from press.copy.model import BlockKind
from submissions.enums import Action, Status
from submissions.exceptions import WrongStatus
from submissions.incoming import IncomingPhoto
from submissions.services.copy import current_copy, version_of
from submissions.services.grouping import append_piece, group_pieces
from submissions.services.invariants import INVARIANTS
from submissions.services.publication import printed_with
from submissions.services.status import status_view
from submissions.services.workflow import perform
from tests.submissions.builders import make_photo_file, make_submission, paragraphs

pytestmark = pytest.mark.django_db


def item(headline, text, **overrides):
    fields = {"byline": "通讯员 林晓", "blocks": paragraphs(text), **overrides}
    return make_submission(headline=headline, **fields)


def group(pieces, actor, headline="园区简讯"):
    return group_pieces(pieces=pieces, headline=headline, actor=actor)


def parts(piece):
    return [(block.kind, block.text) for block in current_copy(piece).blocks]


def test_items_stand_under_one_head_in_order_with_their_names(cast):
    first, second = item("甲区开工", "甲区项目开工。"), item("乙区投产", "乙区投产。")

    made = group([second, first], cast.editor)

    assert made.headline == "园区简讯"
    assert parts(made) == [
        (BlockKind.SUBHEAD, "乙区投产"),
        (BlockKind.PARAGRAPH, "乙区投产。（通讯员 林晓）"),
        (BlockKind.SUBHEAD, "甲区开工"),
        (BlockKind.PARAGRAPH, "甲区项目开工。（通讯员 林晓）"),
    ]
    for each in (first, second):
        each.refresh_from_db()
        assert (each.status, each.duplicate_of) == (Status.JOINED, made)
    assert all(check()[0] for check in INVARIANTS.values())


def test_a_dateline_comes_back_before_its_text(cast):
    first = item("甲区开工", "本报讯（通讯员 张红）甲区项目开工。", byline="")

    made = group([item("乙区投产", "乙区投产。"), first], cast.editor)

    assert parts(made)[3][1] == "本报讯（通讯员 张红）甲区项目开工。"


def test_photographs_go_along(cast):
    photo = IncomingPhoto("一.jpg", make_photo_file(), "开工现场。")
    first = item("甲区开工", "甲区项目开工。", photos=(photo,))

    made = group([first, item("乙区投产", "乙区投产。")], cast.editor)

    assert [p.caption for p in current_copy(made).pictures] == ["开工现场。"]
    assert first.photos.count() == 0


def test_each_author_sees_hers_go_the_way_of_the_whole(cast):
    first, second = item("甲区开工", "甲区项目开工。"), item("乙区投产", "乙区投产。")
    made = group([first, second], cast.editor)
    perform(submission=made, action=Action.SIGN_FIRST_READ, actor=cast.editor)
    perform(submission=made, action=Action.SIGN_SECOND_READ, actor=cast.chief)

    first.refresh_from_db()

    assert status_view(first).label == "To be used"
    assert set(printed_with(made)) == {first, second}


def test_who_read_an_item_signs_no_other_read_of_the_whole(cast):
    first, second = item("甲区开工", "甲区项目开工。"), item("乙区投产", "乙区投产。")
    perform(submission=first, action=Action.SIGN_FIRST_READ, actor=cast.chief)
    made = group([first, second], cast.editor)
    perform(submission=made, action=Action.SIGN_FIRST_READ, actor=cast.editor)

    with pytest.raises(Refused, match="the same piece"):
        perform(submission=made, action=Action.SIGN_SECOND_READ, actor=cast.chief)


def test_what_cannot_be_grouped_is_refused_and_nothing_changes(cast):
    first, gone = item("甲区开工", "甲。"), item("乙区投产", "乙。")
    perform(submission=gone, action=Action.DECLINE, actor=cast.chief, note="不用")

    with pytest.raises(WrongStatus):
        group([first, gone], cast.editor)
    with pytest.raises(Refused, match="need a head"):
        group([first, item("丙", "丙。")], cast.editor, headline=" ")
    with pytest.raises(Refused, match="From 2 to 12"):
        group([first, first], cast.editor)
    with pytest.raises(NotAllowed):
        group([first, item("丁", "丁。")], cast.proofreader)
    first.refresh_from_db()
    assert first.status == Status.RECEIVED


def test_another_piece_stands_behind_with_its_headline_as_subhead(cast):
    piece, other = item("甲区开工", "甲区项目开工。"), item("乙区投产", "乙区投产。")

    append_piece(submission=piece, other=other, actor=cast.editor, expected_number=1)

    other.refresh_from_db()
    assert (other.status, other.duplicate_of) == (Status.JOINED, piece)
    assert version_of(piece).number == 2
    assert parts(piece)[1:] == [
        (BlockKind.SUBHEAD, "乙区投产"),
        (BlockKind.PARAGRAPH, "乙区投产。（通讯员 林晓）"),
    ]
    with pytest.raises(Refused, match="behind itself"):
        append_piece(
            submission=piece, other=piece, actor=cast.editor, expected_number=2
        )
