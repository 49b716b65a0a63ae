"""The lists that ship with the project, as data: what a file of them says."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from submissions.tag_enums import NameKind, Vocabulary

# In the order of loading: a zone names its region.
FILES = ("regions", "zones", "industries", "topics", "genres")


@dataclass(frozen=True, slots=True)
class ShippedName:
    """Another name of a term; the days are its first and last."""

    name: str
    kind: NameKind = NameKind.ALIAS
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ShippedTerm:
    """A term of a list; ``parent`` is the code of a region."""

    vocabulary: Vocabulary
    code: str
    name: str
    source: str
    note: str = ""
    parent: str = ""
    names: tuple[ShippedName, ...] = ()


def shipped_terms() -> Iterator[ShippedTerm]:
    """Yield the terms of every list, each after what it is part of."""
    for name in FILES:
        said = _read(name)
        vocabulary = Vocabulary(said["vocabulary"])
        for term in said["terms"]:
            yield _term(vocabulary, said["source"], term)


def shipped_section_words() -> dict[str, str]:
    """Return the words that lead to a section, by the section's slug."""
    terms = _read("sections")["terms"]
    return {term["slug"]: " ".join(term["leads"]) for term in terms}


def _read(name: str) -> dict[str, Any]:
    path = files("submissions") / "vocabularies" / f"{name}.json"
    said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return said


def _term(vocabulary: Vocabulary, source: str, said: Mapping[str, Any]) -> ShippedTerm:
    also = [_name(each) for each in said.get("also", ())]
    leads = [ShippedName(each, NameKind.LEAD) for each in said.get("leads", ())]
    return ShippedTerm(
        vocabulary=vocabulary,
        code=said["code"],
        name=said["name"],
        source=source,
        note=said.get("note", ""),
        parent=said.get("parent", said.get("region", "")),
        names=(*also, *leads),
    )


def _name(said: str | Mapping[str, str]) -> ShippedName:
    if isinstance(said, str):
        return ShippedName(said)
    since, until = (
        date.fromisoformat(said[key]) if key in said else None
        for key in ("from", "until")
    )
    return ShippedName(said["name"], since=since, until=until)
