from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Supplement(models.Model):
    """The title we make: its nameplate, its paper, its contact box."""

    name = models.CharField(_("name"), max_length=40, unique=True)
    paper = models.CharField(
        _("paper"), max_length=40, help_text=_("The daily it is published in.")
    )
    motto = models.CharField(_("motto"), max_length=60, blank=True)
    contact = models.TextField(
        _("contact box"),
        blank=True,
        help_text=_("Stands on page one, line by line as typed here."),
    )
    telephone = models.CharField(
        _("telephone"),
        max_length=30,
        blank=True,
        help_text=_("Stands in the folio of every page that has none of its own."),
    )
    first_serial = models.PositiveIntegerField(
        _("serial number of the first issue here"),
        default=1,
        validators=(MinValueValidator(1),),
        help_text=_("Where the count of all issues goes on from before guidekit."),
    )
    proofs_required = models.BooleanField(
        _("proof rounds are required"),
        default=False,
        help_text=_(
            "No page is signed off before its rounds of proofreading are closed;"
            " otherwise a missing round is only pointed out."
        ),
    )
    desk_fonts = models.JSONField(_("fonts of the desk"), default=dict, blank=True)

    class Meta:
        verbose_name = _("supplement")
        verbose_name_plural = _("supplements")

    def __str__(self) -> str:
        return self.name

    @property
    def contact_lines(self) -> tuple[str, ...]:
        return tuple(line for line in self.contact.splitlines() if line.strip())
