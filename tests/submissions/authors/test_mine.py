"""Her own pages: all she has sent, nothing of anybody else, at any length of list."""

import html
import re
from datetime import date, datetime, timedelta
from io import BytesIO
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core.files.base import ContentFile
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from submissions.enums import Action, Source
from submissions.models import (
    ConfirmedAddress,
    FormDraft,
    Publication,
    Submission,
)
from submissions.services.drafts import Written, save_draft
from submissions.services.publication import keep_page_picture, record_publication
from submissions.services.workflow import perform
from tests.submissions.authors.solving import signed_in
from tests.submissions.builders import make_submission
from tests.submissions.pieces import typed

pytestmark = pytest.mark.django_db

EMAIL = "linxiao@example.org"
SHANGHAI = ZoneInfo("Asia/Shanghai")
XSS = "<script>boom=1</script><img src=x onerror=boom=1>\"'>"


@pytest.fixture
def author(client: Client) -> Client:
    return signed_in(client, EMAIL)


def hers(**overrides) -> Submission:
    return make_submission(**{"contact_email": EMAIL, **overrides})


def picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (900, 1300), "white").save(out, "JPEG")
    return out.getvalue()


def printed(piece: Submission, headline: str = "见报的标题") -> Submission:
    publication = record_publication(
        submission=piece,
        issue_label="第12期",
        cover_date=date(2026, 3, 4),
        page_number=2,
        headline=headline,
        copy_hash=piece.current_version.copy_hash,
    )
    keep_page_picture(publication=publication, mark="0" * 64, jpeg=picture())
    return piece


def titles(page: str) -> list[str]:
    found = re.findall(r'class="mine-title" href="/mine/[^"]+">([^<]+)<', page)
    return [html.unescape(title) for title in found]


def test_every_way_of_sending_counts_and_spelling_does_not(author: Client):
    hers(headline="经表单")
    hers(headline="经邮件", source=Source.MAIL, contact_email="LinXiao@Example.org")
    make_submission(headline="别人的")

    assert titles(author.get("/mine/").content.decode()) == ["经邮件", "经表单"]


def test_each_state_has_its_word_and_its_filter(author: Client, cast):
    acts = {
        "reading": (Action.CLAIM,),
        "kept": (Action.HOLD,),
        "revise": (Action.RETURN,),
        "not-used": (Action.DECLINE,),
        "received": (),
    }
    for name, actions in acts.items():
        piece = hers(headline=name)
        for action in actions:
            perform(submission=piece, action=action, actor=cast.chief, note="因为。")
    perform(submission=hers(headline="withdrawn"), action=Action.WITHDRAW, actor=None)

    for name in (*acts, "withdrawn"):
        page = author.get(f"/mine/?state={name}").content.decode()
        assert titles(page) == [name]
    everything = author.get("/mine/?state=nonsense&year=12x&page=-7")
    assert len(titles(everything.content.decode())) == 6


def test_what_was_printed_tells_issue_page_and_headline(author: Client):
    piece = printed(hers(headline="原来的标题"))

    page = author.get("/mine/").content.decode()

    assert "第12期 (March 4, 2026), page 2" in page
    assert "见报的标题" in page
    assert f"/mine/{piece.ref}/page/?small" in page
    whole = author.get(f"/mine/{piece.ref}/page/")
    small = author.get(f"/mine/{piece.ref}/page/?small")
    assert whole["Content-Type"] == small["Content-Type"] == "image/jpeg"
    assert "no-store" in whole["Cache-Control"]
    assert Image.open(BytesIO(small.content)).size[1] == 320
    assert Image.open(BytesIO(whole.content)).size == (900, 1300)


def test_a_page_is_shown_when_the_paper_is_out(author: Client):
    piece = printed(hers())
    tomorrow = timezone.localdate() + timedelta(days=1)
    Publication.objects.update(cover_date=tomorrow)

    assert "?small" not in author.get("/mine/").content.decode()
    assert author.get(f"/mine/{piece.ref}/page/").status_code == 404


