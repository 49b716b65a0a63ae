"""Notes, questions, clearance by others, splitting and grouping over the API."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from rest_framework.test import APIClient

from submissions.models import Submission
from submissions.services.notes import write_note
from tests.submissions.builders import make_submission

pytestmark = pytest.mark.django_db


def caller(user):
    client = APIClient()
    client.force_authenticate(user)
    return client


def at(piece, act):
    return f"/api/submissions/{piece.ref}/{act}/"


def test_a_note_is_written_and_listed_with_whom_it_names(cast):
    piece, client = make_submission(), caller(cast.editor)
    text = f"@{cast.other.get_username()} 看一下"

    made = client.post(at(piece, "notes"), {"text": text}, format="json")
    listed = client.get(at(piece, "notes"))

    assert made.status_code == 201
    assert [(row["text"], row["named"]) for row in listed.data] == [
        (text, [str(cast.other)])
    ]


@pytest.mark.parametrize("total", [1, 3])
def test_a_list_of_notes_takes_as_many_questions(
    cast, total, django_assert_num_queries
):
    piece, client = make_submission(), caller(cast.editor)
    text = f"@{cast.other.get_username()} 看一下"
    for _number in range(total):
        write_note(submission=piece, text=text, actor=cast.editor)
    client.get(at(piece, "notes"))

    with django_assert_num_queries(4):
        client.get(at(piece, "notes"))


def test_a_question_is_asked_and_closed(cast):
    piece, client = make_submission(), caller(cast.editor)

    made = client.post(at(piece, "questions"), {"text": "几期？"}, format="json")
    gone = client.delete(at(piece, f"questions/{made.data['id']}"))
    listed = client.get(at(piece, "questions"))

    assert (made.status_code, gone.status_code) == (201, 204)
    assert listed.data[0]["closed_at"] is not None


def test_a_piece_goes_out_and_its_stamped_page_comes_back(cast):
    piece, client = make_submission(), caller(cast.editor)
    day = timezone.localdate() + timedelta(days=2)
    page = SimpleUploadedFile("章.jpg", b"stamped")

    sent = client.post(
        at(piece, "outside"), {"sent_to": "管委会", "due_on": day}, format="json"
    )
    pk = sent.data["id"]
    done = client.post(
        at(piece, f"outside/{pk}"),
        {"verdict": "agreed", "page": page},
        format="multipart",
    )
    file = client.get(at(piece, f"outside/{pk}/page"))

    assert (done.data["verdict"], done.data["has_page"]) == ("agreed", True)
    assert b"".join(file.streaming_content) == b"stamped"


def test_an_old_version_is_not_split_and_the_newest_is(cast):
    piece, client = make_submission(), caller(cast.editor)
    asked = {"first_block": 1, "headline": "又一篇", "expected_version": 7}

    stale = client.post(at(piece, "split"), asked, format="json")
    done = client.post(
        at(piece, "split"), {**asked, "expected_version": 1}, format="json"
    )

    assert (stale.status_code, stale.data["code"]) == (409, "edit_conflict")
    assert (done.status_code, done.data["headline"]) == (201, "又一篇")


def test_items_are_grouped_and_a_piece_nobody_has_is_404(cast):
    pieces, client = [make_submission(), make_submission()], caller(cast.editor)
    refs = [piece.ref for piece in pieces]

    missing = client.post(
        "/api/submissions/group/",
        {"refs": [*refs, "GK-1999-0001"], "headline": "简讯"},
        format="json",
    )
    done = client.post(
        "/api/submissions/group/", {"refs": refs, "headline": "简讯"}, format="json"
    )

    assert (missing.status_code, done.status_code) == (404, 201)
    assert Submission.objects.filter(duplicate_of__ref=done.data["ref"]).count() == 2


def test_one_piece_is_put_behind_another(cast):
    piece, other = make_submission(), make_submission()
    asked = {"ref": other.ref, "expected_version": 1}

    done = caller(cast.editor).post(at(piece, "append"), asked, format="json")

    assert (done.status_code, done.data["ref"]) == (200, piece.ref)
