"""Before a save lets signatures fall, the editor is shown which and why."""

import pytest

from submissions.enums import Action, Status
from submissions.services.workflow import perform
from tests.submissions.admin.test_reading_room import form_of, room, save
from tests.submissions.builders import make_submission, paragraphs

pytestmark = pytest.mark.django_db


@pytest.fixture
def piece(cast):
    piece = make_submission(blocks=paragraphs("投资5亿元，进度很快。", "干劲足。"))
    perform(submission=piece, action=Action.SIGN_FIRST_READ, actor=cast.editor)
    perform(submission=piece, action=Action.SIGN_SECOND_READ, actor=cast.chief)
    return piece


def typed(client, piece, body):
    return form_of(client, piece, body=body, change_note="核对")


def again(answer):
    """Return what a second press on save would send."""
    form = answer.context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def test_marks_are_saved_without_a_question(client, cast, piece):
    client.force_login(cast.editor)

    answer = save(
        client, piece, typed(client, piece, "投资5亿元。进度很快。\n\n干劲足。")
    )

    piece.refresh_from_db()
    assert answer["Location"] == room(piece)
    assert piece.status == Status.ACCEPTED


def test_the_first_press_asks_and_keeps_every_word(client, cast, piece):
    client.force_login(cast.editor)

    asked = save(
        client, piece, typed(client, piece, "投资50亿元，进度很快。\n\n干劲足。")
    )

    page = asked.content.decode()
    piece.refresh_from_db()
    assert (asked.status_code, piece.current_version.number) == (409, 1)
    assert "投资50亿元，进度很快。" in again(asked)["body"]
    assert again(asked)["change_note"] == "核对"
    assert str(cast.editor) in page
    assert str(cast.chief) in page
    assert "<del>投资5亿元" in page
    assert "<ins>投资50亿元" in page


def test_the_second_press_saves_and_the_signatures_fall(client, cast, piece):
    client.force_login(cast.editor)
    asked = save(
        client, piece, typed(client, piece, "投资50亿元，进度很快。\n\n干劲足。")
    )

    answer = save(client, piece, again(asked))

    piece.refresh_from_db()
    assert answer["Location"] == room(piece)
    assert (piece.current_version.number, piece.status) == (2, Status.FIRST_READ)
    assert not piece.reviews.filter(void_at=None).exists()


def test_words_changed_after_the_question_are_asked_about_anew(client, cast, piece):
    client.force_login(cast.editor)
    asked = save(
        client, piece, typed(client, piece, "投资50亿元，进度很快。\n\n干劲足。")
    )
    other = {**again(asked), "body": "投资500亿元，进度很快。\n\n干劲足。"}

    answer = save(client, piece, other)

    assert answer.status_code == 409
    assert "投资500亿元" in answer.content.decode()
    assert piece.versions.count() == 1
