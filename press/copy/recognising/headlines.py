"""Headline stack of a story, from its lines, the subject, the file's name, the body."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from press.copy.dateline import split_dateline
from press.copy.recognising.model import Field, Guess, Origin
from press.copy.recognising.peeled import Peeled
from press.copy.recognising.sheet import likeness, squeezed
from press.copy.recognising.stack import ALIKE, Stack, read_stack, stack_label
from press.copy.recognising.subject import SubjectReading

LONGEST_WORKING = 30  # characters of a headline made of the first sentence

_CLAUSE = re.compile(r"[，。！？；：,;!?…\n]")
_BOOK = re.compile(r"^《([^《》]+)》$")


@dataclass(slots=True)
class Heads:
    """The stack that was settled on, with its guesses."""

    kicker: str = ""
    headline: str = ""
    deck: str = ""
    guesses: list[Guess] = field(default_factory=list)


def settle_heads(
    text: Peeled, subject: SubjectReading, *, file: SubjectReading, kind: str
) -> Heads:
    """Settle on a stack: the text's own first, the subject as its alternative."""
    stack = read_stack(text.stack, subject.headline or file.headline)
    printed = "\n".join(text.stack)
    heads = Heads(stack.kicker, _unbooked(stack.headline), stack.deck)
    if heads.headline:
        heads.guesses.append(_text_guess(heads.headline, stack, subject, text))
    else:
        _take_other(heads, text, subject, file=file, kind=kind)
    for name, value in ((Field.KICKER, heads.kicker), (Field.DECK, heads.deck)):
        in_text = bool(value) and squeezed(value) in squeezed(printed.replace("\n", ""))
        if value:
            origin = Origin.FORM if in_text else Origin.SUBJECT
            heads.guesses.append(
                Guess(
                    field=name,
                    value=value,
                    origin=_labelled(text, value) or origin,
                    evidence=printed if in_text else subject.whole,
                    unsure=stack.unsure,
                )
            )
    return heads


def _text_guess(
    headline: str, stack: Stack, subject: SubjectReading, text: Peeled
) -> Guess:
    alternatives = [
        *stack.alternatives,
        *((subject.headline,) if subject.headline else ()),
    ]
    agreed = bool(subject.headline) and _agrees(headline, subject, text) >= ALIKE
    return Guess(
        field=Field.HEADLINE,
        value=headline,
        origin=Origin.FIRST_LINE,
        evidence="\n".join(text.stack),
        alternatives=_distinct(alternatives, headline),
        unsure=(bool(subject.headline) and not agreed) or stack.unsure,
    )


def _agrees(headline: str, subject: SubjectReading, text: Peeled) -> float:
    whole = "".join(text.stack)
    wanted = subject.headline + subject.deck
    return max(
        likeness(headline, subject.headline),
        likeness(whole, subject.headline),
        likeness(whole, wanted),
    )


def _labelled(text: Peeled, value: str) -> Origin | None:
    if any(stack_label(line)[1] == value for line in text.stack):
        return Origin.FIRST_LINE
    return None


def _take_other(
    heads: Heads,
    text: Peeled,
    subject: SubjectReading,
    *,
    file: SubjectReading,
    kind: str,
) -> None:
    """Take the headline of the subject or the file's name, or make a working one."""
    if subject.headline:
        heads.headline, deck = subject.headline, subject.deck
        heads.deck = heads.deck or deck
        origin, evidence = Origin.SUBJECT, subject.whole
    elif kind in ("photo_news", "editorial"):
        return
    elif file.headline:
        heads.headline, heads.deck = file.headline, heads.deck or file.deck
        origin, evidence = Origin.FILE_NAME, file.whole
    else:
        heads.headline, evidence = _working(text)
        origin = Origin.BODY
    if heads.headline:
        others = _distinct((file.headline, _working(text)[0]), heads.headline)
        heads.guesses.append(
            Guess(
                field=Field.HEADLINE,
                value=heads.headline,
                origin=origin,
                evidence=evidence,
                alternatives=others,
                unsure=origin is not Origin.SUBJECT,
            )
        )


def _working(text: Peeled) -> tuple[str, str]:
    """Return a working headline out of the first sentence, and that sentence."""
    first = next((line.text for line in text.sheet.unclaimed()), "")
    sentence = split_dateline(first[:400])[1].split("。")[0]
    clauses = [clause.strip() for clause in _CLAUSE.split(sentence) if clause.strip()]
    long = next((clause for clause in clauses if len(clause) >= 8), "")
    words = long or (clauses[0] if clauses else "")
    return words[:LONGEST_WORKING], sentence


def _distinct(values: Iterable[str], taken: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value and value != taken))


def _unbooked(text: str) -> str:
    match = _BOOK.match(text)
    return match[1] if match else text
