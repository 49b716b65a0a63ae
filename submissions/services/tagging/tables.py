"""The vocabularies as a table (CSV): out, edited in a spreadsheet, and in again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from submissions.models import Tag, TagName
from submissions.services.tagging.keeping import (
    MAY_KEEP,
    add_tag,
    change_tag,
    note_names,
    rename_tag,
)
from submissions.tag_enums import NameKind, Vocabulary

COLUMNS = (
    *("vocabulary", "code", "name", "part_of", "retired"),
    *("aliases", "leads", "note", "source"),
)
DAYS = "|"  # name|since|until
MOST_ROWS = 5000
ERRORS_SHOWN = 5


@dataclass(slots=True)
class Imported:
    """How many rows of a table did what."""

    added: int = 0
    changed: int = 0
    same: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table, read."""

    number: int
    vocabulary: str
    code: str
    name: str
    part_of: str
    is_retired: bool
    note: str
    names: dict[str, TagName] = field(default_factory=dict)


def export_tags(tags: Iterable[Tag] | None = None) -> str:
    """Return tags as CSV, with the mark by which spreadsheets know UTF-8."""
    rows = Tag.objects.all() if tags is None else tags
    found = Tag.objects.filter(pk__in=[tag.pk for tag in rows], merged_into=None)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    order = ("vocabulary", "code", "name")
    for tag in (
        found.select_related("parent").prefetch_related("names").order_by(*order)
    ):
        writer.writerow(_safe(cell) for cell in _cells(tag))
    return "\ufeff" + out.getvalue()


def import_tags(*, text: str, actor: User) -> Imported:
    """Bring a table in: all of it, or nothing and why.

    A row is known by its code in its vocabulary, else by its name; another name for a
    known code is a renaming.  What the table does not name stays.
    """
    policy.require(actor, MAY_KEEP)
    rows = _read(text)
    done, errors = Imported(), []
    with transaction.atomic():
        for row in rows:
            try:
                _bring_in(row, actor, done)
            except Refused as refusal:
                errors.append(_in_row(row.number, str(refusal)))
        if errors:
            raise Refused(_few(errors), code="table")
    return done


def _cells(tag: Tag) -> tuple[str, ...]:
    names = list(tag.names.all())
    aliases = [_with_days(n) for n in names if n.kind == NameKind.ALIAS]
    leads = [n.name for n in names if n.kind == NameKind.LEAD]
    parent = tag.parent.name if tag.parent else ""
    retired = "1" if tag.is_retired else ""
    head = (tag.vocabulary, tag.code, tag.name, parent, retired)
    return (*head, " ".join(aliases), " ".join(leads), tag.note, tag.source)


def _with_days(name: TagName) -> str:
    if name.since is None and name.until is None:
        return name.name
    days = (each.isoformat() if each else "" for each in (name.since, name.until))
    return DAYS.join((name.name, *days))


def _safe(cell: str) -> str:
    """Keep a spreadsheet from taking a word for a formula."""
    return f"'{cell}" if cell[:1] in "=+-@\t\r" and cell else cell


def _read(text: str) -> list[Row]:
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    missing = [n for n in ("vocabulary", "name") if n not in (reader.fieldnames or ())]
    if missing:
        raise Refused(
            _("The table has no column “%(column)s”. Export one to see how it looks.")
            % {"column": missing[0]},
            code="columns",
        )
    rows, errors = [], []
    for number, cells in enumerate(reader, start=2):
        if number > MOST_ROWS:
            raise Refused(
                _("The table has more than %(most)d rows. Divide it.")
                % {"most": MOST_ROWS},
                code="too_long",
            )
        try:
            rows.append(
                _row(number, {k: (v or "").strip() for k, v in cells.items() if k})
            )
        except Refused as refusal:
            errors.append(_in_row(number, str(refusal)))
    if errors:
        raise Refused(_few(errors), code="table")
    return rows


