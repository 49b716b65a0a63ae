"""Stored choices of issues and pages."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class IssueStatus(TextChoices):
    PLANNING = "planning", _("Planning")
    MAKING_UP = "making_up", _("Being made up")
    SIGNED = "signed", _("All pages signed")
    RELEASED = "released", _("Released to press")


class PageStatus(TextChoices):
    OPEN = "open", pgettext_lazy("page", "Open")
    MADE_UP = "made_up", _("Made up")
    SIGNED = "signed", _("Signed off")


class MilestoneKind(TextChoices):
    """The steps of an issue on its way to press, in their order."""

    COPY_DEADLINE = "copy_deadline", _("Copy deadline")
    CONFERENCE = "conference", _("Editorial conference")
    FIRST_READS = "first_reads", _("First reads done")
    SECOND_READS = "second_reads", _("Second reads done")
    MAKE_UP = "make_up", _("Make-up done")
    PROOFS = "proofs", _("Page proofs signed")
    RELEASE = "release", pgettext_lazy("milestone", "Released to press")


class StoryState(TextChoices):
    """What became of a planned story so far."""

    IDEA = "idea", _("Idea")
    AGREED = "agreed", pgettext_lazy("planned story", "Agreed")
    ASKED = "asked", _("Copy asked for")
    IN = "in", _("Copy is in")
    DROPPED = "dropped", pgettext_lazy("planned story", "Dropped")


class PastIssueState(TextChoices):
    """How far a past issue is that was brought in."""

    READING = "reading", pgettext_lazy("past issue", "Being read")
    DIVIDED = "divided", _("Waits for a look")
    KEEPING = "keeping", _("Being kept")
    KEPT = "kept", pgettext_lazy("past issue", "Kept")


# Planned stories whose words have not come yet.
AWAITED = (StoryState.IDEA, StoryState.AGREED, StoryState.ASKED)


class PlacementRole(TextChoices):
    """The part a story plays on its page; values are those of ``press.makeup``."""

    AUTO = "auto", _("As make-up finds best")
    LEAD = "lead", _("Lead story")
    SECOND_LEAD = "second_lead", _("Second lead")
    BASEMENT = "basement", _("Basement")
    ORDINARY = "ordinary", _("Ordinary")
    BRIEF = "brief", _("Brief")
    PHOTO_NEWS = "photo_news", _("Photo news")
    EDITORIAL = "editorial", _("Editorial")
    FILLER = "filler", _("Filler")


class Weight(TextChoices):
    """How much a ready story counts when an issue is made up."""

    LEAD = "lead", pgettext_lazy("weight", "Lead")
    IMPORTANT = "important", pgettext_lazy("weight", "Important")
    ORDINARY = "ordinary", pgettext_lazy("weight", "Ordinary")
    FILLER = "filler", pgettext_lazy("weight", "Filler")


class RunState(TextChoices):
    """How far a make-up of a whole issue is."""

    ASKED = "asked", pgettext_lazy("make-up of an issue", "Under way")
    DONE = "done", pgettext_lazy("make-up of an issue", "Done")
    CANCELLED = "cancelled", pgettext_lazy("make-up of an issue", "Stopped")
    UNDONE = "undone", pgettext_lazy("make-up of an issue", "Undone")


class RunPageState(TextChoices):
    """What such a make-up did to a page."""

    WAITING = "waiting", pgettext_lazy("page of a make-up", "Waiting")
    MADE = "made", pgettext_lazy("page of a make-up", "Made up")
    FAILED = "failed", pgettext_lazy("page of a make-up", "Not made up")
    ALONE = "alone", pgettext_lazy("page of a make-up", "Left alone")


class ExportFormat(TextChoices):
    IDML = "idml", _("IDML")
    PDF = "pdf", _("PDF/X-4")
    DOCX = "docx", _("Word")
    TXT = "txt", pgettext_lazy("format", "Text")
    IMAGES = "images", _("CMYK pictures")


class ExportState(TextChoices):
    BUILDING = "building", _("Being built")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")


class FixedKind(TextChoices):
    """What a booked piece is; values are those of ``press.makeup.fixed``."""

    ADVERTISEMENT = "advertisement", _("Advertisement")
    IMPRINT = "imprint", _("Imprint")
    NOTICE = "notice", _("Notice")
    STANDING_HEAD = "standing_head", _("Standing head")


class PaidMark(TextChoices):
    """What stands in the folio of a page that is paid for, as it is printed."""

    ADVERT = "广告", _("Advertisement (广告)")
    SPECIAL = "专版", _("Paid special page (专版)")
