"""What every answer carries, and what is not even read."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from guidekit.middleware import PagesFirstMiddleware, RequestSizeMiddleware
from guidekit.sqlite.turns import gives_way

HOUSE = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-src": "'self'",
    "frame-ancestors": "'self'",
}


def policy(answer: HttpResponse) -> dict[str, str]:
    directives = answer["Content-Security-Policy"].split("; ")
    return dict(directive.split(" ", 1) for directive in directives)


@pytest.mark.django_db
def test_answer_carries_the_house_policy(client: Client) -> None:
    answer = client.get("/healthz")

    assert answer.status_code == 200
    assert policy(answer) == HOUSE
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.django_db
def test_admin_gets_what_its_screens_need_and_no_more(client: Client) -> None:
    wider = {
        "script-src": "'self' 'unsafe-eval'",
        "style-src": "'self' 'unsafe-inline'",
    }

    assert policy(client.get("/admin/login/")) == {**HOUSE, **wider}


@pytest.mark.django_db
def test_api_description_loads_from_this_host_only(client: Client) -> None:
    for page in ("/api/docs/", "/api/docs/redoc/"):
        text = client.get(page).content.decode()

        assert "http://" not in text.replace("http://testserver", "")
        assert "https://" not in text


def test_request_too_large_is_stopped_before_it_is_read(settings: Settings) -> None:
    read = []
    layer = RequestSizeMiddleware(
        lambda request: read.append(request) or HttpResponse()
    )
    settings.REQUEST_MAX_BYTES = 1000
    small = request_of(1000)
    large = request_of(1001)

    answers = [layer(small).status_code, layer(large).status_code]

    assert (answers, read) == ([200, 413], [small])


def request_of(size: int) -> HttpRequest:
    return RequestFactory().post("/", data=b"x" * size, content_type="text/plain")


@pytest.mark.django_db
def test_the_language_is_the_houses_whatever_the_browser_was_installed_in(
    client, settings
):
    settings.LANGUAGE_CODE = "zh-hans"

    answer = client.get("/", HTTP_ACCEPT_LANGUAGE="en-US,en;q=0.9")

    assert answer.headers["Content-Language"] == "zh-hans"
    assert "投稿" in answer.content.decode()
    assert "Accept-Language" not in answer.headers["Vary"]


@pytest.mark.django_db
def test_the_language_is_english_by_choice(client, settings):
    settings.LANGUAGE_CODE = "zh-hans"
    client.post("/i18n/setlang/", {"language": "en"})

    answer = client.get("/")

    assert answer.headers["Content-Language"] == "en"
    assert "Headline" in answer.content.decode()


@pytest.mark.parametrize(("path", "waits"), [("/files/", True), ("/", False)])
def test_what_brings_a_file_lets_pages_write_first(path: str, waits: bool) -> None:
    seen = []

    def answer(_request: HttpRequest) -> HttpResponse:
        seen.append(gives_way())
        return HttpResponse()

    PagesFirstMiddleware(answer)(RequestFactory().post(path))

    assert (seen, gives_way()) == ([waits], False)
