"""The slip of a piece, from its room and over the API."""

import pytest
from django.urls import reverse

from desk.models import LedgerEntry
from tests.desk.builders import make_user
from tests.submissions.api.callers import client_of
from tests.submissions.builders import make_submission

pytestmark = pytest.mark.django_db


def test_both_doors_give_the_same_sheet(client, cast):
    piece = make_submission()
    client.force_login(cast.proofreader)
    at = reverse("admin:submissions_submission_slip", args=(piece.pk,))

    page = client.get(at)
    told = client_of(cast.editor).get(f"/api/submissions/{piece.ref}/slip/")

    assert (page.status_code, page["Content-Type"]) == (200, "application/pdf")
    assert page.content == told.content
    assert "no-store" in page["Cache-Control"]
    assert LedgerEntry.objects.filter(verb="submission.slip_opened").count() == 2


def test_the_room_has_the_button(client, cast):
    piece = make_submission()
    client.force_login(cast.editor)

    room = client.get(reverse("admin:submissions_submission_change", args=(piece.pk,)))

    assert reverse("admin:submissions_submission_slip", args=(piece.pk,)) in (
        room.content.decode()
    )


def test_others_and_other_methods_get_none(client, cast):
    piece = make_submission()
    at = f"/api/submissions/{piece.ref}/slip/"
    client.force_login(make_user())
    page = reverse("admin:submissions_submission_slip", args=(piece.pk,))

    assert client.get(page).status_code == 403
    assert client_of(make_user()).get(at).status_code == 403
    assert client_of(cast.editor).post(at).status_code == 405
    assert client_of(cast.editor).get("/api/submissions/GK-1/slip/").status_code == 404
    assert not LedgerEntry.objects.filter(verb="submission.slip_opened").exists()
