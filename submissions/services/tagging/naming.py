"""From the words that somebody typed to tags."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from submissions.models import Tag, TagName
from submissions.tag_enums import NameKind

MOST = 30  # tags of a piece
BETWEEN = re.compile("[，,、]")


def tags_named(names: Iterable[str]) -> list[Tag]:
    """Return the tags that are meant, each once; a new word becomes a tag.

    Another name of a tag means that tag, the name of a merged one what it became.
    """
    wanted = list(dict.fromkeys(_tidy(name) for name in names if name.strip()))
    if len(wanted) > MOST:
        raise Refused(
            _("A piece bears up to %(most)d tags. Leave some out.") % {"most": MOST},
            code="too_many_tags",
        )
    found = known_tags(wanted)
    for name in wanted:
        if name not in found:
            found[name] = Tag.objects.create(name=name)
    tags = (found[name].stands_for for name in wanted)
    return list({tag.pk: tag for tag in tags}.values())


def names_typed(typed: str) -> list[str]:
    """Return the names in a line that was typed, each once; blanks and commas part."""
    return list(dict.fromkeys(BETWEEN.sub(" ", typed).split()))


def offered_names() -> QuerySet[Tag, str]:
    """Return the names that are offered where a tag is typed."""
    tags = Tag.objects.filter(is_retired=False, merged_into__isnull=True)
    return tags.values_list("name", flat=True)


def known_tags(names: Iterable[str]) -> dict[str, Tag]:
    """Return the tags that bear these names, by the name; two queries."""
    names = list(names)
    tags = Tag.objects.select_related("current").filter(name__in=names)
    found = {tag.name: tag for tag in tags}
    missing = [name for name in names if name not in found]
    if not missing:
        return found
    rows = TagName.objects.filter(name__in=missing, kind=NameKind.ALIAS)
    others: dict[str, list[Tag]] = {}
    for row in rows.select_related("tag__current"):
        others.setdefault(row.name, []).append(row.tag)
    # A name that several tags bear means none of them.
    found.update({name: tags[0] for name, tags in others.items() if len(tags) == 1})
    return found


def _tidy(name: str) -> str:
    name = " ".join(name.split())
    if len(name) > Tag.NAME_LENGTH:
        raise Refused(
            _("“%(name)s” is longer than %(most)d characters. Shorten the tag.")
            % {"name": name, "most": Tag.NAME_LENGTH},
            code="long_name",
        )
    return name
