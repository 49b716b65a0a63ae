"""What kinds of jobs are called on screens; rows keep the bare kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

KIND_WORDS: dict[str, _StrPromise] = {
    "desk.selftest": _("Test of the worker"),
    "submissions.look_at_upload": _("Look at a file sent up"),
    "submissions.check_photo": _("Check of a photograph"),
    "submissions.read_new_words": _("Reading new words: tags, what came before"),
    "submissions.look_for_likeness": _("Look for photographs that came before"),
    "submissions.send_link": _("Sending a new private link"),
    "submissions.read_mail": _("Reading a mail"),
    "submissions.import_backlog": _("Taking in old mail"),
    "issues.write_morning_letters": _("Writing the letters of the morning"),
    "issues.read_past_issue": _("Reading a past issue"),
    "issues.keep_past_issue": _("Keeping the pieces of a past issue"),
    "issues.make_up_issue": _("Making up a whole issue"),
    "issues.build_package": _("Building a press package"),
    "issues.read_desk_proof": _("Reading a page of the layout desk"),
    "issues.draw_print_proofs": _("Drawing proofs of print"),
}
