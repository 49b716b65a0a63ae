"""Past issues on the desk's screens and over the API."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from desk.enums import StaffRole
from desk.models import Job
from desk.services.jobs import run_job
from issues.models import PastIssue
from issues.services.past_issues.keeping import keep_past_issue
from submissions.models import Submission
from tests.desk.builders import make_user
from tests.issues.builders import make_piece, make_supplement
from tests.issues.past import PAGES, make_past, text_file

pytestmark = pytest.mark.django_db
LIST = "/admin/issues/pastissue/"
NOTE = "<script>alert('note')</script>"


@pytest.fixture
def chief():
    return make_user(StaffRole.SECTION_CHIEF)


def upload(text=PAGES):
    return SimpleUploadedFile("2024-03-15.txt", text.encode(), "text/plain")


def fields(**more):
    return {
        "supplement": make_supplement().pk,
        "cover_date": "2024-03-15",
        "number": 3,
        **more,
    }


def test_an_issue_is_brought_in_looked_through_and_kept(client, chief):
    client.force_login(chief)

    answer = client.post(f"{LIST}add/", fields(chosen=[upload()]))
    reading = client.get(answer["Location"]).content.decode()
    past = PastIssue.objects.get()
    run_job(past.job_id)
    found = client.get(answer["Location"]).content.decode()
    client.post(f"{LIST}{past.pk}/keep/")
    run_job(Job.objects.get(kind="issues.keep_past_issue").pk)
    kept = client.get(answer["Location"]).content.decode()

    assert f'data-job="/api/jobs/{past.job_id}/"' in reading
    assert "第三座零碳工厂投产" in found
    assert "keep 2 pieces" in found
    piece = Submission.objects.order_by("pk").first()
    assert f"/admin/submissions/submission/{piece.pk}/change/" in kept
    assert client.get(f"{LIST}{past.pk}/keep/").status_code == 405


def test_a_piece_is_opened_saved_split_joined_and_left_out(client, chief):
    past = make_past()
    first, second = past.pieces.all()
    at_piece = f"{LIST}{past.pk}/pieces/{first.pk}/"
    client.force_login(chief)
    words = {"page_number": 1, "headline": "零碳工厂", "body": "一\n二"}

    opened = client.get(f"{LIST}{past.pk}/change/?piece={first.pk}").content.decode()
    client.post(at_piece, {**words, "act": "save"})
    client.post(at_piece, {"act": "split", "at": "2"})
    client.post(f"{LIST}{past.pk}/pieces/{second.pk}/", {"act": "drop"})
    client.post(at_piece, {"act": "join"})

    first.refresh_from_db()
    second.refresh_from_db()
    assert 'name="body"' in opened
    assert (first.headline, first.paragraphs) == ("零碳工厂", ["一", "二"])
    assert second.is_dropped
    assert client.get(at_piece).status_code == 405


def test_words_of_a_file_are_escaped(client, chief):
    past = make_past(text_file(PAGES.replace("夜校开课", NOTE)))
    client.force_login(chief)

    page = client.get(f"{LIST}{past.pk}/change/").content.decode()

    assert NOTE not in page
    assert "alert(" in page


def test_past_issues_open_to_those_who_keep_them(client):
    past = make_past()
    client.force_login(make_user(StaffRole.EDITOR))

    answers = [
        client.get(LIST),
        client.get(f"{LIST}add/"),
        client.get(f"{LIST}{past.pk}/change/"),
        client.post(f"{LIST}{past.pk}/keep/"),
        client.post(f"{LIST}{past.pk}/pieces/{past.pieces.first().pk}/"),
    ]

    assert [answer.status_code for answer in answers] == [403] * 5


def test_what_was_brought_in_stands_in_no_work_list(client, chief):
    past = make_past()
    run_job(keep_past_issue(past=past, actor=chief).pk)
    piece = make_piece()
    client.force_login(chief)
    pieces = "/admin/submissions/submission/"

    usual = client.get(pieces).content.decode()
    archive = client.get(f"{pieces}?source__exact=archive").content.decode()

    assert piece.ref in usual
    assert "GK-2024-90000" not in usual
    assert "GK-2024-900001" in archive


def test_a_past_issue_goes_its_way_over_the_api(chief):
    client = APIClient()
    client.force_authenticate(chief)

    made = client.post(
        "/api/past-issues/", fields(files=[upload()]), format="multipart"
    )
    path = f"/api/past-issues/{made.data['id']}/"
    run_job(made.data["job"]["id"])
    first, second = client.get(path).data["pieces"]
    client.patch(
        f"{path}pieces/{first['id']}/", {"headline": "零碳工厂"}, format="json"
    )
    client.patch(f"{path}pieces/{second['id']}/", {"is_dropped": True}, format="json")
    kept = client.post(f"{path}keep/")
    run_job(kept.data["job"]["id"])
    done = client.get(path).data

    assert (made.status_code, kept.status_code) == (201, 202)
    assert (done["state"], done["pieces"][0]["headline"]) == ("kept", "零碳工厂")
    assert [piece["submission"] for piece in done["pieces"]] == ["GK-2024-900001", None]
    assert client.get("/api/submissions/").data["count"] == 0
    assert client.get("/api/submissions/?source=archive").data["count"] == 1


def test_pieces_are_split_and_joined_over_the_api(chief):
    past = make_past()
    client = APIClient()
    client.force_authenticate(chief)
    path = f"/api/past-issues/{past.pk}/pieces/{past.pieces.first().pk}/"

    split = client.post(f"{path}split/", {"at": 2}, format="json")
    joined = client.post(f"{path}join/")
    refused = client.post(f"{path}split/", {"at": 99}, format="json")
    client.force_authenticate(make_user(StaffRole.EDITOR))

    assert (len(split.data["pieces"]), len(joined.data["pieces"])) == (3, 2)
    assert (refused.status_code, refused.data["code"]) == (409, "paragraph")
    assert client.get("/api/past-issues/").status_code == 403


def test_three_issues_ask_as_much_as_one(client, chief, django_assert_num_queries):
    make_past()
    client.force_login(chief)
    client.get(LIST)

    with django_assert_num_queries(7):
        client.get(LIST)
    make_past()
    make_past()
    with django_assert_num_queries(7):
        client.get(LIST)
