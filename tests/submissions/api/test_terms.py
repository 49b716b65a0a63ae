"""Exclusive terms over the API."""

from datetime import timedelta

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from tests.submissions.builders import make_submission

pytestmark = pytest.mark.django_db


def test_a_term_is_read_and_agreed(cast):
    client = APIClient()
    client.force_authenticate(cast.editor)
    today = timezone.localdate()
    piece = make_submission(is_exclusive=True, exclusive_until=today)
    at = f"/api/submissions/{piece.ref}/exclusive-term/"
    until = (today + timedelta(days=20)).isoformat()

    before = client.get(at).json()
    agreed = client.post(at, {"until": until, "note": "电话"}, format="json").json()
    wrong = client.post(at, {"until": "2020-01-01"}, format="json")

    assert before["clock"] == "soon"
    assert (agreed["clock"], agreed["exclusive_until"]) == ("running", until)
    assert (wrong.status_code, wrong.json()["code"]) == (409, "until")
    assert (
        client.get("/api/submissions/GK-2026-9999/exclusive-term/").status_code == 404
    )
