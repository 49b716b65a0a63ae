"""Reading a piece: which words speak for which term, and how loudly."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from press.copy.model import Copy
from press.finding.folding import fold
from press.tagging.context import bare_reading, is_part_of_another_name
from press.tagging.lexicon import Hit, Lexicon
from press.tagging.model import REGION, ZONE, Name, Place, Term, Word
from press.tagging.places import WEIGHTS, WHENCE, Part, parts_of

AGAIN = 0.4  # what the same word is worth the next time, and so on
LEAD = 0.5  # what a word is worth that only hints
LEAD_OF_A_PLACE = 0.9  # a county's name is no hint, it lies there
OUTDATED = 0.5
UNANCHORED = (
    0.4  # a zone whose name does not say where, in a piece that does not either
)
OF_ITS_ZONE = 0.8  # what a zone's word is worth for its region
BARE = 0.5  # 高新区 alone
HALF = 3.0  # weight at which the score is 1 - 1/e
WORDS_KEPT = 6


@dataclass(slots=True)
class Evidence:
    """What speaks for one term: its words, and their weight."""

    weight: float = 0.0
    words: list[Word] = field(default_factory=list)
    _seen: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, score: float, word: Word) -> Evidence:
        """Return evidence with a score that was judged otherwise."""
        return cls(weight=-HALF * math.log(1 - score), words=[word])

    def add(self, word: Word, factor: float) -> None:
        """Count a word; the same again counts for less."""
        self.weight += (
            WEIGHTS[word.place] * factor * AGAIN ** self._seen[fold(word.word)]
        )
        self._seen[fold(word.word)] += 1
        if self._seen[fold(word.word)] <= 2 and len(self.words) < WORDS_KEPT:
            self.words.append(word)

    @property
    def score(self) -> float:
        return 1 - math.exp(-self.weight / HALF)


class Reading:
    """One piece being read; ``found`` is what speaks for each term, by key."""

    def __init__(self, lexicon: Lexicon, day: date | None) -> None:
        """Begin with nothing found."""
        self.lexicon = lexicon
        self.day = day
        self.found: dict[str, Evidence] = defaultdict(Evidence)
        self._named: dict[str, Term | None] = {}  # the last zone of a kind; None: other
        self._anchored: set[str] = set()  # zones whose place is plain
        self._shared: list[tuple[Part, Hit, list[tuple[Term, Name]]]] = []
        self._bare: list[tuple[Part, Hit, str]] = []

    def read(self, copy: Copy, unit: str) -> dict[str, Evidence]:
        """Read a piece and return what speaks for each term."""
        for part in parts_of(copy, unit):
            if part.text:
                self._read_part(part)
        for part, hit, entries in self._shared:
            self._settle(part, hit, entries)
        for part, hit, kind in self._bare:
            self._place_bare(part, hit, kind)
        self._soften_unanchored()
        self._imply_regions()
        return self.found

    def _read_part(self, part: Part) -> None:
        text = fold(part.text)
        for hit in self.lexicon.find(text):
            if not hit.entries:
                self._meet_bare(part, text, hit)
                continue
            entries = [
                entry
                for entry in hit.entries
                if not is_part_of_another_name(text, hit, entry[0])
                and (part.place not in WHENCE or entry[0].vocabulary in (REGION, ZONE))
            ]
            self._meet(part, hit, entries)

    def _meet(self, part: Part, hit: Hit, entries: list[tuple[Term, Name]]) -> None:
        valid = [entry for entry in entries if entry[1].holds_on(self.day)] or entries
        terms = {term.key for term, _name in valid}
        by_vocabulary = Counter(self.lexicon.terms[key].vocabulary for key in terms)
        for term, name in _once(valid):
            if term.vocabulary in (REGION, ZONE) and by_vocabulary[term.vocabulary] > 1:
                continue
            self._count(part, hit, term, name)
        shared = [e for e in _once(valid) if by_vocabulary[e[0].vocabulary] > 1]
        places = [entry for entry in shared if entry[0].vocabulary in (REGION, ZONE)]
        if places:
            self._shared.append((part, hit, places))

    def _count(
        self, part: Part, hit: Hit, term: Term, name: Name, factor: float = 1.0
    ) -> None:
        is_outdated = not name.holds_on(self.day)
        if name.is_lead:
            factor *= LEAD_OF_A_PLACE if term.vocabulary == REGION else LEAD
        if is_outdated:
            factor *= OUTDATED
        self.found[term.key].add(_word(part, hit, is_outdated=is_outdated), factor)
        if term.vocabulary == ZONE:
            if self.lexicon.is_anchored(term, hit.word):
                self._anchored.add(term.key)
            for kind in self.lexicon.kinds_of(term):
                self._named[kind] = term

    def _settle(self, part: Part, hit: Hit, entries: list[tuple[Term, Name]]) -> None:
        """Give a name that several places bear to the one the piece speaks of."""
        known = [e for e in entries if self._weight_around(e[0]) > 0]
        if len({term.key for term, _name in known}) == 1:
            self._count(part, hit, *known[0])

    def _weight_around(self, term: Term) -> float:
        around = (term, *self.lexicon.ancestors(term))
        keys = [each.key for each in around[:2]]
        zones = (
            key
            for key in list(self.found)
            if self.lexicon.terms[key].parent == term.key
        )
        return sum(
            self.found[key].weight for key in (*keys, *zones) if key in self.found
        )

    def _meet_bare(self, part: Part, text: str, hit: Hit) -> None:
        reading = bare_reading(text, hit)
        if reading == "another":
            self._named[hit.word] = None
        elif reading == "this":
            term = self._named.get(hit.word)
            if term is not None:
                self.found[term.key].add(_word(part, hit), BARE)
            elif hit.word not in self._named:
                self._bare.append((part, hit, hit.word))

    def _place_bare(self, part: Part, hit: Hit, kind: str) -> None:
        """Give a zone that is named by its kind alone to the only one it can be."""
        zones = [z for z in self.lexicon.zones_by_kind[kind] if z.key in self.found]
        if not zones:
            zones = [
                zone
                for zone in self.lexicon.zones_by_kind[kind]
                if self.lexicon.is_of_a_city(zone) and zone.parent in self.found
            ]
        if len(zones) == 1 and self._named.get(kind, zones[0]) is not None:
            self.found[zones[0].key].add(_word(part, hit), BARE * 2)

    def _soften_unanchored(self) -> None:
        for key in list(self.found):
            term = self.lexicon.terms[key]
            is_adrift = term.vocabulary == ZONE and key not in self._anchored
            if is_adrift and term.parent not in self.found:
                self.found[key].weight *= UNANCHORED

    def _imply_regions(self) -> None:
        for key in list(self.found):
            term, evidence = self.lexicon.terms[key], self.found[key]
            region = self.lexicon.terms.get(term.parent)
            if term.vocabulary == ZONE and region is not None:
                self.found[region.key].weight += evidence.weight * OF_ITS_ZONE
                room = WORDS_KEPT - len(self.found[region.key].words)
                self.found[region.key].words += evidence.words[: max(0, room)]


def _once(entries: Iterable[tuple[Term, Name]]) -> list[tuple[Term, Name]]:
    """Return one name a term: an own name before a hint."""
    found: dict[str, tuple[Term, Name]] = {}
    for term, name in entries:
        if term.key not in found or (found[term.key][1].is_lead and not name.is_lead):
            found[term.key] = (term, name)
    return list(found.values())


def _word(part: Part, hit: Hit, *, is_outdated: bool = False) -> Word:
    return Word(
        word=part.text[hit.start : hit.end],
        place=Place(part.place),
        part=part.number,
        start=hit.start,
        end=hit.end,
        is_outdated=is_outdated,
    )
