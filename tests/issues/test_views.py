import pytest

from desk.services.jobs import run_job
from issues.models import Export
from issues.services.exporting import request_export
from tests.desk.builders import make_user
from tests.issues.builders import made_page, make_page

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def made(cast):
    return made_page(cast)


def body(answer):
    return b"".join(answer.streaming_content)


def test_staff_see_the_picture_of_a_page(client, cast, made):
    client.force_login(cast.proofreader)

    answer = client.get(f"/desk/pages/{made.pk}/preview.png")
    again = client.get(
        f"/desk/pages/{made.pk}/preview.png",
        headers={"if-none-match": answer["ETag"]},
    )

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert answer["Cache-Control"] == "private, max-age=86400, immutable"
    assert body(answer).startswith(PNG)
    assert again.status_code == 304


def test_staff_see_the_pictures_of_drafts(client, cast, made):
    client.force_login(cast.proofreader)

    answer = client.get(f"/desk/pages/{made.pk}/drafts/1.png")

    assert (answer.status_code, body(answer)[:8]) == (200, PNG)
    assert client.get(f"/desk/pages/{made.pk}/drafts/9.png").status_code == 404


def test_staff_open_the_proof_of_a_page(client, cast, made):
    client.force_login(cast.proofreader)

    answer = client.get(f"/desk/pages/{made.pk}/proof.pdf")

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"] == (
        f'inline; filename="{made.issue.slug}-01.pdf"'
    )
    assert answer.content.startswith(b"%PDF-1.6")


def test_a_page_never_made_up_has_no_picture_and_no_proof(client, cast):
    page = make_page()
    client.force_login(cast.proofreader)

    assert client.get(f"/desk/pages/{page.pk}/preview.png").status_code == 404
    answer = client.get(f"/desk/pages/{page.pk}/proof.pdf")
    assert (answer.status_code, answer.content.decode()) == (
        409,
        "Page 1 has not been made up yet.",
    )


def test_a_package_is_downloaded_by_who_may_export(client, cast, made):
    export = request_export(issue=made.issue, actor=cast.duty)
    path = f"/desk/packages/{export.pk}.zip"
    client.force_login(cast.duty)
    early = client.get(path)
    run_job(export.job_id)
    export = Export.objects.get()

    answer = client.get(path)

    assert early.status_code == 409
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == (
        "application/zip",
        "nosniff",
    )
    assert answer["Content-Disposition"] == (
        f'attachment; filename="{made.issue.slug}.zip"'
    )
    assert len(body(answer)) == export.byte_size
    client.force_login(cast.editor)
    assert client.get(path).status_code == 403


@pytest.mark.parametrize("name", ["preview.png", "drafts/1.png", "proof.pdf"])
def test_strangers_and_people_without_a_duty_see_nothing(client, made, name):
    path = f"/desk/pages/{made.pk}/{name}"

    stranger = client.get(path)
    client.force_login(make_user())

    assert stranger.status_code == 302
    assert client.get(path).status_code == 403
    assert client.post(path).status_code == 405
