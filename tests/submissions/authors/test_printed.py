"""The printed page for its author: by her link and signed in, not before the day."""

from datetime import timedelta
from io import BytesIO

import pypdfium2
import pytest
from django.core.cache import cache
from django.utils import timezone
from PIL import Image

from submissions.models import Publication, Submission
from submissions.services.publication import keep_page_picture, record_publication
from submissions.services.tokens import status_token
from tests.submissions.authors.test_mine import EMAIL, hers, picture

pytestmark = pytest.mark.django_db


def printed(*, days: int) -> Submission:
    piece = hers()
    publication = record_publication(
        submission=piece,
        supplement="园区导刊",
        issue_label="2026年第12期",
        cover_date=timezone.localdate() + timedelta(days=days),
        page_number=2,
        page_label="要闻",
        headline="见报的标题",
        byline="通讯员 林晓",
        copy_hash=piece.current_version.copy_hash,
    )
    keep_page_picture(publication=publication, mark="ab" * 32, jpeg=picture())
    return piece


def at(piece: Submission, end: str = "") -> str:
    return f"/status/{status_token(piece.ref)}/{end}"


def test_the_private_link_shows_the_page_and_gives_the_sheet(client):
    piece = printed(days=-1)

    page = client.get(at(piece)).content.decode()
    whole, small = client.get(at(piece, "page/")), client.get(at(piece, "page/?small"))
    sheet = client.get(at(piece, "proof.pdf"))

    assert f'src="{at(piece, "page/")}?small"' in page
    assert f'href="{at(piece, "proof.pdf")}"' in page
    assert (whole["Content-Type"], whole["X-Content-Type-Options"]) == (
        "image/jpeg",
        "nosniff",
    )
    with Image.open(BytesIO(small.content)) as thumbnail:
        assert max(thumbnail.size) == 320
    assert sheet["Content-Disposition"] == f'attachment; filename="{piece.ref}.pdf"'
    with pypdfium2.PdfDocument(sheet.content) as document:
        text = "".join(document[0].get_textpage().get_text_bounded().split())
    for words in ("见报的标题", "通讯员林晓", "《园区导刊》2026年第12期", piece.ref):
        assert words in text
    assert "abababababababab" in text


@pytest.mark.parametrize("end", ["page/", "proof.pdf"])
def test_nothing_is_shown_before_the_paper_is_out(client, end):
    piece = printed(days=3)

    assert client.get(at(piece, end)).status_code == 404
    assert "status-page" not in client.get(at(piece)).content.decode()


@pytest.mark.parametrize("end", ["page/", "proof.pdf"])
def test_a_file_that_is_lost_is_no_crash(client, end):
    piece = printed(days=-1)
    cache.clear()
    row = Publication.objects.get()
    row.page_picture.storage.delete(row.page_picture.name)

    assert client.get(at(piece, end)).status_code == 404


@pytest.mark.parametrize("end", ["page/", "proof.pdf"])
def test_another_word_opens_nothing(client, end):
    printed(days=-1)
    other = hers()

    assert client.get(at(other, end)).status_code == 404
    assert client.get(f"/status/x/{end}").status_code == 404
    assert client.post(at(other, end)).status_code == 405
    assert EMAIL not in client.get(at(other, end)).content.decode()
