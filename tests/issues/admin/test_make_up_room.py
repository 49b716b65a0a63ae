"""The make-up room by Django's client: who may do what, and what it says."""

from dataclasses import replace

import pytest
from django.contrib.messages import get_messages

from issues.enums import PageStatus, PlacementRole
from issues.models import SignOff
from issues.services.make_up import make_up_page
from issues.services.page_editing import blocks_of
from press.copy.model import Run
from press.copy.serial import from_json
from submissions.enums import Status
from submissions.services.editing import save_copy
from tests.issues.builders import (
    accepted,
    filled_page,
    made_page,
    make_page,
    make_piece,
)

pytestmark = pytest.mark.django_db


def room(page):
    return f"/admin/issues/page/{page.pk}/change/"


def act(client, page, action, **fields):
    at = f"/admin/issues/page/{page.pk}/act/"
    return client.post(at, {"action": action, **fields})


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def edit(piece, author):
    """Change a mark: both reads hold."""
    piece.refresh_from_db()
    copy = from_json(piece.current_version.copy)
    block = copy.blocks[0]
    marked = replace(block, runs=(Run(f"{block.text}……"),))
    words = replace(copy, blocks=(marked, *copy.blocks[1:]))
    number = piece.current_version.number
    return save_copy(
        submission=piece, copy=words, author=author, expected_number=number
    )


def test_a_blank_page_says_how_to_begin(client, cast):
    page = make_page()
    client.force_login(cast.page_editor)

    text = client.get(room(page)).content.decode()

    assert "Place stories, then let the page make itself." in text
    assert "No story is waiting." in text
    assert "disabled" in text


def test_chosen_stories_are_placed(client, cast):
    page, first, second = make_page(), accepted(cast), accepted(cast)
    client.force_login(cast.page_editor)

    answer = act(client, page, "place", piece=[first.pk, second.pk])

    assert answer["Location"] == room(page)
    assert said(answer) == ["Placed: 2."]
    standing = page.placements.values_list("submission", flat=True)
    assert set(standing) == {first.pk, second.pk}
    first.refresh_from_db()
    assert first.status == Status.PLACED


def test_placing_without_a_choice_is_refused_with_its_reason(client, cast):
    page = make_page()
    client.force_login(cast.page_editor)

    answer = act(client, page, "place")

    assert said(answer) == ["No story is chosen. Please tick the stories to place."]


def test_a_piece_nobody_has_read_is_refused_with_its_reason(client, cast):
    page, piece = make_page(), make_piece()
    client.force_login(cast.page_editor)

    answer = act(client, page, "place", piece=[piece.pk])

    assert piece.ref in said(answer)[0]
    assert not page.placements.exists()


def test_a_story_is_moved_given_a_role_and_taken_off(client, cast):
    page = filled_page(cast)
    first, second = page.placements.order_by("slot")
    client.force_login(cast.page_editor)

    act(client, page, "move", placement=first.pk, direction="down")
    act(client, page, "role", placement=second.pk, role="lead")
    wrong = act(client, page, "role", placement=second.pk, role="king")
    act(client, page, "remove", placement=first.pk)

    second.refresh_from_db()
    assert (second.slot, second.role) == (1, PlacementRole.LEAD)
    assert said(wrong)[-1].startswith("This role does not exist.")
    assert page.placements.get() == second


def test_a_placement_of_another_page_is_not_found(client, cast):
    page, other = make_page(), filled_page(cast, stories=1)
    client.force_login(cast.page_editor)

    answer = act(client, page, "remove", placement=other.placements.get().pk)

    assert answer.status_code == 404
    assert other.placements.count() == 1


def test_a_look_does_nothing_and_nonsense_does_nothing(client, cast):
    page = filled_page(cast, stories=1)
    client.force_login(cast.page_editor)

    looked = client.get(f"/admin/issues/page/{page.pk}/act/?action=make_up")
    act(client, page, "explode")

    page.refresh_from_db()
    assert looked.status_code == 302
    assert page.status == PageStatus.OPEN


def test_the_page_is_made_up_and_its_drafts_are_shown(client, cast):
    page = filled_page(cast)
    client.force_login(cast.page_editor)

    answer = act(client, page, "make_up", draft="1")

    page.refresh_from_db()
    text = client.get(room(page)).content.decode()
    assert said(answer) == ["The page is made up."]
    assert page.status == PageStatus.MADE_UP
    assert text.count(f"/desk/pages/{page.pk}/drafts/") == page.drafts.count()
    assert f"/desk/pages/{page.pk}/preview.png?v={page.layout_hash[:12]}" in text


