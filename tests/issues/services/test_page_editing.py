"""A page made up by hand: set as its blocks say, kept when words change."""

from dataclasses import replace

import pytest

from desk.exceptions import NotAllowed, Refused
from desk.services.ledger import entries_for
from issues.exceptions import PageChanged
from issues.models import Page
from issues.services.make_up import choose_draft, make_up_page
from issues.services.page_editing import blocks_of, edit_page, set_again
from press.copy.model import Block, BlockKind, Run
from press.makeup.serial import layout_from_json
from submissions.services.copy import current_copy
from submissions.services.editing import save_copy
from tests.issues.builders import Cast, filled_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return Cast()


@pytest.fixture
def page(cast: Cast) -> Page:
    return make_up_page(page=filled_page(cast, stories=3), actor=cast.page_editor)


def test_the_blocks_of_a_draft_give_the_page_again(cast, page):
    before = page.layout_hash

    edited = edit_page(
        page=page,
        actor=cast.page_editor,
        expected_revision=page.makeup_revision,
        blocks=blocks_of(page),
    )

    assert (edited.layout_hash, edited.draft, edited.status) == (before, 0, "made_up")


def test_a_block_goes_where_it_is_put(cast, page):
    blocks = blocks_of(page)
    moved = replace(blocks[-1], lines=blocks[-1].lines - 1)
    revision = page.makeup_revision

    edited = edit_page(
        page=page,
        actor=cast.page_editor,
        expected_revision=revision,
        blocks=[*blocks[:-1], moved],
    )

    assert layout_from_json(edited.layout).blocks[-1] == moved
    assert edited.makeup_revision == revision + 1
    assert entries_for(edited).last().verb == "page.edited"


def test_edits_of_one_sitting_are_one_entry(cast, page):
    for _ in range(3):
        page = edit_page(
            page=page,
            actor=cast.page_editor,
            expected_revision=page.makeup_revision,
            blocks=blocks_of(page),
        )

    verbs = list(entries_for(page).values_list("verb", flat=True))
    assert verbs.count("page.edited") == 1


def test_a_page_that_somebody_changed_is_not_overwritten(cast, page):
    before = page.layout_hash

    with pytest.raises(PageChanged):
        edit_page(
            page=page,
            actor=cast.page_editor,
            expected_revision=page.makeup_revision - 1,
            blocks=[],
        )

    page.refresh_from_db()
    assert page.layout_hash == before


@pytest.mark.parametrize(
    "change",
    [
        {"column": 6},
        {"lines": 400},
        {"legs": 19},
        {"size": 120.0},
        {"lines": 2},
        {"head_lines": 9},
        {"spare": 90},
        {"label": "很" * 30},
    ],
)
def test_what_cannot_be_set_is_refused_and_changes_nothing(cast, page, change):
    blocks = blocks_of(page)
    before = page.layout_hash

    with pytest.raises(Refused) as refused:
        edit_page(
            page=page,
            actor=cast.page_editor,
            expected_revision=page.makeup_revision,
            blocks=[replace(blocks[0], **change), *blocks[1:]],
        )

    page.refresh_from_db()
    assert refused.value.code == "plan_impossible"
    assert page.layout_hash == before


def test_who_may_not_make_up_may_not_edit(cast, page):
    with pytest.raises(NotAllowed):
        edit_page(
            page=page,
            actor=cast.duty,
            expected_revision=page.makeup_revision,
            blocks=blocks_of(page),
        )


def test_changed_words_stand_in_the_same_blocks(cast, page):
    blocks = blocks_of(page)
    piece = page.placements.order_by("slot").first().submission
    copy = current_copy(piece)
    more = Block("zz", BlockKind.PARAGRAPH, (Run("又添了一段话，说的还是这件事。"),))
    save_copy(
        submission=piece,
        copy=replace(copy, blocks=(*copy.blocks, more)),
        author=cast.editor,
        expected_number=piece.current_version.number,
    )

    edited = set_again(page=page, actor=cast.page_editor)

    layout = layout_from_json(edited.layout)
    assert layout.blocks == blocks
    set_as = {story["ref"]: story["version"] for story in edited.set_stories}
    assert set_as[piece.ref] == piece.versions.count()


def test_an_edited_page_goes_back_to_its_draft(cast, page):
    drafted = page.layout_hash
    blocks = blocks_of(page)
    edit_page(
        page=page,
        actor=cast.page_editor,
        expected_revision=page.makeup_revision,
        blocks=[replace(blocks[0], spare=blocks[0].spare + 1), *blocks[1:]],
    )

    back = choose_draft(page=page, number=1, actor=cast.page_editor)

    assert (back.layout_hash, back.draft) == (drafted, 1)
