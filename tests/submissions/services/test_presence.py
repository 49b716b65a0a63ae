"""Who has a piece open now."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from desk.exceptions import NotAllowed
from submissions.models import Presence
from submissions.services.presence import (
    Companion,
    companions,
    newer_version,
    note_leaving,
    note_presence,
)
from tests.desk.builders import make_user
from tests.submissions.api.callers import client_of
from tests.submissions.builders import make_submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def piece():
    return make_submission()


def note(piece, user, tab=None, **more):
    note_presence(piece=piece, user=user, tab=tab or uuid4(), **more)


def test_each_sees_the_other_and_not_herself(cast, piece):
    note(piece, cast.editor, is_writing=True)
    note(piece, cast.chief)

    assert companions(piece, cast.chief) == (Companion(str(cast.editor), True),)
    assert companions(piece, cast.editor) == (Companion(str(cast.chief), False),)
    assert companions(make_submission(), cast.editor) == ()


def test_two_windows_of_one_person_are_one_companion(cast, piece):
    first, second = uuid4(), uuid4()
    note(piece, cast.editor, first, is_writing=True)
    note(piece, cast.editor, second)
    assert companions(piece, cast.chief) == (Companion(str(cast.editor), True),)

    note_leaving(piece=piece, user=cast.editor, tab=first)

    assert companions(piece, cast.chief) == (Companion(str(cast.editor), False),)


def test_who_says_nothing_for_a_while_is_gone_and_swept(cast, piece):
    tab = uuid4()
    note(piece, cast.editor, tab)
    Presence.objects.update(seen_at=timezone.now() - timedelta(seconds=46))
    assert companions(piece, cast.chief) == ()

    note(piece, cast.chief)

    assert [row.user for row in Presence.objects.all()] == [cast.chief]
    note(piece, cast.editor, tab)
    assert len(companions(piece, cast.chief)) == 1


def test_the_same_window_twice_is_one_row(cast, piece, django_assert_num_queries):
    tab = uuid4()
    note(piece, cast.editor, tab)

    with django_assert_num_queries(1):
        note(piece, cast.editor, tab, is_writing=True)

    assert Presence.objects.get().is_writing is True


def test_a_newer_version_is_told(cast, piece):
    assert newer_version(piece, 1) is None
    assert newer_version(piece, 0) == piece.current_version


def test_who_reads_no_pieces_notes_nothing(piece):
    with pytest.raises(NotAllowed):
        note(piece, make_user())

    assert not Presence.objects.exists()


def test_the_room_is_told_in_whole_parts(client, cast, piece):
    note(piece, cast.chief, is_writing=True)
    client.force_login(cast.editor)
    at = reverse("admin:submissions_submission_here", args=(piece.pk,))
    tab = uuid4().hex

    told = client.post(at, {"tab": tab, "number": "0", "writing": "yes"})

    assert f"{cast.chief} is writing here" in told.json()["others"]
    assert "has saved version 1" in told.json()["newer"]
    assert companions(piece, cast.chief) == (Companion(str(cast.editor), True),)
    assert client.post(at, {"tab": tab, "gone": "yes"}).status_code == 204
    assert companions(piece, cast.chief) == ()
    assert client.get(at).status_code == 405
    room = reverse("admin:submissions_submission_change", args=(piece.pk,))
    assert f"{cast.chief} is writing here" in client.get(room).content.decode()


def test_programs_may_say_and_ask_it_too(cast, piece):
    at = f"/api/submissions/{piece.ref}/presence/"
    tab = str(uuid4())
    api = client_of(cast.editor)

    assert api.post(at, {"tab": tab, "is_writing": True}).json() == []
    seen = client_of(cast.chief).get(at).json()
    assert seen == [{"name": str(cast.editor), "is_writing": True}]
    assert api.delete(f"{at}?tab={tab}").status_code == 204
    assert client_of(cast.chief).get(at).json() == []
    assert api.delete(f"{at}?tab=x").status_code == 400
    assert client_of(make_user()).get(at).status_code == 403
