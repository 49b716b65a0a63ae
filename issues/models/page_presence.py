import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from issues.models.page import Page


class PagePresence(models.Model):
    """That somebody edits or looks at a page in a window, and at which block.

    ``story`` is the ref of the story whose block she holds; a row that is not renewed
    is old.
    """

    page = models.ForeignKey(
        Page,
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="presences",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("member of staff"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    tab = models.UUIDField(default=uuid.uuid4)
    is_editing = models.BooleanField(_("has unsaved blocks"), default=False)
    story = models.CharField(_("story"), max_length=40, blank=True)
    seen_at = models.DateTimeField(_("seen at"), db_index=True)

    class Meta:
        verbose_name = _("presence at a page")
        verbose_name_plural = _("presences at pages")
        constraints = (
            models.UniqueConstraint(
                fields=("page", "user", "tab"), name="page_presence_once_a_window"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} {self.page_id}"
