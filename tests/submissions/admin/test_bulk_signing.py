"""Signing and filing many pieces: the words are named, what changed is not signed."""

import pytest

from submissions.enums import Status
from submissions.models import Section
from submissions.services.copy import current_copy
from submissions.services.editing import save_copy
from tests.submissions.admin.test_list import choose, said
from tests.submissions.builders import make_submission

pytestmark = pytest.mark.django_db
SIGN = "bulk_sign_first_read"


def test_the_page_shows_the_words_before_anything_is_signed(client, cast):
    pieces = [make_submission() for _number in range(2)]
    client.force_login(cast.editor)

    page = choose(client, SIGN, pieces).content.decode()

    for piece in pieces:
        assert piece.headline in page
        assert f'name="version_{piece.pk}" value="1"' in page
        assert piece.reviews.count() == 0


def test_words_that_changed_meanwhile_are_not_signed(client, cast):
    still, changed, blind = (make_submission() for _number in range(3))
    save_copy(
        submission=changed,
        copy=current_copy(make_submission()),
        author=cast.other,
        expected_number=1,
    )
    client.force_login(cast.editor)
    seen = {f"version_{piece.pk}": 1 for piece in (still, changed)}

    answer = choose(
        client, SIGN, (still, changed, blind), confirmed="1", note="可用", **seen
    )

    assert said(answer)[0] == "1 piece done, 2 refused."
    assert [r.opinion for r in still.reviews.all()] == ["可用"]
    assert changed.reviews.count() == blind.reviews.count() == 0
    still.refresh_from_db()
    assert still.status == Status.SECOND_READ


def test_many_pieces_are_filed_under_a_section_and_keep_their_tags(client, cast):
    section = Section.objects.create(name="园区要闻", slug="yaowen")
    pieces = [make_submission() for _number in range(2)]
    client.force_login(cast.editor)

    asked = choose(client, "set_section", pieces)
    missing = choose(client, "set_section", pieces, confirmed="1", section="nowhere")
    done = choose(client, "set_section", pieces, confirmed="1", section="yaowen")

    assert "园区要闻" in asked.content.decode()
    assert "Choose a section" in missing.content.decode()
    assert said(done) == ["2 pieces done."]
    for piece in pieces:
        piece.refresh_from_db()
        assert piece.section == section


def test_who_does_not_edit_files_nothing(client, cast):
    Section.objects.create(name="园区要闻", slug="yaowen")
    piece = make_submission()
    client.force_login(cast.proofreader)

    choose(client, "set_section", [piece], confirmed="1", section="yaowen")

    piece.refresh_from_db()
    assert piece.section is None