def test_years_are_told_in_our_time_zone(author: Client):
    hers(received_at=datetime(2026, 1, 1, 0, 30, tzinfo=SHANGHAI))
    printed(hers(received_at=datetime(2025, 6, 1, tzinfo=SHANGHAI)))
    hers(received_at=datetime(2025, 7, 1, tzinfo=SHANGHAI))

    page = author.get("/mine/").content.decode()
    of_2025 = author.get("/mine/?year=2025").content.decode()

    assert re.sub(r"\s+", " ", page).count("1 sent, 0 printed") == 1
    assert "2 sent, 1 printed" in page
    assert len(titles(of_2025)) == 2


def test_pages_of_thirty_keep_their_filter(author: Client):
    for number in range(31):
        hers(headline=f"第{number}篇")

    first = author.get("/mine/?state=received").content.decode()
    second = author.get("/mine/?state=received&page=2").content.decode()

    assert len(titles(first)) == 30
    assert titles(second) == ["第0篇"]
    assert 'href="?state=received&amp;page=2"' in first


def test_a_thousand_pieces_ask_the_database_no_more_often(author: Client):
    def questions() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert author.get("/mine/").status_code == 200
        return len(queries)

    printed(hers())
    questions()
    few = questions()
    one = Submission.objects.first()
    rows = []
    for number in range(2, 1002):
        one.pk, one.incoming_id, one.current_version_id = None, None, None
        one.ref, one.serial = f"GK-2026-{number:04d}", number + 5000
        one.status_token_hash = f"{number:064d}"
        rows.append(Submission(**{f.attname: getattr(one, f.attname) for f in FIELDS}))
    Submission.objects.bulk_create(rows)

    assert questions() == few
    assert few <= 8


FIELDS = [field for field in Submission._meta.concrete_fields if field.name != "id"]


def test_nothing_sent_yet_is_said(author: Client):
    assert "Nothing has come from this e-mail yet" in (
        author.get("/mine/").content.decode()
    )


def test_unsent_pieces_stand_above(author: Client):
    written = Written({"headline": "还没写完"})
    save_draft(key=uuid4(), revision=0, written=written, owner_email=EMAIL)

    page = author.get("/mine/").content.decode()

    assert "还没写完" in page
    assert 'href="/continue/' in page
    assert FormDraft.objects.count() == 1


@pytest.mark.parametrize("what", ["", "revise/", "withdraw/", "page/"])
def test_f38_another_persons_piece_is_no_piece(author: Client, what: str):
    theirs = printed(make_submission())
    refs = (theirs.ref, "GK-2026-9999", "nonsense")
    counts = set()
    for ref in refs:
        with CaptureQueriesContext(connection) as queries:
            answer = author.get(f"/mine/{ref}/{what}")
        assert answer.status_code == 404
        counts.add(len(queries))

    assert len(counts) == 1
    assert author.post(f"/mine/{theirs.ref}/{what}").status_code == 404
    theirs.refresh_from_db()
    assert theirs.status == "received"


@pytest.mark.parametrize(
    "path", ["/mine/", "/mine/me/", "/mine/me/forget/", "/mine/GK-2026-0001/"]
)
def test_f38_strangers_are_led_to_the_sign_in(client: Client, path: str):
    hers()

    answer = client.get(path)

    assert (answer.status_code, answer.url.split("?")[0]) == (303, "/sign-in/")
    assert client.post(path).status_code == 303


def test_the_detail_is_the_status_page_without_a_link_in_it(author: Client):
    piece = hers(headline="开工")

    page = author.get(f"/mine/{piece.ref}/").content.decode()

    assert "开工" in page
    assert "/status/" not in page


def test_her_details_fill_the_form_in(author: Client):
    author.post(
        "/mine/me/",
        {"name": "林晓", "unit": "滨河宣传中心", "phone": "0311-87654321"}
        | {"approved_by": "王主任", "wants_letters": "on"},
    )

    page = author.get("/").content.decode()

    for words in ("林晓", "滨河宣传中心", "0311-87654321", EMAIL):
        assert f'value="{words}"' in page


def test_the_telephone_number_is_masked_encrypted_and_kept(author: Client):
    author.post("/mine/me/", {"phone": "13812345678"})
    page = author.get("/mine/me/").content.decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM submissions_confirmedaddress")
        stored = cursor.fetchone()[0]

    author.post("/mine/me/", {"phone": "", "name": "林晓"})
    kept = ConfirmedAddress.objects.get().phone
    author.post("/mine/me/", {"forget_phone": "on"})

    assert "138****5678" in page
    assert "13812345678" not in page + stored
    assert kept == "13812345678"
    assert ConfirmedAddress.objects.get().phone == ""


