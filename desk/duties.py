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
    "submission.ask_read": _("Asking a leader for a read by link"),
    "submission.return": _("Returning a piece for revision"),
    "submission.renew_link": _("Sending an author a new private link"),
    "submission.hold": _("Putting a piece on hold"),
    "submission.decline": _("Declining a piece"),
    "submission.kill": _("Killing a piece"),
    "mail.read": _("Looking at the mail that came in"),
    "mail.process": _("Having a mail read again"),
    "mail.raw": _("Opening a mail as it came"),
    "mailbox.configure": _("Setting up mailboxes"),
    "note.write": _("Writing internal notes"),
    "author.ask": _("Asking an author a question"),
    "clearance.keep": _("Sending a piece out for clearance"),
    "submission.agree_term": _("Agreeing for how long a piece is ours alone"),
    "tag.keep": _("Keeping the vocabularies of tags"),
    "letter.read": _("Looking at letters to authors"),
    "letter.send": _("Sending, holding back and repeating letters"),
    "letter.configure": _("Wording the letters of the house"),
    "photo.edit": _("Adding photographs, their captions and credits"),
    "photo.ask": _("Asking an author for photographs"),
    "photo.original": _("Opening an original photograph"),
    "personal.open": _("Opening personal data"),
    "personal.open_all": _("Opening the personal data of any author"),
    "directory.keep": _("Keeping the directory of correspondents and units"),
    "issue.view": _("Looking at issues"),
    "issue.plan": _("Planning an issue"),
    "calendar.keep": _("Keeping the desk's calendar"),
    "story.plan": _("Planning stories"),
    "call.write": _("Writing calls for copy"),
    "archive.keep": _("Bringing in past issues"),
    "page.place": _("Placing pieces on a page"),
    "page.make_up": _("Making up a page"),
    "proof.make": _("Making proofs and naming their readers"),
    "proof.mark": _("Marking proofs"),
    "proof.decide": _("Deciding about marks on proofs"),
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

_LOOKING = frozenset({"submission.read", "issue.view", "note.write", "proof.mark"})
_EDITING = _LOOKING | {
    "mail.read",
    "mail.process",
    "mail.raw",
    "submission.edit",
    "submission.claim",
    "submission.ask_read",
    "submission.sign_first_read",
    "submission.hold",
    "submission.return",
    "submission.renew_link",
    "submission.agree_term",
    "author.ask",
    "clearance.keep",
    "letter.read",
    "letter.send",
    "photo.edit",
    "photo.ask",
    "photo.original",
    "personal.open",  # of pieces she is responsible for
    "story.plan",
    "call.write",
    "directory.keep",
    "page.place",
    "page.make_up",
    "proof.make",
    "proof.decide",
}
_LEADING = _EDITING | {
    "personal.open_all",
    "submission.sign_second_read",
    "submission.decline",
    "submission.kill",
    "tag.keep",
    "calendar.keep",
    "archive.keep",
    "issue.plan",
    "job.read",
    "job.retry",
    "ledger.read",
}
_PAGES = _LOOKING | {
    "photo.original",
    "calendar.keep",
    "story.plan",
    "page.place",
    "page.make_up",
    "proof.make",
    "proof.decide",
    "issue.plan",
    "issue.export",
    "job.read",
    "job.retry",
}
_DUTY = _LOOKING | {
    "submission.ask_read",
    "submission.sign_second_read",
    "submission.sign_final_read",
    "submission.return",
    "submission.renew_link",
    "submission.kill",
    "author.ask",
    "clearance.keep",
    "letter.read",
    "letter.send",
    "photo.original",
    "proof.make",
    "proof.decide",
    "page.sign",
    "issue.export",
    "issue.release",
    "job.read",
    "job.retry",
    "ledger.read",
}

_PICTURES = _LOOKING | {"photo.edit", "photo.ask", "photo.original"}
_REVIEWING = _LOOKING | {"mail.read", "letter.read", "ledger.read"}
_CORRESPONDENCE = _LOOKING | {
    "call.write",
    "mail.read",
    "mail.process",
    "mail.raw",
    "author.ask",
    "letter.read",
    "letter.send",
    "submission.renew_link",
    "personal.open",
    "personal.open_all",
    "directory.keep",
}
# The technician of the house reads no piece, no letter and no telephone number.
_ADMINISTERING = frozenset(
    {
        "staff.manage",
        "desk.configure",
        "mailbox.configure",
        "letter.configure",
        "job.read",
        "job.retry",
        "ledger.read",
    }
)

DUTIES: dict[StaffRole, frozenset[str]] = {
    StaffRole.PROOFREADER: _LOOKING,
    StaffRole.EDITOR: _EDITING,
    StaffRole.SECTION_CHIEF: _LEADING,
    StaffRole.PAGE_EDITOR: _PAGES,
    StaffRole.DUTY_EDITOR: _DUTY,
    StaffRole.EDITOR_IN_CHIEF: frozenset(VERBS) - ADMINISTRATOR_ONLY,
    StaffRole.PICTURE_EDITOR: _PICTURES,
    StaffRole.REVIEWER: _REVIEWING,
    StaffRole.CORRESPONDENTS_DESK: _CORRESPONDENCE,
    StaffRole.ADMINISTRATOR: _ADMINISTERING,
}


def roles_with(verb: str) -> tuple[StaffRole, ...]:
    """Return the roles whose duty a verb is, in the order of the newsroom."""
    return tuple(role for role in StaffRole if verb in DUTIES[role])
