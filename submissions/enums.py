"""Stored choices of submissions, and the named groups of states.

This file and ``services/workflow.py`` tell what can become of a piece.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Status(TextChoices):
    RECEIVED = "received", _("New")
    FIRST_READ = "first_read", _("In first read")
    SECOND_READ = "second_read", _("In second read")
    ACCEPTED = "accepted", _("Ready to place")
    PLACED = "placed", _("On a page")
    PUBLISHED = "published", _("Published")
    HELD = "held", _("On hold")
    RETURNED = "returned", _("Returned for revision")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    KILLED = "killed", _("Killed")
    JOINED = "joined", _("Joined to another piece")


READING = (Status.FIRST_READ, Status.SECOND_READ)
WAITING_FOR_DESK = (Status.RECEIVED, *READING, Status.ACCEPTED)
OPEN_STATES = (*WAITING_FOR_DESK, Status.HELD, Status.RETURNED)
EDITABLE = (Status.RECEIVED, *READING, Status.ACCEPTED, Status.HELD)
CLOSED = (
    Status.PUBLISHED,
    Status.DECLINED,
    Status.WITHDRAWN,
    Status.KILLED,
    Status.JOINED,
)


class Action(TextChoices):
    """What a person can do to a piece; each is one row of the workflow's table."""

    CLAIM = "claim", _("Claim")
    RELEASE_CLAIM = "release_claim", _("Give back")
    START_FIRST_READ = "start_first_read", _("Begin first read")
    SIGN_FIRST_READ = "sign_first_read", _("Sign first read and send on")
    SIGN_SECOND_READ = "sign_second_read", _("Sign second read and accept")
    SEND_BACK = "send_back", _("Send back to first read")
    RETURN = "return", _("Return for revision")
    RESUBMIT = "resubmit", _("Take in again")
    HOLD = "hold", _("Put on hold")
    RESUME = "resume", _("Take up again")
    DECLINE = "decline", _("Decline")
    WITHDRAW = "withdraw", _("Withdraw")
    KILL = "kill", _("Kill")
    JOIN = "join", _("Join to another piece")
    PLACE = "place", _("Place on a page")
    UNPLACE = "unplace", _("Take off the page")
    PUBLISH = "publish", _("Publish")
    UNPUBLISH = "unpublish", _("Take back with its reopened issue")
    SIGN_FINAL_READ = "sign_final_read", _("Sign final read of the piece")
    FALL_BACK = "fall_back", _("Fall back to the read that is missing")


class ReviewStage(TextChoices):
    FIRST = "first", _("First read")
    SECOND = "second", _("Second read")
    FINAL = "final", _("Final read")


class VoidCause(TextChoices):
    """Why a signature holds no longer."""

    EDIT = "edit", _("The words were changed")
    ACTION = "action", _("The piece went back")
    PAGE = "page", _("The sign-off of the page was withdrawn")


class ApprovalOutcome(TextChoices):
    """How a link for a read on the phone ended."""

    SIGNED = "signed", _("Signed")
    REFUSED = "refused", _("Sent back")
    REVOKED = "revoked", _("Revoked")


class Flag(TextChoices):
    """What makes a piece go up for its final read before make-up."""

    LEADERS = "leaders", _("Leaders named")
    SENSITIVE = "sensitive", _("Sensitive")
    PAID = "paid", _("Paid for")


class Relation(TextChoices):
    """How a piece relates to an earlier one with which it shares words."""

    PRINTED = "printed", _("Close to what was printed")
    RESENT = "resent", _("Sent again by the same author")
    OTHERS = "others", _("Sent by somebody else, too")
    HANDOUT = "handout", _("A handout that several units sent")
    PHOTOS = "photos", _("The same photographs")


class SeenDecision(TextChoices):
    """What the desk decided about a likeness."""

    OPEN = "open", pgettext_lazy("about a likeness", "Open")
    JOINED = "joined", _("Taken as a new version")
    APART = "apart", _("A piece of its own")


class OutsideVerdict(TextChoices):
    """What a unit or a leader outside the desk said to a piece."""

    OPEN = "open", _("Not answered yet")
    AGREED = "agreed", _("Agreed")
    CHANGES = "changes", _("Agreed with changes")
    REFUSED = "refused", _("Not agreed")
    CALLED_OFF = "called_off", _("Called off")


class Kind(TextChoices):
    NEWS = "news", _("News")
    FEATURE = "feature", _("Feature")
    PHOTO_NEWS = "photo_news", _("Photo news")
    EDITORIAL = "editorial", _("Editorial")
    NOTICE = "notice", _("Notice")


# Kinds that may stand without a headline of their own.
HEADLINE_OPTIONAL = (Kind.PHOTO_NEWS, Kind.EDITORIAL)


class Source(TextChoices):
    FORM = "form", _("Web form")
    MAIL = "mail", _("Mail")
    API = "api", _("API")
    DESK = "desk", _("Desk")
    ARCHIVE = "archive", _("Past issue")


class Origin(TextChoices):
    """Where a piece comes from in the trade's sense."""

    UNSOLICITED = "unsolicited", _("Unsolicited")
    COMMISSIONED = "commissioned", _("Commissioned")
    HANDOUT = "handout", _("Press handout")
    WIRE = "wire", _("Wire copy")
    REPRINT = "reprint", _("Reprint")


class SectionKind(TextChoices):
    STANDING = "standing", _("Standing feature")
    SIGNED_COLUMN = "signed_column", _("Signed column")
    SPECIAL = "special", _("Special page")
    LITERARY = "literary", _("Literary pages")


class UploadPurpose(TextChoices):
    """What a file sent up is for."""

    PHOTO = "photo", _("Photograph")
    DOCUMENT = "document", _("Word file")
    CLEARANCE = "clearance", _("Stamped page")


class UploadState(TextChoices):
    ARRIVING = "arriving", _("On its way")
    CHECKING = "checking", _("Being checked")
    READY = "ready", _("Ready")
    DAMAGED = "damaged", _("Damaged")
    REFUSED = "refused", _("Refused")


class CodePurpose(TextChoices):
    """What a code or link sent by mail lets its owner do."""

    SIGN_IN = "sign_in", _("Sign in")
    SEND_PIECE = "send_piece", _("Send a piece")


class PhotoState(TextChoices):
    RECEIVED = "received", _("Being checked")
    READY = "ready", _("Ready")
    DAMAGED = "damaged", _("Damaged")
    REFUSED = "refused", _("Refused")


class RenditionKind(TextChoices):
    """Copies for the screen; the press copy is made for its slot by the exporters."""

    THUMBNAIL = "thumbnail", _("Thumbnail")
    SCREEN = "screen", _("Screen")
    READING = "reading", _("Reading size")


class CreditRole(TextChoices):
    CORRESPONDENT = "correspondent", _("Correspondent")
    STAFF_REPORTER = "staff_reporter", _("Staff reporter")
    PHOTOGRAPHER = "photographer", _("Photographer")
    AUTHOR = "author", _("Author")


class SearchOrder(TextChoices):
    """In which order hits come."""

    NEWEST = "newest", _("newest first")
    BEST = "best", _("best first")
