"""The flatplan of sections: which page takes which 栏目 under which 版名."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from desk.services.ledger import record
from issues.models import Issue, Page
from issues.services.page_changes import lock_page, require_changeable
from issues.services.page_setup import set_page_up
from submissions.models import Section

# 版名 and sections of a page; None leaves what is there.
PagePlan = tuple[str | None, Sequence[Section] | None]


def set_page_plan(
    *,
    page: Page,
    actor: User,
    label: str | None = None,
    sections: Sequence[Section] | None = None,
) -> Page:
    """Say what a page is called and whose stories it takes; None leaves it.

    The sections change nothing that stands on the page; a new 版名 stands in the folio,
    so that the page must be made up again.  Saying the same again changes nothing.
    """
    policy.require(actor, "issue.plan", page.issue)
    with transaction.atomic():
        if label is not None and " ".join(label.split()) != page.label:
            set_page_up(page=page, values={"label": label}, actor=actor)
        if sections is not None:
            _set_sections(page, sections, actor)
    return page


def set_flatplan(
    *, issue: Issue, actor: User, rows: Mapping[int, PagePlan]
) -> list[Page]:
    """Set 版名 and sections of some pages of an issue, by page number, all or none."""
    policy.require(actor, "issue.plan", issue)
    found = issue.pages.without_layout().select_related("issue__supplement", "grid")
    pages = {page.number: page for page in found.prefetch_related("sections")}
    unknown = sorted(set(rows) - set(pages))
    if unknown:
        raise Refused(
            _("The issue has no page %(number)d; load the flatplan again.")
            % {"number": unknown[0]},
            code="page_unknown",
        )
    with transaction.atomic():
        for number, (label, sections) in sorted(rows.items()):
            set_page_plan(
                page=pages[number], actor=actor, label=label, sections=sections
            )
    return list(pages.values())


def carried_from(issue: Issue) -> dict[int, Page]:
    """Return the pages of the issue before, by number, whose plan a new one takes."""
    before = (
        Issue.objects.filter(supplement=issue.supplement_id)
        .exclude(pk=issue.pk)
        .order_by("-cover_date")
        .first()
    )
    if before is None:
        return {}
    pages = before.pages.without_layout().prefetch_related("sections")
    return {page.number: page for page in pages}


def _set_sections(page: Page, sections: Sequence[Section], actor: User) -> None:
    wanted = {section.pk: section.name for section in sections}
    held = lock_page(page)
    before = dict(held.sections.values_list("pk", "name"))
    if wanted == before:
        return
    require_changeable(held)
    held.sections.set(wanted)
    data = {"before": sorted(before.values()), "sections": sorted(wanted.values())}
    record(obj=held, verb="page.sections_set", actor=actor, data=data)
