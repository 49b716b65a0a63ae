"""The letters of a call for copy, in the house's own words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from desk.letter_kinds import register_letter

CALL = "call"
CALL_REMINDER = "call_reminder"

WORDS = {
    "person": _("The correspondent's name."),
    "title": _("What is wanted, in a few words."),
    "text": _("The text of the call, as it was typed."),
    "section": _("The section it is for; nothing where none is named."),
    "until": _("Until when copy is wanted."),
    "link": _("The recipient's own link."),
}


def register_call_letters() -> None:
    """Name the kinds to the desk."""
    register_letter(
        CALL,
        name=_("Call for copy"),
        words=WORDS,
        subject=_("We ask you for copy: {title}"),
        body=_(
            "Dear {person},\n\n{text}\n\nPlease send your piece until {until} under"
            " this link; it is yours alone. There you can also tell us that you cannot"
            " this time:\n{link}\n\n{paper}"
        ),
    )
    register_letter(
        CALL_REMINDER,
        name=_("Reminder of a call for copy"),
        words=WORDS,
        subject=_("A reminder: {title}, until {until}"),
        body=_(
            "Dear {person},\n\nwe asked you for copy: “{title}”. It is wanted until"
            " {until}. Send it here, or tell us that you cannot this"
            " time:\n{link}\n\n{paper}"
        ),
    )
