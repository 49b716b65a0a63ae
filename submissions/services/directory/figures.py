"""How much came, how much was printed: of a person, of a unit, of a year.

A piece counts in the year of its receipt number, a printing in the year of its cover
date.  The publication rate of a year is how many of the pieces that came in it have
been printed so far; a piece that was joined to another is none of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import ExtractYear

from submissions.enums import Status
from submissions.models import Correspondent, Publication, Submission

HERS = "correspondent"


@dataclass(frozen=True, slots=True)
class YearFigures:
    """What a year was: pieces in, of these printed so far, printings of the year."""

    year: int
    received: int
    used: int
    printed: int

    @property
    def rate(self) -> int:
        """Return the publication rate in per cent."""
        return round(100 * self.used / self.received) if self.received else 0


@dataclass(frozen=True, slots=True)
class TallyRow:
    """A line of the yearly tally: a person, or a unit where ``name`` is empty."""

    pk: int
    name: str
    unit: str
    zone: str
    is_special: bool
    figures: YearFigures
    characters: int


def years_of(correspondents: Iterable[int]) -> Sequence[YearFigures]:
    """Return the years of some correspondents together, the newest first."""
    ids = list(correspondents)
    received = _received(Submission.objects.filter(correspondent__in=ids), "year")
    printed = {
        row["in_year"]: row["n"]
        for row in Publication.objects.filter(submission__correspondent__in=ids)
        .order_by()
        .annotate(in_year=ExtractYear("cover_date"))
        .values("in_year")
        .annotate(n=Count("pk"))
    }
    years = sorted({*received, *printed}, reverse=True)
    return [
        YearFigures(year, *received.get(year, (0, 0)), printed.get(year, 0))
        for year in years
    ]


def tally_of_people(year: int) -> Sequence[TallyRow]:
    """Return everybody who sent or had printed something in a year, most first."""
    received = _received(_of_year(year), HERS)
    printed = _printed(year, HERS)
    wanted = {pk for pk in {*received, *printed} if pk is not None}
    rows = Correspondent.objects.filter(pk__in=wanted).select_related(
        "unit__zone", "zone"
    )
    found = [_person(row, year, received, printed) for row in rows.defer("phone")]
    return sorted(found, key=_most_first)


def tally_of_units(year: int) -> Sequence[TallyRow]:
    """Return the units whose people sent or had printed something in a year."""
    units: dict[str, list[TallyRow]] = {}
    for row in tally_of_people(year):
        if row.unit:
            units.setdefault(row.unit, []).append(row)
    return sorted((_unit(name, rows) for name, rows in units.items()), key=_most_first)


def of_nobody(year: int) -> int:
    """Return how many pieces of a year are in no tally: their author is not known."""
    return _of_year(year).filter(correspondent=None).count()


def years_known() -> Sequence[int]:
    """Return the years in which anything came, the newest first."""
    pieces = Submission.objects.worked_on().order_by("-year")
    return list(pieces.values_list("year", flat=True).distinct())


def _of_year(year: int) -> QuerySet[Submission]:
    return Submission.objects.worked_on().filter(year=year)


def _received(pieces: QuerySet[Submission], by: str) -> dict[Any, tuple[int, int]]:
    """Return how many came and how many of these were printed, by a field."""
    rows = (
        pieces.exclude(status=Status.JOINED)
        .order_by()
        .values(by)
        .annotate(n=Count("pk"), used=Count("pk", filter=Q(status=Status.PUBLISHED)))
    )
    return {row[by]: (row["n"], row["used"]) for row in rows}


def _printed(year: int, by: str) -> dict[Any, tuple[int, int]]:
    """Return how many printings a year had and their characters, by a field."""
    rows = (
        Publication.objects.filter(cover_date__year=year)
        .order_by()
        .values(key=F(f"submission__{by}"))
        .annotate(n=Count("pk"), signs=Sum("submission__char_count"))
    )
    return {row["key"]: (row["n"], row["signs"] or 0) for row in rows}


def _person(
    row: Correspondent,
    year: int,
    received: dict[Any, tuple[int, int]],
    printed: dict[Any, tuple[int, int]],
) -> TallyRow:
    count, characters = printed.get(row.pk, (0, 0))
    zone = row.zone or (row.unit.zone if row.unit else None)
    return TallyRow(
        pk=row.pk,
        name=row.name,
        unit=row.unit.name if row.unit else "",
        zone=zone.name if zone else "",
        is_special=row.is_special,
        figures=YearFigures(year, *received.get(row.pk, (0, 0)), count),
        characters=characters,
    )


def _unit(name: str, rows: Sequence[TallyRow]) -> TallyRow:
    year = rows[0].figures.year
    zones = {row.zone for row in rows if row.zone}
    return TallyRow(
        pk=0,
        name="",
        unit=name,
        zone=zones.pop() if len(zones) == 1 else "",
        is_special=False,
        figures=YearFigures(
            year,
            sum(row.figures.received for row in rows),
            sum(row.figures.used for row in rows),
            sum(row.figures.printed for row in rows),
        ),
        characters=sum(row.characters for row in rows),
    )


def _most_first(row: TallyRow) -> tuple[int, int, str, str]:
    return (-row.figures.printed, -row.figures.received, row.unit, row.name)
