"""Search over the API: the same hits, the same refusals."""

import pytest
from rest_framework.test import APIClient

from submissions.models import SavedSearch
from tests.submissions.builders import Cast, make_submission, paragraphs

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return Cast()


@pytest.fixture
def api(cast: Cast) -> APIClient:
    client = APIClient()
    client.force_authenticate(cast.editor)
    return client


def test_hits_come_in_their_sentences(api):
    piece = make_submission(headline="开工", blocks=paragraphs("码头建成了。"))

    found = api.get("/api/search/", {"q": "码头"}).json()

    (hit,) = found["hits"]
    assert (found["total"], found["pages"], hit["piece"]["ref"]) == (1, 1, piece.ref)
    assert hit["sentence"] == [
        {"text": "码头", "is_hit": True},
        {"text": "建成了。", "is_hit": False},
    ]
    assert api.get("/api/submissions/", {"q": "建成"}).json()["count"] == 1


@pytest.mark.parametrize("asked", [{"q": "码头", "since": "x"}, {"order": "odd"}])
def test_what_cannot_be_read_is_refused_by_field(api, asked):
    answer = api.get("/api/search/", asked)

    assert answer.status_code == 400
    assert set(answer.json()) <= {"since", "order"}


def test_only_excluded_words_are_a_refusal_in_a_sentence(api):
    answer = api.get("/api/search/", {"q": "-码头"})

    assert answer.status_code in {400, 409}
    assert "at least one word" in answer.content.decode()


def test_searches_are_kept_and_thrown_away(api, cast):
    said = {"name": "码头", "wishes": {"q": ["码头"]}, "is_shared": True}

    first, again = (api.post("/api/saved-searches/", said, format="json") for _ in "ab")
    (listed,) = api.get("/api/saved-searches/").json()

    assert first.status_code == again.status_code == 201
    assert listed["wishes"] == {"q": ["码头"]}
    assert listed["owner"] == cast.editor.username
    api.force_authenticate(cast.other)
    address = f"/api/saved-searches/{listed['id']}/"
    assert api.delete(address).status_code == 403
    api.force_authenticate(cast.editor)
    assert api.delete(address).status_code == 204
    assert not SavedSearch.objects.exists()


@pytest.mark.parametrize(
    ("wishes", "sentence"),
    [
        ({"colour": ["red"]}, "colour"),
        ({"state": ["nowhere"]}, "nowhere"),
        ({"q": ["字" * 201]}, "200"),
    ],
)
def test_what_could_not_be_searched_is_not_kept(api, wishes, sentence):
    said = {"name": "码头", "wishes": wishes}

    answer = api.post("/api/saved-searches/", said, format="json")

    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert not SavedSearch.objects.exists()
