import pytest

from tests.submissions.builders import Cast


@pytest.fixture
def cast(db):
    return Cast()
