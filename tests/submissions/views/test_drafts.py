"""Unsent pieces over HTTP: saved, refused kindly, opened again on another machine."""

import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.models import Letter
from submissions.models import FormDraft, Submission, Upload
from submissions.services.drafts import resume_token
from submissions.views.draft_bodies import FIELDS, MOST_BYTES
from tests.submissions.pieces import jpeg_bytes, typed
from tests.submissions.same_time import assert_same_time
from tests.submissions.tus_client import begin

pytestmark = pytest.mark.django_db

EMAIL = "linxiao@example.org"


def put(client: Client, key, body, **more):
    data = body if isinstance(body, (str, bytes)) else json.dumps(body)
    return client.put(f"/drafts/{key}/", data, content_type="application/json", **more)


def words_of(**overrides):
    """Return a valid piece as the script saves it."""
    return {name: said for name, said in typed(**overrides).items() if name in FIELDS}


def test_a_piece_is_saved_and_given_back(client: Client):
    key, words = uuid4(), words_of()

    answer = put(client, key, {"revision": 0, "words": words, "photos": []})

    assert answer.status_code == 200
    assert answer.json()["revision"] == 1
    kept = client.get(f"/drafts/{key}/")
    assert kept.json()["words"] == words
    assert "no-store" in kept["Cache-Control"]


def test_another_machine_hears_of_the_later_words(client: Client):
    key = uuid4()
    put(client, key, {"revision": 0, "words": {"body": "第一台"}})

    answer = put(client, key, {"revision": 0, "words": {"body": "第二台"}})

    assert answer.status_code == 409
    assert answer.json()["words"] == {"body": "第一台"}
    assert answer.json()["revision"] == 1


def test_only_fields_of_the_form_are_kept(client: Client):
    key = uuid4()
    said = {"body": "正文", "altcha": "x", "website": "y", "is_superuser": "on"}

    put(client, key, {"revision": 0, "words": said})

    assert client.get(f"/drafts/{key}/").json()["words"] == {"body": "正文"}


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "null",
        '"words"',
        "{",
        b"\xff\xfe",
        "[" * 100_000,
        '{"words": []}',
        '{"words": {"body": 5}}',
        '{"words": {"body": {"a": []}}}',
        '{"revision": -1}',
        '{"revision": true}',
        '{"revision": "0"}',
        '{"revision": 99999999999999999999}',
        '{"photos": {}}',
        '{"photos": [1]}',
        '{"photos": [{"id": "../../etc/passwd"}]}',
        '{"photos": [{"caption": "x"}]}',
        json.dumps({"photos": [{"id": uuid4().hex}] * 1000}),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(client: Client, body):
    answer = put(client, uuid4(), body)

    if body == "":  # nothing typed yet is no nonsense
        assert answer.status_code == 200
        return
    assert answer.status_code == 400
    assert answer.json()["error"].endswith(".")
    assert not FormDraft.objects.exists()


def test_what_cannot_be_written_is_left_out(client: Client):
    key = uuid4()

    answer = put(client, key, '{"words": {"body": "a\\ud800b\\u0000c", "kind": null}}')

    assert answer.status_code == 200
    assert client.get(f"/drafts/{key}/").json()["words"] == {"body": "abc", "kind": ""}
    assert client.get(f"/continue/{resume_token(key)}/").status_code == 200


