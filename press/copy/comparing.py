"""A page that came back from the layout desk against the words we gave it.

The text of a PDF is one stream of characters, pieces and furniture after one another.
Each part of a story is looked for in it by short runs of characters, what is surest
first; where it is found the two are compared character by character.  A part that a
frame divides is put together again.  White space says nothing here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from press.copy.diff import Op, differences

SEED = 5  # characters of a run by which a part is found
MOST_PLACES = 12  # a run that stands in more places says nothing
STRAY = 8  # characters; a longer insertion may be another frame's text
SPREAD = 1.7  # of a part's length its characters may lie apart in the stream
LEAST_FOUND = 0.4  # of a part's runs; with fewer it stands somewhere else, or nowhere
LEAST_REST = 10  # characters of a part's end that are looked for by themselves
LEAST_ALIEN = 8  # characters of a stretch that no part of ours knows

Key = tuple[str, str]  # receipt number and name of the part
Place = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Deviation:
    """Where the page says something else: our words at a place, and theirs.

    ``at`` is a character of the stream at which the difference is seen; a part that
    stands nowhere on the page is ``lost``, words that no part of ours has, have no key.
    """

    story: str
    part: str
    offset: int
    ours: str
    theirs: str
    at: int | None = None
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """The deviations, and for each character of the stream what it is in our words."""

    deviations: tuple[Deviation, ...]
    places: tuple[Place | None, ...]


@dataclass(frozen=True, slots=True)
class _Bare:
    """A text without white space, and where each of its characters stood before."""

    text: str
    at: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Region:
    """A stretch of the page, and how many of a part's runs stand in it, of all."""

    start: int
    end: int
    found: float


def compare(
    parts: Mapping[Key, str], stream: str, furniture: Sequence[str] = ()
) -> Compared:
    """Compare our words with a page's; ``furniture`` is what it carries besides."""
    comparison = _Comparison(parts, stream, furniture)
    return comparison.made()


