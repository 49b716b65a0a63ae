"""Stored choices of the mailbox: what a mail became, and what its parts are for."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Outcome(TextChoices):
    """What became of a mail; ``WAITING`` until it has been read."""

    WAITING = "waiting", _("Waiting to be read")
    ACCEPTED = "accepted", _("Taken in")
    REPLY = "reply", _("Answer to a piece")
    DUPLICATE = "duplicate", _("Arrived before")
    QUARANTINED = "quarantined", _("Kept aside")
    FILED = "filed", _("Filed, not answered")
    REJECTED = "rejected", _("Refused")
    LEFT = "left", _("Left in the mailbox")


# What may be read again: nothing stands on it yet.
READ_AGAIN = (Outcome.WAITING, Outcome.QUARANTINED, Outcome.FILED, Outcome.REJECTED)
# What a person at the desk should look at.
TROUBLED = (Outcome.QUARANTINED, Outcome.REJECTED, Outcome.LEFT)


class MailReason(TextChoices):
    """Why a mail was not simply taken in."""

    NONE = "", ""
    BOUNCE = "bounce", _("A letter of ours could not be delivered.")
    AUTO_REPLY = "auto_reply", _("A machine answered, nobody wrote.")
    LIST = "list", _("A mailing list or newsletter.")
    OURS = "ours", _("A letter of our own that came back.")
    NO_REPLY = "no_reply", _("Nobody reads at the sender's address.")
    EMPTY = "empty", _("The mail holds neither words nor a photograph.")
    PARTS = "parts", _("What the mail brings could not be opened; see its parts.")
    UNREADABLE = "unreadable", _("The mail could not be understood; it is kept whole.")
    GAVE_UP = (
        "gave_up",
        _("Reading the mail failed several times; it is kept whole."),
    )
    TAKES_NO_PIECE = "takes_no_piece", _("The piece could not be taken in as it is.")
    SAME_CONTENT = "same_content", _("The same mail has arrived before.")
    TOO_LARGE = "too_large", _("The mail is larger than we fetch.")
    NOT_GIVEN = "not_given", _("The mail server did not give this mail out.")


class MailFlag(TextChoices):
    """What an editor should know of a mail that was taken in."""

    SAME_MESSAGE_ID = (
        "same_message_id",
        _("Another mail with different words bears the same Message-ID."),
    )
    UNPROVEN_REPLY = (
        "unproven_reply",
        _("It claims to answer a piece, but nothing proves that its author wrote it."),
    )
    CLAIMS_STAFF = (
        "claims_staff",
        _("Its sender claims to be one of us; a sender's line proves nothing."),
    )
    FORWARDED = "forwarded", _("Somebody passed this mail on.")
    SILENT = "silent", _("From before the connection; taken in without an answer.")


class PartRole(TextChoices):
    """What a part of a mail was used for."""

    WORDS = "words", _("The text of the piece")
    DOCUMENT = "document", _("Another text")
    PHOTO = "photo", _("Photograph")
    SAME_PHOTO = "same_photo", _("The same photograph once more")
    ARCHIVE = "archive", _("Archive, unpacked")
    LEFT_OUT = "left_out", _("Decoration, left out")
    KEPT = "kept", _("Kept, not used")
    QUARANTINED = "quarantined", _("Kept aside")
    REFUSED = "refused", _("Refused")


class Security(TextChoices):
    """How the way to a mailbox is protected."""

    SSL = "ssl", _("SSL (port 993)")
    STARTTLS = "starttls", _("STARTTLS (port 143)")
    NONE = "none", _("None (only on this machine)")


class AfterIntake(TextChoices):
    """What is done in the mailbox to a mail that is safely ours."""

    NOTHING = "nothing", _("Leave it as it is")
    SEEN = "seen", _("Mark it as read")
    MOVE = "move", _("Move it to a folder")


class MailboxState(TextChoices):
    """How a mailbox is doing."""

    GOOD = "good", _("In order")
    TROUBLED = "troubled", _("In trouble")
    NEW = "new", _("Not reached yet")
    OFF = "off", _("Switched off")


class ProposalState(TextChoices):
    OPEN = "open", _("Proposed")
    ACCEPTED = "accepted", _("Accepted")
    CHANGED = "changed", _("Changed")
    DROPPED = "dropped", _("Dropped")


class ProposalField(TextChoices):
    """What a proposal is about; the values of ``press.copy.recognising`` and ours."""

    KICKER = "kicker", _("Kicker")
    HEADLINE = "headline", _("Headline")
    DECK = "deck", _("Deck")
    BYLINE = "byline", _("Byline")
    KIND = "kind", _("Kind")
    SECTION = "section", _("Section")
    CAPTION = "caption", _("Caption")
    CREDIT = "credit", _("Photo credit")
    CONTACT_NAME = "contact_name", _("Author's name")
    CONTACT_UNIT = "contact_unit", _("Author's unit")
    CONTACT_PHONE = "contact_phone", _("Author's telephone")
    CORRESPONDENT = "correspondent", _("Correspondent")


class ProposalOrigin(TextChoices):
    """Where a proposal was read."""

    SUBJECT = "subject", _("the subject of the mail")
    FIRST_LINE = "first_line", _("the first lines of the text")
    FORM = "form", _("the form of the line")
    BYLINE = "byline", _("the line of names")
    BODY = "body", _("the text")
    SIGNATURE = "signature", _("the signature of the mail")
    SENDER = "sender", _("the sender's line")
    FILE_NAME = "file_name", _("the name of the file")
    UNDER_PICTURE = "under_picture", _("the line under the picture")
    NUMBER = "number", _("the number of the picture")
    ORDER = "order", _("the order of the pictures")
    DIRECTORY = "directory", _("the directory of correspondents")
