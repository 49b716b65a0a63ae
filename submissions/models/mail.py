import uuid
from pathlib import PurePosixPath

from django.db import models
from django.utils.translation import gettext_lazy as _

from desk.fields import EncryptedTextField
from submissions.mail_enums import MailReason, Outcome, PartRole
from submissions.models.mailbox import Mailbox
from submissions.models.photo import Photo
from submissions.models.submission import Submission
from submissions.models.talking import Question
from submissions.querysets import MailQuerySet


def raw_path(message: "MailMessage", _filename: str) -> str:
    """Return where the bytes of a mail are kept: by our id."""
    key = message.key.hex
    return str(PurePosixPath("mail") / key[:2] / f"{key}.eml")


def part_path(part: "MailPart", _filename: str) -> str:
    """Return where a part is kept: by our id, never by the sender's name."""
    key = part.key.hex
    return str(PurePosixPath("mail-parts") / key[:2] / key)


class MailMessage(models.Model):
    """A mail as it came, committed before anything is made of it.

    ``delivery_key`` is what makes one delivery one row: mailbox, UIDVALIDITY and UID.
    ``fingerprint`` is the hash of the content without trace headers; the first row of
    a content is its original, a later one is linked to it.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    mailbox = models.ForeignKey(
        Mailbox,
        verbose_name=_("mailbox"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="messages",
    )
    delivery_key = models.CharField(_("delivery"), max_length=100, unique=True)
    uid_validity = models.BigIntegerField(null=True, blank=True, editable=False)
    uid = models.BigIntegerField(null=True, blank=True, editable=False)
    fingerprint = models.CharField(_("hash of the content"), max_length=64, blank=True)
    is_original = models.BooleanField(default=True, editable=False)
    duplicate_of = models.ForeignKey(
        "self",
        verbose_name=_("the same as"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="deliveries",
    )
    raw = models.FileField(
        _("as it came"), upload_to=raw_path, max_length=200, blank=True
    )
    sha256 = models.CharField(_("hash of the bytes"), max_length=64, blank=True)
    byte_size = models.PositiveBigIntegerField(_("bytes"), default=0)
    received_at = models.DateTimeField(_("received at"))
    is_silent = models.BooleanField(
        _("without an answer"),
        default=False,
        help_text=_("From before the connection, or imported: nobody is written to."),
    )

    outcome = models.CharField(
        _("outcome"), max_length=12, choices=Outcome, default=Outcome.WAITING
    )
    reason = models.CharField(
        _("reason"), max_length=20, choices=MailReason, blank=True, default=""
    )
    detail = models.CharField(_("detail"), max_length=300, blank=True)
    flags = models.JSONField(_("flags"), default=list, blank=True)
    problems = models.JSONField(_("problems"), default=list, blank=True)
    submission = models.ForeignKey(
        Submission,
        verbose_name=_("submission"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="mails",
    )
    others = models.JSONField(
        _("texts that look like pieces of their own"), default=list, blank=True
    )
    claimed_ref = models.CharField(
        _("receipt number it quotes"), max_length=20, blank=True
    )

    subject = models.CharField(_("subject"), max_length=400, blank=True)
    sender_name = models.CharField(_("sender's name"), max_length=200, blank=True)
    sender_address = models.CharField(_("sender"), max_length=254, blank=True)
    message_id = models.CharField("Message-ID", max_length=400, blank=True)
    sent_at = models.DateTimeField(_("dated"), null=True, blank=True)
    charset = models.CharField(_("encoding"), max_length=40, blank=True)
    words = EncryptedTextField(
        _("the sender's own words"), blank=True, help_text=_("Shown masked.")
    )
    signature = EncryptedTextField(_("signature, cut off"), blank=True)
    quoted = EncryptedTextField(_("earlier mails it quotes, cut off"), blank=True)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ("-received_at", "-id")
        indexes = (
            models.Index(fields=("-received_at",), name="mail_newest"),
            models.Index(fields=("outcome", "-received_at"), name="mail_outcome"),
            models.Index(fields=("message_id",), name="mail_message_id"),
            models.Index(fields=("fingerprint",), name="mail_fingerprint"),
            models.Index(fields=("mailbox", "uid_validity", "uid"), name="mail_uid"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("fingerprint",),
                condition=models.Q(is_original=True) & ~models.Q(fingerprint=""),
                name="mail_one_original_a_content",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome__in=Outcome.values),
                name="mail_outcome_known",
            ),
        )

    def __str__(self) -> str:
        return self.subject or str(_("(no subject)"))

    @property
    def source(self) -> "MailMessage":
        """Return the row that holds the bytes."""
        return self.duplicate_of if self.duplicate_of and not self.raw else self


class MailPart(models.Model):
    """A part of a mail: what it is and what it was used for."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    message = models.ForeignKey(
        MailMessage,
        verbose_name=_("mail"),
        on_delete=models.CASCADE,
        related_name="parts",
    )
    position = models.PositiveSmallIntegerField(_("order"))
    name = models.CharField(_("name as sent"), max_length=255, blank=True)
    within = models.CharField(_("found in"), max_length=255, blank=True)
    format = models.CharField(_("format"), max_length=12, blank=True)
    byte_size = models.PositiveBigIntegerField(_("bytes"), default=0)
    sha256 = models.CharField(_("hash"), max_length=64, blank=True)
    role = models.CharField(_("used as"), max_length=12, choices=PartRole)
    reason = models.CharField(_("reason"), max_length=400, blank=True)
    file = models.FileField(_("file"), upload_to=part_path, max_length=200, blank=True)
    photo = models.ForeignKey(
        Photo,
        verbose_name=_("photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="mail_parts",
    )

    class Meta:
        verbose_name = _("part of a mail")
        verbose_name_plural = _("parts of a mail")
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(
                fields=("message", "position"), name="mail_part_one_per_position"
            ),
        )

    def __str__(self) -> str:
        return self.name or self.format


