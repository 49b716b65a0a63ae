"""Flags: what makes a piece go up for its final read before make-up.

An editor sets them; the text only proposes.  Taking one off is for who signs second
reads, so that nobody passes a final read by unticking a box.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from desk.services.ledger import record
from press.copy.changes.facts import leaders_in
from press.copy.model import Copy
from press.copy.plain import copy_to_plain
from submissions.enums import Flag
from submissions.models import Submission
from submissions.services.editing import refuse_closed

# Offices of state and party; 董事长 and the like are named in any business story.
_OFFICE = re.compile("书记|市长|省长|县长|区长|州长|主席|总理|常委|部长|厅长|委员长")
_PAID = re.compile("广告|推广|赞助|协办单位|冠名|专题合作|付费|软文")


def proposed_flags(copy: Copy) -> tuple[Flag, ...]:
    """Return the flags that the words of a piece suggest; a person decides."""
    text = copy_to_plain(copy)
    found = []
    if any(
        _OFFICE.search(each) and not _OFFICE.fullmatch(each)
        for each in leaders_in(text)
    ):
        found.append(Flag.LEADERS)
    if _PAID.search(text):
        found.append(Flag.PAID)
    return tuple(found)


@transaction.atomic
def set_flags(
    *, submission: Submission, flags: Iterable[str], actor: User
) -> Submission:
    """Set the flags of a piece; the same again changes nothing.

    Raises ``Refused`` for a flag that is not known, or where one comes off and the
    person does not sign second reads; ``WrongStatus`` for a closed piece.
    """
    policy.require(actor, "submission.edit", submission)
    piece = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    refuse_closed(piece)
    wanted = _known(flags)
    gone = set(piece.flags) - set(wanted)
    if gone and not policy.may(actor, "submission.sign_second_read", piece):
        raise Refused(
            _(
                "Only who signs second reads takes a flag off %(ref)s; ask the section"
                " chief."
            )
            % {"ref": piece.ref},
            code="flag_stays",
        )
    if wanted != piece.flags:
        before, piece.flags = piece.flags, wanted
        piece.save(update_fields=["flags", "updated_at"])
        data = {"before": before, "flags": wanted}
        record(obj=piece, verb="submission.flagged", actor=actor, data=data)
    submission.refresh_from_db()
    return submission


def _known(flags: Iterable[str]) -> list[str]:
    names = set(flags)
    for flag in sorted(names - set(Flag.values)):
        raise Refused(
            _("This flag does not exist: %(flag)s.") % {"flag": flag},
            code="flag_unknown",
        )
    return [flag for flag in Flag.values if flag in names]
