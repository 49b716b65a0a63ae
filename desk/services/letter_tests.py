"""A letter as it would read, sent to the one who words it."""

from __future__ import annotations

from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.exceptions import Refused
from desk.letter_kinds import register_letter
from desk.models import Letter, User
from desk.policy import policy
from desk.services.ledger import record
from desk.services.letter_templates import (
    CONFIGURE,
    known_kind,
    preview,
    refuse_unknown_words,
)
from desk.services.letters import write_letter

TEST = "test"


@transaction.atomic
def send_test_letter(
    *, kind: str, actor: User, subject: str = "", body: str = ""
) -> Letter:
    """Send a kind of letter, as it is typed, to the one who asks for it."""
    policy.require(actor, CONFIGURE)
    known = known_kind(kind)
    refuse_unknown_words(known, subject, body)
    if not actor.email:
        raise Refused(
            _("Your account has no e-mail. Ask the administrator to enter it."),
            code="no_email",
        )
    words = preview(known, subject=subject.strip(), body=body.strip())
    letter = write_letter(
        unique_key=f"test:{kind}:{uuid4().hex}",
        kind=TEST,
        recipient=actor.email,
        subject=_("Test: %(subject)s") % {"subject": words[0]},
        body=words[1],
    )
    if letter is None:
        raise Refused(_("This is no e-mail address."), code="address")
    record(obj=letter, verb="letter.tested", actor=actor, data={"kind": kind})
    return letter


def register_letters() -> None:
    """Name the letter that tests a wording; nobody words it."""
    register_letter(
        TEST, name=gettext_lazy("Test letter"), words={}, subject="", body=""
    )
