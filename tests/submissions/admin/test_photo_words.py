"""The picture editor words the photographs, and nothing else of a piece."""

import pytest

from desk.enums import StaffRole
from submissions.enums import Action
from submissions.models import Beat, Section, Submission
from submissions.services.workflow import perform
from tests.desk.builders import make_user
from tests.submissions.builders import make_photo, make_submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def pictures():
    return make_user(StaffRole.PICTURE_EDITOR)


@pytest.fixture
def photo():
    return make_submission(photos=(make_photo(),)).photos.get()


def save(client, photo, **words):
    fields = {"caption": "新说明", "credit": "林晓 摄", **words}
    at = f"/admin/submissions/submission/photos/{photo.pk}/words/"
    return client.post(at, fields)


def test_caption_and_credit_are_saved_as_a_version(client, pictures, photo):
    client.force_login(pictures)
    room = client.get(f"/admin/submissions/submission/{photo.submission_id}/change/")

    answer = save(client, photo)

    photo.refresh_from_db()
    version = photo.submission.versions.first()
    assert f"/photos/{photo.pk}/words/" in room.content.decode()
    assert (answer.status_code, photo.caption, photo.credit) == (
        *(302, "新说明", "林晓 摄"),
    )
    assert (version.number, version.author) == (2, pictures)


def test_she_edits_no_words_and_signs_nothing(client, pictures, photo):
    client.force_login(pictures)
    at = f"/admin/submissions/submission/{photo.submission_id}"

    client.post(f"{at}/act/", {"action": "sign_first_read"})
    client.post(f"{at}/copy/", {"expected_number": 1, "headline": "新", "kind": "news"})

    piece = Submission.objects.get()
    assert (piece.versions.count(), piece.reviews.count()) == (1, 0)


def test_signatures_fall_only_when_she_agrees(client, cast, pictures, photo):
    piece = photo.submission
    perform(submission=piece, action=Action.SIGN_FIRST_READ, actor=cast.editor)
    client.force_login(pictures)

    refused = save(client, photo, caption="张三在现场说，共投资3亿元。")
    kept = piece.versions.count()
    agreed = save(client, photo, caption="张三在现场说，共投资3亿元。", lets_fall="on")

    assert (refused.status_code, kept, agreed.status_code) == (409, 1, 302)
    page = refused.content.decode()
    assert "张三在现场说" in page
    assert 'name="lets_fall" checked' in page
    assert not piece.reviews.filter(void_at=None).exists()


def test_who_has_no_pictures_and_who_has_another_section_is_refused(
    client, cast, pictures, photo
):
    mine, other = (Section.objects.create(name=n, slug=n) for n in "ab")
    client.force_login(cast.proofreader)
    wrong_role = save(client, photo).status_code
    Submission.objects.update(section=other)
    Beat.objects.create(user=pictures, section=mine)
    client.force_login(pictures)

    assert [wrong_role, save(client, photo).status_code] == [403, 403]
    at = f"/admin/submissions/submission/photos/{photo.pk}/words/"
    assert client.get(at).status_code == 405
