"""Who is at a page on the editing screen."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from desk.exceptions import NotAllowed
from issues.models import PagePresence
from issues.services.page_presence import (
    Neighbour,
    neighbours,
    note_at_page,
    note_leaving_page,
)
from tests.desk.builders import make_user
from tests.issues.builders import make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return make_page()


def note(page, user, tab=None, **more):
    note_at_page(page=page, user=user, tab=tab or uuid4(), **more)


def test_each_sees_the_other_and_what_she_holds(cast, page):
    note(page, cast.page_editor, is_editing=True, story="GK-2026-0001")
    note(page, cast.chief)

    held = Neighbour(str(cast.page_editor), True, "GK-2026-0001")
    assert neighbours(page, cast.chief) == (held,)
    assert neighbours(page, cast.page_editor) == (
        Neighbour(str(cast.chief), False, ""),
    )
    assert neighbours(make_page(), cast.chief) == ()


def test_two_windows_of_one_person_are_one_neighbour(cast, page):
    first = uuid4()
    note(page, cast.page_editor, first, is_editing=True, story="GK-2026-0001")
    note(page, cast.page_editor)
    assert len(neighbours(page, cast.chief)) == 1

    note_leaving_page(page=page, user=cast.page_editor, tab=first)

    assert neighbours(page, cast.chief) == (
        Neighbour(str(cast.page_editor), False, ""),
    )


def test_who_says_nothing_for_a_while_is_gone_and_swept(cast, page):
    note(page, cast.page_editor)
    PagePresence.objects.update(seen_at=timezone.now() - timedelta(seconds=46))
    assert neighbours(page, cast.chief) == ()

    note(page, cast.chief)

    assert [row.user for row in PagePresence.objects.all()] == [cast.chief]


def test_the_same_window_again_is_one_row(cast, page, django_assert_num_queries):
    tab = uuid4()
    note(page, cast.page_editor, tab)

    with django_assert_num_queries(1):
        note(page, cast.page_editor, tab, is_editing=True)

    assert PagePresence.objects.get().is_editing is True


def test_who_may_not_look_at_issues_is_not_noted(page):
    with pytest.raises(NotAllowed):
        note(page, make_user())
