"""Rules of the policy that keep a piece's status and its place in step.

The workflow of ``submissions`` knows no pages. These rules let it place a piece only
when it has a placement, take it off only when it has none any more, and publish it only
with its issue; so the services here are the only way to do any of that.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from issues.enums import IssueStatus, PageStatus
from issues.models import Placement
from submissions.enums import Status
from submissions.models import Submission


def status_follows_place(_user: Any, obj: Any) -> str | None:
    """Refuse to place without a placement, and to take off what still has one."""
    if not isinstance(obj, Submission):
        return None
    placement = placement_of(obj)
    if obj.status == Status.ACCEPTED and placement is None:
        return _("Place %(ref)s in the make-up room of a page.") % {"ref": obj.ref}
    if obj.status == Status.PLACED and placement is not None:
        return _("%(ref)s stands on page %(page)s; take it off there.") % {
            "ref": obj.ref,
            "page": placement.page,
        }
    return None


def published_with_issue(_user: Any, obj: Any) -> str | None:
    """Refuse to publish a piece but by releasing its issue."""
    if not isinstance(obj, Submission):
        return None
    placement = placement_of(obj)
    if placement and placement.page.issue.status == IssueStatus.RELEASED:
        return None
    return _("A piece is published when its issue is released to press.")


def signed_words_stay(_user: Any, obj: Any) -> str | None:
    """Refuse to edit a piece under a signed page."""
    if not isinstance(obj, Submission) or obj.status != Status.PLACED:
        return None
    placement = placement_of(obj)
    if placement is None or placement.page.status != PageStatus.SIGNED:
        return None
    return _(
        "%(ref)s stands on page %(page)s, which has been signed off; withdraw the"
        " sign-off before you edit it."
    ) % {"ref": obj.ref, "page": placement.page}


def placement_of(piece: Submission) -> Placement | None:
    """Return where a piece stands, if anywhere."""
    found = Placement.objects.filter(submission=piece).defer("page__layout")
    return found.select_related("page__issue").first()
