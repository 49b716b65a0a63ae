"""A piece sent again becomes a version of the first, or stays one of its own."""

from dataclasses import replace

import pytest

from desk.enums import StaffRole
from desk.exceptions import NotAllowed, Refused
from desk.services.ledger import entries_for, verify_ledger
from submissions.enums import Action, SeenDecision, Status
from submissions.models import SeenBefore
from submissions.services.copy import current_copy
from submissions.services.editing import save_copy
from submissions.services.seen.deciding import join, may_join, open_again, set_apart
from submissions.services.status import status_view
from submissions.services.workflow import available_actions, perform
from tests.desk.builders import make_user
from tests.submissions.builders import Cast, make_photo
from tests.submissions.services.seen.test_looking import (
    article,
    edited,
    looked_at,
    noise,
    sent,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return Cast()


def pair(**overrides):
    """Receive a text twice, the second time with small changes."""
    first = sent(article(1), **overrides.pop("first", {}))
    second = sent(edited(article(1), 0.03), **overrides)
    return first, second, second.seen_before.get()


def test_the_later_words_become_a_version_and_the_later_piece_is_closed(cast):
    first, second, seen = pair()

    kept = join(seen=seen, actor=cast.editor)

    first.refresh_from_db()
    second.refresh_from_db()
    seen.refresh_from_db()
    assert kept == first
    assert first.current_version.number == 2
    assert current_copy(first).blocks == current_copy(second).blocks
    assert second.ref in first.current_version.note
    assert first.versions.get(number=1).copy["blocks"][0]["runs"]
    assert (second.status, second.duplicate_of) == (Status.JOINED, first)
    assert (seen.decision, seen.decided_by) == (SeenDecision.JOINED, cast.editor)
    assert "submission.join" in entries_for(second).values_list("verb", flat=True)
    assert not verify_ledger()


def test_joining_twice_is_joining_once(cast):
    first, _second, seen = pair()
    join(seen=seen, actor=cast.editor)

    assert join(seen=seen, actor=cast.other) == first
    assert first.versions.count() == 2


def test_new_photographs_go_along_and_known_ones_are_not_doubled(cast):
    words = {"caption": "旧说明", "credit": "林晓 摄"}
    first = sent(article(1), photos=(make_photo(noise("甲.jpg", 1), **words),))
    photos = (
        make_photo(noise("甲小.jpg", 1, small=True), caption="新说明"),
        make_photo(noise("乙.jpg", 2), caption="另一张"),
    )
    second = sent(article(1), photos=photos)
    looked_at(second)

    join(seen=second.seen_before.get(), actor=cast.editor)

    first.refresh_from_db()
    pictures = current_copy(first).pictures
    assert [picture.caption for picture in pictures] == ["新说明", "另一张"]
    assert first.photos.count() == 2
    assert second.photos.count() == 1
    assert [photo.caption for photo in first.photos.all()] == ["新说明", "另一张"]


def test_photographs_of_the_earlier_piece_alone_stay(cast):
    first = sent(article(1), photos=(make_photo(noise("甲.jpg", 1)),))
    second = sent(article(1))

    join(seen=second.seen_before.get(), actor=cast.editor)

    first.refresh_from_db()
    assert len(current_copy(first).pictures) == 1


def test_a_signed_piece_that_gets_other_words_loses_its_signatures(cast):
    first, _second, seen = pair()
    perform(submission=first, action=Action.SIGN_FIRST_READ, actor=cast.editor)
    perform(submission=first, action=Action.SIGN_SECOND_READ, actor=cast.chief)
    perform(submission=seen.piece, action=Action.SIGN_FIRST_READ, actor=cast.editor)

    join(seen=seen, actor=cast.other)

    first.refresh_from_db()
    assert not first.reviews.filter(stage="second", void_at__isnull=True).exists()
    assert first.status in (Status.FIRST_READ, Status.SECOND_READ)
    assert not seen.piece.reviews.filter(void_at__isnull=True).exists()


@pytest.mark.parametrize("status", [Status.PLACED, Status.PUBLISHED, Status.DECLINED])
def test_what_is_past_editing_takes_no_new_version(cast, status):
    first, second, seen = pair()
    type(first).objects.filter(pk=first.pk).update(status=status)
    seen.refresh_from_db()

    assert not may_join(SeenBefore.objects.get(pk=seen.pk))
    with pytest.raises(Refused) as refusal:
        join(seen=seen, actor=cast.editor)

    assert refusal.value.code == "cannot_join"
    second.refresh_from_db()
    assert second.status == Status.RECEIVED
    assert first.versions.count() == 1


def test_a_piece_of_its_own_and_another_thought(cast):
    first, second, seen = pair()

    set_apart(seen=seen, actor=cast.editor)
    set_apart(seen=seen, actor=cast.other)  # changes nothing
    with pytest.raises(Refused) as refusal:
        join(seen=seen, actor=cast.editor)
    seen.refresh_from_db()
    assert (refusal.value.code, seen.decided_by) == ("decided", cast.editor)

    open_again(seen=seen, actor=cast.other)
    assert join(seen=seen, actor=cast.other) == first
    with pytest.raises(Refused):
        open_again(seen=seen, actor=cast.editor)
    with pytest.raises(Refused):
        set_apart(seen=seen, actor=cast.editor)
    verbs = list(entries_for(second).values_list("verb", flat=True))
    assert verbs.count("submission.set_apart") == 1


def test_who_may_not_edit_decides_nothing():
    _first, _second, seen = pair()
    reader = make_user(StaffRole.PROOFREADER)

    for act in (join, set_apart, open_again):
        with pytest.raises(NotAllowed):
            act(seen=seen, actor=reader)


def test_no_other_door_joins_a_piece(cast):
    _first, second, _seen = pair()

    with pytest.raises(Refused):
        perform(submission=second, action=Action.JOIN, actor=cast.head)
    assert Action.JOIN not in available_actions(second, cast.head)


def test_the_author_reads_where_her_text_went(cast):
    hers = {"contact_email": "lin@example.org"}
    _first, second, seen = pair(first=hers, **hers)
    join(seen=seen, actor=cast.editor)
    second.refresh_from_db()

    assert str(status_view(second).sentence).startswith("We had this piece already")


def test_another_author_of_the_same_text_sees_where_it_stands(cast):
    first, second, seen = pair()
    join(seen=seen, actor=cast.editor)
    perform(submission=first, action=Action.SIGN_FIRST_READ, actor=cast.editor)
    perform(submission=first, action=Action.SIGN_SECOND_READ, actor=cast.chief)
    second.refresh_from_db()

    assert status_view(second).label == "To be used"


def test_a_conflicting_edit_meanwhile_loses_nothing(cast):
    first, _second, seen = pair()
    copy = replace(current_copy(first), headline="另一个标题")
    save_copy(submission=first, copy=copy, author=cast.other, expected_number=1)

    join(seen=seen, actor=cast.editor)

    assert [version.number for version in first.versions.order_by("number")] == [
        1,
        2,
        3,
    ]
