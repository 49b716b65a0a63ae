"""Ask for the press package of an issue, and open it.

The content is frozen when it is asked for; the work is a job.  One row, one job and one
file for one content: asking again finds them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from desk.services import ledger
from desk.services.jobs import enqueue
from issues.enums import ExportFormat, ExportState, PageStatus
from issues.models import Export, Issue, Page, SignOff
from issues.services.freshness import require_fresh
from issues.services.pictures import house_profile
from issues.services.snapshots import content_hash, freeze_page

BUILD_PACKAGE = "issues.build_package"
Json = dict[str, Any]


def request_export(
    *,
    issue: Issue,
    actor: User | None = None,
    formats: Iterable[ExportFormat | str] | None = None,
) -> Export:
    """Freeze an issue and ask for its package; a failed one is tried again.

    Every page must be made up. Pages not signed make the package a proof: it says so
    in its manifest.
    """
    if actor is not None:
        policy.require(actor, "issue.export", issue)
    wanted = _formats(formats)
    with transaction.atomic():
        held = Issue.objects.select_for_update().get(pk=issue.pk)
        content = _freeze(held, wanted)
        export, created = Export.objects.get_or_create(
            issue=held,
            content_hash=content_hash(content),
            defaults={
                "formats": wanted,
                "content": {**content, "previous": _previous(held)},
                "created_by": actor,
            },
        )
        if created or export.has_failed or not _file_is_there(export):
            _build(export, actor)
    return export


def open_package(export: Export, actor: User) -> FieldFile:
    """Return the finished package; opening it is recorded."""
    policy.require(actor, "issue.export", export.issue)
    if export.state != ExportState.READY:
        raise Refused(
            _("The package is not ready yet; wait until it has been built."),
            code="package_not_ready",
        )
    ledger.record(
        obj=export.issue,
        verb="issue.package_opened",
        actor=actor,
        data={"export": str(export.pk), "sha256": export.sha256},
    )
    return export.file


def outdated_exports(issue: Issue, exports: Iterable[Export]) -> set[UUID]:
    """Return the packages that hold a page whose signature is no longer in force."""
    signed = SignOff.objects.filter(page__issue=issue, void_at__isnull=True)
    live = set(signed.values_list("snapshot_id", flat=True))
    return {
        export.pk
        for export in exports
        if any(
            page["signed"] and page["snapshot"] not in live
            for page in export.content.get("pages", ())
        )
    }


def _formats(formats: Iterable[ExportFormat | str] | None) -> list[str]:
    asked = set(ExportFormat.values if formats is None else formats)
    unknown = sorted(str(each) for each in asked - set(ExportFormat.values))
    if unknown or not asked:
        raise Refused(
            _("A package holds these formats: %(known)s. Not known: %(unknown)s.")
            % {
                "known": ", ".join(ExportFormat.values),
                "unknown": ", ".join(unknown) or "–",
            },
            code="format_unknown",
        )
    return [each for each in ExportFormat.values if each in asked]


def _freeze(issue: Issue, formats: list[str]) -> Json:
    pages = list(
        issue.pages.select_for_update(of=("self",)).select_related("responsible_editor")
    )
    _require_made_up(pages)
    for page in pages:
        require_fresh(page)
    frozen = [_frozen_page(page) for page in pages]
    return {
        "issue": {
            "paper": issue.supplement.paper,
            "title": issue.supplement.name,
            "label": issue.label,
            "folder": issue.slug,
            "number": issue.number,
            "date": issue.cover_date.isoformat(),
        },
        "pages": frozen,
        **_fonts(issue),
        "formats": formats,
        "profile": house_profile().sha256,
        "taken_at": _taken_at(issue, frozen),
    }


def _fonts(issue: Issue) -> Json:
    """Return the desk's own fonts, where it names some."""
    fonts = issue.supplement.desk_fonts
    return {"fonts": fonts} if fonts else {}


def _require_made_up(pages: list[Page]) -> None:
    waiting = [
        page.number
        for page in pages
        if page.status == PageStatus.OPEN or page.layout is None
    ]
    if waiting or not pages:
        raise Refused(
            _("These pages must be made up first: %(pages)s.")
            % {"pages": _(", ").join(str(number) for number in waiting) or "–"},
            code="pages_not_made_up",
        )


def _frozen_page(page: Page) -> Json:
    sign_off = page.sign_offs.filter(void_at__isnull=True).first()
    snapshot = sign_off.snapshot if sign_off else freeze_page(page)
    return {
        "number": page.number,
        "snapshot": snapshot.pk,
        "hash": snapshot.hash,
        "signed": _signature(sign_off),
    }


def _signature(sign_off: SignOff | None) -> Json | None:
    if sign_off is None:
        return None
    return {
        "name": str(sign_off.signed_by),
        "at": sign_off.signed_at.astimezone(UTC).isoformat(),
    }


def _taken_at(issue: Issue, pages: list[Json]) -> str:
    """Date the package by its last signature, so that its bytes can be made again."""
    signed = [page["signed"]["at"] for page in pages if page["signed"]]
    if signed:
        return str(max(signed))
    return datetime.combine(issue.cover_date, time(), UTC).isoformat()


def _previous(issue: Issue) -> str | None:
    """Return the id of the last finished package; no part of the content's hash."""
    ready = issue.exports.filter(state=ExportState.READY)
    last = ready.order_by("-finished_at").first()
    return str(last.pk) if last else None


def _file_is_there(export: Export) -> bool:
    """Tell whether a finished package's file is still in the storage."""
    if export.state != ExportState.READY:
        return True
    name = export.file.name
    return bool(name) and export.file.storage.exists(str(name))


def _build(export: Export, actor: User | None) -> None:
    """Queue the work; a file that went missing is new work, under a new key."""
    lost = export.state == ExportState.READY
    again = f":{timezone.now():%Y%m%d%H%M%S}" if lost else ""
    export.state, export.sha256 = ExportState.BUILDING, ""
    export.file = None  # nothing that is being built can be opened
    export.job = enqueue(
        kind=BUILD_PACKAGE,
        unique_key=f"{BUILD_PACKAGE}:{export.pk}{again}",
        payload={"export": str(export.pk)},
        created_by=actor,
    )
    export.save(update_fields=("state", "sha256", "file", "job"))
    ledger.record(
        obj=export.issue,
        verb="issue.package_asked",
        actor=actor,
        data={"export": str(export.pk), "content": export.content_hash},
    )
