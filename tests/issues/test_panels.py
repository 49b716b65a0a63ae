from dataclasses import replace

import pytest
from django.template.loader import render_to_string

from issues.panels import placement_panel
from submissions.services.copy import current_copy
from submissions.services.editing import save_copy
from tests.desk.builders import make_user
from tests.issues.builders import accepted, filled_page, made_page

pytestmark = pytest.mark.django_db


def panel(rf, user, piece):
    request = rf.get("/")
    request.user = user
    return placement_panel(piece, request)


def shown(context):
    page = render_to_string("issues/placement_panel.html", {"panel": context})
    return " ".join(page.split())


def test_a_piece_shows_its_place_and_its_lines(rf, cast):
    page = made_page(cast)
    piece = page.placements.get(slot=2).submission

    context = panel(rf, cast.editor, piece)

    (fit,) = (fit for fit in page.fits if fit["ref"] == piece.ref)
    assert (context["page"], context["placement"].slot, context["fit"]) == (
        page,
        2,
        fit,
    )
    assert context["is_current"]
    lines = f"{fit['lines_needed']} lines needed, {fit['lines_given']} given"
    assert lines in shown(context)
    assert "Make it up again" not in shown(context)


def test_a_piece_edited_since_says_so(rf, cast):
    piece = made_page(cast).placements.get(slot=1).submission
    copy = replace(current_copy(piece), deck="副题")
    save_copy(submission=piece, copy=copy, author=cast.editor, expected_number=1)

    context = panel(rf, cast.editor, piece)

    assert not context["is_current"]
    assert "Make it up again" in shown(context)


def test_a_piece_on_a_page_not_made_up_says_so(rf, cast):
    piece = filled_page(cast, stories=1).placements.get().submission

    assert "has not been made up yet" in shown(panel(rf, cast.editor, piece))


def test_a_piece_on_no_page_and_a_person_without_duty_show_nothing(rf, cast):
    placed = filled_page(cast, stories=1).placements.get().submission

    assert panel(rf, cast.editor, accepted(cast)) is None
    assert panel(rf, make_user(), placed) is None
