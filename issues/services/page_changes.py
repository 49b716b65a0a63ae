"""The one way to change what stands on a page: lock it, change it, mark it changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext as _

from issues.enums import IssueStatus, PageStatus
from issues.exceptions import PageLocked
from issues.models import Issue, Page


def lock_page(page: Page) -> Page:
    """Return the page as it stands now, held until the transaction ends."""
    return (
        Page.objects.select_for_update(of=("self",))
        .select_related("issue__supplement", "grid")
        .get(pk=page.pk)
    )


def require_issue_open(issue: Issue) -> None:
    """Refuse when the issue has gone to press."""
    if issue.status == IssueStatus.RELEASED:
        raise PageLocked(
            _("Issue %(issue)s has been released to press; nothing in it changes.")
            % {"issue": issue.label}
        )


def require_changeable(page: Page) -> None:
    """Refuse when the page is signed or locked, or its issue has gone to press."""
    require_issue_open(page.issue)
    if page.locked_at is not None:
        raise PageLocked(
            _(
                "Page %(number)d of %(issue)s has been locked by an editor; unlock it"
                " before you change it."
            )
            % {"number": page.number, "issue": page.issue.label}
        )
    if page.status == PageStatus.SIGNED:
        raise PageLocked(
            _(
                "Page %(number)d of %(issue)s has been signed off; withdraw the"
                " sign-off before you change it."
            )
            % {"number": page.number, "issue": page.issue.label}
        )


@contextmanager
def changing(page: Page) -> Iterator[Page]:
    """Give the locked page to change; afterwards it needs to be made up again.

    The layout made before is kept to look at; ``makeup_revision`` moves on, so that a
    make-up or a signature that began earlier is refused.
    """
    with transaction.atomic():
        held = lock_page(page)
        require_changeable(held)
        yield held
        held.status = PageStatus.OPEN
        held.makeup_revision += 1
        held.save(update_fields=("status", "makeup_revision"))
        follow_pages(held.issue)
        page.refresh_from_db(fields=("status", "makeup_revision"))


def follow_pages(issue: Issue) -> None:
    """Set the issue's status to what its pages say."""
    if issue.status == IssueStatus.RELEASED:
        return
    statuses = set(issue.pages.values_list("status", flat=True))
    if statuses == {PageStatus.SIGNED}:
        issue.status = IssueStatus.SIGNED
    elif statuses == {PageStatus.OPEN} and not _has_stories(issue):
        issue.status = IssueStatus.PLANNING
    else:
        issue.status = IssueStatus.MAKING_UP
    issue.save(update_fields=("status",))


def _has_stories(issue: Issue) -> bool:
    return issue.pages.filter(placements__isnull=False).exists()
