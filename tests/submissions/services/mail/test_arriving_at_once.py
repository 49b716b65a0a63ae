"""Many pollers at the same moment: the database decides, once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from desk.models import Job
from submissions.models import MailMessage
from submissions.services.mail.arriving import Delivery, keep_mail, read_raw
from submissions.services.mail.invariants import damaged_mail_files
from tests.submissions.mails import make_mail

pytestmark = pytest.mark.django_db(transaction=True)

POLLERS = 6


def keep_at_once(raws: list[bytes], keys: list[str]) -> list[int]:
    """Keep each mail in a thread of its own; return the rows' keys."""

    def keep(number: int) -> int:
        try:
            return keep_mail(raws[number], Delivery(key=keys[number])).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(len(raws)) as pool:
        return list(pool.map(keep, range(len(raws))))


def test_f42_one_delivery_by_many_pollers_is_one_row() -> None:
    raw = make_mail()

    found = keep_at_once([raw] * POLLERS, ["imap:1:7:9"] * POLLERS)

    assert len(set(found)) == 1
    assert read_raw(MailMessage.objects.get()) == raw
    assert Job.objects.count() == 1


def test_f14_one_content_under_many_deliveries_has_one_original() -> None:
    raw = make_mail()

    found = keep_at_once(
        [raw] * POLLERS, [f"imap:1:7:{number}" for number in range(POLLERS)]
    )

    originals = MailMessage.objects.filter(is_original=True)
    assert len(set(found)) == POLLERS
    assert originals.count() == 1
    assert Job.objects.count() == 1
    others = MailMessage.objects.filter(is_original=False)
    assert {other.duplicate_of_id for other in others} == {originals.get().pk}
    assert damaged_mail_files() == []


def test_no_bytes_are_left_over(settings) -> None:
    def files() -> set[str]:
        return {str(path) for path in (settings.MEDIA_ROOT / "mail").glob("*/*")}

    before, raw = files(), make_mail()

    keep_at_once([raw] * POLLERS, [f"k:{number}" for number in range(POLLERS)])

    original = MailMessage.objects.get(is_original=True)
    assert files() - before == {original.raw.path}
