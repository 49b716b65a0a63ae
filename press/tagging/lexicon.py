"""All names of all terms, made ready once, and found in folded text longest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from press.finding.folding import fold
from press.tagging.model import REGION, ZONE, Name, Term
from press.tagging.zone_names import KINDS, forms_of, kind_of

SHORTEST = 2  # characters of a name; a single one says nothing


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found at a place of a text, and the terms that bear it."""

    start: int
    end: int
    word: str  # folded
    entries: tuple[tuple[Term, Name], ...]


class Lexicon:
    """Names → terms; building takes tens of milliseconds, finding a fraction of one."""

    def __init__(self, terms: Iterable[Term]) -> None:
        """Make the names ready."""
        self.terms = {term.key: term for term in terms}
        self._entries: dict[str, list[tuple[Term, Name]]] = defaultdict(list)
        cities = self._city_names()
        for term in self.terms.values():
            for name in (Name(term.name), *term.names):
                self._add(term, name, cities)
        self.zones_by_kind = self._by_kind()
        self._anchors = {
            key: self._anchors_of(term)
            for key, term in self.terms.items()
            if term.vocabulary == REGION
        }
        self._lengths = self._lengths_by_first()

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the names in a folded text, the leftmost and longest first.

        One may begin in another and go beyond it (电子信息产业 and 产业集群).
        The bare words for a kind of zone (高新区) come with no term.
        """
        reached, lengths, entries = 0, self._lengths, self._entries
        for at, first in enumerate(text):
            for length in lengths.get(first, ()):
                if at + length <= reached:
                    break  # it lies within the one before
                word = text[at : at + length]
                if word in entries or word in KINDS:
                    yield Hit(at, at + length, word, tuple(entries.get(word, ())))
                    reached = at + length
                    break

    def is_anchored(self, term: Term, word: str) -> bool:
        """Tell whether a zone's folded name says by itself where the zone lies."""
        anchors = self._anchors.get(term.parent)
        return anchors is None or any(anchor in word for anchor in anchors)

    def ancestors(self, term: Term) -> Iterator[Term]:
        """Yield the region a term lies in, the region of that, and so on."""
        seen = {term.key}
        while (parent := self.terms.get(term.parent)) and parent.key not in seen:
            seen.add(parent.key)
            yield parent
            term = parent

    def kinds_of(self, term: Term) -> tuple[str, ...]:
        """Return the bare words by which a zone may be called; see ``KINDS``."""
        kind = kind_of(term.name)
        return (
            (kind, "开发区") if kind in ("高新区", "经开区") else (kind,) * bool(kind)
        )

    def is_of_a_city(self, term: Term) -> bool:
        """Tell whether a zone bears its city's name: not 正定高新区, a county's."""
        region = self.terms.get(term.parent)
        return region is not None and term.name.startswith(region.name.rstrip("市"))

    def _add(self, term: Term, name: Name, cities: set[str]) -> None:
        forms: Iterable[str] = (name.text,)
        if term.vocabulary == ZONE and not name.is_lead:
            forms = forms_of(name.text, cities)
        for form in dict.fromkeys(fold(each) for each in forms):
            if len(form) >= SHORTEST:
                self._entries[form].append((term, name))

    def _city_names(self) -> set[str]:
        regions = (t for t in self.terms.values() if t.vocabulary == REGION)
        return {fold(term.name).removesuffix("市") for term in regions}

    def _by_kind(self) -> dict[str, list[Term]]:
        found: dict[str, list[Term]] = defaultdict(list)
        for term in self.terms.values():
            if term.vocabulary == ZONE:
                for bare in self.kinds_of(term):
                    found[bare].append(term)
        return found

    def _anchors_of(self, region: Term) -> frozenset[str]:
        names = (region.name, *(each.text for each in region.names))
        short = {fold(name).rstrip("市县区") for name in names}
        return frozenset(each for each in short if len(each) >= SHORTEST)

    def _lengths_by_first(self) -> dict[str, tuple[int, ...]]:
        lengths: dict[str, set[int]] = defaultdict(set)
        for word in (*self._entries, *KINDS):
            lengths[word[0]].add(len(word))
        return {
            first: tuple(sorted(found, reverse=True))
            for first, found in lengths.items()
        }
