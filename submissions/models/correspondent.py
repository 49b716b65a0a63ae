from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from desk.fields import EncryptedTextField
from submissions.models.tag import Tag
from submissions.tag_enums import Vocabulary

IS_ZONE = Q(vocabulary=Vocabulary.ZONE, merged_into=None)


class Unit(models.Model):
    """A contributing unit: the press office of a zone, a bureau, a company."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    zone = models.ForeignKey(
        Tag,
        verbose_name=_("zone"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="units",
        limit_choices_to=IS_ZONE,
        help_text=_("The zone it writes from; its people count there."),
    )

    class Meta:
        verbose_name = _("contributing unit")
        verbose_name_plural = _("contributing units")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.short_name or self.name


class UnitName(models.Model):
    """Another name under which a unit signs: an old one, a shorter one."""

    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.CASCADE, related_name="names"
    )
    name = models.CharField(_("name"), max_length=100, unique=True)

    class Meta:
        verbose_name = _("other name of a unit")
        verbose_name_plural = _("other names of units")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Correspondent(models.Model):
    """A person who sends us copy; known by a confirmed address or made by the desk.

    One who was found to be another keeps her row, with ``merged_into``; her pieces are
    the other's, and ``CorrespondentMerge`` knows how to give them back.
    """

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
    zone = models.ForeignKey(
        Tag,
        verbose_name=_("zone"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="correspondents",
        limit_choices_to=IS_ZONE,
        help_text=_("Left empty, the zone of her unit."),
    )
    is_special = models.BooleanField(_("special correspondent"), default=False)
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("the same as"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="merged_here",
    )
    created_at = models.DateTimeField(_("known since"), auto_now_add=True)

    class Meta:
        verbose_name = _("correspondent")
        verbose_name_plural = _("correspondents")
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                fields=("name", "email"), name="correspondent_once_by_name_and_email"
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="correspondent_not_merged_into_herself",
            ),
        )

    def __str__(self) -> str:
        return self.name


class CorrespondentAddress(models.Model):
    """Another e-mail from which a correspondent writes."""

    correspondent = models.ForeignKey(
        Correspondent,
        verbose_name=_("correspondent"),
        on_delete=models.CASCADE,
        related_name="addresses",
    )
    email = models.EmailField(_("e-mail"))

    class Meta:
        verbose_name = _("other e-mail of a correspondent")
        verbose_name_plural = _("other e-mails of correspondents")
        ordering = ("email",)
        constraints = (
            models.UniqueConstraint(
                "correspondent", Lower("email"), name="correspondent_address_once"
            ),
        )

    def __str__(self) -> str:
        return self.email


class CorrespondentNote(models.Model):
    """What the desk notes about a correspondent; she never sees it."""

    correspondent = models.ForeignKey(
        Correspondent,
        verbose_name=_("correspondent"),
        on_delete=models.CASCADE,
        related_name="notes",
    )
    text = models.TextField(_("note"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    created_at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("note about a correspondent")
        verbose_name_plural = _("notes about correspondents")
        ordering = ("-created_at", "-id")

    def __str__(self) -> str:
        return self.text[:40]


class CorrespondentMerge(models.Model):
    """That two rows were one person; ``moved`` is what goes back when it is undone."""

    source = models.ForeignKey(
        Correspondent,
        verbose_name=_("correspondent"),
        on_delete=models.CASCADE,
        related_name="merges",
    )
    target = models.ForeignKey(
        Correspondent,
        verbose_name=_("the same as"),
        on_delete=models.CASCADE,
        related_name="taken_in",
    )
    moved = models.JSONField(default=dict)  # ids by kind: pieces, credits, addresses
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("merged by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    merged_at = models.DateTimeField(_("merged at"), auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("undone by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)

    class Meta:
        verbose_name = _("merging of correspondents")
        verbose_name_plural = _("mergings of correspondents")
        ordering = ("-merged_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("source",),
                condition=Q(undone_at__isnull=True),
                name="correspondent_merged_once_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.source_id} → {self.target_id}"
