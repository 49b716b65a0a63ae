from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from desk.fields import EncryptedTextField


class SignInTries(models.Model):
    """Wrong passwords for one name from one network address, and what they led to.

    ``username`` is empty in the row that counts an address, whatever the name.
    """

    key = models.CharField(max_length=64, unique=True, editable=False)
    username = models.CharField(_("username"), max_length=150, blank=True)
    address = models.CharField(
        _("network address"), max_length=45, help_text=_("Without its last part.")
    )
    failures = models.PositiveIntegerField(_("wrong passwords"), default=0)
    last_at = models.DateTimeField(_("last one at"))
    locked_until = models.DateTimeField(_("locked until"), null=True, blank=True)

    class Meta:
        verbose_name = _("locked sign-in")
        verbose_name_plural = _("locked sign-ins")
        ordering = ("-last_at",)

    def __str__(self) -> str:
        return f"{self.username or '*'} · {self.address}"


class StaffSession(models.Model):
    """A browser in which somebody is signed in.

    Known by the hash of its session's key; the key itself is kept encrypted, so that
    the session can be ended from elsewhere.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("member of staff"),
        on_delete=models.CASCADE,
        related_name="staff_sessions",
    )
    key_hash = models.CharField(max_length=64, unique=True, editable=False)
    key = EncryptedTextField(editable=False)
    browser = models.CharField(_("browser"), max_length=60)
    address = models.CharField(
        _("network address"), max_length=45, help_text=_("Without its last part.")
    )
    began_at = models.DateTimeField(_("signed in at"))
    last_seen_at = models.DateTimeField(_("last seen"))

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ("-last_seen_at", "-pk")

    def __str__(self) -> str:
        return f"{self.user} · {self.browser}"


class SecondFactor(models.Model):
    """The secret that a telephone shares with us; counts once a code has proved it."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("member of staff"),
        on_delete=models.CASCADE,
        related_name="second_factor",
    )
    secret = EncryptedTextField(editable=False)
    confirmed_at = models.DateTimeField(_("set up at"), null=True, blank=True)
    last_step = models.BigIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("second factor")
        verbose_name_plural = _("second factors")

    def __str__(self) -> str:
        return str(self.user)


class RecoveryCode(models.Model):
    """A code for the day on which the telephone is away; good once."""

    factor = models.ForeignKey(
        SecondFactor, on_delete=models.CASCADE, related_name="recovery_codes"
    )
    code_hash = models.CharField(max_length=64, editable=False)
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)

    class Meta:
        verbose_name = _("recovery code")
        verbose_name_plural = _("recovery codes")
        constraints = (
            models.UniqueConstraint(
                fields=("factor", "code_hash"), name="recovery_code_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.factor} · {self.pk}"