def test_a_stamped_page_is_kept_by_our_name_and_sent_when_she_says_so(
    author: Client, django_capture_on_commit_callbacks
):
    page = ContentFile(b"%PDF-1.7 stamped", "../../审批.pdf")
    assert author.post("/mine/me/", {"page": page}).status_code == 303
    kept = ConfirmedAddress.objects.get()
    assert ".." not in kept.clearance_page.name
    assert kept.clearance_name == "审批.pdf"

    author.post("/", typed(use_kept_page="on", approved_by="王主任"))

    clearance = Submission.objects.get().clearance
    assert clearance.page.read() == b"%PDF-1.7 stamped"
    assert (clearance.page_name, clearance.approved_by) == ("审批.pdf", "王主任")
    assert kept.clearance_page.storage.exists(kept.clearance_page.name)
    with django_capture_on_commit_callbacks(execute=True):
        author.post("/mine/me/", {"forget_page": "on"})
    assert not ConfirmedAddress.objects.get().clearance_page
    assert not kept.clearance_page.storage.exists(kept.clearance_page.name)


def test_a_kept_page_stays_when_its_successor_cannot_be_written(
    author: Client, monkeypatch, django_capture_on_commit_callbacks
):
    def locked(*args, **kwargs):
        raise OperationalError("database is locked")

    author.post("/mine/me/", {"page": ContentFile(b"%PDF-1.7 first", "a.pdf")})
    author.raise_request_exception = False
    monkeypatch.setattr(ConfirmedAddress, "save", locked)

    with django_capture_on_commit_callbacks(execute=True):
        page = ContentFile(b"%PDF-1.7 second", "b.pdf")
        assert author.post("/mine/me/", {"page": page}).status_code == 500

    kept = ConfirmedAddress.objects.get()
    assert kept.clearance_page.read() == b"%PDF-1.7 first"


def test_what_is_no_page_is_refused_with_a_sentence(author: Client):
    page = ContentFile(b"<html><script>", "page.pdf")

    answer = author.post("/mine/me/", {"page": page, "name": "林晓"})

    assert answer.status_code == 422
    assert "Send the stamped page as a picture or as a PDF." in answer.content.decode()
    assert 'value="林晓"' in answer.content.decode()


def test_deleting_her_details_leaves_her_pieces(author: Client):
    piece = hers()
    author.post("/mine/me/", {"page": ContentFile(b"%PDF-1.7", "p.pdf")})
    assert author.get("/mine/me/forget/").status_code == 200
    assert ConfirmedAddress.objects.exists()

    author.post("/mine/me/forget/")

    assert not ConfirmedAddress.objects.exists()
    assert author.get("/mine/").status_code == 303
    assert Submission.objects.get() == piece
    assert signed_in(author, EMAIL).get(f"/mine/{piece.ref}/").status_code == 200


def test_f35_nothing_hostile_is_markup_on_any_page_of_hers(author: Client, cast):
    piece = hers(headline=XSS, byline=XSS, contact_name=XSS, contact_unit=XSS)
    printed(piece, headline=XSS)
    perform(submission=piece, action=Action.RETURN, actor=cast.chief, note=XSS)
    page = ContentFile(b"%PDF-1.7", f"{XSS[:60]}.pdf".replace("/", ""))
    author.post("/mine/me/", {"name": XSS[:60], "unit": XSS[:90], "page": page})
    ref = f"/mine/{piece.ref}/"
    author.post(f"{ref}revise/", {"headline": XSS, "expected_number": "9"})
    pages = {
        path: author.get(path).content.decode()
        for path in (
            *("/mine/", "/mine/me/", "/mine/me/forget/", "/", ref),
            *(f"{ref}revise/", f"{ref}withdraw/"),
        )
    }
    conflict = {"headline": XSS, "body": XSS, "expected_number": "9", "note": XSS}
    pages["conflict"] = author.post(f"{ref}revise/", conflict).content.decode()

    for path, page in pages.items():
        assert "<script>boom" not in page, path
        assert "<img src=x" not in page, path
    assert html.escape(XSS) in pages["/mine/"]
    assert html.escape(XSS) in pages["conflict"]
