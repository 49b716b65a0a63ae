from django.db import models
from django.utils.translation import gettext_lazy as _

from submissions.enums import SectionKind


class Section(models.Model):
    """A standing feature of the paper (栏目) under which stories run."""

    name = models.CharField(_("name"), max_length=20, unique=True)
    slug = models.SlugField(_("short name in addresses"), max_length=40, unique=True)
    kind = models.CharField(
        _("kind"), max_length=20, choices=SectionKind, default=SectionKind.STANDING
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    usual_length = models.PositiveSmallIntegerField(
        _("usual length"),
        default=800,
        help_text=_("Characters a piece of this section usually has."),
    )
    shelf_days = models.PositiveSmallIntegerField(
        _("days on hold"),
        default=30,
        help_text=_(
            "For so long a piece of this section is held before it is looked at again."
        ),
    )
    is_open = models.BooleanField(
        _("open to correspondents"),
        default=True,
        help_text=_("Offered on the public form."),
    )
    words = models.TextField(
        _("words that lead here"),
        blank=True,
        help_text=_("Divided by spaces. A piece that has them is proposed for it."),
    )

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ("position", "name")

    def __str__(self) -> str:
        return self.name
