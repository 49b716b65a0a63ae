"""An earlier version is the newest again, and both stand side by side."""

from dataclasses import replace

import pytest

from desk.exceptions import NotAllowed, Refused
from press.copy.diff import Op
from submissions.enums import Action
from submissions.exceptions import EditConflict, ReadsFall
from submissions.models import Photo
from submissions.services.comparing import side_by_side
from submissions.services.copy import current_copy
from submissions.services.editing import save_copy
from submissions.services.photos import add_photo
from submissions.services.restoring import restore_version
from submissions.services.workflow import perform
from tests.submissions.builders import (
    Cast,
    make_photo,
    make_photo_file,
    make_submission,
    paragraphs,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return Cast()


def edited(piece, cast, *texts, **words):
    copy = replace(current_copy(piece), blocks=paragraphs(*texts), **words)
    number = piece.current_version.number
    return save_copy(
        submission=piece, copy=copy, author=cast.editor, expected_number=number
    )


def restored(piece, number, actor, **more):
    return restore_version(
        submission=piece,
        version=piece.versions.get(number=number),
        actor=actor,
        expected_number=more.pop("expected_number", piece.current_version.number),
        **more,
    )


def test_an_earlier_version_is_the_newest_again_and_nothing_is_lost(cast):
    piece = make_submission(blocks=paragraphs("原来的话。"))
    edited(piece, cast, "改过的话。", headline="改过的标题")

    version = restored(piece, 1, cast.other)

    assert (version.number, version.author) == (3, cast.other)
    assert "1" in version.note
    first = piece.versions.get(number=1)
    assert version.copy_hash == first.copy_hash
    assert piece.headline == first.copy["headline"]
    assert list(piece.versions.values_list("number", flat=True)) == [3, 2, 1]


def test_what_reads_so_already_is_not_restored(cast):
    piece = make_submission()

    with pytest.raises(Refused) as refusal:
        restored(piece, 1, cast.editor)

    assert refusal.value.code == "current"


def test_who_may_not_edit_restores_nothing(cast):
    piece = make_submission()
    edited(piece, cast, "改过。")

    with pytest.raises(NotAllowed):
        restored(piece, 1, cast.proofreader)


def test_a_version_saved_meanwhile_is_a_conflict(cast):
    piece = make_submission()
    edited(piece, cast, "改过。")

    with pytest.raises(EditConflict):
        restored(piece, 1, cast.editor, expected_number=1)


def test_signatures_fall_only_when_it_is_agreed(cast):
    piece = make_submission(blocks=paragraphs("产值三亿元。"))
    edited(piece, cast, "产值四亿元。")
    perform(submission=piece, action=Action.SIGN_FIRST_READ, actor=cast.editor)

    with pytest.raises(ReadsFall):
        restored(piece, 1, cast.other, expected_voids=())
    assert piece.versions.count() == 2
    restored(piece, 1, cast.other, expected_voids=("first",))

    assert not piece.reviews.filter(void_at__isnull=True).exists()


def test_photographs_that_came_since_stay_and_those_gone_stay_gone(cast):
    piece = make_submission(photos=(make_photo(make_photo_file("甲.jpg")),))
    add_photo(
        submission=piece,
        incoming_photo=make_photo(make_photo_file("乙.jpg", colour="red")),
        actor=cast.editor,
    )
    piece.refresh_from_db()
    edited(piece, cast, "改过。")
    first, second = Photo.objects.order_by("position")
    Photo.objects.filter(pk=first.pk).update(state="refused")

    restored(piece, 1, cast.editor)

    assert [picture.id for picture in current_copy(piece).pictures] == [second.key.hex]


def test_two_versions_side_by_side_line_by_line(cast):
    piece = make_submission(
        headline="标题", byline="", blocks=paragraphs("一。", "二。")
    )
    edited(piece, cast, "一。", "两个。")
    before, after = piece.versions.order_by("number")

    old, new = side_by_side(before, after)

    def read(lines):
        return ["".join(part.text for part in line) for line in lines]

    assert read(old)[-2:] == ["一。", "二。"]
    assert read(new)[-2:] == ["一。", "两个。"]
    assert {part.op for line in old for part in line} <= {Op.EQUAL, Op.DELETE}
    assert {part.op for line in new for part in line} <= {Op.EQUAL, Op.INSERT}
