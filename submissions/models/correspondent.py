from django.db import models
from django.utils.translation import gettext_lazy as _

from desk.fields import EncryptedTextField


class Unit(models.Model):
    """A contributing unit: the press office of a zone, a bureau, a company."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("contributing unit")
        verbose_name_plural = _("contributing units")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.short_name or self.name


class Correspondent(models.Model):
    """A person who sends us copy; known by a confirmed address or made by the desk."""

    name = models.CharField(_("name"), max_length=60)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = EncryptedTextField(
        _("telephone"),
        blank=True,
        help_text=_("Kept encrypted; opening it is recorded."),
    )
    unit = models.ForeignKey(
        Unit,
        verbose_name=_("unit"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="correspondents",
    )
    is_special = models.BooleanField(_("special correspondent"), default=False)
    created_at = models.DateTimeField(_("known since"), auto_now_add=True)

    class Meta:
        verbose_name = _("correspondent")
        verbose_name_plural = _("correspondents")
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                fields=("name", "email"), name="correspondent_once_by_name_and_email"
            ),
        )

    def __str__(self) -> str:
        return self.name
