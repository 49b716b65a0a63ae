"""Letters to the author: receipt, return, decline; in the paper's language."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from desk.services.letters import write_letter
from submissions.enums import Action
from submissions.incoming import Receipt
from submissions.models import Submission
from submissions.services.tokens import status_token

HOUSE = Receipt()


def write_receipt(piece: Submission, words: Receipt = HOUSE) -> None:
    """Write the letter that confirms the arrival of a piece; once per piece.

    Nobody has looked at the words or the address yet: the letter repeats none of them,
    so that it cannot be used to write to a stranger.
    """
    if not piece.contact_email:
        return
    house = house_words()
    with override(settings.LANGUAGE_CODE):
        subject, body = words.subject or house.subject, words.body or house.body
        write_letter(
            unique_key=f"receipt:{piece.ref}",
            kind="receipt",
            recipient=piece.contact_email,
            subject=_filled(subject, piece),
            body=_filled(body, piece),
            obj=piece,
            withheld=words.withheld,
        )


def house_words() -> Receipt:
    """Return the receipt as the house writes it where a mailbox says nothing else."""
    with override(settings.LANGUAGE_CODE):
        return Receipt(
            subject=_("We have your piece: {ref}"),
            body=_(
                "Your piece has arrived. Its number is {ref}.\nWhere it stands: {link}"
            ),
        )


def _filled(words: str, piece: Submission) -> str:
    """Put number and link in; an unknown word in braces stays as it is typed."""
    return words.replace("{ref}", piece.ref).replace("{link}", status_link(piece))


def status_link(piece: Submission) -> str:
    """Return the address of a piece's private status page."""
    path = reverse("submissions:status", args=(status_token(piece.ref),))
    return f"{settings.SITE_URL}{path}"


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
            "link": status_link(piece),
        },
        obj=piece,
    )
