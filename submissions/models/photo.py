import uuid
from pathlib import PurePosixPath

from django.db import models
from django.utils.translation import gettext_lazy as _

from submissions.enums import PhotoState, RenditionKind
from submissions.models.submission import Submission


def original_path(photo: "Photo", _filename: str) -> str:
    """Return where an original is kept: by our id, never by the sender's name."""
    return str(PurePosixPath("originals") / photo.key.hex[:2] / photo.key.hex)


def rendition_path(rendition: "Rendition", _filename: str) -> str:
    """Return where a copy made by us is kept."""
    key = rendition.photo.key.hex
    return str(PurePosixPath("renditions") / key[:2] / f"{key}-{rendition.kind}.jpg")


class Photo(models.Model):
    """A photograph of a piece.  The original is kept byte for byte."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.ForeignKey(
        Submission,
        verbose_name=_("submission"),
        on_delete=models.CASCADE,
        related_name="photos",
    )
    position = models.PositiveSmallIntegerField(_("order"))
    caption = models.TextField(_("caption"), blank=True)
    credit = models.CharField(_("photo credit"), max_length=100, blank=True)
    original = models.FileField(_("original"), upload_to=original_path, max_length=200)
    original_name = models.CharField(_("name as sent"), max_length=255)
    sha256 = models.CharField(_("hash of the original"), max_length=64)
    byte_size = models.PositiveBigIntegerField(_("bytes"))
    state = models.CharField(
        _("state"), max_length=10, choices=PhotoState, default=PhotoState.RECEIVED
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    format = models.CharField(_("format"), max_length=10, blank=True)
    width = models.PositiveIntegerField(_("width"), null=True, blank=True)
    height = models.PositiveIntegerField(_("height"), null=True, blank=True)
    facts = models.JSONField(_("facts"), default=dict, blank=True)
    created_at = models.DateTimeField(_("received at"), auto_now_add=True)

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ("position", "id")
        indexes = (models.Index(fields=("sha256",), name="photo_sha256"),)
        constraints = (
            models.UniqueConstraint(
                fields=("submission", "position"),
                name="photo_one_per_position",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="ready")
                | models.Q(width__gt=0, height__gt=0),
                name="photo_ready_has_size",
            ),
        )

    def __str__(self) -> str:
        return self.original_name


class Rendition(models.Model):
    """A copy made from an original: upright, sRGB, without position data."""

    photo = models.ForeignKey(
        Photo,
        verbose_name=_("photo"),
        on_delete=models.CASCADE,
        related_name="renditions",
    )
    kind = models.CharField(_("kind"), max_length=12, choices=RenditionKind)
    file = models.FileField(_("file"), upload_to=rendition_path, max_length=200)
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    sha256 = models.CharField(_("hash"), max_length=64)

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        constraints = (
            models.UniqueConstraint(
                fields=("photo", "kind"), name="rendition_one_per_kind"
            ),
        )

    def __str__(self) -> str:
        return f"{self.photo} {self.kind}"
