from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A member of staff; what she may do follows from her roles (groups)."""

    display_name = models.CharField(
        _("name"),
        max_length=60,
        blank=True,
        help_text=_("As it stands in signatures and in the folio."),
    )

    class Meta(AbstractUser.Meta):
        verbose_name = _("member of staff")  # type: ignore[assignment]  # Django takes lazy text
        verbose_name_plural = _("staff")  # type: ignore[assignment]  # as above

    def __str__(self) -> str:
        return self.display_name or self.username

    def get_full_name(self) -> str:
        """Return the name she is called by."""
        return str(self)

    get_short_name = get_full_name
