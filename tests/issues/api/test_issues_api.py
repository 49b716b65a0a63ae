import io
import zipfile

import pytest
from rest_framework.test import APIClient

from desk.services.jobs import run_job
from issues.models import Export, Issue, Page
from issues.services.make_up import make_up_page
from issues.services.placing import place_submission
from issues.services.signing import sign_page
from tests.issues.builders import (
    accepted,
    filled_page,
    made_page,
    make_grid,
    make_issue,
    make_page,
    make_piece,
    make_supplement,
)

pytestmark = pytest.mark.django_db


def client(user=None):
    made = APIClient()
    if user is not None:
        made.force_authenticate(user)
    return made


def signed_page(cast):
    page = made_page(cast)
    sign_page(page=page, signer=cast.duty, expected_revision=page.makeup_revision)
    return page


@pytest.mark.parametrize(
    "path",
    [
        "issues",
        "issues/1",
        "pages",
        "pages/1",
        "exports",
        "supplements",
        "placements/1",
    ],
)
def test_strangers_see_nothing(path):
    assert client().get(f"/api/{path}/").status_code == 401


def test_an_issue_is_opened_over_the_api(cast):
    supplement, grid = make_supplement(), make_grid(slug="broadsheet")

    answer = client(cast.chief).post(
        "/api/issues/",
        {
            "supplement": supplement.pk,
            "cover_date": "2026-11-23",
            "pages": 2,
            "grid": "broadsheet",
        },
        format="json",
    )

    issue = Issue.objects.get()
    assert (answer.status_code, answer.data["label"]) == (201, "2026年第1期")
    assert [
        (p["id"], p["number"], p["label"], p["grid"]) for p in answer.data["pages"]
    ] == [(page.pk, page.number, page.label, grid.slug) for page in issue.pages.all()]


def test_opening_an_issue_is_refused_in_words(cast):
    issue = make_issue()
    asked = {
        "supplement": issue.supplement.pk,
        "cover_date": issue.cover_date.isoformat(),
        "grid": issue.pages.get().grid.slug,
    }

    refused = client(cast.chief).post("/api/issues/", asked, format="json")
    forbidden = client(cast.editor).post("/api/issues/", asked, format="json")
    wrong = client(cast.chief).post("/api/issues/", {}, format="json")

    assert (refused.status_code, refused.data["code"]) == (409, "cover_date_taken")
    assert (forbidden.status_code, forbidden.data["code"]) == (403, "not_allowed")
    assert (wrong.status_code, set(wrong.data)) == (
        400,
        {"supplement", "cover_date", "grid"},
    )


def test_a_supplement_is_changed_by_who_sets_up_the_desk(cast):
    supplement = make_supplement(name="旧名")
    path = f"/api/supplements/{supplement.pk}/"
    admin = cast.editor
    admin.is_superuser = True

    forbidden = client(cast.chief).patch(path, {"name": "新名"}, format="json")
    changed = client(admin).patch(path, {"name": "新名"}, format="json")

    assert forbidden.status_code == 403
    assert (changed.status_code, changed.data["name"]) == (200, "新名")
    assert client(admin).put(path, {}, format="json").status_code == 405


def test_the_whole_job_over_the_api(cast):
    page, piece = make_page(), accepted(cast)
    path = f"/api/pages/{page.pk}/"
    editor, duty = client(cast.editor), client(cast.duty)

    placed = editor.post(f"{path}placements/", {"submission": piece.ref}, format="json")
    made = editor.post(f"{path}make-up/", {"drafts": 1}, format="json")
    signed = duty.post(
        f"{path}sign/",
        {"expected_revision": made.data["makeup_revision"], "opinion": "同意"},
        format="json",
    )
    asked = duty.post(f"/api/issues/{page.issue_id}/exports/", {}, format="json")
    run_job(asked.data["job"]["id"])
    done = duty.get(f"/api/exports/{asked.data['id']}/")
    file = duty.get(done.data["download"])
    released = duty.post(f"/api/issues/{page.issue_id}/release/")

    assert (placed.status_code, placed.data["slot"]) == (201, 1)
    assert (made.status_code, made.data["status"], made.data["stale"]) == (
        200,
        "made_up",
        [],
    )
    assert [fit["ref"] for fit in made.data["fits"]] == [piece.ref]
    assert (signed.status_code, signed.data["status"]) == (200, "signed")
    assert (asked.status_code, asked.data["state"]) == (202, "building")
    assert (done.data["state"], done.data["proof"]) == ("ready", False)
    assert (file.status_code, file["Content-Type"]) == (200, "application/zip")
    packed = zipfile.ZipFile(io.BytesIO(b"".join(file.streaming_content)))
    assert f"{page.issue.slug}/manifest.json" in packed.namelist()
    assert (released.status_code, released.data["status"]) == (200, "released")


