"""The telephone's page: what it takes, what it tells, and when it is closed."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from desk.enums import StaffRole
from submissions.models import Photo, Upload, UploadLink
from submissions.services.drafts import draft_of
from submissions.services.upload_links import (
    ask_for_originals,
    close_link,
    link_for_draft,
)
from tests.desk.builders import make_user
from tests.submissions.builders import make_submission
from tests.submissions.pieces import jpeg_bytes, photo_file
from tests.submissions.tus_client import begin
from tests.submissions.word_files import work

pytestmark = pytest.mark.django_db

WANTED = "请发相机原图。"


def ask(piece):
    return ask_for_originals(
        submission=piece, actor=make_user(StaffRole.EDITOR), asks_for=WANTED
    )


def page_of(made, client: Client) -> str:
    answer = client.get(f"/up/{made.token}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_form_gets_a_link_with_its_picture(client: Client):
    key = uuid4()

    answer = client.post(f"/drafts/{key}/phone/")

    assert answer.status_code == 200
    said = answer.json()
    assert said["qr"].startswith("<svg")
    assert "no-store" in answer["Cache-Control"]
    path = said["url"].partition("://")[2].partition("/")[2]
    assert client.get(f"/{path}").status_code == 200


def test_another_site_gets_no_link():
    client = Client(enforce_csrf_checks=True)

    assert client.post(f"/drafts/{uuid4()}/phone/").status_code == 403


def test_a_photograph_by_tus_lands_in_the_form(client: Client):
    key, content = uuid4(), jpeg_bytes(900, 600)
    made = link_for_draft(key)

    answer = begin(client, size=len(content), form="", body=content, link=made.token)

    assert answer.status_code == 201
    upload = Upload.objects.get()
    assert (upload.form_key, upload.link_id) == (key, made.link.pk)
    work()
    told = client.get(f"/files/?form={key}").json()["files"]
    assert [file["state"] for file in told] == ["ready"]
    assert client.get(f"/drafts/{key}/").json()["photos"] == [
        {"id": upload.key.hex, "caption": "", "credit": ""}
    ]


def test_without_a_script_the_page_takes_photographs_too(client: Client):
    key = uuid4()
    made = link_for_draft(key)
    files = [photo_file("a.jpg"), photo_file("b.jpg", jpeg_bytes(80, 60))]

    answer = client.post(f"/up/{made.token}/", {"photos": files})

    assert answer.status_code == 200
    assert "a.jpg" in answer.content.decode()
    uploads = Upload.objects.order_by("pk")
    assert [row.name for row in uploads] == ["a.jpg", "b.jpg"]
    assert {row.form_key for row in uploads} == {key}


def test_what_is_no_photograph_is_told_beside_what_is(client: Client):
    made = link_for_draft(uuid4())
    files = [photo_file("a.txt", b"no photograph"), photo_file("b.jpg")]

    answer = client.post(f"/up/{made.token}/", {"photos": files, "done": "yes"})

    assert answer.status_code == 422
    assert "a.txt: This is no photograph" in answer.content.decode()
    assert [row.name for row in Upload.objects.exclude(state="refused")] == ["b.jpg"]
    assert client.get(f"/up/{made.token}/").status_code == 200  # still open


def test_done_closes_it_for_good(client: Client):
    made = link_for_draft(uuid4())

    answer = client.post(f"/up/{made.token}/", {"done": "yes"})

    assert (answer.status_code, answer.url) == (303, "/up/done/")
    assert client.get(answer.url).status_code == 200
    assert client.get(f"/up/{made.token}/").status_code == 404
    assert client.post(f"/up/{made.token}/", {"done": "yes"}).status_code == 404
    content = jpeg_bytes()
    late = begin(client, size=len(content), form="", body=content, link=made.token)
    assert late.status_code in (404, 410)
    assert not Upload.objects.exists()


def test_for_a_piece_it_tells_the_headline_and_the_wish_and_nothing_else(
    client: Client,
):
    piece = make_submission(note_to_desk="编辑请看", contact_unit="宣传中心")
    page = page_of(ask(piece), client)

    assert piece.headline in page
    assert WANTED in page
    secret = (piece.ref, piece.contact_name, piece.contact_phone, piece.contact_email)
    for words in (*secret, piece.contact_unit, piece.byline, "编辑请看", "开工。"):
        assert words not in page


def test_originals_join_their_piece_when_they_were_looked_at(client: Client):
    piece, content = make_submission(), jpeg_bytes(1200, 800)
    made = ask(piece)

    begin(client, size=len(content), form="", body=content, link=made.token)
    work()

    assert Photo.objects.get().submission == piece
    assert client.get(f"/up/{made.token}/").status_code == 200  # more may come


def test_its_page_is_one_persons(client: Client):
    answer = client.get(f"/up/{link_for_draft(uuid4()).token}/")

    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Referrer-Policy"] in ("no-referrer", "same-origin")


def seen(client: Client, address: str) -> tuple[str, int]:
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert answer.status_code == 404
    page = answer.content.decode().replace(address, "")
    return re.sub(r'(csrfmiddlewaretoken" value=)"\w+"', r"\1", page), len(asked)


def test_wrong_over_and_closed_are_the_same(client: Client):
    over, closed = link_for_draft(uuid4()), link_for_draft(uuid4())
    past = timezone.now() - timedelta(seconds=1)
    UploadLink.objects.filter(pk=over.link.pk).update(expires_at=past)
    close_link(closed.link)
    tokens = (over.token, closed.token, "x" * len(over.token), "x")

    answers = {seen(client, f"/up/{token}/") for token in tokens}

    assert len(answers) == 1


def test_links_are_not_given_without_end(client: Client):
    answers = {client.post(f"/drafts/{uuid4()}/phone/").status_code for _ in range(125)}

    assert answers == {200, 429}


def test_the_page_asks_few_questions(client: Client, django_assert_max_num_queries):
    key = uuid4()
    made = link_for_draft(key)
    files = [photo_file(f"{n}.jpg", jpeg_bytes(80 + n, 60)) for n in range(6)]
    client.post(f"/up/{made.token}/", {"photos": files})

    with django_assert_max_num_queries(5):
        client.get(f"/up/{made.token}/")
    assert draft_of(key).revision == 0
