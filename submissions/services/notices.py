"""Letters to the author: receipt, return, decline; in the paper's language."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from desk.services.letters import write_letter
from submissions.enums import Action
from submissions.models import Submission
from submissions.services.tokens import status_token


def write_receipt(piece: Submission) -> None:
    """Write the letter that confirms the arrival of a piece; once per piece.

    Nobody has looked at the words or the address yet: the letter repeats none of them,
    so that it cannot be used to write to a stranger.
    """
    with override(settings.LANGUAGE_CODE):
        _write(
            piece,
            key=f"receipt:{piece.ref}",
            kind="receipt",
            subject=_("We have your piece: %(ref)s") % {"ref": piece.ref},
            body=_(
                "Your piece has arrived. Its number is %(ref)s.\n"
                "Where it stands: %(link)s"
            ),
        )


def write_notice(piece: Submission, *, action: Action, note: str) -> None:
    """Write the letter an action asks for, if it asks for one."""
    with override(settings.LANGUAGE_CODE):
        _write_notice(piece, action=action, note=note)


def _write_notice(piece: Submission, *, action: Action, note: str) -> None:
    number = piece.transitions.count()
    if action == Action.RETURN:
        _write(
            piece,
            key=f"return:{piece.ref}:{number}",
            kind="return",
            subject=_("Please revise your piece %(ref)s") % {"ref": piece.ref},
            body=_(
                "The desk asks you to revise “%(title)s” (%(ref)s):\n\n%(note)s\n\n"
                "Where it stands: %(link)s"
            ),
            note=note,
        )
    elif action == Action.DECLINE:
        _write(
            piece,
            key=f"decline:{piece.ref}",
            kind="decline",
            subject=_("About your piece %(ref)s") % {"ref": piece.ref},
            body=_(
                "Thank you for “%(title)s” (%(ref)s). We cannot use it this time.\n\n"
                "%(note)s"
            ),
            note=note,
        )


def _write(
    piece: Submission, *, key: str, kind: str, subject: str, body: str, note: str = ""
) -> None:
    if not piece.contact_email:
        return
    link = reverse("submissions:status", args=(status_token(piece.ref),))
    write_letter(
        unique_key=key,
        kind=kind,
        recipient=piece.contact_email,
        subject=subject,
        body=body
        % {
            "title": piece.title,
            "ref": piece.ref,
            "note": note,
            "link": f"{settings.SITE_URL}{link}",
        },
        obj=piece,
    )
