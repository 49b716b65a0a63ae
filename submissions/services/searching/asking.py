"""Asking the index: words, filters, the order, and each hit in its sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from press.finding.query import Field, Query, parse_query
from press.finding.ranking import score
from submissions.enums import SearchOrder as Order
from submissions.models import SearchText, Submission, Tag
from submissions.services.reach import within_reach
from submissions.services.searching.databases import index_of_database
from submissions.services.searching.hits import Hit, show_hits
from submissions.tag_enums import NameKind

A_PAGE = 20
RANKED = 500  # the newest hits among which the best are found
COUNTED = 500  # hits counted exactly; beyond it is "more than"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is searched: words, and what the pieces must be."""

    words: str = ""
    states: tuple[str, ...] = ()
    section: str = ""
    tag: str = ""
    person: str = ""
    since: date | None = None
    until: date | None = None
    order: Order = Order.NEWEST
    page: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits; ``total`` is exact unless there ``is_more``."""

    hits: Sequence[Hit] = ()
    total: int = 0
    is_more: bool = False
    page: int = 1
    pages: int = 1
    query: Query = field(default_factory=Query)
    is_ranked_among: int = 0


def search(*, wishes: Wishes, actor: User) -> Found:
    """Find pieces that a person may read.

    Raises ``Refused`` when nothing is said that must be there, and ``NotAllowed``.
    """
    policy.require(actor, "submission.read")
    query = parse_query(wishes.words)
    rows = _wished(wishes).filter(within_reach(actor, "submission"))
    found = _found(rows, query)
    total = len(found)
    pages = max(1, -(-min(total, COUNTED) // A_PAGE))
    page = min(max(1, wishes.page), pages)
    shown = slice((page - 1) * A_PAGE, page * A_PAGE)
    is_ranked = wishes.order == Order.BEST and bool(query.terms)
    # What is ranked is ranked as a whole, else only the page is read.
    keys = _best(found[:RANKED], query) if is_ranked else found
    return Found(
        hits=show_hits(keys[shown], query),
        total=min(total, COUNTED),
        is_more=total > COUNTED,
        page=page,
        pages=pages,
        query=query,
        is_ranked_among=RANKED if is_ranked and total > RANKED else 0,
    )


def matching(
    typed: str, pieces: QuerySet[Submission] | None = None
) -> QuerySet[Submission]:
    """Return the pieces in which words are found, for lists that have their order."""
    found = Submission.objects.all() if pieces is None else pieces
    query = parse_query(typed)
    if not query.wanted:
        return found.none()
    return found.filter(index_of_database().condition(query))


def _found(rows: QuerySet[SearchText], query: Query) -> list[int]:
    """Return the keys of the newest hits, one more than are counted exactly."""
    if not query.terms:
        newest = rows.order_by("-key").values_list("key", flat=True)
        return list(newest[: COUNTED + 1])
    if not query.wanted:
        raise Refused(
            _("Type at least one word that is to be found, beside those that are not."),
            code="only_excluded",
        )
    return index_of_database().newest(rows, query, COUNTED + 1)


def _wished(wishes: Wishes) -> QuerySet[SearchText]:
    rows = SearchText.objects.all()
    if wishes.states:
        rows = rows.filter(submission__status__in=wishes.states)
    if wishes.section:
        rows = rows.filter(submission__section__slug=wishes.section)
    if wishes.tag:
        # What was merged into it is it; the name of a merged one finds all of them.
        named = Q(names__name=wishes.tag, names__kind=NameKind.ALIAS)
        meant = Tag.objects.filter(Q(name=wishes.tag) | named)
        ends = meant.annotate(end=Coalesce("current_id", "id")).values("end")
        tagged = Submission.tags.through.objects.filter(
            Q(tag__in=ends) | Q(tag__current__in=ends)
        )
        rows = rows.filter(submission_id__in=tagged.values("submission_id"))
    if wishes.person:
        rows = rows.filter(_person(wishes.person))
    if wishes.since:
        rows = rows.filter(submission__received_at__gte=_midnight(wishes.since))
    if wishes.until:
        after = wishes.until + timedelta(days=1)
        rows = rows.filter(submission__received_at__lt=_midnight(after))
    return rows


def _person(name: str) -> Q:
    """Pieces that somebody sent, wrote or edited: authors and the desk alike."""
    return (
        Q(submission__contact_name=name)
        | Q(submission__correspondent__name=name)
        | Q(submission__claimed_by__display_name=name)
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _best(keys: Sequence[int], query: Query) -> list[int]:
    """Return the keys, the best hit first, of two alike the newer."""
    rows = SearchText.objects.filter(key__in=keys).values("key", *Field)
    scores = [(_score(row, query), row["key"]) for row in rows]
    return [key for _, key in sorted(scores, reverse=True)]


def _score(row: Mapping[str, Any], query: Query) -> float:
    return score({field: row[field] for field in Field}, query.wanted)
