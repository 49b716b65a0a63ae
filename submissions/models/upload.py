import uuid
from pathlib import PurePosixPath

from django.db import models
from django.utils.translation import gettext_lazy as _

from desk.fields import EncryptedTextField
from submissions.enums import UploadPurpose, UploadState
from submissions.models.submission import Submission


class FormDraft(models.Model):
    """A piece that is still being written in the form.

    ``key`` is the form's idempotency key: the same piece when it is sent.  ``words`` is
    what was typed, as JSON, encrypted: it holds the author's telephone number.  The
    resume link bears a token of which only the hash is kept.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    words = EncryptedTextField(_("words"), blank=True)
    revision = models.PositiveIntegerField(_("revision"), default=0)
    title = models.CharField(_("headline"), max_length=100, blank=True)
    owner_email = models.EmailField(_("e-mail"), blank=True)
    created_at = models.DateTimeField(_("begun at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed at"))
    expires_at = models.DateTimeField(_("kept until"))

    class Meta:
        verbose_name = _("unsent piece")
        verbose_name_plural = _("unsent pieces")
        ordering = ("-updated_at",)
        indexes = (
            models.Index(fields=("expires_at",), name="form_draft_expires"),
            models.Index(fields=("owner_email",), name="form_draft_owner"),
        )

    def __str__(self) -> str:
        return self.title or self.key.hex


class UploadLink(models.Model):
    """A one-off address under which files are sent up without signing in.

    It belongs to an unsent piece (her own telephone beside her computer) or to a piece
    that is here (the desk asks for the originals).
    """

    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    draft = models.ForeignKey(
        FormDraft,
        verbose_name=_("unsent piece"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="upload_links",
    )
    submission = models.ForeignKey(
        Submission,
        verbose_name=_("submission"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="upload_links",
    )
    asks_for = models.CharField(_("asks for"), max_length=300, blank=True)
    created_by = models.ForeignKey(
        "desk.User",
        verbose_name=_("asked by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    expires_at = models.DateTimeField(_("open until"))
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)

    class Meta:
        verbose_name = _("upload link")
        verbose_name_plural = _("upload links")
        ordering = ("-created_at",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(draft__isnull=False, submission__isnull=True)
                | models.Q(draft__isnull=True, submission__isnull=False),
                name="upload_link_has_one_aim",
            ),
        )

    def __str__(self) -> str:
        return self.asks_for or str(self.pk)


class Upload(models.Model):
    """A file on its way up, or waiting for its piece to be sent (tus 1.0.0).

    ``key`` is its address, its name on disk and, for a photograph, the key that the
    ``Photo`` will have.  ``form_key`` names the form it belongs to; a form without a
    draft row has one too.  ``byte_size`` is the length announced, ``offset`` what is
    on disk.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    purpose = models.CharField(
        _("purpose"),
        max_length=10,
        choices=UploadPurpose,
        default=UploadPurpose.PHOTO,
    )
    form_key = models.UUIDField(_("form"), null=True, blank=True, db_index=True)
    link = models.ForeignKey(
        UploadLink,
        verbose_name=_("upload link"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="uploads",
    )
    found_in = models.ForeignKey(
        "self",
        verbose_name=_("found in"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="found",
        help_text=_("The Word file this photograph stood in."),
    )
    name = models.CharField(_("name as sent"), max_length=255, blank=True)
    byte_size = models.PositiveBigIntegerField(_("bytes"))
    offset = models.PositiveBigIntegerField(_("bytes here"), default=0)
    sha256 = models.CharField(_("hash"), max_length=64, blank=True)
    hashed_at = models.DateTimeField(_("hashed at"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=UploadState, default=UploadState.ARRIVING
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    format = models.CharField(_("format"), max_length=10, blank=True)
    width = models.PositiveIntegerField(_("width"), null=True, blank=True)
    height = models.PositiveIntegerField(_("height"), null=True, blank=True)
    facts = models.JSONField(_("facts"), default=dict, blank=True)
    story = EncryptedTextField(
        _("story read from it"),
        blank=True,
        help_text=_("What a Word file says, as JSON; it may name people."),
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    caption = models.TextField(_("caption"), blank=True)
    credit = models.CharField(_("photo credit"), max_length=100, blank=True)
    created_at = models.DateTimeField(_("begun at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)
    expires_at = models.DateTimeField(_("kept until"))

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        ordering = ("position", "id")
        indexes = (models.Index(fields=("expires_at",), name="upload_expires"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(offset__lte=models.F("byte_size")),
                name="upload_not_longer_than_announced",
            ),
        )

    def __str__(self) -> str:
        return self.name or self.key.hex


def clearance_path(clearance: "Clearance", _filename: str) -> str:
    """Return where a stamped page is kept: by our id."""
    key = clearance.key.hex
    return str(PurePosixPath("clearances") / key[:2] / key)


class Clearance(models.Model):
    """The sending unit's own approval of a piece, with its stamped page if any.

    Never printed; served to staff only.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.OneToOneField(
        Submission,
        verbose_name=_("submission"),
        on_delete=models.CASCADE,
        related_name="clearance",
    )
    approved_by = models.CharField(_("approved by"), max_length=60, blank=True)
    page = models.FileField(
        _("stamped page"), upload_to=clearance_path, max_length=200, blank=True
    )
    page_name = models.CharField(_("name as sent"), max_length=255, blank=True)
    page_sha256 = models.CharField(_("hash"), max_length=64, blank=True)
    created_at = models.DateTimeField(_("given at"), auto_now_add=True)

    class Meta:
        verbose_name = _("outside clearance")
        verbose_name_plural = _("outside clearances")

    def __str__(self) -> str:
        return self.approved_by or str(self.submission_id)
