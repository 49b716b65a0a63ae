"""Saving words: versions, conflicts, what an edit does to signatures."""

from dataclasses import replace

import pytest

from desk.exceptions import NotAllowed
from desk.services.ledger import entries_for
from press.copy.model import Credit
from press.copy.serial import copy_hash, from_json
from submissions.enums import Action, Status
from submissions.exceptions import EditConflict, WrongStatus
from submissions.services.copy import current_copy
from submissions.services.editing import save_copy
from submissions.services.words import change_photo_words
from submissions.services.workflow import perform
from tests.submissions.builders import make_photo, make_submission, paragraphs

pytestmark = pytest.mark.django_db


def save(piece, author, *, number=1, **words):
    copy = replace(current_copy(piece), **words)
    return save_copy(submission=piece, copy=copy, author=author, expected_number=number)


def test_a_save_is_a_new_version_and_the_row_repeats_it(cast):
    piece = make_submission()
    before = current_copy(piece)
    words = {
        "headline": "云州开发区三个项目开工",
        "byline": "本报记者 王晓",
        "credits": (Credit("王晓", "本报记者"),),
        "blocks": paragraphs("昨天，三个项目开工。"),
    }

    version = save(piece, cast.editor, **words)

    expected = replace(before, **words)
    assert (version.number, version.author) == (2, cast.editor)
    assert from_json(version.copy) == expected == current_copy(piece)
    assert version.copy_hash == copy_hash(expected)
    assert (piece.headline, piece.byline, piece.char_count) == (
        *("云州开发区三个项目开工", "本报记者 王晓", 10),
    )
    assert [(c.name, c.role) for c in piece.credits.all()] == [
        ("王晓", "staff_reporter")
    ]
    assert entries_for(piece).last().verb == "submission.edited"


def test_unchanged_words_make_no_version(cast):
    piece = make_submission()

    assert save(piece, cast.editor) == piece.current_version
    assert piece.versions.count() == 1


def test_f44_the_second_to_save_is_told_and_sees_the_other_text(cast):
    piece = make_submission()
    save(piece, cast.editor, headline="甲的标题")

    with pytest.raises(EditConflict, match=str(cast.editor)) as conflict:
        save(piece, cast.other, headline="乙的标题")

    assert conflict.value.version.copy["headline"] == "甲的标题"
    assert piece.versions.count() == 2


def test_only_editors_edit_and_only_open_pieces(cast):
    piece = make_submission()

    with pytest.raises(NotAllowed):
        save(piece, cast.proofreader, headline="新")
    perform(submission=piece, action=Action.DECLINE, actor=cast.chief, note="重复")
    with pytest.raises(WrongStatus):
        save(piece, cast.editor, headline="新")


def test_what_no_column_holds_is_refused(cast):
    piece = make_submission()

    with pytest.raises(WrongStatus, match="200"):
        save(piece, cast.editor, kicker="长" * 201)


def test_an_edit_of_wording_leaves_the_first_read_and_shows_in_the_ledger(cast):
    piece = make_submission(blocks=paragraphs("项目开工很快。"))
    perform(submission=piece, action=Action.CLAIM, actor=cast.editor)
    perform(submission=piece, action=Action.SIGN_FIRST_READ, actor=cast.editor)

    save(piece, cast.other, blocks=paragraphs("项目开工较快。"))
    piece.refresh_from_db()
    perform(submission=piece, action=Action.SIGN_SECOND_READ, actor=cast.chief)

    reads = piece.reviews.order_by("signed_at")
    assert piece.status == Status.ACCEPTED
    assert [read.version.number for read in reads] == [1, 2]
    verbs = [entry.verb for entry in entries_for(piece)]
    assert verbs[-2:] == ["submission.edited", "submission.sign_second_read"]


def test_words_of_a_photograph_are_words_of_the_piece(cast):
    piece = make_submission(photos=(make_photo(), make_photo()))
    photo = piece.photos.last()

    version = change_photo_words(photo=photo, actor=cast.editor, caption="夜班。")

    photo.refresh_from_db()
    assert (photo.caption, photo.credit) == ("夜班。", "林晓 摄")
    assert [picture["caption"] for picture in version.copy["pictures"]] == [
        *("工人在调试生产线。", "夜班。"),
    ]
    assert version.number == 2
