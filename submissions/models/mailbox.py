from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from desk.fields import EncryptedTextField
from submissions.mail_enums import AfterIntake, MailboxState, Security


class Mailbox(models.Model):
    """A mailbox to which correspondents write, and how far it has been read.

    ``last_uid`` is how far new mail was taken in under ``uid_validity``; mail below
    ``start_uid`` was there before we were and is touched only when somebody asks.
    """

    name = models.CharField(_("name"), max_length=60, unique=True)
    host = models.CharField(
        _("IMAP server"),
        max_length=200,
        help_text=_("For 163.com: imap.163.com"),
    )
    port = models.PositiveIntegerField(
        _("port"),
        default=993,
        validators=(MinValueValidator(1), MaxValueValidator(65535)),
    )
    security = models.CharField(
        _("protection"), max_length=10, choices=Security, default=Security.SSL
    )
    username = models.CharField(_("user name"), max_length=200)
    code = EncryptedTextField(
        _("authorisation code"),
        blank=True,
        help_text=_("Kept encrypted and never shown again."),
    )
    folder = models.CharField(_("folder"), max_length=200, default="INBOX")
    poll_seconds = models.PositiveIntegerField(
        _("seconds between two looks"),
        default=60,
        validators=(MinValueValidator(15), MaxValueValidator(86_400)),
        help_text=_("How often the mailbox is asked for new mail."),
    )
    largest_mb = models.PositiveIntegerField(
        _("largest mail, MB"),
        default=60,
        validators=(MinValueValidator(1), MaxValueValidator(200)),
        help_text=_("A larger mail is listed and left in the mailbox."),
    )
    after_intake = models.CharField(
        _("after intake"),
        max_length=10,
        choices=AfterIntake,
        default=AfterIntake.NOTHING,
        help_text=_("Mail is never deleted."),
    )
    done_folder = models.CharField(
        _("folder for mail taken in"), max_length=200, blank=True
    )
    is_active = models.BooleanField(
        _("is read"), default=True, help_text=_("Switch off to leave it alone.")
    )
    acknowledges = models.BooleanField(
        _("answers with a receipt"),
        default=True,
        help_text=_("Once for each piece, only to mail that a person wrote."),
    )
    receipt_subject = models.CharField(
        _("subject of the receipt"),
        max_length=150,
        blank=True,
        help_text=_("{ref} stands for the receipt number. Empty: our own words."),
    )
    receipt_body = models.TextField(
        _("text of the receipt"),
        blank=True,
        help_text=_("{ref} is the receipt number, {link} the page that says how far."),
    )
    receipts_per_address = models.PositiveIntegerField(
        _("receipts to one address a day, at most"), default=10
    )
    receipts_per_hour = models.PositiveIntegerField(
        _("receipts an hour, at most"), default=200
    )

    uid_validity = models.BigIntegerField(null=True, blank=True, editable=False)
    start_uid = models.BigIntegerField(default=1, editable=False)
    last_uid = models.BigIntegerField(default=0, editable=False)
    connected_at = models.DateTimeField(
        _("read since"), null=True, blank=True, editable=False
    )
    next_poll_at = models.DateTimeField(null=True, blank=True, editable=False)
    polled_at = models.DateTimeField(
        _("last look"), null=True, blank=True, editable=False
    )
    succeeded_at = models.DateTimeField(
        _("last good look"), null=True, blank=True, editable=False
    )
    failures = models.PositiveIntegerField(
        _("failed looks in a row"), default=0, editable=False
    )
    failed_step = models.CharField(max_length=20, blank=True, editable=False)
    failure = models.TextField(_("trouble"), blank=True, editable=False)
    lease_token = models.UUIDField(null=True, blank=True, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("mailbox")
        verbose_name_plural = _("mailboxes")
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                fields=("host", "username", "folder"), name="mailbox_folder_once"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> MailboxState:
        """Return how the mailbox is doing, by its last look."""
        if not self.is_active:
            return MailboxState.OFF
        if self.failures:
            return MailboxState.TROUBLED
        return MailboxState.GOOD if self.succeeded_at else MailboxState.NEW
