"""Whatever comes through a door can be read again: no piece shuts its own room."""

import pytest

from desk.exceptions import NotAllowed, Refused
from press.copy.model import Block, BlockKind, Run
from press.copy.serial import from_json
from submissions.models import Submission
from submissions.services.copy import current_copy
from submissions.services.editing import save_copy
from submissions.services.words import change_photo_words
from tests.submissions.builders import make_photo, make_submission

pytestmark = pytest.mark.django_db
ODD = ("一\r\n二", "一\v二", "一\x01 二", "一\u2028二", "一\t二")


@pytest.mark.parametrize("words", ODD)
def test_every_line_that_comes_in_is_one_line_and_readable(words):
    piece = make_submission(
        headline=words,
        byline=words,
        blocks=(Block("b1", BlockKind.PARAGRAPH, (Run("a\x01b\r\nc"),)),),
        photos=(make_photo(caption=words),),
    )

    copy = from_json(piece.current_version.copy)

    assert (copy.headline, copy.byline) == ("一 二", "一 二")
    assert copy.blocks[0].text == "ab\nc"
    assert [picture.caption for picture in copy.pictures] == ["一 二"]
    assert [photo.caption for photo in piece.photos.all()] == ["一 二"]


def test_a_caption_of_two_lines_changes_to_one(cast):
    piece = make_submission(photos=(make_photo(),))

    change_photo_words(photo=piece.photos.get(), actor=cast.editor, caption="一\r\n二")

    piece.refresh_from_db()
    assert current_copy(piece).pictures[0].caption == "一 二"


def test_what_could_not_be_read_again_is_refused(cast):
    piece = make_submission(photos=(make_photo(),))
    many = tuple(
        Block(f"b{number}", BlockKind.PARAGRAPH, (Run("字"),)) for number in range(4001)
    )

    with pytest.raises(Refused) as too_many:
        make_submission(blocks=many)
    with pytest.raises(Refused) as too_long:
        change_photo_words(
            photo=piece.photos.get(), actor=cast.editor, caption="字" * 2001
        )

    assert (too_many.value.code, too_long.value.code) == ("too_long", "too_long")
    assert Submission.objects.count() == 1
    assert piece.versions.count() == 1


def test_the_right_to_edit_is_asked_of_the_piece_as_it_now_is(cast):
    piece = make_submission()

    with pytest.raises(NotAllowed):
        save_copy(
            submission=piece,
            copy=current_copy(piece),
            author=cast.proofreader,
            expected_number=1,
        )
