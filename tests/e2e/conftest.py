"""What browser tests may ask for."""

import pytest
from playwright.sync_api import Page, expect

from submissions.models import Section


@pytest.fixture
def sections(transactional_db):
    Section.objects.create(name="园区要闻", slug="news", usual_length=600)
    Section.objects.create(name="双招双引", slug="invest", usual_length=800, position=1)


@pytest.fixture
def form(page: Page, live_server, sections) -> Page:
    """Open the form; a script error anywhere fails the test."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(live_server.url)
    expect(page.locator("[data-paper]")).to_be_visible()
    yield page
    assert errors == []


@pytest.fixture(autouse=True)
def chinese(settings):
    """Speak as the house does; the other tests ask for the English sources."""
    settings.LANGUAGE_CODE = "zh-hans"


@pytest.fixture(autouse=True)
def nobody_stays(request):
    """Close every browser of a test: one left open goes on asking in the next."""
    yield
    if "browser" in request.fixturenames:
        for context in request.getfixturevalue("browser").contexts:
            context.close()
