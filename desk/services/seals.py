"""Seal the ledger day by day.

A chain shows a changed entry; only the seal of its day shows that the last entries of
a chain were cut off.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from desk.models import DaySeal, LedgerEntry
from desk.services.hashing import canonical

ONE_DAY = timedelta(days=1)


def seal_days(*, until: date | None = None) -> list[DaySeal]:
    """Seal every whole day that is not sealed yet, in order; today stays open."""
    end = until or timezone.localdate()
    sealed = []
    while (day := _next_day()) is not None and day < end:
        with transaction.atomic():
            entries, digest = seal_of(day)
            seal, created = DaySeal.objects.get_or_create(
                day=day, defaults={"entries": entries, "hash": digest}
            )
        if created:
            sealed.append(seal)
    return sealed


def seal_of(day: date) -> tuple[int, str]:
    """Return how many entries a day has, and the hash over them and the seal before."""
    begin = timezone.make_aware(datetime.combine(day, time.min))
    end = timezone.make_aware(datetime.combine(day + ONE_DAY, time.min))
    hashes = list(
        LedgerEntry.objects.filter(created_at__gte=begin, created_at__lt=end)
        .order_by("id")
        .values_list("hash", flat=True)
    )
    before = DaySeal.objects.filter(day=day - ONE_DAY).first()
    said = [before.hash if before else "", day.isoformat(), hashes]
    return len(hashes), hashlib.sha256(canonical(said)).hexdigest()


def _next_day() -> date | None:
    last = DaySeal.objects.order_by("day").last()
    if last is not None:
        return last.day + ONE_DAY
    first = LedgerEntry.objects.order_by("created_at").first()
    return timezone.localdate(first.created_at) if first else None
