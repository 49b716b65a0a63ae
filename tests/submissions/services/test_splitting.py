"""Two pieces of one: words part, photographs go along, signatures are judged."""

import pytest

from desk.exceptions import NotAllowed, Refused
from desk.services.ledger import entries_for
from press.copy.model import Block, BlockKind, Run
from submissions.enums import Action, Status
from submissions.exceptions import EditConflict, WrongStatus
from submissions.incoming import IncomingPhoto
from submissions.services.copy import current_copy, version_of
from submissions.services.invariants import INVARIANTS
from submissions.services.splitting import split_piece
from submissions.services.workflow import perform
from tests.submissions.builders import make_photo_file, make_submission, paragraphs

pytestmark = pytest.mark.django_db


def two_in_one(**overrides):
    blocks = (
        *paragraphs("昨天，云州开发区签约十个项目。", "签约总额过百亿。"),
        Block("b3", BlockKind.SUBHEAD, (Run("又讯：海川高新区开工"),)),
        Block("b4", BlockKind.PARAGRAPH, (Run("同日，海川高新区三个项目开工。"),)),
    )
    return make_submission(blocks=blocks, **overrides)


def split(piece, actor, **more):
    asked = {"first_block": 2, "expected_number": version_of(piece).number, **more}
    return split_piece(submission=piece, actor=actor, **asked)


def texts(piece):
    return [block.text for block in current_copy(piece).blocks]


def test_the_second_piece_takes_the_subhead_for_its_headline(cast):
    piece = two_in_one()

    new = split(piece, cast.editor)

    assert (new.headline, texts(new)) == (
        "又讯：海川高新区开工",
        ["同日，海川高新区三个项目开工。"],
    )
    assert texts(piece) == ["昨天，云州开发区签约十个项目。", "签约总额过百亿。"]
    assert (new.status, new.contact_email) == (Status.RECEIVED, piece.contact_email)
    entry = entries_for(piece).get(verb="submission.split")
    assert entry.data == {"into": new.ref, "block": 2, "photos": 0}


def test_a_headline_that_is_given_wins(cast):
    new = split(two_in_one(), cast.editor, headline="海川三项目开工")

    assert (new.headline, texts(new)) == (
        "海川三项目开工",
        ["同日，海川高新区三个项目开工。"],
    )


def test_chosen_photographs_go_along_with_their_captions(cast):
    photos = tuple(
        IncomingPhoto(name, make_photo_file(name, colour=colour), caption)
        for name, colour, caption in (
            ("一.jpg", "teal", "签约现场。"),
            ("二.jpg", "brown", "开工现场。"),
        )
    )
    piece = two_in_one(photos=photos)
    second = piece.photos.get(caption="开工现场。")

    new = split(piece, cast.editor, photos=[second.key.hex])

    assert [p.caption for p in current_copy(new).pictures] == ["开工现场。"]
    assert [p.caption for p in current_copy(piece).pictures] == ["签约现场。"]
    assert all(check()[0] for check in INVARIANTS.values())


def test_signatures_are_judged_by_the_table_and_the_new_piece_has_none(cast):
    piece = two_in_one()
    perform(submission=piece, action=Action.SIGN_FIRST_READ, actor=cast.editor)

    new = split(piece, cast.chief)

    assert new.reviews.count() == 0
    assert all(check()[0] for check in INVARIANTS.values())


def test_what_cannot_be_split_is_refused(cast):
    piece, gone = two_in_one(), two_in_one()
    perform(submission=gone, action=Action.DECLINE, actor=cast.chief, note="不用")

    with pytest.raises(WrongStatus):
        split(gone, cast.editor)
    with pytest.raises(EditConflict):
        split(piece, cast.editor, expected_number=7)
    for block in (0, 4, -1):
        with pytest.raises(Refused, match="Choose the paragraph"):
            split(piece, cast.editor, first_block=block)
    with pytest.raises(Refused, match="needs a headline"):
        split(piece, cast.editor, first_block=1)
    with pytest.raises(NotAllowed):
        split(piece, cast.proofreader)
    assert version_of(piece).number == 1
