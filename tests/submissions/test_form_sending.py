"""The form, sent as a program or a browser without JavaScript sends it."""

import re
from uuid import UUID, uuid4

import pytest
from django.conf import settings as django_settings
from django.test import Client

from submissions.models import IncomingRecord, Photo, Section, Submission
from submissions.services.uploads import find_upload
from tests.submissions.pieces import jpeg_bytes, photo_file, send_up, typed

pytestmark = pytest.mark.django_db

REF = re.compile(r'data-ref="(GK-\d{4}-\d{4,})"')


def test_the_form_is_shown_to_everyone(client: Client):
    Section.objects.create(name="园区要闻", slug="news", usual_length=600)
    Section.objects.create(name="旧栏目", slug="old", is_open=False)

    answer = client.get("/")

    page = answer.content.decode()
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-cache"
    assert re.search(r'<option value="news"[^>]*data-usual-length="600"', page)
    assert "旧栏目" not in page
    assert re.search(r'name="key" value="[0-9a-f-]{36}"', page)


def test_a_piece_ends_with_a_receipt_number_and_a_private_link(client: Client):
    Section.objects.create(name="园区要闻", slug="news")

    answer = client.post("/", typed(section="news"))

    piece = Submission.objects.get()
    assert answer.status_code == 303
    receipt = client.get(answer.url)
    page = receipt.content.decode()
    token = answer.url.split("/")[2]
    assert REF.search(page)[1] == piece.ref
    assert f'value="{django_settings.SITE_URL}/status/{token}/"' in page
    assert (piece.headline, piece.kicker, piece.deck, piece.byline) == (
        "项目建设跑出“加速度”",
        "滨河开发区",
        "——前十月新签约项目二十六个",
        "通讯员 林晓",
    )
    assert [(b["kind"], "".join(r["text"] for r in b["runs"])) for b in piece.body] == [
        ("paragraph", "本月，滨河开发区二期厂房封顶。"),
        ("subhead", "服务更近"),
        ("paragraph", "“从拿地到开工只用四十天。”负责人说。"),
    ]
    assert (piece.source, piece.section.slug) == ("form", "news")
    assert (piece.contact_name, piece.contact_phone) == ("林晓", "0311-80000000")
    assert piece.consent_at is not None


def test_photographs_posted_with_the_form_keep_their_words(client: Client):
    first, second = jpeg_bytes(colour="teal"), jpeg_bytes(colour="brown")

    client.post(
        "/",
        typed(
            photos=[photo_file("一.jpg", first), photo_file("二.jpg", second)],
            photo_captions=["调试行车。", "厂房全景。"],
            photo_credits=["林晓 摄", "滨河开发区供图"],
        ),
    )

    photos = Photo.objects.order_by("position")
    assert [(p.original_name, p.caption, p.credit) for p in photos] == [
        ("一.jpg", "调试行车。", "林晓 摄"),
        ("二.jpg", "厂房全景。", "滨河开发区供图"),
    ]
    assert [p.original.read() for p in photos] == [first, second]


def test_photographs_sent_up_before_are_taken_and_their_draft_goes(client: Client):
    data = typed()
    sent = send_up(client, key=data["key"], name="现场.jpg")

    client.post(
        "/",
        {
            **data,
            "uploads": [sent],
            "upload_captions": ["调试行车。"],
            "upload_credits": ["林晓 摄"],
        },
    )

    photo = Photo.objects.get()
    assert (photo.original_name, photo.caption) == ("现场.jpg", "调试行车。")
    assert photo.original.read() == jpeg_bytes()
    upload_id = sent
    assert find_upload(key=UUID(data["key"]), upload_id=upload_id) is None


def test_photo_news_stands_on_its_caption_alone(client: Client):
    answer = client.post(
        "/",
        typed(
            kind="photo_news",
            headline="",
            body="",
            photos=[photo_file()],
            photo_captions=["近日，工人在园区调试行车。"],
            photo_credits=["林晓 摄"],
        ),
    )

    assert answer.status_code == 303
    assert Submission.objects.get().headline == ""


