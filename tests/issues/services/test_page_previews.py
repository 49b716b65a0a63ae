"""A page on trial: what a save would set, and nothing written."""

from dataclasses import replace

import pytest

from desk.exceptions import NotAllowed, Refused
from desk.services.ledger import entries_for
from issues.exceptions import PageLocked
from issues.models import Page
from issues.services.fit_words import fit_sentence
from issues.services.make_up import make_up_page
from issues.services.page_drawings import page_picture
from issues.services.page_editing import blocks_of, edit_page
from issues.services.page_locks import lock_for_editor
from issues.services.page_previews import preview_page
from press.makeup.model import StoryFit
from press.makeup.serial import layout_bytes, layout_from_json, layout_hash
from tests.issues.builders import Cast, accepted, filled_page, make_page
from tests.submissions.builders import make_photo_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return Cast()


@pytest.fixture
def page(cast: Cast) -> Page:
    return make_up_page(page=filled_page(cast, stories=3), actor=cast.page_editor)


def tried(cast, page, blocks, **more):
    return preview_page(page=page, actor=cast.page_editor, blocks=blocks, **more)


def test_a_trial_is_what_a_save_sets(cast, page):
    blocks = blocks_of(page)
    blocks = (replace(blocks[0], lines=blocks[0].lines - 2), *blocks[1:])

    preview = tried(cast, page, blocks)
    saved = edit_page(
        page=page,
        actor=cast.page_editor,
        expected_revision=page.makeup_revision,
        blocks=blocks,
    )

    assert layout_bytes(preview.layout) == layout_bytes(layout_from_json(saved.layout))
    assert preview.problems == ()


def test_a_trial_writes_nothing(cast, page):
    before = Page.objects.filter(pk=page.pk).values().get()
    entries = entries_for(page).count()
    blocks = blocks_of(page)

    tried(cast, page, [replace(blocks[0], spare=1), *blocks[1:]])

    assert Page.objects.filter(pk=page.pk).values().get() == before
    assert entries_for(page).count() == entries


def test_what_cannot_be_set_is_told_and_left_out(cast, page):
    blocks = blocks_of(page)
    wrong = replace(blocks[0], column=6)
    shallow = replace(blocks[1], lines=2)

    preview = tried(cast, page, [wrong, shallow, *blocks[2:]])

    told = [(problem.story, problem.rule) for problem in preview.problems]
    assert told == [(wrong.story, "outside"), (shallow.story, "too_small")]
    assert all(problem.sentence for problem in preview.problems)
    assert preview.layout.blocks == tuple(blocks[2:])


def test_another_order_deals_the_slots_when_saved(cast, page):
    blocks = blocks_of(page)
    order = [row.submission.ref for row in page.placements.order_by("-slot")]

    preview = tried(cast, page, blocks, order=order)
    standing = list(page.placements.values_list("submission__ref", flat=True))
    saved = edit_page(
        page=page,
        actor=cast.page_editor,
        expected_revision=page.makeup_revision,
        blocks=blocks,
        order=order,
    )

    assert standing == order[::-1]
    assert list(page.placements.values_list("submission__ref", flat=True)) == order
    assert layout_hash(preview.layout) == saved.layout_hash
    assert saved.status == "made_up"


@pytest.mark.parametrize("order", [["GK-1"], ["GK-1", "GK-2", "GK-3"]])
def test_an_order_that_is_not_the_pages_is_refused(cast, page, order):
    with pytest.raises(Refused) as refused:
        tried(cast, page, blocks_of(page), order=order)

    assert refused.value.code == "order_incomplete"


def test_who_may_not_edit_may_not_try(cast, page):
    with pytest.raises(NotAllowed):
        preview_page(page=page, actor=cast.duty, blocks=blocks_of(page))


def test_a_locked_page_is_not_tried(cast, page):
    blocks = blocks_of(page)
    lock_for_editor(page=page, actor=cast.page_editor)

    with pytest.raises(PageLocked):
        tried(cast, page, blocks)


def test_a_story_without_a_block_is_lost_from_the_trial(cast, page):
    blocks = blocks_of(page)

    preview = tried(cast, page, blocks[1:])

    lost = next(fit for fit in preview.layout.fits if fit.ref == blocks[0].story)
    assert (lost.lines_given, lost.overset_lines > 0) == (0, True)


@pytest.mark.parametrize(
    ("fit", "sentence"),
    [
        (StoryFit("a", 46, 41, chars_over=145), "5 lines over, about 145 characters"),
        (StoryFit("a", 42, 41, chars_over=1), "1 line over, about 1 characters"),
        (StoryFit("a", 40, 43, chars_under=60), "3 lines free"),
        (StoryFit("a", 40, 40), "fits"),
    ],
)
def test_how_a_story_fits_is_said_in_lines(fit, sentence):
    assert fit_sentence(fit) == sentence


def test_pictures_of_the_page_are_shown_and_no_others(cast):
    page, other = make_page(), make_page()
    piece = accepted(cast, photos=(make_photo_file(),))
    page.placements.create(submission=piece, slot=1)
    key = piece.photos.get().key.hex

    assert (page_picture(page, key) or b"").startswith(b"\xff\xd8")
    assert page_picture(other, key) is None
    assert page_picture(page, "0" * 32) is None
