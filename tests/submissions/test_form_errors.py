"""Bad input at the form: a sentence beside the field, and nothing is lost."""

import html
import re

import pytest
from django.core import mail
from django.db import OperationalError
from django.test import Client

from submissions import limits
from submissions.models import Photo, Submission
from tests.submissions.pieces import BODY, photo_file, send_up, sentences, typed

pytestmark = pytest.mark.django_db

NAMES = ("kicker", "headline", "deck", "byline", "contact_name", "contact_unit")
XSS = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg/onload=alert(3)>"


def refused(client: Client, **overrides) -> list[str]:
    """Post and return the sentences; nothing may have been stored."""
    answer = client.post("/", typed(**overrides))
    assert answer.status_code == 422
    assert Submission.objects.count() == 0
    return sentences(answer.content.decode())


@pytest.mark.parametrize(
    ("overrides", "sentence"),
    [
        ({"headline": ""}, "The piece needs a headline."),
        ({"headline": " \u200b\n "}, "The piece needs a headline."),
        ({"headline": "长" * 101}, "At most 100 characters; this has 101."),
        ({"body": ""}, "The text is still missing."),
        ({"body": " \n## \n"}, "The text is still missing."),
        (
            {"body": "长" * 100_000},
            "The text has 100000 characters; we take up to 20000. "
            "Shorten it, or send it in parts.",
        ),
        ({"kind": ""}, "Choose what kind of piece it is."),
        ({"section": "nowhere"}, "This section is closed; choose another one."),
        ({"contact_name": ""}, "Tell us your name."),
        (
            {"contact_unit": ""},
            "Tell us your unit; a private person writes “individual”.",
        ),
        ({"contact_phone": "12345"}, "This telephone number is too short."),
        (
            {"contact_email": "林晓"},
            "This is no e-mail address; it looks like name@example.com.",
        ),
        (
            {"contact_email": "", "contact_phone": ""},
            "Give a telephone number or an e-mail address, so that we can ask.",
        ),
        ({"consent": ""}, "Without your consent we may not print it."),
        ({"kind": "photo_news"}, "Photo news needs at least one photograph."),
    ],
)
def test_each_fault_has_its_sentence_and_no_other(client: Client, overrides, sentence):
    assert refused(client, **overrides) == [sentence]


def test_faults_are_told_all_at_once_and_listed_on_top(client: Client):
    answer = client.post("/", {"kind": "news"})

    page = answer.content.decode()
    assert "6 things to put right, then send again" in page
    assert page.count('<a href="#field-') == 6
    assert sentences(page) == [
        "The piece needs a headline.",
        "The text is still missing.",
        "Tell us your name.",
        "Tell us your unit; a private person writes “individual”.",
        "Give a telephone number or an e-mail address, so that we can ask.",
        "Without your consent we may not print it.",
    ]


def test_everything_typed_comes_back(client: Client):
    data = typed(contact_unit="", kind="feature", note_to_desk="周五前见报")

    page = client.post("/", data).content.decode()

    for name in (*NAMES[:5], "contact_email", "contact_phone", "key"):
        assert f'value="{html.escape(data[name])}"' in page, name
    assert html.escape(BODY) in page
    assert ">\n周五前见报</textarea>" in page
    assert re.search(r'value="feature"[^>]*checked', page)


def test_a_photograph_sent_up_survives_an_error_elsewhere(client: Client):
    data = typed(headline="")
    sent = send_up(client, key=data["key"], name="yard.jpg")
    data |= {
        "uploads": [sent, ""],
        "upload_captions": ["厂区全景。", "没有传上的一张"],
        "upload_credits": ["林晓 摄", ""],
    }

    page = client.post("/", data).content.decode()
    again = client.post("/", {**data, "headline": "补上标题"})

    assert f'name="uploads" value="{sent}"' in page
    assert "yard.jpg" in page
    assert "厂区全景。</textarea>" in page
    assert again.status_code == 303
    assert Photo.objects.get().caption == "厂区全景。"


def test_a_photograph_posted_with_a_faulty_form_survives_too(client: Client):
    data = typed(headline="", photo_captions=["全景"], photo_credits=["林晓"])

    page = client.post("/", {**data, "photos": [photo_file("b.jpg")]}).content.decode()

    assert "b.jpg" in page
    assert page.count('name="uploads"') == 2  # the photograph's row and the blank one
    assert "全景</textarea>" in page


def test_photographs_without_captions_are_kept_and_asked_about(client: Client):
    answer = client.post("/", typed(photos=[photo_file("c.jpg")]))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentences(page) == ["The photographs have arrived. Add captions, then send."]
    assert "c.jpg" in page


def test_without_script_photographs_are_added_before_sending(client: Client):
    data = typed(contact_name="", photos=[photo_file("d.jpg")], add_photos="yes")

    answer = client.post("/", data)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert sentences(page) == []
    assert "d.jpg" in page
    assert 'value="项目建设跑出“加速度”"' in page


def test_without_script_a_photograph_can_be_taken_out(client: Client):
    data = typed()
    ids = [send_up(client, key=data["key"], name=n) for n in "ab"]

    page = client.post(
        "/", {**data, "uploads": ids, "upload_captions": ["一", "二"], "remove": ids[0]}
    ).content.decode()

    assert ids[0] not in page
    assert f'name="uploads" value="{ids[1]}"' in page
    assert "二</textarea>" in page


def test_a_text_named_jpg_is_refused_with_its_name(client: Client):
    data = {"photos": [photo_file("报道.jpg", b"only words")], "photo_captions": [""]}

    assert refused(client, **data) == [
        "报道.jpg: This is no photograph, whatever its name says; "
        "choose the original file."
    ]