def _row(number: int, cells: dict[str, str]) -> Row:
    if cells["vocabulary"] not in Vocabulary.values:
        raise Refused(
            _("“%(word)s” is no vocabulary; these are: %(all)s.")
            % {"word": cells["vocabulary"], "all": _(", ").join(Vocabulary.values)}
        )
    names = {}
    for kind, column in ((NameKind.ALIAS, "aliases"), (NameKind.LEAD, "leads")):
        for said in cells.get(column, "").split():
            name = _name(said, kind)
            names[name.name] = name
    return Row(
        number=number,
        vocabulary=cells["vocabulary"],
        code=cells.get("code", ""),
        name=cells["name"].removeprefix("'"),
        part_of=cells.get("part_of", ""),
        is_retired=cells.get("retired", "") not in ("", "0"),
        note=cells.get("note", "")[:100],
        names=names,
    )


def _name(said: str, kind: NameKind) -> TagName:
    word, *days = said.removeprefix("'").split(DAYS)
    try:
        since, until = (
            date.fromisoformat(day) if day else None for day in (*days, "", "")[:2]
        )
    except ValueError:
        raise Refused(
            _("“%(said)s” has no day as 2013-11-30. Write name|since|until.")
            % {"said": said}
        ) from None
    if not word or len(word) > TagName.NAME_LENGTH:
        raise Refused(
            _("“%(name)s” is longer than %(most)d characters. Shorten it.")
            % {"name": word, "most": TagName.NAME_LENGTH}
        )
    if since and until and until < since:
        raise Refused(_("“%(said)s” ends before it begins.") % {"said": said})
    return TagName(name=word, kind=kind, since=since, until=until)


def _bring_in(row: Row, actor: User, done: Imported) -> None:
    tag, parent = _known(row), _parent(row)
    is_new = tag is None
    if tag is None:
        tag = add_tag(name=row.name, vocabulary=row.vocabulary, actor=actor)
        tag.code = row.code
        tag.save(update_fields=["code"])
    is_changed = tag.name != row.name
    if is_changed:
        rename_tag(tag=tag, name=row.name, actor=actor)
    fields = {"parent": parent, "note": row.note, "is_retired": row.is_retired}
    if any(getattr(tag, name) != value for name, value in fields.items()):
        change_tag(tag=tag, fields=fields, actor=actor)
        is_changed = True
    is_changed = _set_names(tag, row, actor) or is_changed
    done.added += is_new
    done.changed += is_changed and not is_new
    done.same += not (is_changed or is_new)


def _known(row: Row) -> Tag | None:
    found = Tag.objects.filter(vocabulary=row.vocabulary)
    tag = found.filter(code=row.code).first() if row.code else None
    return tag or found.filter(name=row.name).first()


def _parent(row: Row) -> Tag | None:
    if not row.part_of:
        return None
    parent = Tag.objects.filter(name=row.part_of).first()
    if parent is None:
        said = _("There is no tag “%(name)s” to be part of.")
        raise Refused(said % {"name": row.part_of})
    return parent


def _set_names(tag: Tag, row: Row, actor: User) -> bool:
    """Write the names of a row; names that it leaves out are taken off."""
    have = {each.name: each for each in tag.names.all()}
    keys = ("kind", "since", "until")
    is_same = have.keys() == row.names.keys() and all(
        getattr(have[name], key) == getattr(row.names[name], key)
        for name in have
        for key in keys
    )
    if is_same:
        return False
    tag.names.all().delete()
    for name in row.names.values():
        name.tag = tag
    TagName.objects.bulk_create(row.names.values())
    note_names(tag=tag, actor=actor)
    return True


def _in_row(number: int, said: str) -> str:
    return _("Row %(number)d: %(said)s") % {"number": number, "said": said}


def _few(errors: list[str]) -> str:
    more = len(errors) - ERRORS_SHOWN
    said = " ".join(errors[:ERRORS_SHOWN])
    return said + (" " + _("And %(n)d more.") % {"n": more} if more > 0 else "")
