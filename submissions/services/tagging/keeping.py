"""Keeping the vocabularies: new tags, other names, renaming, merging, retiring.

Nothing that was chosen is lost: a piece keeps the tag that was chosen for it, an old
name stays as another name with its days, and a merging is undone as it was done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from desk.services.ledger import record
from submissions.models import Tag, Tagging, TagMerge, TagName, TagProposal
from submissions.tag_enums import NameKind, TagState, Vocabulary

MAY_ADD = "submission.edit"
MAY_KEEP = "tag.keep"
FIELDS = ("vocabulary", "parent", "note", "is_retired")


def add_tag(
    *,
    name: str,
    vocabulary: str,
    actor: User,
    parent: Tag | None = None,
    note: str = "",
) -> Tag:
    """Put a new word into a vocabulary."""
    policy.require(actor, MAY_ADD)
    name = _free(name)
    with transaction.atomic():
        tag = Tag.objects.create(
            name=name,
            vocabulary=vocabulary,
            parent=parent,
            note=note,
            edited_at=timezone.now(),
        )
        data = {"name": name, "vocabulary": vocabulary}
        record(obj=tag, verb="tag.added", actor=actor, data=data)
    return tag


def change_tag(*, tag: Tag, fields: Mapping[str, Any], actor: User) -> Tag:
    """Change what a tag is, but its name: ``vocabulary``, ``parent`` and so on."""
    policy.require(actor, MAY_KEEP, tag)
    refuse_circle(tag, fields.get("parent"))
    with transaction.atomic():
        held = Tag.objects.select_for_update().get(pk=tag.pk)
        changed = {
            name: value
            for name, value in fields.items()
            if name in FIELDS and getattr(held, name) != value
        }
        for name, value in changed.items():
            setattr(held, name, value)
        _save_edited(held)
        if changed:
            data = {name: str(value) for name, value in changed.items()}
            record(obj=held, verb="tag.changed", actor=actor, data=data)
    tag.refresh_from_db()
    return tag


def note_names(*, tag: Tag, actor: User) -> None:
    """Write down that the other names of a tag were edited."""
    policy.require(actor, MAY_KEEP, tag)
    with transaction.atomic():
        _save_edited(tag)
        names = list(tag.names.values_list("name", flat=True))
        record(obj=tag, verb="tag.names_set", actor=actor, data={"names": names})


def set_names(*, tag: Tag, names: Iterable[Mapping[str, Any]], actor: User) -> None:
    """Let a tag have these other names and no others: name, kind, since, until."""
    policy.require(actor, MAY_KEEP, tag)
    rows = {each["name"]: TagName(tag=tag, **each) for each in names}
    for row in rows.values():
        if row.since and row.until and row.until < row.since:
            raise Refused(_("“%(said)s” ends before it begins.") % {"said": row.name})
    with transaction.atomic():
        tag.names.all().delete()
        TagName.objects.bulk_create(rows.values())
        note_names(tag=tag, actor=actor)


def rename_tag(*, tag: Tag, name: str, actor: User, since: date | None = None) -> Tag:
    """Give a tag a new name from a day on, today unless said; the old one stays.

    Raises ``Refused`` when another tag has the name: those are to be merged.
    """
    policy.require(actor, MAY_KEEP, tag)
    begin = since or timezone.localdate()
    with transaction.atomic():
        held = Tag.objects.select_for_update().get(pk=tag.pk)
        old = held.name
        if name.strip() == old:
            return tag
        new = _free(name)
        held.names.filter(name=new).delete()
        TagName.objects.update_or_create(
            tag=held,
            name=old,
            defaults={"kind": NameKind.ALIAS, "until": begin - timedelta(days=1)},
        )
        held.name = new
        _save_edited(held)
        data = {"from": old, "to": new, "since": begin.isoformat()}
        record(obj=held, verb="tag.renamed", actor=actor, data=data)
    tag.refresh_from_db()
    return tag


def merge_tags(*, source: Tag, target: Tag, actor: User) -> TagMerge:
    """Let one tag stand for another from now on; ``undo_merge`` takes it back."""
    policy.require(actor, MAY_KEEP, source)
    target = target.stands_for
    _refuse_merge(source, target)
    with transaction.atomic():
        have = set(target.names.values_list("name", flat=True)) | {target.name}
        names = [TagName(name=source.name), *source.names.all()]
        made = [_copied(each, target) for each in names if each.name not in have]
        TagName.objects.bulk_create(made)
        merge = TagMerge.objects.create(
            source=source,
            target=target,
            names_made=[each.name for each in made],
            merged_by=actor,
        )
        Tag.objects.filter(pk=source.pk).update(merged_into=target)
        _save_edited(source)
        _save_edited(target)
        _find_currents()
        _propose_anew(source)
        data = {"from": source.name, "into": target.name}
        record(obj=source, verb="tag.merged", actor=actor, data=data)
    source.refresh_from_db()
    return merge


def undo_merge(*, tag: Tag, actor: User) -> Tag:
    """Let a merged tag stand for itself again, with the pieces it always kept."""
    policy.require(actor, MAY_KEEP, tag)
    with transaction.atomic():
        rows = TagMerge.objects.select_for_update().filter(
            source=tag, undone_at__isnull=True
        )
        merge = rows.first()
        if merge is None:
            raise Refused(
                _("“%(name)s” is not merged into another tag.") % {"name": tag.name},
                code="not_merged",
            )
        merge.target.names.filter(name__in=merge.names_made).delete()
        merge.undone_by, merge.undone_at = actor, timezone.now()
        merge.save(update_fields=["undone_by", "undone_at"])
        Tag.objects.filter(pk=tag.pk).update(merged_into=None)
        _save_edited(tag)
        _save_edited(merge.target)
        _find_currents()
        _propose_anew(merge.target)
        data = {"from": tag.name, "into": merge.target.name}
        record(obj=tag, verb="tag.merge_undone", actor=actor, data=data)
    tag.refresh_from_db()
    return tag


def refuse_circle(tag: Tag, parent: Tag | None) -> None:
    """Refuse what would make a tag a part of itself."""
    if parent is not None and _is_within(parent, tag):
        raise Refused(
            _("“%(name)s” lies within this tag itself. Choose another.")
            % {"name": parent.name},
            code="circle",
        )


def _free(name: str) -> str:
    """Return a tidied name that no tag has; refuse others."""
    name = " ".join(name.split())
    if not name or len(name) > Tag.NAME_LENGTH or " " in name:
        raise Refused(
            _("Give the tag a name of up to %(most)d characters, without spaces.")
            % {"most": Tag.NAME_LENGTH},
            code="name",
        )
    if Tag.objects.filter(name=name).exists():
        raise Refused(
            _("There is a tag “%(name)s” already. Merge the two instead.")
            % {"name": name},
            code="name_taken",
        )
    return name


def _refuse_merge(source: Tag, target: Tag) -> None:
    if source.merged_into_id is not None:
        raise Refused(
            _("“%(name)s” is merged already. Undo that first.") % {"name": source.name},
            code="merged",
        )
    if target.pk == source.pk:
        raise Refused(_("A tag is not merged into itself. Choose another."), "itself")
    if source.vocabulary not in (target.vocabulary, Vocabulary.OTHER):
        raise Refused(
            _("“%(one)s” and “%(other)s” are in different vocabularies.")
            % {"one": source.name, "other": target.name},
            code="vocabulary",
        )


def _copied(name: TagName, tag: Tag) -> TagName:
    return TagName(
        tag=tag, name=name.name, kind=name.kind, since=name.since, until=name.until
    )


def _save_edited(tag: Tag) -> None:
    """Save a tag as edited by the desk, so that lexicons are built anew."""
    tag.edited_at = timezone.now()
    tag.save(update_fields=["name", *FIELDS, "edited_at", "changed_at"])


def _find_currents() -> None:
    """Write down where each chain of mergings ends."""
    concerned = Tag.objects.filter(
        Q(merged_into__isnull=False) | Q(current__isnull=False)
    )
    rows = list(concerned.values_list("pk", "merged_into_id", "current_id"))
    into = {pk: merged for pk, merged, _current in rows if merged is not None}
    for pk, _merged, current in rows:
        end = pk
        while end in into:
            end = into[end]
        wanted = end if end != pk else None
        if wanted != current:
            Tag.objects.filter(pk=pk).update(current=wanted)


def _propose_anew(tag: Tag) -> None:
    """Have the pieces looked at again for which a tag is proposed."""
    rows = TagProposal.objects.filter(tag=tag, state=TagState.OPEN)
    pieces = list(rows.values_list("submission_id", flat=True))
    Tagging.objects.filter(submission_id__in=pieces).update(version_number=0)
    rows.delete()


def _is_within(parent: Tag, tag: Tag) -> bool:
    seen: set[int] = set()
    at: Tag | None = parent
    while at is not None and at.pk not in seen:
        if at.pk == tag.pk:
            return True
        seen.add(at.pk)
        at = at.parent
    return False
