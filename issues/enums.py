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
