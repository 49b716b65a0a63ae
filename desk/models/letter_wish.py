from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class LetterWish(models.Model):
    """Whether a member of staff wants a kind of letter; without a row its usual."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("member of staff"),
        on_delete=models.CASCADE,
        related_name="letter_wishes",
    )
    kind = models.CharField(_("kind of letter"), max_length=40)
    is_wanted = models.BooleanField(_("wanted"))

    class Meta:
        verbose_name = _("wish about letters")
        verbose_name_plural = _("wishes about letters")
        constraints = (
            models.UniqueConstraint(
                fields=("user", "kind"), name="letter_wish_once_a_kind"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} {self.kind}"
