"""Tell what changed between two copies of a piece, as classes of the table.

How the hard cases are decided, and why:

- **A cut stays a cut**, whatever names and numbers went with the sentence: nothing is
  printed that was not read.  It is one only when every sentence left is as it was and
  in its order; a cut beside any other change of words is judged with it.
- **A moved sentence** is other wording: its context is new, its facts are the same.
- **Numbers count by their writing**: 二〇二六 to 2026 is a change of number, because to
  prove two writings equal is to trust a parser; full and half width are one writing.
- **A mark inside a number** belongs to it (3.5, 3-5, 2026/5).
- **In the headline stack** marks count as words: a question mark there is the news.
- **Bold, and how text is cut into paragraphs,** changes no word.  A paragraph made a
  subhead does: it then announces what follows.
- **A caption emptied** is another caption, no cut: the photograph then says something
  else.  A photograph that came or was exchanged is a new fact that nobody has read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from press.copy.byline import parse_byline
from press.copy.changes.facts import leaders_in, names_in, numbers_in, people_in
from press.copy.changes.model import Change, Finding, Place
from press.copy.changes.showing import both, pieces
from press.copy.changes.words import Unit, folded, units_of, units_of_text, words_of
from press.copy.diff import EXACT_UP_TO
from press.copy.model import Copy, Credit, Picture

Known = frozenset[str]

_STACK = (
    (Place.KICKER, "kicker"),
    (Place.HEADLINE, "headline"),
    (Place.DECK, "deck"),
)


def changes_between(before: Copy, after: Copy) -> tuple[Finding, ...]:
    """Return what changed, in reading order; nothing for copies that say the same."""
    known = _people(before) | _people(after)
    return (
        *_stack(before, after),
        *_named(Place.BYLINE, before.byline, after.byline),
        *_credits(before, after),
        *_named(Place.DATELINE, before.dateline, after.dateline),
        *_body(units_of(before.blocks), units_of(after.blocks), known, before, after),
        *_pictures(before.pictures, after.pictures, known),
    )


def _stack(before: Copy, after: Copy) -> Iterator[Finding]:
    for place, name in _STACK:
        old, new = getattr(before, name), getattr(after, name)
        if old == new:
            continue
        same = "".join(folded(old).split()) == "".join(folded(new).split())
        yield Finding(Change.MARKS if same else Change.HEADLINE, place, old, new)


def _named(place: Place, old: str, new: str) -> Iterator[Finding]:
    """Judge a line that names people: byline, dateline, photo credit."""
    if old != new:
        same = words_of(old) == words_of(new)
        yield Finding(Change.MARKS if same else Change.NAMES, place, old, new)


def _credits(before: Copy, after: Copy) -> Iterator[Finding]:
    """Judge the people themselves: a space may part one name into two."""
    old, new = _named_by(before), _named_by(after)
    if old != new:
        named = (" ".join(person.name for person in people) for people in (old, new))
        yield Finding(Change.NAMES, Place.BYLINE, *named)


def _named_by(copy: Copy) -> tuple[Credit, ...]:
    return copy.credits or parse_byline(copy.byline)


def _people(copy: Copy) -> Known:
    """Return every name the piece gives away anywhere."""
    texts = [copy.kicker, copy.headline, copy.deck, copy.dateline, copy.byline]
    texts += [block.text for block in copy.blocks]
    texts += [words for each in copy.pictures for words in (each.caption, each.credit)]
    named = {person.name for person in _named_by(copy)}
    for line in (copy.dateline, *(picture.credit for picture in copy.pictures)):
        named |= {person.name for person in parse_byline(line)}
    return frozenset(named).union(*map(people_in, texts))


def _body(
    old: Sequence[Unit], new: Sequence[Unit], known: Known, before: Copy, after: Copy
) -> Iterator[Finding]:
    if _all_words(old) == _all_words(new):
        was, now = ("\n".join(b.text for b in c.blocks) for c in (before, after))
        yield from _looks(Place.BODY, was, now, old, new)
        return
    yield from _sentences(Place.BODY, old, new, known)


def _all_words(units: Iterable[Unit]) -> list[tuple[str, str]]:
    return [(unit.kind.value, word) for unit in units for word in unit.words]


def _looks(
    place: Place, old: str, new: str, olds: Sequence[Unit], news: Sequence[Unit]
) -> Iterator[Finding]:
    """Give what changed where every word stayed: marks, spacing, emphasis."""
    if old != new:
        for gone, come in pieces(old, new):
            yield Finding(Change.MARKS, place, gone, come)
    styles = [
        [style for unit in units for style in unit.styles] for units in (olds, news)
    ]
    if styles[0] != styles[1]:
        changed = [
            (one, other)
            for one, other in zip(olds, news, strict=False)
            if one.styles != other.styles
        ]
        one, other = changed[0] if changed else (olds[0], news[0])
        yield Finding(Change.EMPHASIS, place, one.text.strip(), other.text.strip())


def _sentences(
    place: Place, old: Sequence[Unit], new: Sequence[Unit], known: Known
) -> Iterator[Finding]:
    """Judge sentence by sentence a text whose words changed."""
    kept = _kept(old, new)
    if kept is not None:
        yield from _cuts(place, old, new, kept)
        return
    groups = list(_groups(old, new))
    moved = _moved([group for is_equal, *group in groups if not is_equal])
    for is_equal, gone, come in groups:
        if is_equal:
            yield from _looks_of_pairs(place, gone, come)
            continue
        for unit in come:
            if unit.says in moved:
                yield Finding(Change.WORDING, place, "", unit.text.strip())
        left, right = _without(gone, moved), _without(come, moved)
        if left or right:
            yield from _reworded(place, left, right, known)


def _kept(old: Sequence[Unit], new: Sequence[Unit]) -> list[int] | None:
    """Return where each new sentence stood before; None when it is not only a cut."""
    at, places = 0, []
    for unit in new:
        while at < len(old) and old[at].says != unit.says:
            at += 1
        if at == len(old):
            return None
        places.append(at)
        at += 1
    return places


def _cuts(
    place: Place, old: Sequence[Unit], new: Sequence[Unit], kept: Sequence[int]
) -> Iterator[Finding]:
    stayed = dict(zip(kept, new, strict=True))
    for at, unit in enumerate(old):
        if at not in stayed:
            yield Finding(Change.CUT, place, unit.text.strip(), "")
        else:
            yield from _looks_of_pairs(place, (unit,), (stayed[at],))


def _looks_of_pairs(
    place: Place, olds: Iterable[Unit], news: Iterable[Unit]
) -> Iterator[Finding]:
    for one, other in zip(olds, news, strict=True):
        texts = one.text.strip(), other.text.strip()
        yield from _looks(place, *texts, (one,), (other,))


Units = Sequence[Unit]


def _groups(old: Units, new: Units) -> Iterator[tuple[bool, Units, Units]]:
    """Give the sentences that stayed, and those that went with what came instead."""
    keys = [unit.says for unit in old], [unit.says for unit in new]
    many = len(old) * len(new) > EXACT_UP_TO
    matcher = SequenceMatcher(None, *keys, autojunk=many)
    for tag, a, b, c, d in matcher.get_opcodes():
        yield tag == "equal", old[a:b], new[c:d]


def _moved(groups: Sequence[Sequence[Units]]) -> frozenset[tuple[str, ...]]:
    gone = {unit.says for left, _right in groups for unit in left}
    come = {unit.says for _left, right in groups for unit in right}
    return frozenset(gone & come)


def _without(
    units: Sequence[Unit], moved: frozenset[tuple[str, ...]]
) -> tuple[Unit, ...]:
    return tuple(unit for unit in units if unit.says not in moved)


def _reworded(
    place: Place, gone: Sequence[Unit], come: Sequence[Unit], known: Known
) -> Iterator[Finding]:
    """Judge sentences that others took the place of: the gravest class they touch.

    Sentences that only went, beside an edit elsewhere, are a cut.
    """
    old, new = ("".join(unit.text for unit in units).strip() for units in (gone, come))
    if not come:
        yield Finding(Change.CUT, place, old, "")
        return
    yield Finding(_gravest(old, new, known), place, *both(old, new))


def _gravest(old: str, new: str, known: Known) -> Change:
    if leaders_in(old) != leaders_in(new):
        return Change.LEADERS
    if names_in(old, known) != names_in(new, known):
        return Change.NAMES
    if numbers_in(old) != numbers_in(new):
        return Change.NUMBERS
    return Change.WORDING


def _pictures(
    before: Sequence[Picture], after: Sequence[Picture], known: Known
) -> Iterator[Finding]:
    old = {picture.id: picture for picture in before}
    new = {picture.id: picture for picture in after}
    for picture in before:
        if picture.id not in new:
            said = picture.caption or picture.sha256[:12]
            yield Finding(Change.PHOTO_CUT, Place.PHOTO, said, "")
    for picture in after:
        was = old.get(picture.id)
        if was is None or was.sha256 != picture.sha256:
            shown = (was.caption or was.sha256[:12]) if was else ""
            said = picture.caption or picture.sha256[:12]
            yield Finding(Change.PHOTO, Place.PHOTO, shown, said)
        if was is not None:
            yield from _named(Place.PHOTO_CREDIT, was.credit, picture.credit)
            yield from _caption(was.caption, picture.caption, known)
    if [key for key in old if key in new] != [key for key in new if key in old]:
        orders = (
            " · ".join(picture.caption[:12] or picture.sha256[:12] for picture in each)
            for each in (before, after)
        )
        yield Finding(Change.PHOTO_ORDER, Place.PHOTO, *orders)


def _caption(old: str, new: str, known: Known) -> Iterator[Finding]:
    if old == new:
        return
    olds, news = units_of_text(old), units_of_text(new)
    if _all_words(olds) == _all_words(news):
        yield from _looks(Place.CAPTION, old, new, olds, news)
    elif news and _kept(olds, news) is not None:
        yield from _sentences(Place.CAPTION, olds, news, known)
    else:
        change = _gravest(old, new, known) if news else Change.CAPTION
        change = Change.CAPTION if change is Change.WORDING else change
        yield Finding(change, Place.CAPTION, *both(old, new))
