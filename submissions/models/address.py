from django.db import models
from django.utils.translation import gettext_lazy as _

from desk.fields import EncryptedTextField
from submissions.enums import CodePurpose


class ConfirmedAddress(models.Model):
    """An e-mail address whose owner has proved it, and what she keeps for next time.

    ``email`` is written in lower case: pieces are found by it.  ``session_number``
    rises when she signs out everywhere; a session with an older one is closed.
    """

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=60, blank=True)
    unit = models.CharField(_("unit"), max_length=100, blank=True)
    phone = EncryptedTextField(_("telephone"), blank=True)
    approved_by = models.CharField(_("unit's approver"), max_length=60, blank=True)
    clearance_page = models.FileField(
        _("stamped page"), upload_to="kept-pages", max_length=200, blank=True
    )
    clearance_name = models.CharField(_("name as sent"), max_length=255, blank=True)
    wants_letters = models.BooleanField(_("wants letters"), default=True)
    session_number = models.PositiveIntegerField(default=0, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed at"))
    last_seen_at = models.DateTimeField(_("last seen at"))

    class Meta:
        verbose_name = _("confirmed address")
        verbose_name_plural = _("confirmed addresses")
        ordering = ("email",)

    def __str__(self) -> str:
        return self.email


class MailedCode(models.Model):
    """A code of six digits and a link, sent to an address to prove that it is hers.

    Only hashes are kept.  A code dies with its time, its use or too many wrong tries.
    ``form_key`` names the form whose piece waits for it; the row outlives the piece,
    because its tries count against all later codes of the address.
    """

    email = models.EmailField(_("e-mail"))
    purpose = models.CharField(_("purpose"), max_length=12, choices=CodePurpose)
    form_key = models.UUIDField(_("form"), null=True, blank=True, db_index=True)
    handle = models.CharField(max_length=43, unique=True, editable=False)
    code_hash = models.CharField(max_length=64, editable=False)
    link_hash = models.CharField(max_length=64, unique=True, editable=False)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    created_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    expires_at = models.DateTimeField(_("good until"))
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)

    class Meta:
        verbose_name = _("mailed code")
        verbose_name_plural = _("mailed codes")
        ordering = ("-created_at",)
        indexes = (
            models.Index(fields=("email", "created_at"), name="mailed_code_by_email"),
            models.Index(fields=("expires_at",), name="mailed_code_expires"),
        )

    def __str__(self) -> str:
        return f"{self.email} {self.purpose}"