def test_f20_a_photograph_over_the_limit_is_refused_with_its_size(
    client: Client, monkeypatch
):
    monkeypatch.setattr(limits, "PHOTO_BYTES", 1024 * 1024)
    large = photo_file("大图.jpg", b"\xff\xd8\xff" + bytes(1024 * 1024))

    assert refused(client, photos=[large], photo_captions=[""]) == [
        "大图.jpg: This photograph is larger than 1 MB; send it smaller."
    ]


def test_photo_news_asks_for_the_caption_at_the_photograph(client: Client):
    said = refused(
        client,
        kind="photo_news",
        photos=[photo_file()],
        photo_captions=[""],
        photo_credits=[""],
    )

    assert said == [
        "In photo news the caption is the story: write one for each.",
        "Say what the photograph shows.",
    ]


def test_a_caption_of_a_novel_is_too_long(client: Client):
    said = refused(client, photos=[photo_file("e.jpg")], photo_captions=["长" * 1001])

    assert said == [
        "e.jpg: The caption is longer than 1000 characters.",
        "The caption is longer than 1000 characters.",
    ]


def test_f35_html_in_every_field_is_shown_as_text(client: Client):
    data = dict.fromkeys(NAMES, XSS)
    data |= {"body": XSS, "note_to_desk": XSS, "contact_email": XSS}
    data |= {"photos": [photo_file(f"{XSS}.jpg")], "photo_captions": [XSS]}

    page = client.post("/", typed(**data, photo_credits=[XSS])).content.decode()

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<svg onload" not in page and "<svg/onload" not in page
    assert html.escape(XSS) in page


def test_f35_html_in_every_field_is_kept_as_text(client: Client):
    data = dict.fromkeys(NAMES, XSS[:60])

    address = client.post("/", typed(**data, body=XSS)).url

    piece = Submission.objects.get()
    page = client.get(address).content.decode()
    assert [getattr(piece, name) for name in NAMES] == [XSS[:60]] * len(NAMES)
    assert piece.body[0]["runs"][0]["text"] == XSS
    assert XSS[:60] not in page
    assert html.escape(XSS[:60]) in page


def test_f37_a_line_end_cannot_begin_a_header(client: Client):
    client.post(
        "/",
        typed(
            contact_name="林晓\r\nBcc: all@example.org",
            headline="标题\nSubject: 广告",
            contact_unit="单位\x00\u2028X-Evil: 1",
        ),
    )

    piece = Submission.objects.get()
    assert piece.contact_name == "林晓 Bcc: all@example.org"
    assert piece.headline == "标题 Subject: 广告"
    assert piece.contact_unit == "单位 X-Evil: 1"
    assert all(len(message.recipients()) == 1 for message in mail.outbox)


def test_f37_two_addresses_are_no_address(client: Client):
    assert refused(client, contact_email="a@example.org,b@example.org") == [
        "This is no e-mail address; it looks like name@example.com."
    ]


def test_a_space_inside_a_headline_stays_as_typed(client: Client):
    client.post("/", typed(headline="　打造投资热土　成就滨海福地　"))

    assert Submission.objects.get().headline == "打造投资热土　成就滨海福地"


def test_what_fills_the_hidden_line_is_told_so(client: Client):
    answer = client.post("/", typed(website="http://spam.example"))

    assert answer.status_code == 422
    assert (
        "One line of the form must stay empty; load the page again."
        in answer.content.decode()
    )
    assert Submission.objects.count() == 0


def test_f20_five_hundred_files_are_stopped(client: Client):
    files = [photo_file(f"{n}.jpg", b"\xff\xd8\xff") for n in range(500)]

    answer = client.post("/", typed(photos=files))

    assert answer.status_code == 400
    assert "Go back one page" in answer.content.decode()
    assert Photo.objects.count() == 0


def test_f34_a_full_disk_is_told_and_the_words_come_back(client: Client, monkeypatch):
    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("submissions.photo_rows.store_upload", full)

    answer = client.post("/", typed(photos=[photo_file()], photo_captions=["说明"]))

    page = answer.content.decode()
    assert answer.status_code == 503
    assert "It could not be stored just now; send it again in a minute." in page
    assert "滨河开发区" in page
    assert Submission.objects.count() == 0


def test_f10_a_database_that_fails_loses_neither_words_nor_photographs(
    client: Client, monkeypatch
):
    def locked(**kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr("submissions.views.sending.receive_submission", locked)
    data = typed()
    sent = send_up(client, key=data["key"], name="f.jpg")
    data |= {"uploads": [sent], "upload_captions": ["全景"]}

    failed = client.post("/", data)
    monkeypatch.undo()
    again = client.post("/", data)

    page = failed.content.decode()
    assert failed.status_code == 503
    assert "It could not be stored just now; send it again in a minute." in page
    assert f'name="uploads" value="{sent}"' in page
    assert 'value="项目建设跑出“加速度”"' in page
    assert again.status_code == 303
    assert Photo.objects.get().caption == "全景"


def test_f20_two_hundred_megabytes_without_script_are_answered_on_a_page(
    client: Client,
):
    answer = client.generic(
        "POST",
        "/",
        data=b"--x",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(200 * 1024**2),
        headers={"accept": "text/html,*/*"},
    )

    page = answer.content.decode()
    assert answer.status_code == 413
    assert "This is more than 120 MB at once. Send fewer or smaller pictures." in page
    assert "Go back one page: what you typed is still there." in page
