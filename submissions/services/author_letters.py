"""Letters that an author herself asks for: a code, a new private link.

None repeats a word that somebody typed: they cannot be used to write to a stranger.
"""

from __future__ import annotations

from desk.models import Letter
from desk.services.letters import write_letter_of_kind
from submissions import letter_kinds as kinds
from submissions.enums import CodePurpose
from submissions.models import MailedCode, Submission
from submissions.services.notices import status_link

KIND = {
    CodePurpose.SIGN_IN: kinds.CODE_SIGN_IN,
    CodePurpose.SEND_PIECE: kinds.CODE_SEND_PIECE,
}


def write_code_letter(
    mailed: MailedCode, *, code: str, link: str, minutes: int
) -> Letter | None:
    """Write the letter with a code and its link."""
    return write_letter_of_kind(
        kind=KIND[CodePurpose(mailed.purpose)],
        unique_key=f"code:{mailed.handle}",
        recipient=mailed.email,
        words={"code": code, "link": link, "minutes": str(minutes)},
    )


def write_link_letter(piece: Submission) -> Letter | None:
    """Write the letter with a new private link of a piece."""
    return write_letter_of_kind(
        kind=kinds.STATUS_LINK,
        unique_key=f"link:{piece.ref}:{piece.status_token_number}",
        recipient=piece.contact_email,
        words={"ref": piece.ref, "link": status_link(piece)},
        obj=piece,
    )
