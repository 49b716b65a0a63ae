"""The letter “new story”: to whom, once, with the way to the room."""

from datetime import timedelta

import pytest
from django.utils import timezone

from desk.enums import StaffRole
from desk.models import Letter
from desk.services.staff_letters import wish_letters
from submissions.enums import Action, Source
from submissions.letter_kinds import NEW_STORY
from submissions.models import Beat, Section
from submissions.services.story_letters import tell_of_new_story
from submissions.services.workflow import perform
from tests.desk.builders import make_user
from tests.submissions.builders import make_submission

pytestmark = pytest.mark.django_db


def wishing(role=StaffRole.EDITOR, email="li@example.org"):
    user = make_user(role, email=email)
    wish_letters(user=user, kinds=[NEW_STORY])
    return user


def letters():
    return Letter.objects.filter(kind=NEW_STORY)


def test_an_editor_who_wants_it_is_told_once_with_the_way_to_the_room():
    user, piece = wishing(), make_submission()

    told = [tell_of_new_story(piece) for _turn in range(2)]

    letter = letters().get()
    assert told == [1, 1]
    assert letter.recipient == user.email
    assert piece.headline in letter.subject
    assert f"/admin/submissions/submission/{piece.pk}/change/" in letter.body


def test_who_cannot_take_it_up_is_not_told():
    make_user(StaffRole.EDITOR, email="silent@example.org")
    wishing(StaffRole.PROOFREADER)
    elsewhere = Section.objects.create(name="产业", slug="industry")
    Beat.objects.create(user=wishing(email="w@example.org"), section=elsewhere)
    Section.objects.create(name="要闻", slug="news")

    tell_of_new_story(make_submission(section_slug="news"))

    assert letters().count() == 0


def test_what_is_no_news_is_not_told(cast):
    wishing()
    typed = make_submission(source=Source.DESK)
    old = make_submission(received_at=timezone.now() - timedelta(days=3))
    taken = make_submission()
    perform(submission=taken, action=Action.CLAIM, actor=cast.editor)

    assert [tell_of_new_story(piece) for piece in (typed, old, taken)] == [0, 0, 0]
