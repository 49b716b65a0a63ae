"""What the verbs of the ledger are called on screens; entries keep the bare verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

VERB_WORDS: dict[str, _StrPromise] = {
    "submission.received": _("Piece received"),
    "submission.edited": _("Words edited"),
    "submission.filed": _("Filing changed"),
    "submission.claim": _("Piece claimed"),
    "submission.release_claim": _("Piece given back"),
    "submission.start_first_read": _("First read begun"),
    "submission.sign_first_read": _("First read signed"),
    "submission.sign_second_read": _("Second read signed"),
    "submission.send_back": _("Sent back to first read"),
    "submission.return": _("Returned to the author"),
    "submission.resubmit": _("Taken in again"),
    "submission.hold": _("Put on hold"),
    "submission.resume": _("Taken up again"),
    "submission.decline": _("Piece declined"),
    "submission.withdraw": _("Piece withdrawn"),
    "submission.kill": _("Piece killed"),
    "submission.place": _("Piece placed"),
    "submission.unplace": _("Piece taken off its page"),
    "submission.publish": _("Piece published"),
    "submission.author_wrote": _("The author wrote"),
    "submission.split_off": _("Piece split off a mail"),
    "proposal.accepted": _("Guesses accepted"),
    "proposal.changed": _("Guess changed"),
    "proposal.dropped": _("Guess dropped"),
    "mail.read_again": _("Mail read again"),
    "mail.raw_opened": _("Mail opened as it came"),
    "mail.part_opened": _("Part of a mail opened"),
    "mail.files_asked": _("Files asked for once more"),
    "mail.file_asked": _("Large attachment asked for"),
    "mailbox.saved": _("Mailbox set up"),
    "mailbox.deleted": _("Mailbox taken out"),
    "mailbox.tested": _("Mailbox tested"),
    "mailbox.backlog_asked": _("Old mail asked for"),
    "photo.added": _("Photograph added"),
    "photo.original_opened": _("Original photograph opened"),
    "personal.opened": _("Personal data opened"),
    "issue.opened": _("Issue opened"),
    "issue.deadlines_set": _("Deadlines of an issue set"),
    "issue.page_added": _("Page added"),
    "issue.page_removed": _("Page removed"),
    "issue.package_asked": _("Press package asked for"),
    "issue.package_built": _("Press package built"),
    "issue.package_opened": _("Press package downloaded"),
    "issue.released": _("Issue released to press"),
    "page.story_placed": _("Story placed on a page"),
    "page.story_removed": _("Story taken off a page"),
    "page.reordered": _("Stories reordered"),
    "page.role_set": _("Role of a story set"),
    "page.made_up": _("Page made up"),
    "page.signed": _("Page signed off"),
    "page.sign_off_withdrawn": _("Sign-off withdrawn"),
    "staff.created": _("Account made"),
    "staff.changed": _("Account changed"),
    "staff.password_set": _("Password set for somebody"),
    "api_token.created": _("API key made"),
    "api_token.revoked": _("API key revoked"),
}
