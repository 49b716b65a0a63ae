"""What the lists of the directory count for each row, in the query of the list."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from submissions.enums import Status
from submissions.models import Correspondent, Publication, Submission, Unit
from submissions.services.directory.knowing import people


def with_this_year(rows: QuerySet[Correspondent]) -> QuerySet[Correspondent]:
    """Return people with what came and was printed this year, and their last piece."""
    year = timezone.localdate().year
    hers = Submission.objects.filter(correspondent=OuterRef("pk")).order_by()
    hers = hers.exclude(status=Status.JOINED)
    printed = Publication.objects.filter(
        submission__correspondent=OuterRef("pk"), cover_date__year=year
    ).order_by()
    last = hers.values("correspondent").annotate(at=Max("received_at")).values("at")
    return rows.annotate(
        received_now=_counted(hers.filter(year=year), "correspondent"),
        printed_now=_counted(printed, "submission__correspondent"),
        last_at=Subquery(last),
    )


def units_with_this_year(rows: QuerySet[Unit]) -> QuerySet[Unit]:
    """Return units with their people, and what came and was printed this year."""
    year, unit = timezone.localdate().year, OuterRef("pk")
    pieces = Submission.objects.filter(correspondent__unit=unit, year=year).order_by()
    printed = Publication.objects.filter(
        submission__correspondent__unit=unit, cover_date__year=year
    ).order_by()
    members = people().filter(unit=unit).order_by()
    return rows.annotate(
        people_now=_counted(members, "unit"),
        received_now=_counted(
            pieces.exclude(status=Status.JOINED), "correspondent__unit"
        ),
        printed_now=_counted(printed, "submission__correspondent__unit"),
    )


def _counted(rows: QuerySet[Any], by: str) -> Coalesce:
    """Return how many of these rows there are for each, as a column."""
    total = rows.values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(total), 0)
