"""The tags and sections as the engine knows them, kept ready in each process."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Max

from press.tagging.lexicon import Lexicon
from press.tagging.model import Name, Term
from submissions.models import Section, Tag, TagName
from submissions.tag_enums import SECTION, NameKind


@dataclass(frozen=True, slots=True)
class Known:
    """A lexicon, and which term a merged tag's key stands for now."""

    lexicon: Lexicon
    stands_for: dict[str, str] = field(default_factory=dict)


_kept: dict[str, tuple[Any, Known]] = {}
_lock = threading.Lock()


def tag_key(pk: int) -> str:
    """Return the key of a tag in lexicon and memory."""
    return f"tag:{pk}"


def section_key(pk: int) -> str:
    """Return the key of a section in lexicon and memory."""
    return f"{SECTION}:{pk}"


def id_of(key: str) -> int:
    """Return the row that a key names."""
    return int(key.partition(":")[2])


def known_terms() -> Known:
    """Return the lexicon of today's tags; built anew only when one has changed.

    Two queries when it is there already, four when it is not.
    """
    sections = list(Section.objects.values_list("pk", "name", "words"))
    facts = Tag.objects.aggregate(last=Max("changed_at"), many=Count("pk"))
    stamp = (facts["last"], facts["many"], tuple(sections))
    with _lock:
        stamped, known = _kept.get("", (None, None))
        if stamped == stamp and known is not None:
            return known
    known = _build(sections)
    with _lock:
        _kept[""] = (stamp, known)
    return known


def _build(sections: list[tuple[int, str, str]]) -> Known:
    tags = {tag.pk: tag for tag in Tag.objects.all()}
    stands_for = {
        tag_key(pk): tag_key(tag.current_id)
        for pk, tag in tags.items()
        if tag.current_id is not None
    }
    names: dict[int, list[Name]] = {}
    for row in TagName.objects.all():
        is_lead = row.kind == NameKind.LEAD
        name = Name(row.name, is_lead, row.since, row.until)
        names.setdefault(row.tag_id, []).append(name)
    terms = [
        _term(tag, names.get(pk, []), stands_for)
        for pk, tag in tags.items()
        if not tag.is_retired and tag.current_id is None
    ]
    for pk, section, words in sections:
        leads = tuple(Name(word, is_lead=True) for word in words.split())
        terms.append(Term(section_key(pk), SECTION, section, names=leads))
    return Known(Lexicon(terms), stands_for)


def _term(tag: Tag, names: list[Name], stands_for: dict[str, str]) -> Term:
    parent = tag_key(tag.parent_id) if tag.parent_id else ""
    return Term(
        key=tag_key(tag.pk),
        vocabulary=tag.vocabulary,
        name=tag.name,
        code=tag.code,
        parent=stands_for.get(parent, parent),
        names=tuple(names),
    )
