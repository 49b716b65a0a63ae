import pytest

from tests.submissions.builders import Cast


@pytest.fixture(autouse=True)
def english(settings):
    """Read pages and refusals in their source language."""
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def cast(db):
    return Cast()
