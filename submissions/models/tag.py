from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from submissions.tag_enums import NameKind, Vocabulary


class Tag(models.Model):
    """A word the desk files pieces under, in one of the vocabularies.

    A merged tag keeps its pieces: ``merged_into`` is what a person decided, and
    ``current`` where a chain of such decisions ends.
    """

    NAME_LENGTH = 30

    name = models.CharField(_("name"), max_length=NAME_LENGTH, unique=True)
    vocabulary = models.CharField(
        _("vocabulary"),
        max_length=10,
        choices=Vocabulary,
        default=Vocabulary.OTHER,
    )
    code = models.CharField(
        _("code"),
        max_length=40,
        blank=True,
        help_text=_("Joins the tag with the list it was loaded from."),
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
        help_text=_("The region of a zone, the province of a city."),
    )
    note = models.CharField(_("note"), max_length=100, blank=True)
    source = models.TextField(_("taken from"), blank=True)
    is_retired = models.BooleanField(
        _("retired"),
        default=False,
        help_text=_("Stays on its pieces; is neither proposed nor offered any more."),
    )
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="merged_here",
    )
    current = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="earlier",
    )
    edited_at = models.DateTimeField(
        _("edited at"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("From then on loading the shipped lists leaves it as it is."),
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                fields=("vocabulary", "code"),
                condition=~Q(code=""),
                name="tag_one_code_a_vocabulary",
            ),
            models.CheckConstraint(
                condition=Q(vocabulary__in=Vocabulary.values),
                name="tag_vocabulary_known",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="tag_not_merged_into_itself",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def stands_for(self) -> "Tag":
        """Return the tag that holds now: itself, or what it was merged into."""
        return self.current or self


class TagName(models.Model):
    """Another name of a tag, or a word that leads to it, and when it is valid."""

    NAME_LENGTH = 40

    tag = models.ForeignKey(
        Tag, verbose_name=_("tag"), on_delete=models.CASCADE, related_name="names"
    )
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    kind = models.CharField(
        _("kind"), max_length=10, choices=NameKind, default=NameKind.ALIAS
    )
    since = models.DateField(_("valid since"), null=True, blank=True)
    until = models.DateField(
        _("valid until"),
        null=True,
        blank=True,
        help_text=_(
            "Pieces of a later day that use it are marked as using an old name."
        ),
    )
    is_loaded = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("other name of a tag")
        verbose_name_plural = _("other names of tags")
        ordering = ("kind", "name")
        constraints = (
            models.UniqueConstraint(
                fields=("tag", "name"), name="tag_name_once_for_a_tag"
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=True)
                | Q(until__isnull=True)
                | Q(since__lte=F("until")),
                name="tag_name_begins_before_it_ends",
                violation_error_message=_("A name ends after it begins."),
            ),
        )

    def __str__(self) -> str:
        return self.name


class TagMerge(models.Model):
    """That a tag was merged into another; what is needed to undo it."""

    source = models.ForeignKey(
        Tag, verbose_name=_("tag"), on_delete=models.CASCADE, related_name="merges"
    )
    target = models.ForeignKey(
        Tag,
        verbose_name=_("merged into"),
        on_delete=models.CASCADE,
        related_name="taken_in",
    )
    names_made = models.JSONField(default=list)  # names the target did not have before
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
        verbose_name = _("merging of tags")
        verbose_name_plural = _("mergings of tags")
        ordering = ("-merged_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("source",),
                condition=Q(undone_at__isnull=True),
                name="tag_merged_once_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.source_id} → {self.target_id}"
