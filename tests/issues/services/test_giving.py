"""Advice about a page that does not fit, in sentences, through service, screen, API."""

import pytest
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from desk.exceptions import NotAllowed
from issues.services import giving
from issues.services.giving import advise
from issues.services.make_up import make_up_page
from issues.services.placing import place_submission
from tests.issues.builders import accepted, filled_page, make_grid, make_page, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def too_full(cast):
    page = make_page(grid=make_grid(columns=5, column_chars=14, lines=60))
    for sentences in (20, 14, 12, 10, 8, 6, 6):
        piece = accepted(cast, blocks=words(sentences))
        place_submission(page=page, submission=piece, actor=cast.editor)
    return make_up_page(page=page, actor=cast.page_editor, drafts=1)


@pytest.fixture
def half_empty(cast):
    page = filled_page(
        cast, stories=1, grid=make_grid(columns=5, column_chars=14, lines=60)
    )
    return make_up_page(page=page, actor=cast.page_editor, drafts=1)


def test_it_says_what_to_cut_and_what_to_leave_out(cast, too_full):
    advice = advise(too_full, cast.page_editor)

    assert too_full.overset_lines > 0
    assert len(advice.cuts) == sum(
        fit["lines_needed"] > fit["lines_given"] for fit in too_full.fits
    )
    assert advice.leave.startswith(f"Leave out {len(advice.out)} stor")
    assert (advice.hole, advice.into) == ("", ())
    for offer in advice.out:
        too_full.placements.get(submission__ref=offer.ref).delete()
    fits = make_up_page(page=too_full, actor=cast.page_editor, drafts=1)
    assert fits.overset_lines == 0


def test_the_same_page_is_not_proven_twice(cast, too_full, monkeypatch):
    first = advise(too_full, cast.page_editor)
    monkeypatch.setattr(giving, "leave_out", None)

    assert advise(too_full, cast.page_editor) == first


def test_it_offers_ready_stories_for_a_hole(cast, half_empty):
    pieces = [accepted(cast, blocks=words(count)) for count in range(8, 60)]

    advice = advise(half_empty, cast.page_editor)

    assert advice.hole.startswith("A hole of ")
    assert 0 < len(advice.into) <= 3
    assert {offer.ref for offer in advice.into} <= {piece.ref for piece in pieces}


def test_nobody_is_advised_who_may_not_make_up(cast, half_empty):
    with pytest.raises(NotAllowed):
        advise(half_empty, cast.proofreader)


def test_the_room_asks_for_it_and_shows_buttons(cast, too_full):
    client = Client()
    client.force_login(cast.page_editor)
    room = client.get(reverse("admin:issues_page_change", args=(too_full.pk,)))
    address = reverse("admin:issues_page_advice", args=(too_full.pk,))
    assert f'data-advice="{address}"' in room.text

    part = client.get(address)

    assert part.status_code == 200
    assert part.text.count('name="placement"') == len(
        advise(too_full, cast.page_editor).out
    )


def test_a_page_that_is_not_made_up_is_told_so(cast):
    page = filled_page(cast)
    client = Client()
    client.force_login(cast.page_editor)

    part = client.get(reverse("admin:issues_page_advice", args=(page.pk,)))

    assert part.status_code == 200
    assert f"Page {page.number}" in part.text


def test_the_api_says_the_same(cast, too_full):
    client = APIClient()
    client.force_authenticate(cast.page_editor)

    told = client.get(f"/api/pages/{too_full.pk}/advice/").json()

    advice = advise(too_full, cast.page_editor)
    assert told["cuts"] == list(advice.cuts)
    assert [offer["ref"] for offer in told["out"]] == [o.ref for o in advice.out]
