"""The author card from all that was sent: each field with its source, best first."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from press.copy.recognising.bylines import people_of
from press.copy.recognising.cards import Card, read_card
from press.copy.recognising.model import Field, Guess, Origin
from press.copy.recognising.people import is_person, is_unit, split_unit
from press.copy.recognising.sheet import MOST_ASIDES
from press.copy.recognising.subject import SubjectReading
from press.copy.recognising.telephones import find_phones, without_secrets

_FIELDS = (
    (Field.CONTACT_NAME, "name"),
    (Field.CONTACT_UNIT, "unit"),
    (Field.CONTACT_PHONE, "phone"),
)
_SPLIT = re.compile(r"[\s\u3000，,、;；|/\-—_（()）【】\[\]<>\"'“”]+")
_INTRODUCED = re.compile(
    r"我是(?P<unit>[\u3400-\u9fff]{2,24}?)(?:的)?(?:通讯员|宣传干事|宣传员|工作人员|干事|宣传委员)?"
    r"(?P<name>[\u3400-\u9fff]{2,3})(?=[，,。；;！! ]|$)"
)
_ASIDE = re.compile(
    r"(?:联系人|作者|姓名|投稿人)[：:\s]+(?P<name>[\u3400-\u9fff]{2,4})(?![\u3400-\u9fff])"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A value of the card and where it was read."""

    value: str
    origin: Origin
    evidence: str


@dataclass(slots=True)
class Contact:
    """Everything found for each field, best first."""

    found: dict[Field, list[Found]] = field(
        default_factory=lambda: {name: [] for name, _ in _FIELDS}
    )

    def add(self, card: Card, origin: Origin, evidence: str) -> None:
        for name, attribute in _FIELDS:
            value = getattr(card, attribute)
            if value and all(value != other.value for other in self.found[name]):
                self.found[name].append(Found(value, origin, without_secrets(evidence)))

    def value(self, name: Field) -> str:
        return self.found[name][0].value if self.found[name] else ""

    def guesses(self) -> list[Guess]:
        return [
            Guess(
                field=name,
                value=first.value,
                origin=first.origin,
                evidence=first.evidence,
                alternatives=tuple(other.value for other in rest),
                unsure=first.origin in (Origin.SENDER, Origin.BYLINE),
            )
            for name, (first, *rest) in (
                (name, found) for name, found in self.found.items() if found
            )
        ]


def gather_contact(
    *,
    cards: list[tuple[Card, str]],
    byline_cards: list[tuple[Card, str]],
    letter: list[str],
    signature: str,
    subject: SubjectReading,
    sender: str,
    byline: str,
) -> Contact:
    """Gather the card: from its own lines first, the sender's display name last."""
    contact = Contact()
    for card, evidence in sorted(cards, key=lambda pair: not pair[0].labelled):
        contact.add(card, Origin.BODY, evidence)
    for card, evidence in byline_cards:
        contact.add(card, Origin.BYLINE, evidence)
    for line in (*letter[:MOST_ASIDES], *letter[MOST_ASIDES:][-MOST_ASIDES:]):
        contact.add(_spoken(line), Origin.BODY, line)
    for line in signature.splitlines()[:20]:
        signed = read_card(line.strip()) or _bare(line.strip())
        contact.add(signed, Origin.SIGNATURE, line.strip())
    named = Card(
        name=next(iter(subject.people), ""), unit=subject.unit, phone=subject.phone
    )
    contact.add(named, Origin.SUBJECT, subject.whole)
    shown = _bare(sender)
    contact.add(shown, Origin.SENDER, sender)
    for person in people_of(byline):
        contact.add(Card(name=person), Origin.BYLINE, byline)
    contact.add(Card(unit=_unit_in(byline)), Origin.BYLINE, byline)
    if sender and "@" not in sender and not (shown.name or shown.unit):
        contact.add(Card(name=sender.strip()[:60]), Origin.SENDER, sender)
    return contact


def _spoken(line: str) -> Card:
    """Read name, unit and telephone out of a sentence of the letter."""
    introduced = _INTRODUCED.search(line)
    aside = _ASIDE.search(line)
    name = unit = ""
    if introduced and is_person(introduced["name"]):
        name = introduced["name"]
        unit = introduced["unit"] if is_unit(introduced["unit"]) else ""
    elif aside and is_person(aside["name"]):
        name = aside["name"]
    phones = find_phones(line)
    return Card(name=name, unit=unit, phone=phones[0] if phones else "")


def _bare(text: str) -> Card:
    """Read a display name or a line of a signature: a name, a unit or both."""
    if len(text) > 60:
        return Card()
    name = unit = ""
    squeezed = re.sub(r"[\s\u3000]", "", text)
    for word in [squeezed, *_SPLIT.split(text)]:
        joined_unit, joined_name = split_unit(word)
        if is_person(word):
            name = name or word
        elif joined_name and not name:
            unit, name = unit or joined_unit, joined_name
        elif is_unit(word):
            unit = unit or word
    return Card(name=name, unit=unit)


def _unit_in(byline: str) -> str:
    words = [word for word in re.split(r"[\s\u3000：:，,、（()）]+", byline) if word]
    return next((word for word in words if is_unit(word)), "")
