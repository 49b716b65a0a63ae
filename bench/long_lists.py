"""The lists of the desk over many pieces: how long each takes, how often it asks."""

from __future__ import annotations

from functools import cache, partial

from django.db import connection
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.copywriter import Copywriter
from bench.newsroom import CHARACTERS, program_client, staff_client
from bench.timing import percentile, times
from press.copy.model import Copy
from submissions.enums import Status
from submissions.models import Correspondent, Section, Submission, Unit

RUNS = 30
A_PAGE = 40  # pieces in the desk's list
DIFFERENT = 300  # texts; lists show none
PIECES = "/admin/submissions/submission/"
LISTS = {
    "pieces": PIECES,
    "pieces_waiting": f"{PIECES}?status__exact=received",
    "pieces_deep": f"{PIECES}?p={{deep}}",
    "pieces_found": f"{PIECES}?q=开发区",
    "board": "/admin/",
    "correspondents": "/admin/submissions/correspondent/",
    "units": "/admin/submissions/unit/",
    "letters": "/admin/desk/letter/",
    "ledger": "/admin/desk/ledgerentry/",
    "api": "/api/submissions/",
}
# Of every hundred pieces: what became of them.
SHARES = {
    Status.RECEIVED: 2,
    Status.FIRST_READ: 2,
    Status.SECOND_READ: 1,
    Status.ACCEPTED: 1,
    Status.HELD: 1,
    Status.RETURNED: 1,
    Status.DECLINED: 52,
    Status.PUBLISHED: 40,
}


def cheap(number: int) -> Copy:
    """Return one of a few hundred texts: nobody reads them in a list."""
    return _copy(number % DIFFERENT)


@cache
def _copy(number: int) -> Copy:
    return Copywriter(number).copy(CHARACTERS)


def people(count: int) -> list[int]:
    """Write correspondents of a twentieth as many units; return their keys."""
    units = Unit.objects.bulk_create(
        Unit(name=f"第{number}开发区宣传部") for number in range(max(1, count // 20))
    )
    rows = Correspondent.objects.bulk_create(
        Correspondent(
            name=f"通讯员{number}",
            email=f"writer{number}@example.org",
            unit=units[number % len(units)],
        )
        for number in range(count)
    )
    return [row.pk for row in rows]


def spread(writers: list[int]) -> None:
    """Give the pieces states, sections and authors, as years of work leave them."""
    staff_client()  # opens the newsroom, with its sections
    rows = Submission.objects.annotate(rest=F("serial") % 100)
    begin = 0
    for state, share in SHARES.items():
        rows.filter(rest__gte=begin, rest__lt=begin + share).update(status=state)
        begin += share
    sections = list(Section.objects.values_list("pk", flat=True))
    rows = Submission.objects.annotate(rest=F("serial") % len(sections))
    for rest, section in enumerate(sections):
        rows.filter(rest=rest).update(section=section)
    # The keys of what was written at once follow one another.
    writer = Value(writers[0]) + F("serial") % len(writers)
    text = Cast(writer, CharField())
    Submission.objects.filter(year=2020).update(
        correspondent_id=writer,
        contact_name=Concat(Value("通讯员"), text),
        contact_email=Concat(Value("writer"), text, Value("@example.org")),
    )


def look() -> dict[str, dict[str, float]]:
    """Open each list as an editor does; return its p95 and its queries."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # What the server does by itself within minutes of so many rows.
            cursor.execute("VACUUM ANALYZE")
    found = {}
    deep = Submission.objects.count() // A_PAGE - 2
    for name, listed in LISTS.items():
        address = listed.format(deep=deep)
        client = program_client() if name == "api" else staff_client()
        _get(client, address)
        with CaptureQueriesContext(connection) as queries:
            _get(client, address)
        asked = len(queries)  # the next request forgets them
        seconds = times(partial(_get, client, address), count=RUNS, warm=1)
        p95 = percentile(seconds, 0.95) * 1000
        found[name] = {"p95_ms": p95, "queries": float(asked)}
    return found


def _get(client: Client, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}.")