class _Comparison:
    """The page as it is used up by the parts that are found on it."""

    def __init__(
        self, parts: Mapping[Key, str], stream: str, furniture: Sequence[str]
    ) -> None:
        self.parts = parts
        self.bare = {key: _bare(text) for key, text in parts.items()}
        self.page = _bare(stream)
        self.seeds = _seeds(self.page.text)
        self.claimed = [False] * len(self.page.text)
        self.places: list[Place | None] = [None] * len(stream)
        besides = [_bare(text).text for text in furniture]
        self.known = "\n".join((*(each.text for each in self.bare.values()), *besides))
        self.found: list[Deviation] = []
        self.own: dict[str, list[int]] = defaultdict(list)  # what each story has there
        for text in sorted(filter(None, besides), key=len, reverse=True):
            self._claim_all(text)

    def made(self) -> Compared:
        counts = Counter(part.text for part in self.bare.values())
        alike = [key for key, part in self.bare.items() if counts[part.text] > 1]
        once = [key for key in self.bare if key not in alike]
        for key in sorted(once, key=self._sureness, reverse=True):
            self._place(key)
        for key in self._nearest_first(alike):
            self._place(key)
        self.found += self._aliens()
        order = {key: number for number, key in enumerate(self.parts)}
        self.found.sort(
            key=lambda one: (order.get((one.story, one.part), len(order)), one.offset)
        )
        return Compared(tuple(self.found), tuple(self.places))

    def _place(self, key: Key) -> None:
        part = self.bare[key]
        region = self._region(part.text)
        if region is None:
            self.found.append(Deviation(*key, 0, self.parts[key], "", lost=True))
        else:
            self._compare(key, 0, len(part.text), region)

    def _nearest_first(self, alike: Sequence[Key]) -> list[Key]:
        """Give texts that several stories have to those nearest; return the others.

        Bylines and credits are often the same: each belongs to the story beside it.
        """
        pairs = sorted(
            (self._distance(key[0], at), key, at)
            for key in alike
            for at in self._all(self.bare[key].text)
        )
        placed: set[Key] = set()
        for _distance, key, at in pairs:
            end = at + len(self.bare[key].text)
            if key not in placed and not any(self.claimed[at:end]):
                self._compare(key, 0, end - at, _Region(at, end, 1.0))
                placed.add(key)
        return [key for key in alike if key not in placed]

    def _distance(self, story: str, at: int) -> int:
        own = self.own.get(story, ())
        return min((abs(at - each) for each in own), default=len(self.page.text))

    def _all(self, text: str) -> Iterator[int]:
        at = self.page.text.find(text) if text else -1
        while at >= 0:
            yield at
            at = self.page.text.find(text, at + 1)

    def _sureness(self, key: Key) -> tuple[float, int]:
        text = self.bare[key].text
        region = self._region(text)
        return (round(region.found, 2) if region else 0.0, len(text))

    def _region(self, text: str) -> _Region | None:
        """Return the free stretch of the page in which most of a text stands."""
        whole = self._as_it_is(text)
        if whole is not None or len(text) < SEED:
            return whole
        runs = len(text) - SEED + 1
        hits = sorted(
            (there, here)
            for here in range(runs)
            if len(there_too := self.seeds.get(text[here : here + SEED], ()))
            <= MOST_PLACES
            for there in there_too
            if not self.claimed[there]
        )
        best, first = (0, 0, 0), 0
        reach = int(len(text) * SPREAD) + 2 * SEED
        for last in range(len(hits)):
            while hits[last][0] - hits[first][0] > reach:
                first += 1
            different = len({here for _there, here in hits[first : last + 1]})
            best = max(best, (different, -first, last))
        different, minus, last = best
        if not hits or different < LEAST_FOUND * runs:
            return None
        (start, ahead), (end, behind) = hits[-minus], hits[last]
        begins = max(0, start - ahead)
        ends = min(len(self.page.text), end + len(text) - behind)
        return _Region(begins, max(ends, begins), different / runs)

    def _as_it_is(self, text: str) -> _Region | None:
        """Return where a text stands whole and nothing else has been found."""
        size = len(text)
        free = (at for at in self._all(text) if not any(self.claimed[at : at + size]))
        at = next(free, None)
        return None if at is None else _Region(at, at + size, 1.0)

    def _compare(self, key: Key, first: int, last: int, region: _Region) -> None:
        """Note where a stretch of a part deviates, and what of the page is its."""
        own = self.bare[key].text[first:last]
        free = self._free(region)
        page = "".join(self.page.text[n] for n in free)
        ours, theirs = first, 0
        for gone, come, same in _steps(own, page):
            ours += len(gone)
            at_edge = theirs in (0, len(free) - len(come))
            moved = gone and (at_edge or not come) and self._elsewhere(key, gone, ours)
            others = not gone and (at_edge or self._is_stray(come))
            if (gone or come) and not moved and not others:
                if at_edge and len(come) > 2 * len(gone):
                    come = ""  # the words of a neighbour
                self._deviates(key, ours, gone, come, free, theirs)
            theirs += len(come)
            for n in range(len(same)):
                there = free[theirs + n]
                self.claimed[there] = True
                self.own[key[0]].append(there)
                place = (*key, self.bare[key].at[ours + n])
                self.places[self.page.at[there]] = place
            ours, theirs = ours + len(same), theirs + len(same)

    def _free(self, region: _Region) -> list[int]:
        return [n for n in range(region.start, region.end) if not self.claimed[n]]

    def _elsewhere(self, key: Key, rest: str, last: int) -> bool:
        """Find the rest of a part that another frame divides; tell whether it is."""
        region = self._region(rest) if len(rest) >= LEAST_REST else None
        if region is None:
            return False
        self._compare(key, last - len(rest), last, region)
        return True

    def _is_stray(self, text: str) -> bool:
        """Tell whether words between are another part's: a frame that stands there."""
        known = self.known
        return len(text) >= STRAY and text[:STRAY] in known and text[-STRAY:] in known

    def _deviates(
        self,
        key: Key,
        ours: int,
        gone: str,
        come: str,
        free: Sequence[int],
        theirs: int,
    ) -> None:
        """Note a deviation by its place in the text as it was, white space and all."""
        places, text = self.bare[key].at, self.parts[key]
        begins = ours - len(gone)
        start = places[begins] if begins < len(places) else len(text)
        end = places[ours - 1] + 1 if gone else start
        seen = free[min(theirs, len(free) - 1)] if free else None
        at = self.page.at[seen] if seen is not None else None
        self.found.append(Deviation(*key, start, text[start:end], come, at))
        for n in range(len(come)):
            self.claimed[free[theirs + n]] = True

    def _claim_all(self, text: str) -> None:
        for at in self._all(text):
            self.claimed[at : at + len(text)] = [True] * len(text)

    def _aliens(self) -> Iterator[Deviation]:
        """Yield stretches of the page that no part and no furniture of ours has."""
        at, size = 0, len(self.page.text)
        while at < size:
            end = at
            while end < size and not self.claimed[end]:
                end += 1
            words = self.page.text[at:end]
            if len(words) >= LEAST_ALIEN and not self._is_known(words):
                yield Deviation("", "", 0, "", words, self.page.at[at])
            at = end + 1

    def _is_known(self, words: str) -> bool:
        """Tell whether most runs of some words stand in ours."""
        runs = [words[n : n + SEED] for n in range(0, len(words) - SEED + 1, SEED)]
        return sum(run in self.known for run in runs) * 2 >= len(runs)


def _steps(own: str, page: str) -> Iterator[tuple[str, str, str]]:
    """Yield what went, what came in its place, and what then stayed the same."""
    gone = come = ""
    for one in differences(own, page):
        if one.op is Op.DELETE:
            gone += one.text
        elif one.op is Op.INSERT:
            come += one.text
        else:
            yield gone, come, one.text
            gone = come = ""
    if gone or come:
        yield gone, come, ""


def _bare(text: str) -> _Bare:
    kept = [(n, char) for n, char in enumerate(text) if char.isprintable()]
    kept = [(n, char) for n, char in kept if not char.isspace()]
    return _Bare("".join(char for _n, char in kept), tuple(n for n, _char in kept))


def _seeds(text: str) -> dict[str, list[int]]:
    seeds: dict[str, list[int]] = defaultdict(list)
    for at in range(len(text) - SEED + 1):
        seeds[text[at : at + SEED]].append(at)
    return seeds
