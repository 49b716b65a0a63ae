"""Load the shipped lists; what the desk edited, added or retired stays as it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction

from submissions.models import Section, Tag, TagName
from submissions.services.tagging.shipped import (
    ShippedTerm,
    shipped_section_words,
    shipped_terms,
)
from submissions.tag_enums import Vocabulary


@dataclass(slots=True)
class Loaded:
    """What a loading did: counts, and names that are another tag's already."""

    added: int = 0
    changed: int = 0
    kept: int = 0  # edited by the desk
    clashes: list[str] = field(default_factory=list)


def load_vocabularies(terms: Iterable[ShippedTerm] | None = None) -> Loaded:
    """Bring the shipped terms into the tags; doing it again changes nothing.

    A term is known by its code.  A tag of the same name that is in no list yet, typed
    by an editor, joins the list and keeps its pieces.
    """
    loaded = Loaded()
    with transaction.atomic():
        tags = list(Tag.objects.prefetch_related("names"))
        known = {(tag.vocabulary, tag.code): tag for tag in tags if tag.code}
        named = {tag.name: tag for tag in tags}
        new_names: list[TagName] = []
        for term in shipped_terms() if terms is None else terms:
            parent = known.get((Vocabulary.REGION, term.parent))
            tag = _load(term, parent, known, named, loaded)
            if tag is not None:
                new_names += _missing_names(tag, term)
        TagName.objects.bulk_create(new_names)
        _load_section_words()
    return loaded


def _load(
    term: ShippedTerm,
    parent: Tag | None,
    known: dict[tuple[str, str], Tag],
    named: dict[str, Tag],
    loaded: Loaded,
) -> Tag | None:
    """Write one term; return its tag when its names may be loaded too."""
    tag = known.get((term.vocabulary, term.code))
    if tag is not None and tag.edited_at is not None:
        loaded.kept += 1
        return None
    holder = named.get(term.name)
    if holder is not None and holder != tag:
        if tag is not None or holder.code or holder.vocabulary != Vocabulary.OTHER:
            loaded.clashes.append(term.name)
            return None
        tag = holder  # a word of the desk's own joins the list
    fields = {
        "name": term.name,
        "vocabulary": term.vocabulary,
        "code": term.code,
        "parent": parent,
        "note": term.note,
        "source": term.source,
    }
    if tag is None:
        tag = Tag.objects.create(**fields)
        loaded.added += 1
    elif any(getattr(tag, name) != value for name, value in fields.items()):
        for name, value in fields.items():
            setattr(tag, name, value)
        tag.save()
        loaded.changed += 1
    known[term.vocabulary, term.code] = named[term.name] = tag
    return tag


def _missing_names(tag: Tag, term: ShippedTerm) -> list[TagName]:
    """Return the names to add; loaded ones that are shipped no more are taken out."""
    wanted = {each.name: each for each in term.names}
    have = {each.name: each for each in tag.names.all()}
    for name, row in have.items():
        shipped = wanted.get(name)
        if row.is_loaded and (shipped is None or _differs(row, shipped)):
            row.delete()
    return [
        TagName(
            tag=tag,
            name=each.name,
            kind=each.kind,
            since=each.since,
            until=each.until,
            is_loaded=True,
        )
        for name, each in wanted.items()
        if name not in have or (have[name].is_loaded and _differs(have[name], each))
    ]


def _differs(row: TagName, shipped: object) -> bool:
    fields = ("kind", "since", "until")
    return any(getattr(row, name) != getattr(shipped, name) for name in fields)


def _load_section_words() -> None:
    """Give sections without words the shipped ones; once, so none come back."""
    words = shipped_section_words()
    for section in Section.objects.filter(slug__in=words, words=""):
        section.words = words[section.slug]
        section.save(update_fields=["words"])
