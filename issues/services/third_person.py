"""The page is signed by a third person: no reader of a piece signs its page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from issues.models import Page
from submissions.models import Review
from submissions.services import signatures

READS = signatures.PIECE_READS


def reads_by(user: Any, page: Page) -> tuple[Review, ...]:
    """Return the reads this person signed under pieces of the page or their copies.

    Void ones count: she has had the piece in her hand as its reader.  What she signed
    by signing a page is no read of the piece itself.
    """
    pieces = page.placements.values_list("submission", flat=True)
    found = signatures.reads_by(user, list(pieces)).filter(on_page=False)
    return tuple(found.order_by("submission__ref", "signed_at"))


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