class LargeFileLink(models.Model):
    """A file left with a mail provider (超大附件): listed, never fetched by us."""

    message = models.ForeignKey(
        MailMessage,
        verbose_name=_("mail"),
        on_delete=models.CASCADE,
        related_name="large_files",
    )
    position = models.PositiveSmallIntegerField(_("order"))
    name = models.CharField(_("name as sent"), max_length=255, blank=True)
    url = models.TextField(_("address"))
    size = models.CharField(_("size"), max_length=40, blank=True)
    expires = models.DateField(_("kept until"), null=True, blank=True)
    expires_text = models.CharField(_("as written"), max_length=100, blank=True)
    asked_at = models.DateTimeField(_("asked for at"), null=True, blank=True)

    class Meta:
        verbose_name = _("large attachment")
        verbose_name_plural = _("large attachments")
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(
                fields=("message", "position"), name="large_file_one_per_position"
            ),
        )

    def __str__(self) -> str:
        return self.name or self.url[:60]


class AuthorMessage(models.Model):
    """What an author wrote about a piece after sending it.

    By mail, or on the piece's private page as an answer to a question; then there is
    no mail.
    """

    submission = models.ForeignKey(
        Submission,
        verbose_name=_("submission"),
        on_delete=models.CASCADE,
        related_name="author_messages",
    )
    mail = models.OneToOneField(
        MailMessage,
        verbose_name=_("mail"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="author_message",
    )
    question = models.ForeignKey(
        Question,
        verbose_name=_("answers the question"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="answers",
    )
    sender = models.CharField(_("from"), max_length=254)
    text = models.TextField(_("text"))
    received_at = models.DateTimeField(_("received at"))
    seen_at = models.DateTimeField(_("seen at"), null=True, blank=True)

    class Meta:
        verbose_name = _("message of an author")
        verbose_name_plural = _("messages of authors")
        ordering = ("received_at", "id")

    def __str__(self) -> str:
        return self.text[:40]