@pytest.mark.parametrize("later", [{}, {"headline": "改过的标题"}])
def test_f43_the_same_form_twice_is_one_piece_with_one_number(client: Client, later):
    data = typed()
    sent = send_up(client, key=data["key"])
    data |= {
        "uploads": [sent],
        "upload_captions": ["说明"],
        "upload_credits": ["林晓"],
    }

    first = client.post("/", data)
    second = client.post("/", {**data, **later})

    assert (first.status_code, second.status_code) == (303, 303)
    assert second.url == f"{first.url}?again"
    assert REF.search(client.get(second.url).content.decode())[1] == (
        Submission.objects.get().ref
    )
    assert (IncomingRecord.objects.count(), Photo.objects.count()) == (1, 1)


def test_two_forms_are_two_pieces(client: Client):
    urls = {client.post("/", typed()).url for _ in range(2)}

    assert len(urls) == 2
    assert Submission.objects.count() == 2


def test_a_program_may_leave_the_key_out(client: Client):
    data = typed()
    del data["key"]

    assert client.post("/", data).status_code == 303


def test_a_form_without_its_token_is_asked_for_again_and_nothing_is_stored():
    client = Client(enforce_csrf_checks=True)

    answer = client.post("/", typed())

    assert answer.status_code == 403
    assert "Please send it once more" in answer.content.decode()
    assert Submission.objects.count() == 0


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_not_taken(client: Client, method: str):
    assert getattr(client, method)("/").status_code == 405


def test_too_many_pieces_in_an_hour_are_asked_to_wait(client: Client, settings):
    settings.FORM_RATE_PER_HOUR = 2
    for _ in range(2):
        client.post("/", typed())

    answer = client.post("/", typed(headline="第三篇"))

    page = answer.content.decode()
    assert answer.status_code == 429
    assert "send this one in an hour" in page
    assert 'value="第三篇"' in page
    assert Submission.objects.count() == 2


def test_f39_a_forwarded_address_does_not_fool_the_limit(client: Client, settings):
    settings.FORM_RATE_PER_HOUR = 1
    client.post("/", typed(), headers={"x-forwarded-for": "203.0.113.1"})

    answer = client.post("/", typed(), headers={"x-forwarded-for": "203.0.113.2"})

    assert answer.status_code == 429


def test_f39_a_trusted_proxy_tells_senders_apart(client: Client, settings):
    settings.FORM_RATE_PER_HOUR, settings.TRUSTED_PROXIES = 1, 1
    client.post("/", typed(), headers={"x-forwarded-for": "6.6.6.6, 203.0.113.1"})

    other = client.post("/", typed(), headers={"x-forwarded-for": "203.0.113.2"})
    forged = client.post(
        "/", typed(), headers={"x-forwarded-for": "203.0.113.9, 203.0.113.1"}
    )

    assert (other.status_code, forged.status_code) == (303, 429)


def test_f39_links_name_the_configured_site(client: Client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    address = client.post("/", typed()).url

    page = client.get(address, headers={"host": "evil.example"}).content.decode()

    assert "evil.example" not in page
    assert f"{settings.SITE_URL}/status/" in page


@pytest.mark.parametrize("length", [1, 22, 43, 400])
def test_f38_a_wrong_token_gets_the_polite_page(client: Client, length: int):
    answer = client.get(f"/status/{'x' * length}/")

    assert answer.status_code == 404
    assert "Nothing here" in answer.content.decode()


def test_private_pages_stay_private(client: Client):
    address = client.post("/", typed(contact_phone="13800000000")).url

    for path in (address, address.removesuffix("received/")):
        answer = client.get(path)

        page = answer.content.decode()
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert not any(s in page for s in ("13800000000", "linxiao@", "宣传中心"))


def test_the_form_speaks_the_houses_language_until_told_otherwise(
    client: Client, settings
):
    settings.LANGUAGE_CODE = "zh-hans"
    before = client.get("/").content.decode()

    client.post("/i18n/setlang/", {"language": "en", "next": "/"})

    after = client.get("/").content.decode()
    assert '<html lang="zh-hans">' in before
    assert '<html lang="en">' in after
    assert "Send the piece" in after


def test_a_key_of_another_form_does_not_open_its_photographs(client: Client):
    mine, theirs = str(uuid4()), str(uuid4())
    sent = send_up(client, key=theirs)

    answer = client.post("/", typed(key=mine, uploads=[sent]))

    assert answer.status_code == 422
    assert Photo.objects.count() == 0
