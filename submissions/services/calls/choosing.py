"""To whom a call for copy goes: by unit, by tag or zone, by what they sent before."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from submissions.models import Correspondent, Section, Submission, Tag, Unit

MOST = 300
LOOKED_BACK = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who is wanted.  Empty means: does not matter; all that is given must hold."""

    units: Collection[Unit] = ()
    tags: Collection[Tag] = ()
    section: Section | None = None
    sent_since: timedelta | None = None
    special_only: bool = False


def correspondents_for(wanted: Wanted) -> QuerySet[Correspondent]:
    """Return the correspondents who are wanted and have an e-mail, by name.

    Tags (a zone is one), section and time are asked of what they sent; a piece is hers
    when it bears her row or her e-mail.
    """
    known = Correspondent.objects.filter(merged_into=None)
    found = known.exclude(email="").select_related("unit")
    if wanted.units:
        found = found.filter(unit__in=wanted.units)
    if wanted.special_only:
        found = found.filter(is_special=True)
    if wanted.tags or wanted.section or wanted.sent_since:
        pieces = _pieces(wanted)
        found = found.annotate(address=Lower("email")).filter(
            Q(pk__in=pieces.exclude(correspondent=None).values("correspondent"))
            | Q(
                address__in=pieces.annotate(by=Lower("contact_email"))
                .exclude(by="")
                .values("by")
            )
        )
    return found.defer("phone").order_by("name", "pk")


def _pieces(wanted: Wanted) -> QuerySet[Submission]:
    since = timezone.now() - (wanted.sent_since or LOOKED_BACK)
    found = Submission.objects.filter(received_at__gte=since).order_by()
    if wanted.section:
        found = found.filter(section=wanted.section)
    if wanted.tags:
        named = [tag.pk for tag in wanted.tags]
        ids = Submission.tags.through.objects.filter(
            Q(tag__in=named) | Q(tag__current__in=named)
        )
        found = found.filter(pk__in=ids.values("submission"))
    return found


def piece_counts(people: Collection[Correspondent]) -> dict[int, int]:
    """Return how many pieces each of some people sent in the last two years."""
    since = timezone.now() - LOOKED_BACK
    emails = {person.email.lower(): person.pk for person in people}
    rows = Submission.objects.filter(received_at__gte=since).order_by()
    counted = (
        rows.annotate(by=Lower("contact_email"))
        .filter(by__in=emails)
        .values_list("by")
        .annotate(total=Count("pk"))
    )
    return {emails[email]: total for email, total in counted}