def test_refusals_of_a_page_are_answers(cast):
    page, unread = filled_page(cast), make_piece()
    path = f"/api/pages/{page.pk}/"
    editor, duty = client(cast.editor), client(cast.duty)

    answers = [
        editor.post(f"{path}placements/", {"submission": unread.ref}, format="json"),
        duty.post(f"{path}make-up/", {}, format="json"),
        duty.post(f"{path}sign/", {"expected_revision": 1}, format="json"),
        duty.post(f"{path}withdraw-sign-off/", {"reason": "错"}, format="json"),
        editor.post(f"{path}order/", {"order": []}, format="json"),
        editor.post(f"{path}placements/", {"submission": "GK-0"}, format="json"),
        duty.get("/api/pages/0/"),
    ]

    assert [(a.status_code, a.data.get("code")) for a in answers] == [
        (409, "wrong_status"),
        (403, "not_allowed"),
        (409, "page_not_made_up"),
        (409, "page_not_signed"),
        (409, "order_incomplete"),
        (400, None),
        (404, None),
    ]


def test_a_story_is_taken_off_and_a_signature_withdrawn(cast):
    page = signed_page(cast)
    placement = page.placements.get(slot=1)
    editor, duty = client(cast.editor), client(cast.duty)

    locked = editor.delete(f"/api/placements/{placement.pk}/")
    back = duty.post(
        f"/api/pages/{page.pk}/withdraw-sign-off/", {"reason": "错字"}, format="json"
    )
    gone = editor.delete(f"/api/placements/{placement.pk}/")

    assert (locked.status_code, locked.data["code"]) == (409, "page_locked")
    assert (back.status_code, back.data["status"]) == (200, "made_up")
    assert (gone.status_code, page.placements.count()) == (204, 1)


def test_a_package_not_ready_and_not_allowed_is_not_handed_out(cast):
    page = made_page(cast)
    asked = client(cast.duty).post(f"/api/issues/{page.issue_id}/exports/")
    path = f"/api/exports/{asked.data['id']}/download/"

    early = client(cast.duty).get(path)
    run_job(asked.data["job"]["id"])
    forbidden = client(cast.editor).get(path)

    assert (early.status_code, early.data["code"]) == (409, "package_not_ready")
    assert (forbidden.status_code, forbidden.data["code"]) == (403, "not_allowed")


def test_asking_again_answers_with_the_same_package(cast):
    page = made_page(cast)
    path = f"/api/issues/{page.issue_id}/exports/"

    one, two = (client(cast.duty).post(path) for _ in range(2))
    listed = client(cast.duty).get(path)

    assert one.data["id"] == two.data["id"]
    assert [each["id"] for each in listed.data] == [one.data["id"]]


def rows(cast, number):
    for _ in range(number):
        page = filled_page(cast, stories=1)
        place_submission(page=page, submission=accepted(cast), actor=cast.editor)
        make_up_page(page=page, drafts=1)
        Export.objects.create(
            issue=page.issue, content={"pages": []}, content_hash=f"{page.pk}"
        )


@pytest.mark.parametrize(
    ("path", "queries"),
    [("issues", 6), ("pages", 5), ("exports", 3), ("supplements", 3)],
)
def test_lists_ask_as_often_for_three_rows_as_for_one(
    cast, path, queries, django_assert_num_queries
):
    duty = client(cast.duty)
    rows(cast, 1)
    with django_assert_num_queries(queries):
        assert duty.get(f"/api/{path}/").data["count"] == 1
    rows(cast, 2)
    del cast.duty._desk_roles  # as a new request would not have them

    with django_assert_num_queries(queries):
        assert duty.get(f"/api/{path}/").data["count"] == 3


def test_lists_leave_the_layouts_in_the_database(cast, django_assert_max_num_queries):
    made_page(cast)

    with django_assert_max_num_queries(10) as asked:
        client(cast.duty).get("/api/pages/")

    assert not any('"layout"' in query["sql"] for query in asked.captured_queries)
    assert Page.objects.get().layout is not None
