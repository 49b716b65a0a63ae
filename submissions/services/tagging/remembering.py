"""What editors chose, as counts: written with each decision, read for each proposal."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Q

from press.copy.model import Copy
from press.copy.serial import from_json
from press.tagging.learning import features_of
from press.tagging.model import Memory
from submissions.models import Submission, Tagging, TagMemory
from submissions.services.tagging.lexicon import section_key, tag_key
from submissions.tag_enums import TagState

Counts = Counter[tuple[str, str]]  # of (feature, term)


def memory_for(features: Sequence[str], stands_for: Mapping[str, str]) -> Memory:
    """Return the counts that matter for a piece; one query.

    What was counted for a tag that was merged counts for the other.
    """
    rows = TagMemory.objects.filter(feature__in=["", *features], pieces__gt=0)
    terms: Counter[str] = Counter()
    seen: dict[str, int] = {}
    both: Counter[tuple[str, str]] = Counter()
    total = 0
    for feature, term, pieces in rows.values_list("feature", "term", "pieces"):
        term = stands_for.get(term, term)
        if feature and term:
            both[feature, term] += pieces
        elif feature:
            seen[feature] = pieces
        elif term:
            terms[term] += pieces
        else:
            total = pieces
    return Memory(total, terms, seen, both)


def copy_of(piece: Submission) -> Copy:
    """Return the words of a piece as they stand, captions as they were saved."""
    version = piece.current_version
    return from_json(version.copy) if version else Copy()


def learn(piece: Submission) -> None:
    """Count what a piece bears now in place of what it was counted with before.

    Inside the transaction of the decision.  A piece about which nobody decided
    anything teaches nothing.
    """
    row, _made = Tagging.objects.select_for_update().get_or_create(submission=piece)
    terms = _terms_of(piece)
    is_decided = bool(terms) or _has_decisions(piece)
    features = features_of(copy_of(piece), piece.contact_unit) if is_decided else ()
    if (list(features), terms) == (row.features, row.terms):
        return
    changes = _counts(features, terms)
    changes.subtract(_counts(row.features, row.terms))
    _apply({key: change for key, change in changes.items() if change})
    row.features, row.terms = list(features), terms
    row.save(update_fields=["features", "terms"])


def _terms_of(piece: Submission) -> list[str]:
    tags = piece.tags.values_list("pk", "current_id")
    terms = {tag_key(current or pk) for pk, current in tags}
    if piece.section_id:
        terms.add(section_key(piece.section_id))
    return sorted(terms)


def _has_decisions(piece: Submission) -> bool:
    return piece.tag_proposals.exclude(state=TagState.OPEN).exists()


def _counts(features: Iterable[str], terms: Iterable[str]) -> Counts:
    """Return what one piece adds to each count."""
    features, terms = list(features), list(terms)
    counts: Counts = Counter()
    if features or terms:
        counts["", ""] = 1
    counts.update(("", term) for term in terms)
    counts.update((feature, "") for feature in features)
    counts.update((feature, term) for feature in features for term in terms)
    return counts


def _apply(changes: Mapping[tuple[str, str], int]) -> None:
    wanted: dict[str, set[str]] = defaultdict(set)
    for feature, term in changes:
        wanted[feature].add(term)
    among = Q(
        feature__in=wanted, term__in={term for each in wanted.values() for term in each}
    )
    rows = {
        (row.feature, row.term): row
        for row in TagMemory.objects.select_for_update().filter(among)
    }
    changed = []
    for key, change in changes.items():
        if key in rows:
            rows[key].pieces += change
            changed.append(rows[key])
    TagMemory.objects.bulk_update(changed, ["pieces"], batch_size=200)
    TagMemory.objects.bulk_create(
        [
            TagMemory(feature=feature, term=term, pieces=change)
            for (feature, term), change in changes.items()
            if (feature, term) not in rows
        ],
        ignore_conflicts=True,
    )
