"""Many deliveries at the same moment, in threads with connections of their own."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from submissions.incoming import Incoming
from submissions.models import Submission
from submissions.services.receiving import Received, receive_submission
from tests.submissions.builders import make_incoming, make_photo

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 8


def receive(incoming: Incoming) -> Received:
    """Receive in a thread, and give its connection back."""
    try:
        return receive_submission(incoming=incoming)
    finally:
        connection.close()


def test_numbers_have_neither_gap_nor_double():
    deliveries = [make_incoming() for _piece in range(24)]

    with ThreadPoolExecutor(AT_ONCE) as pool:
        received = list(pool.map(receive, deliveries))

    year = timezone.localtime().year
    assert {each.submission.ref for each in received} == {
        f"GK-{year}-{number:04d}" for number in range(1, 25)
    }
    assert len({each.status_token for each in received}) == 24


def test_f43_one_key_many_times_at_once_is_one_piece(settings):
    incoming = make_incoming(photos=(make_photo(),))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        received = list(pool.map(receive, [incoming] * AT_ONCE))

    piece = Submission.objects.get()
    assert {each.submission.pk for each in received} == {piece.pk}
    assert len({each.status_token for each in received}) == 1
    assert [each.created for each in received].count(True) == 1
    kept = [
        path
        for path in (settings.MEDIA_ROOT / "originals").rglob("*")
        if path.is_file()
    ]
    assert piece.photos.get().original.path in map(str, kept)
