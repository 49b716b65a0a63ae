"""The letter that each member of staff gets in the morning, in the house's words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from desk.letter_kinds import register_letter

MORNING = "morning"


def register_letters() -> None:
    """Name the kind to the desk."""
    register_letter(
        MORNING,
        name=_("What the day brings"),
        words={
            "person": _("Her name."),
            "day": _("The day."),
            "late": _("What is late, and whose it is; nothing when all is in time."),
            "today": _("What is due today, and whose it is."),
            "new": _("What has come since the last working day."),
            "held": _("Held pieces whose shelf life has ended."),
            "link": _("The first screen of the desk."),
        },
        subject=_("{day}: what the day brings"),
        body=_(
            "Good morning, {person}.\n\n{late}\n\n{today}\n\n{new}\n\n{held}\n\n"
            "All of it:\n{link}\n\nYou choose on your account page whether this letter"
            " comes.\n\n{paper}"
        ),
        always=True,
        for_staff=True,
    )
