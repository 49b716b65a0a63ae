from dataclasses import replace

import pytest
from django.core.files.storage import default_storage

from desk.exceptions import NotAllowed, Refused
from desk.services.ledger import entries_for
from issues.enums import PlacementRole
from issues.exceptions import PageChanged
from issues.models import Page
from issues.services import make_up
from issues.services.freshness import changed_stories
from issues.services.gathering import gather_page
from issues.services.make_up import choose_draft, make_up_page
from issues.services.placing import place_submission, set_role
from press.imaging.scenes import draw_scene
from press.makeup.model import Role
from press.makeup.serial import layout_from_json, layout_hash
from submissions.enums import PhotoState
from submissions.incoming import IncomingPhoto
from submissions.services.copy import current_copy
from submissions.services.editing import save_copy
from submissions.services.photos import add_photo
from tests.issues.builders import (
    accept,
    accepted,
    check_photos,
    filled_page,
    made_page,
    make_page,
    make_piece,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "现场.jpg"
    path.write_bytes(draw_scene("shore", seed=1))
    return path


def test_a_page_is_made_up_from_what_stands_on_it(cast):
    page = filled_page(cast, stories=3)

    made = make_up_page(page=page, actor=cast.page_editor)

    refs = [p.submission.ref for p in page.placements.order_by("slot")]
    assert (made.status, made.draft, made.makeup_revision) == ("made_up", 1, 4)
    assert [story["ref"] for story in made.set_stories] == refs
    assert sorted(fit["ref"] for fit in made.fits) == refs
    layout = layout_from_json(made.layout)
    assert (layout_hash(layout), layout.fill) == (made.layout_hash, made.fill)
    assert layout.overset_lines == made.overset_lines
    assert made.drafts.count() >= 1
    assert made.drafts.get(number=1).layout_hash == made.layout_hash
    with made.preview.open("rb") as file:
        assert file.read(8) == b"\x89PNG\r\n\x1a\n"
    entry = entries_for(page).last()
    assert (entry.verb, entry.actor) == ("page.made_up", cast.page_editor)


def test_the_same_page_is_made_up_the_same(cast):
    page = filled_page(cast)

    hashes = {make_up_page(page=page, drafts=1).layout_hash for _ in range(2)}

    assert len(hashes) == 1


def test_making_up_is_the_duty_of_few(cast):
    page = filled_page(cast)

    with pytest.raises(NotAllowed):
        make_up_page(page=page, actor=cast.duty)


def test_another_draft_is_chosen_without_making_it_again(cast):
    page = make_up_page(page=filled_page(cast, stories=6))
    first, second = page.drafts.order_by("number")[:2]
    before = page.preview.name

    chosen = make_up_page(page=page, draft=2)

    assert (chosen.draft, chosen.layout_hash) == (2, second.layout_hash)
    assert chosen.layout_hash != first.layout_hash
    assert default_storage.exists(chosen.preview.name)
    assert chosen.preview.name != before


def test_a_draft_that_is_not_there_is_refused(cast):
    page = filled_page(cast)

    with pytest.raises(Refused, match="There is no such draft"):
        make_up_page(page=page, drafts=1, draft=2)
    make_up_page(page=page, drafts=1)
    with pytest.raises(Refused, match="There is no such draft; the page has 1"):
        choose_draft(page=page, number=7)


def test_drafts_of_a_changed_page_are_not_chosen_from(cast):
    page = made_page(cast)
    place_submission(page=page, submission=accepted(cast), actor=cast.editor)

    with pytest.raises(Refused, match="has changed since its drafts"):
        choose_draft(page=page, number=1)


def test_a_change_opens_the_page_and_keeps_the_layout_to_look_at(cast):
    page = made_page(cast)
    before = page.layout_hash

    place_submission(page=page, submission=accepted(cast), actor=cast.editor)

    page.refresh_from_db()
    assert (page.status, page.layout_hash) == ("open", before)
    assert page.preview


def test_a_page_changed_during_its_make_up_is_not_written(cast, monkeypatch):
    page, piece = filled_page(cast), accepted(cast)
    draw = make_up.draw_page

    def somebody_places(*args, **kwargs):
        place_submission(
            page=Page.objects.get(pk=page.pk), submission=piece, actor=cast.editor
        )
        return draw(*args, **kwargs)

    monkeypatch.setattr(make_up, "draw_page", somebody_places)
    with pytest.raises(PageChanged, match="changed while it was being made up"):
        make_up_page(page=page, drafts=1)

    page.refresh_from_db()
    assert (page.status, page.layout) == ("open", None)


def test_two_make_ups_of_the_same_at_once_are_one(cast, monkeypatch):
    page = filled_page(cast)
    draw = make_up.draw_page

    def another_is_faster(*args, **kwargs):
        monkeypatch.setattr(make_up, "draw_page", draw)
        make_up_page(page=Page.objects.get(pk=page.pk), drafts=1)
        return draw(*args, **kwargs)

    monkeypatch.setattr(make_up, "draw_page", another_is_faster)
    made = make_up_page(page=page, drafts=1)

    assert (made.status, made.makeup_revision) == ("made_up", 3)
    verbs = list(entries_for(page).values_list("verb", flat=True))
    assert verbs.count("page.made_up") == 1


def test_a_photograph_stands_on_the_page(cast, photo):
    page = make_page()
    piece = accepted(cast, photos=(photo,))
    place_submission(page=page, submission=piece, actor=cast.editor)

    made = make_up_page(page=page, drafts=1)

    key = piece.photos.get().key.hex
    layout = layout_from_json(made.layout)
    assert [frame.picture for frame in layout.pictures] == [key]
    assert made.set_stories[0]["pictures"] == [key]


def test_photographs_are_checked_first(cast, photo):
    piece = make_piece(photos=(photo,))
    accept(piece, first=cast.editor, second=cast.chief)
    page = make_page()
    place_submission(page=page, submission=piece, actor=cast.editor)

    with pytest.raises(Refused, match=f"Photographs of {piece.ref} are still being"):
        make_up_page(page=page, drafts=1)
    check_photos(piece)

    assert make_up_page(page=page, drafts=1).status == "made_up"


def test_a_refused_photograph_is_left_out_and_a_damaged_one_is_named(cast, photo):
    page = make_page()
    piece = accepted(cast, photos=(photo, photo))
    first, second = piece.photos.order_by("position")
    piece.photos.filter(pk=first.pk).update(state=PhotoState.REFUSED)
    piece.photos.filter(pk=second.pk).update(state=PhotoState.DAMAGED)
    place_submission(page=page, submission=piece, actor=cast.editor)

    content = gather_page(page)

    assert [p.id for p in content.stories[0].pictures] == [second.key.hex]
    assert [p.id for p in content.stories[0].copy.pictures] == [second.key.hex]
    (finding,) = content.findings
    assert (finding.rule, finding.hard, finding.stories) == (
        "photo_damaged",
        False,
        (piece.ref,),
    )


def test_words_saved_later_make_the_page_stale(cast):
    page = made_page(cast)
    piece = page.placements.get(slot=2).submission
    copy = replace(current_copy(piece), deck="副题")

    assert changed_stories(page) == ()
    save_copy(submission=piece, copy=copy, author=cast.editor, expected_number=1)

    assert changed_stories(page) == (piece.ref,)


def test_a_photograph_that_comes_later_makes_the_page_stale(cast, photo):
    page = made_page(cast)
    piece = page.placements.get(slot=1).submission

    add_photo(
        submission=piece,
        incoming_photo=IncomingPhoto("b.jpg", photo),
        actor=cast.editor,
    )

    assert changed_stories(page) == (piece.ref,)


def test_a_photograph_refused_later_makes_the_page_stale(cast, photo):
    page, piece = make_page(), accepted(cast, photos=(photo,))
    place_submission(page=page, submission=piece, actor=cast.editor)
    make_up_page(page=page, drafts=1)

    assert changed_stories(page) == ()
    piece.photos.update(state=PhotoState.REFUSED)

    assert changed_stories(page) == (piece.ref,)


def test_the_page_editors_roles_stay_and_the_others_follow(cast):
    page = filled_page(cast, stories=3)
    last = page.placements.get(slot=3)
    set_role(placement=last, role=PlacementRole.LEAD, actor=cast.editor)
    page.refresh_from_db()

    roles = [story.role for story in gather_page(page).stories]

    assert roles[2] is Role.LEAD
    assert roles.count(Role.LEAD) == 1
