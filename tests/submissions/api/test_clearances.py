"""The stamped page of a piece over the API."""

import pytest
from django.core.files.base import ContentFile
from rest_framework.test import APIClient

from desk.models import LedgerEntry
from submissions.incoming import IncomingClearance
from submissions.models import Clearance
from tests.submissions.builders import make_submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def approved():
    given = IncomingClearance(
        approved_by="王主任", page_name="审批表.pdf", page=ContentFile(b"%PDF-stamped")
    )
    return make_submission(clearance=given)


def opened(piece, person):
    api = APIClient()
    api.force_authenticate(person)
    return api.get(f"/api/submissions/{piece.ref}/clearance/page/")


def test_the_page_is_downloaded_and_this_is_recorded(cast, approved):
    answer = opened(approved, cast.chief)

    assert b"".join(answer.streaming_content) == b"%PDF-stamped"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    entry = LedgerEntry.objects.get(verb="submission.clearance_opened")
    assert entry.actor == cast.chief


def test_who_may_not_open_personal_data_is_refused(cast, approved):
    answer = opened(approved, cast.proofreader)

    assert answer.status_code == 403
    assert not LedgerEntry.objects.filter(verb="submission.clearance_opened").exists()


def test_a_page_that_is_not_here_is_not_found(cast, approved):
    assert opened(make_submission(), cast.chief).status_code == 404
    Clearance.objects.update(page="clearances/xx/lost")

    assert opened(approved, cast.chief).status_code == 404
