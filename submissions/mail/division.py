"""Divide a mail's lines: the sender's own words, his signature, quoted history."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from submissions.mail.history import History, HistoryKind, history_at
from submissions.mail.signing import signature_start

LONGEST_NOTE = 200  # characters a sender writes over a mail he passes on
DEEPEST = 5  # mails passed on within mails passed on

_RULE = re.compile(r"^\s*[_\-—=*]{5,}\s*$")
_PASSED_ON = re.compile(
    r"^\s*(?:fw|fwd|转发|转寄|轉寄|轉發|wg|tr|rv|vs)\s*[:：]", re.IGNORECASE
)
_ANSWER = re.compile(
    r"^\s*(?:re|回复|答复|回覆|答覆|aw|sv|antw)\s*(?:[\[(]\d+[\])]|\^\d+)?\s*[:：]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it stands and whether it is marked as somebody else's words."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Division:
    """Numbers of lines, by whose words they are."""

    own: tuple[int, ...] = ()
    signature: tuple[int, ...] = ()
    quoted: tuple[int, ...] = ()
    note: tuple[int, ...] = ()  # the sender's words over a mail he passes on
    forwarded: bool = False
    forwarded_from: str = ""


def divide(lines: Sequence[Line], *, subject: str = "", depth: int = 0) -> Division:
    """Return whose words each line is."""
    texts = [line.text for line in lines]
    start, history = _first_history(lines, texts)
    start = _before_rule(texts, start) if history else start
    before, after = _split_marked(lines, start, history)
    if history or after:
        passed_on = _passed_on(lines, before, history, subject=subject, start=start)
        if passed_on and depth < DEEPEST:
            return _forwarded(lines, before, passed_on, depth=depth)
    own, signature = _signed(texts, before)
    return Division(own, signature, quoted=after)


def _first_history(
    lines: Sequence[Line], texts: list[str]
) -> tuple[int, History | None]:
    """Return where quoted history begins and what it is, if something tells."""
    for at, line in enumerate(lines):
        history = history_at(texts, at)
        if history:
            return at, history
        if line.marked and line.text.strip():
            return at, None
    return len(lines), None


def _before_rule(texts: list[str], start: int) -> int:
    """Move back over the rule that some programs draw above a header block."""
    at = start
    while at and start - at < 3 and not texts[at - 1].strip():
        at -= 1
    return at - 1 if at and _RULE.match(texts[at - 1][:200]) else start


def _split_marked(
    lines: Sequence[Line], start: int, history: History | None
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the sender's lines and the quoted ones.

    After history that is marked line by line the sender goes on where the marks end;
    after history that is only announced everything is quoted.
    """
    rest = range(start, len(lines))
    first = next(
        (
            at
            for at in rest
            if history and at >= history.words_at and lines[at].text.strip()
        ),
        start,
    )
    by_marks = first < len(lines) and lines[first].marked
    head = range(start, history.words_at) if history else range(start, start)
    if not by_marks:
        return tuple(range(start)), tuple(rest)
    quoted = {*head, *(at for at in rest if lines[at].marked)}
    own = [at for at in range(len(lines)) if at not in quoted]
    return tuple(own), tuple(sorted(quoted))


def _passed_on(
    lines: Sequence[Line],
    own: tuple[int, ...],
    history: History | None,
    *,
    subject: str,
    start: int,
) -> History | None:
    """Return the history whose words are the story, if the mail passes one on."""
    found = history or History(HistoryKind.EITHER, start)
    words = sum(len(line.text.strip()) for line in lines[found.words_at :])
    kept, _ = _signed([line.text for line in lines], own)
    note = sum(len(lines[at].text.strip()) for at in kept)
    if not words or (note >= LONGEST_NOTE and note > words / 4):
        return None
    told = found.kind is HistoryKind.PASSED_ON or bool(_PASSED_ON.match(subject))
    silent = not note and not _ANSWER.match(subject)
    return found if told or silent else None


def _forwarded(
    lines: Sequence[Line], own: tuple[int, ...], history: History, *, depth: int
) -> Division:
    """Divide the mail that is passed on; the sender's own words are a note."""
    at = history.words_at
    content = [_unmarked(line) for line in lines[at:]]
    inner = divide(content, depth=depth + 1)
    note, signature = _signed(
        [line.text for line in lines], tuple(n for n in own if n < at)
    )

    def placed(numbers: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(number + at for number in numbers)

    return Division(
        own=placed(inner.own),
        signature=signature + placed(inner.signature),
        quoted=placed(inner.quoted),
        note=note + placed(inner.note),
        forwarded=True,
        forwarded_from=inner.forwarded_from or history.sender,
    )


def _unmarked(line: Line) -> Line:
    """Take one level of marks off a line."""
    text = line.text
    bare = re.sub(r"^\s*> ?", "", text)
    return Line(bare, bare != text and bare.startswith(">"))


def _signed(
    texts: list[str], own: tuple[int, ...]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the sender's lines without and with his signature."""
    at = signature_start([texts[number] for number in own])
    return own[:at], own[at:]