def test_too_much_is_refused_and_told(client: Client):
    answer = put(client, uuid4(), {"words": {"body": "字" * MOST_BYTES}})

    assert answer.status_code == 413
    assert "300" in answer.json()["error"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(
    body=st.fixed_dictionaries(
        {}, optional={"revision": JSON, "words": JSON, "photos": JSON}
    )
)
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_json_breaks_it(client: Client, body):
    assert put(client, uuid4(), body).status_code in (200, 400)


def test_without_its_token_another_site_saves_nothing():
    client = Client(enforce_csrf_checks=True)

    assert put(client, uuid4(), {"words": {}}).status_code == 403
    assert client.delete(f"/drafts/{uuid4()}/").status_code == 403


def test_floods_end(client: Client, settings):
    settings.FORM_DRAFTS_PER_HOUR = 2
    keys = [uuid4() for _ in range(3)]

    answers = [put(client, key, {"words": {"body": "字"}}) for key in keys]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    again = put(client, keys[0], {"revision": 1, "words": {"body": "词"}})
    assert again.status_code == 200


def test_the_link_opens_the_form_filled(client: Client):
    key, words = uuid4(), words_of()
    link = put(client, key, {"revision": 0, "words": words}).json()["resume"]

    answer = Client().get(link)

    page = answer.content.decode()
    assert f'value="{key}"' in page
    for field in ("contact_phone", "kicker", "contact_unit"):
        assert words[field] in page
    assert '"revision": 1' in page
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Referrer-Policy"] in ("no-referrer", "same-origin")


def send_photo(client: Client, key, name: str, width: int) -> str:
    content = jpeg_bytes(width, 60)
    begin(client, size=len(content), form=key, body=content, name=name)
    return Upload.objects.get(name=name).key.hex


def test_photographs_come_back_in_their_order_with_their_words(client: Client):
    key = uuid4()
    first, second = (send_photo(client, key, f"{n}.jpg", 80 + n) for n in (1, 2))
    photos = [
        {"id": second, "caption": "先看这一张", "credit": "陈宁 摄"},
        {"id": first, "caption": "再看这一张", "credit": ""},
        {"id": uuid4().hex, "caption": "早已不在", "credit": ""},
    ]
    body = {"revision": 0, "words": words_of(), "photos": photos}
    link = put(client, key, body).json()["resume"]
    later = send_photo(client, key, "3.jpg", 90)

    page = Client().get(link).content.decode()

    places = [page.index(f'value="{one}"') for one in (second, first, later)]
    assert places == sorted(places)
    assert page.index("先看这一张") < page.index("再看这一张")
    assert "陈宁 摄" in page
    assert "1 photograph is no longer here" in page


def test_anothers_photograph_is_not_shown(client: Client):
    key, other = uuid4(), uuid4()
    theirs = send_photo(client, other, "a.jpg", 80)
    photos = [{"id": theirs, "caption": "", "credit": ""}]
    link = put(client, key, {"revision": 0, "photos": photos}).json()["resume"]

    assert f'value="{theirs}"' not in Client().get(link).content.decode()


def test_what_was_opened_again_is_sent_as_the_same_piece(client: Client):
    key, words = uuid4(), words_of()
    put(client, key, {"revision": 0, "words": words})

    answer = Client().post("/", {**typed(), **words, "key": str(key)})

    assert answer.status_code == 303
    assert Submission.objects.get().headline == words["headline"]
    assert not FormDraft.objects.exists()
    assert client.get(f"/continue/{resume_token(key)}/").status_code == 404


@pytest.mark.parametrize("revision", [0, 1, 2])
def test_a_saving_that_comes_after_the_piece_leaves_no_draft(client: Client, revision):
    key, words = uuid4(), words_of()
    put(client, key, {"revision": 0, "words": words})
    client.post("/", {**typed(), **words, "key": str(key)})

    late = put(client, key, {"revision": revision, "words": words})
    link = client.post(f"/drafts/{key}/phone/")

    assert (late.status_code, late.json()["code"]) == (410, "sent")
    assert link.status_code == 410
    assert not FormDraft.objects.exists()


def test_thrown_away_is_gone(client: Client):
    key = uuid4()
    put(client, key, {"words": {"body": "字"}})

    assert client.delete(f"/drafts/{key}/").status_code == 204
    assert client.delete(f"/drafts/{key}/").status_code == 204
    assert client.get(f"/drafts/{key}/").status_code == 404


def queries_and_page(client: Client, address: str) -> tuple[str, int]:
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert answer.status_code == 404
    page = answer.content.decode().replace(address, "")
    page = re.sub(r'(name="csrfmiddlewaretoken" value=)"\w+"', r"\1", page)
    return page, len(asked)


def test_a_wrong_link_and_an_old_one_are_the_same(client: Client):
    key = uuid4()
    put(client, key, {"words": {"body": "字"}})
    FormDraft.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    old, wrong = f"/continue/{resume_token(key)}/", f"/continue/{'x' * 24}/"
    client.get(wrong)

    assert queries_and_page(client, old) == queries_and_page(client, wrong)
    assert_same_time(client.get, old, wrong)


def test_saving_takes_few_queries(client: Client, django_assert_max_num_queries):
    key = uuid4()
    put(client, key, {"words": {"body": "字"}})

    with django_assert_max_num_queries(8):
        put(client, key, {"revision": 1, "words": {"body": "词"}})


def test_the_form_without_a_script_saves_for_later(client: Client):
    data = typed(save_draft="yes", consent="", headline="")

    answer = client.post("/", data)

    assert answer.status_code == 200
    link = f"/continue/{resume_token(FormDraft.objects.get().key)}/"
    assert link in answer.content.decode()
    assert data["contact_phone"] in client.get(link).content.decode()
    assert not Submission.objects.exists()
    assert client.post("/", data | {"body": "改过"}).status_code == 200
    assert FormDraft.objects.get().revision == 2


def test_the_link_goes_by_letter_and_repeats_nothing(client: Client):
    key = uuid4()
    put(client, key, {"words": {"headline": "买我的东西", "body": "广告"}})

    answer = client.post(
        f"/drafts/{key}/mail/", {"email": EMAIL}, content_type="application/json"
    )

    assert answer.status_code == 200
    letter = Letter.objects.get()
    assert letter.recipient == EMAIL
    assert resume_token(key) in letter.body
    assert "买" not in letter.subject + letter.body


def test_the_letter_is_asked_for_without_a_script_too(client: Client):
    key = uuid4()
    put(client, key, {"words": {"body": "字"}})

    page = client.post(f"/drafts/{key}/mail/", {"email": EMAIL}).content.decode()
    assert EMAIL in page
    wrong = client.post(f"/drafts/{key}/mail/", {"email": "niemand"})
    assert wrong.status_code == 422
    assert "niemand" in wrong.content.decode()
    assert client.post(f"/drafts/{uuid4()}/mail/", {"email": EMAIL}).status_code == 404


def test_letters_are_capped(client: Client, settings):
    settings.CODES_PER_EMAIL_PER_HOUR = 2
    key = uuid4()
    put(client, key, {"words": {"body": "字"}})

    answers = [
        client.post(f"/drafts/{key}/mail/", {"email": EMAIL}).status_code
        for _ in range(3)
    ]

    assert answers == [200, 200, 429]
    assert Letter.objects.count() == 1
