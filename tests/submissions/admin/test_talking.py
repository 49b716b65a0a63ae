"""Notes, questions, clearance by others, splitting: the acts of the room."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from desk.enums import StaffRole
from submissions.models import Submission
from submissions.services.notes import unseen_mentions, write_note
from submissions.services.questions import open_questions
from tests.desk.builders import make_user
from tests.submissions.builders import make_submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def piece():
    return make_submission()


def at(piece, act="change"):
    return f"/admin/submissions/submission/{piece.pk}/{act}/"


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_a_note_names_a_colleague_who_sees_it_when_she_opens_the_piece(
    client, cast, piece
):
    friend = make_user(StaffRole.EDITOR, display_name="李明")
    client.force_login(cast.editor)

    client.post(at(piece, "notes"), {"internal_note": "@李明 <b>核对</b>数字"})
    waiting = unseen_mentions(friend).count()
    client.force_login(friend)
    page = client.get(at(piece)).content.decode()

    assert "<b>@李明</b> &lt;b&gt;核对&lt;/b&gt;数字" in page
    assert (waiting, unseen_mentions(friend).count()) == (1, 0)


def test_a_refused_note_stays_in_its_field(client, cast, piece):
    client.force_login(cast.editor)

    answer = client.post(at(piece, "notes"), {"internal_note": "长" * 2001})

    assert answer.status_code == 409
    assert "长" * 2001 in answer.content.decode()


def test_a_question_is_asked_waits_and_is_closed(client, cast, piece):
    client.force_login(cast.editor)

    asked = client.post(at(piece, "questions"), {"question": "金额是人民币吗？"})
    page = client.get(at(piece)).content.decode()
    question = open_questions(piece).get()
    client.post(at(piece, f"questions/{question.pk}/close"))

    assert said(asked) == [f"The question goes to {piece.contact_email}."]
    assert "金额是人民币吗？" in page
    assert not open_questions(piece).exists()


def test_a_piece_goes_out_for_clearance_and_comes_back_with_its_page(
    client, cast, piece
):
    client.force_login(cast.editor)
    day = timezone.localdate() + timedelta(days=2)

    client.post(at(piece, "outside"), {"sent_to": "管委会", "due_on": day})
    out = piece.outside_clearances.get()
    page = SimpleUploadedFile("盖章.jpg", b"stamped", "image/jpeg")
    answer = {"verdict": "changes", "opinion": "改一处", "page": page}
    client.post(at(piece, f"outside/{out.pk}"), answer)
    shown = client.get(at(piece)).content.decode()
    file = client.get(at(piece, f"outside/{out.pk}/page"))

    assert "改一处" in shown
    assert b"".join(file.streaming_content) == b"stamped"
    assert file["Content-Type"] == "application/octet-stream"


def test_a_bad_day_is_told_and_what_was_typed_stays(client, cast, piece):
    client.force_login(cast.editor)
    typed = {"sent_to": "管委会王主任", "due_on": "后天"}

    answer = client.post(at(piece, "outside"), typed)

    assert answer.status_code == 409
    assert "管委会王主任" in answer.content.decode()
    assert "2026-03-15" in answer.content.decode()


def test_a_piece_is_split_and_the_editor_goes_on_with_the_new_one(client, cast, piece):
    client.force_login(cast.editor)
    typed = {"first_block": "1", "new_headline": "又一篇", "expected_version": "1"}

    answer = client.post(at(piece, "split"), typed)

    new = Submission.objects.latest("pk")
    assert answer.url == at(new)
    assert new.headline == "又一篇"


def test_another_piece_is_put_behind_by_its_number(client, cast, piece):
    other = make_submission()
    client.force_login(cast.editor)

    wrong = client.post(
        at(piece, "append"), {"other_ref": "GK-1999-0001", "expected_version": "1"}
    )
    done = client.post(
        at(piece, "append"), {"other_ref": other.ref.lower(), "expected_version": "1"}
    )

    assert (wrong.status_code, done.url) == (409, at(piece))
    other.refresh_from_db()
    assert other.duplicate_of == piece


def test_short_items_are_grouped_in_the_order_that_is_typed(client, cast):
    first, second = make_submission(), make_submission()
    client.force_login(cast.editor)
    chosen = {"action": "bulk_group", "_selected_action": [first.pk, second.pk]}
    order = {f"place_{first.pk}": "2", f"place_{second.pk}": "1"}
    list_page = "/admin/submissions/submission/"

    asked = client.post(list_page, chosen).content.decode()
    typed = {**chosen, **order, "confirmed": "1", "group_headline": "园区简讯"}
    done = client.post(list_page, typed)

    group = Submission.objects.latest("pk")
    assert first.headline in asked
    assert done.url == at(group)
    texts = [block["runs"][0]["text"] for block in group.body]
    assert texts.index(second.headline) < texts.index(first.headline)


@pytest.mark.parametrize("total", [1, 3])
def test_the_room_asks_no_more_for_more_notes(client, cast, piece, total):
    for number in range(total):
        write_note(submission=piece, text=f"第{number}条", actor=cast.other)
    client.force_login(cast.editor)
    client.get(at(piece))

    with CaptureQueriesContext(connection) as asked:
        client.get(at(piece))

    # The notes, whom they name, and that she has seen them.
    tables = ("submissions_note", "submissions_mention")
    assert sum(any(t in q["sql"] for t in tables) for q in asked) == 3
