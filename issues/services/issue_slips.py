"""The slips of all pieces of an issue, in the order of its pages, as one PDF."""

from __future__ import annotations

import hashlib

from django.db import transaction
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from desk.services.ledger import record
from issues.models import Issue
from submissions.models import Submission
from submissions.services.slips import OPENED, TITLE, SlipFile, slip_pdf


@transaction.atomic
def open_issue_slips(*, issue: Issue, actor: User) -> SlipFile:
    """Return the slips; each piece's ledger says that its slip was opened.

    Raises ``NotAllowed`` where one of the pieces is not the person's to read, and
    ``Refused`` while no piece stands on a page.
    """
    policy.require(actor, "issue.view", issue)
    rows = Submission.objects.filter(placement__page__issue=issue)
    ordered = rows.order_by("placement__page__number", "placement__slot")
    pieces = list(ordered.select_related("section", "current_version"))
    if not pieces:
        raise Refused(_("No piece stands on a page of this issue yet."), code="empty")
    for piece in pieces:
        policy.require(actor, "submission.read", piece)
    pdf = slip_pdf(pieces)
    data = {"sha256": hashlib.sha256(pdf).hexdigest(), "issue": issue.pk}
    for piece in pieces:
        record(obj=piece, verb=OPENED, actor=actor, data=data)
    return SlipFile(f"{issue.slug}-{TITLE}.pdf", pdf)
