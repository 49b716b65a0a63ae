"""The search page: what is found, kept and thrown away, and who may."""

import pytest
from django.test import Client

from submissions.models import SavedSearch
from tests.submissions.builders import Cast, make_submission, paragraphs

pytestmark = pytest.mark.django_db
PAGE = "/admin/submissions/submission/search/"


@pytest.fixture
def cast() -> Cast:
    return Cast()


@pytest.fixture
def desk(client: Client, cast: Cast) -> Client:
    client.force_login(cast.editor)
    return client


def page(client: Client, **asked) -> str:
    answer = client.get(PAGE, asked)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def test_a_hit_stands_in_its_sentence_and_what_came_is_only_text(desk):
    text = "前面一句。码头<script>alert(1)</script>建成了。"
    piece = make_submission(headline="开工", blocks=paragraphs(text))

    shown = page(desk, q="码头")

    assert f"/submission/{piece.pk}/change/" in shown
    assert "<mark>码头</mark>&lt;script&gt;" in shown
    assert "前面一句" not in shown


def test_nothing_asked_and_nothing_found_are_said(desk):
    assert "Two characters are enough" in page(desk)
    assert "Nothing has all of these words" in page(desk, q="码头")


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"q": "-码头"}, "at least one word"),
        ({"q": "码头", "since": "2026-02-02", "until": "2026-01-01"}, "The last day"),
        ({"q": "字" * 300}, "200"),
        ({"q": "码头", "state": "nowhere"}, "nowhere"),
        ({"q": "码头", "page": "x"}, ""),
    ],
)
def test_what_cannot_be_searched_is_said_and_kept(desk, asked, sentence):
    answer = desk.get(PAGE, asked)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert f'value="{asked["q"]}"' in answer.content.decode()


def test_pages_keep_what_was_asked(desk):
    for number in range(21):
        make_submission(headline=f"码头{number}")

    shown = page(desk, q="码头", state="received")

    assert "?q=%E7%A0%81%E5%A4%B4&amp;state=received&amp;page=2" in shown


def test_a_search_is_kept_shared_and_thrown_away_by_its_owner(desk, cast):
    wishes = {"q": "码头", "state": ["received", "held"], "name": "码头 的事"}
    other = Client()
    other.force_login(cast.other)

    back = desk.post(f"{PAGE}keep/", wishes)
    assert "state=received&state=held" in back.url
    assert 'aria-current="page">码头 的事' in desk.get(back.url).content.decode()
    saved = SavedSearch.objects.get()
    assert saved.wishes == {"q": ["码头"], "state": ["received", "held"]}
    assert "码头 的事" not in page(other)
    assert other.post(f"{PAGE}{saved.pk}/forget/").status_code == 404

    desk.post(f"{PAGE}keep/", {**wishes, "is_shared": "on"})
    assert "码头 的事" in page(other)
    assert other.post(f"{PAGE}{saved.pk}/forget/").status_code == 403
    assert desk.get(f"{PAGE}{saved.pk}/forget/").status_code == 405
    desk.post(f"{PAGE}{saved.pk}/forget/")
    assert not SavedSearch.objects.exists()


def test_a_search_without_a_name_is_not_kept(desk):
    back = desk.post(f"{PAGE}keep/", {"q": "码头", "name": " "})

    assert "a name of up to 40 characters" in desk.get(back.url).content.decode()
    assert not SavedSearch.objects.exists()


def test_the_list_of_pieces_searches_alike(desk):
    found = make_submission(headline="开工", blocks=paragraphs("臺灣企業到訪。"))
    make_submission(headline="别的")

    shown = desk.get("/admin/submissions/submission/", {"q": "台湾 企业"})

    assert [piece.pk for piece in shown.context["cl"].result_list] == [found.pk]