def test_words_changed_since_make_up_are_named(client, cast):
    page = made_page(cast)
    piece = page.placements.first().submission
    edit(piece, cast.editor)
    client.force_login(cast.duty)
    unsigned = client.get(room(page)).content.decode()
    client.force_login(cast.page_editor)

    text = client.get(room(page)).content.decode()

    assert "The page cannot be signed as it is" in unsigned
    assert 'value="sign"' not in unsigned
    assert f"Changed since the page was made up: {piece.ref}." in text


def test_the_duty_editor_sees_what_changed_since_the_second_read(client, cast):
    page = filled_page(cast)
    piece = page.placements.first().submission
    edit(piece, cast.editor)
    make_up_page(page=page, actor=cast.page_editor, drafts=1)
    client.force_login(cast.duty)

    text = client.get(room(page)).content.decode()
    diff = client.get(f"/admin/submissions/submission/{piece.pk}/versions/2/?since=1")

    assert f"/{piece.pk}/versions/2/?since=1" in text
    assert "version 1 → 2" in text
    assert diff.content.decode().split("<ins>")[1].startswith("……")


def test_the_duty_editor_signs_and_takes_it_back(client, cast):
    page = made_page(cast)
    client.force_login(cast.duty)
    assert "No story has been changed since" in client.get(room(page)).content.decode()

    signed = act(client, page, "sign", revision=page.makeup_revision, opinion="可付印")

    page.refresh_from_db()
    assert said(signed) == ["The page is signed off."]
    assert page.status == PageStatus.SIGNED
    assert SignOff.objects.get().opinion == "可付印"
    assert 'value="withdraw"' in client.get(room(page)).content.decode()
    act(client, page, "withdraw", opinion="改标题")
    page.refresh_from_db()
    assert page.status == PageStatus.MADE_UP


def test_an_older_look_is_not_signed(client, cast):
    page = made_page(cast)
    client.force_login(cast.duty)

    answer = act(client, page, "sign", revision=page.makeup_revision - 1)

    page.refresh_from_db()
    assert "has been changed since you opened it" in said(answer)[0]
    assert page.status == PageStatus.MADE_UP


def test_a_reader_is_told_why_she_may_not_sign(client, cast):
    page = made_page(cast)
    cast.chief.is_superuser = True
    cast.chief.save()
    client.force_login(cast.chief)

    text = client.get(room(page)).content.decode()
    answer = act(client, page, "sign", revision=page.makeup_revision)

    assert "A third person must sign the page." in text
    assert 'value="sign"' not in text
    assert "A third person must sign the page." in said(answer)[0]
    assert not SignOff.objects.exists()


def test_a_proofreader_looks_only(client, cast):
    page = made_page(cast)
    client.force_login(cast.proofreader)

    text = client.get(room(page)).content.decode()
    answer = act(client, page, "make_up")

    assert f'action="/admin/issues/page/{page.pk}/act/"' not in text
    assert said(answer)[0].startswith("“Making up a page” is not among your duties.")


def test_pages_that_are_not_there_are_not_found(client, cast):
    client.force_login(cast.duty)

    for at in ("0", "999", "abc"):
        assert client.get(f"/admin/issues/page/{at}/change/").status_code == 404
        assert client.get(f"/admin/issues/issue/{at}/change/").status_code == 404


def test_three_stories_ask_as_much_as_one(client, cast, django_assert_num_queries):
    one, three = filled_page(cast, stories=1), filled_page(cast, stories=3)
    accepted(cast)
    client.force_login(cast.duty)
    client.get(room(one))

    with django_assert_num_queries(18):
        client.get(room(one))
    with django_assert_num_queries(18):
        client.get(room(three))


def test_a_page_whose_words_changed_keeps_its_blocks_on_request(client, cast):
    page = made_page(cast)
    piece = page.placements.order_by("slot").first().submission
    blocks = blocks_of(page)
    edit(piece, cast.editor)
    client.force_login(cast.page_editor)
    assert "Keep the blocks" in client.get(room(page)).content.decode()

    answer = act(client, page, "set_again")

    page.refresh_from_db()
    assert said(answer) == ["The page is set in the same blocks with the words of now."]
    assert blocks_of(page) == blocks
    text = client.get(room(page)).content.decode()
    assert "Keep the blocks" not in text
    assert "The page was edited by hand" in text
