"""What each role may do.  One table; ``desk.policy`` is the only reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from desk.enums import StaffRole

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# Every verb that can be asked for, with the words for it in a refusal.
VERBS: dict[str, _StrPromise] = {
    "submission.read": _("Reading pieces"),
    "submission.edit": _("Editing pieces"),
    "submission.claim": _("Claiming pieces"),
    "submission.sign_first_read": _("Signing a first read"),
    "submission.sign_second_read": _("Signing a second read"),
    "submission.sign_final_read": _("Signing a final read of a piece"),
    "submission.return": _("Returning a piece for revision"),
    "submission.renew_link": _("Sending an author a new private link"),
    "submission.hold": _("Putting a piece on hold"),
    "submission.decline": _("Declining a piece"),
    "submission.kill": _("Killing a piece"),
    "mail.read": _("Looking at the mail that came in"),
    "mail.process": _("Having a mail read again"),
    "mail.raw": _("Opening a mail as it came"),
    "mailbox.configure": _("Setting up mailboxes"),
    "submission.agree_term": _("Agreeing for how long a piece is ours alone"),
    "tag.keep": _("Keeping the vocabularies of tags"),
    "letter.read": _("Looking at letters to authors"),
    "letter.send": _("Sending, holding back and repeating letters"),
    "letter.configure": _("Wording the letters of the house"),
    "photo.original": _("Opening an original photograph"),
    "personal.open": _("Opening personal data"),
    "issue.view": _("Looking at issues"),
    "issue.plan": _("Planning an issue"),
    "page.place": _("Placing pieces on a page"),
    "page.make_up": _("Making up a page"),
    "page.sign": _("Signing a page"),
    "issue.export": _("Making a press package"),
    "issue.release": _("Releasing an issue to press"),
    "job.read": _("Looking at jobs of others"),
    "job.retry": _("Trying a failed job again"),
    "ledger.read": _("Reading the ledger"),
    "desk.configure": _("Changing how the desk is set up"),
    "staff.manage": _("Managing staff accounts"),
}

ADMINISTRATOR_ONLY = frozenset({"staff.manage"})

_LOOKING = frozenset({"submission.read", "issue.view"})
_EDITING = _LOOKING | {
    "mail.read",
    "mail.process",
    "mail.raw",
    "submission.edit",
    "submission.claim",
    "submission.sign_first_read",
    "submission.hold",
    "submission.return",
    "submission.renew_link",
    "submission.agree_term",
    "letter.read",
    "letter.send",
    "photo.original",
    "personal.open",
    "page.place",
    "page.make_up",
}
_LEADING = _EDITING | {
    "submission.sign_second_read",
    "submission.decline",
    "submission.kill",
    "tag.keep",
    "issue.plan",
    "job.read",
    "job.retry",
    "ledger.read",
}
_PAGES = _LOOKING | {
    "photo.original",
    "page.place",
    "page.make_up",
    "issue.plan",
    "issue.export",
    "job.read",
    "job.retry",
}
_DUTY = _LOOKING | {
    "submission.sign_second_read",
    "submission.sign_final_read",
    "submission.return",
    "submission.renew_link",
    "submission.kill",
    "letter.read",
    "letter.send",
    "photo.original",
    "page.sign",
    "issue.export",
    "issue.release",
    "job.read",
    "job.retry",
    "ledger.read",
}

DUTIES: dict[StaffRole, frozenset[str]] = {
    StaffRole.PROOFREADER: _LOOKING,
    StaffRole.EDITOR: _EDITING,
    StaffRole.SECTION_CHIEF: _LEADING,
    StaffRole.PAGE_EDITOR: _PAGES,
    StaffRole.DUTY_EDITOR: _DUTY,
    StaffRole.EDITOR_IN_CHIEF: frozenset(VERBS) - ADMINISTRATOR_ONLY,
}


def roles_with(verb: str) -> tuple[StaffRole, ...]:
    """Return the roles whose duty a verb is, in the order of the newsroom."""
    return tuple(role for role in StaffRole if verb in DUTIES[role])
