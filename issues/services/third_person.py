"""The third read is by a third person: no reader of a piece signs its page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from issues.models import Page
from submissions.enums import ReviewStage
from submissions.models import Review

READS = (ReviewStage.FIRST, ReviewStage.SECOND)


def reads_by(user: Any, page: Page) -> tuple[Review, ...]:
    """Return the valid reads this person signed under pieces of the page."""
    return tuple(
        Review.objects.filter(
            submission__placement__page=page,
            stage__in=READS,
            void_at__isnull=True,
            reviewer=user,
        )
        .select_related("submission")
        .order_by("submission__placement__slot")
    )


def refuse_reader(user: Any, page: Page) -> str | None:
    """Refuse a reader as signer, in a sentence that names the pieces and the reads.

    A rule of the policy; superusers are bound by it too.
    """
    reads = reads_by(user, page)
    if not reads:
        return None
    named = [
        _("%(read)s of %(ref)s")
        % {"read": read.get_stage_display(), "ref": read.submission.ref}
        for read in reads
    ]
    return _(
        "You signed on this page: %(reads)s. A third person must sign the page."
    ) % {"reads": _(", ").join(named)}
