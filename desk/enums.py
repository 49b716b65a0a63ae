"""Stored choices of the desk."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class StaffRole(TextChoices):
    """Permission groups of the newsroom; the value is the group's name."""

    EDITOR = "editor", _("Responsible editor")
    SECTION_CHIEF = "section_chief", _("Section chief")
    PAGE_EDITOR = "page_editor", _("Layout artist")
    DUTY_EDITOR = "duty_editor", _("Duty editor")
    EDITOR_IN_CHIEF = "editor_in_chief", _("Editor-in-chief")
    PROOFREADER = "proofreader", _("Proofreader")
    PICTURE_EDITOR = "picture_editor", _("Picture editor")
    REVIEWER = "reviewer", _("Reviewer")
    CORRESPONDENTS_DESK = "correspondents_desk", _("Correspondents' desk")
    ADMINISTRATOR = "administrator", _("Administrator")


class JobState(TextChoices):
    QUEUED = "queued", _("Queued")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


OPEN_JOB_STATES = (JobState.QUEUED, JobState.RUNNING)


class JobQueue(TextChoices):
    DEFAULT = "default", _("Default")
    PHOTOS = "photos", _("Photographs")
    UPLOADS = "uploads", _("Uploads")
    EXPORTS = "exports", _("Exports")
    LETTERS = "letters", _("Letters")
    MAIL = "mail", _("Mail")
    BACKLOG = "backlog", _("Old mail")


class LetterState(TextChoices):
    WAITING = "waiting", _("Waits for the desk")
    QUEUED = "queued", _("Queued")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
    SUPPRESSED = "suppressed", _("Suppressed")
    DROPPED = "dropped", _("Not sent, by the desk")
