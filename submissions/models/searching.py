from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from submissions.models.submission import Submission


class SearchText(models.Model):
    """The words of a piece as they are searched: folded, field by field.

    ``key`` grows with the time of receipt, so the newest hits come first without a
    sort.  Beside it stands what the database itself needs: on SQLite the FTS5 table
    ``submissions_searchindex`` with the pairs of each field under ``rowid = key``, on
    PostgreSQL the table ``submissions_searchgrams`` (``key`` and a ``tsvector`` without
    positions).  Migrations make both, ``services.searching`` alone writes them.
    """

    key = models.BigIntegerField(primary_key=True)
    submission = models.OneToOneField(
        Submission, on_delete=models.CASCADE, related_name="search_text"
    )
    headline = models.TextField(blank=True)
    byline = models.TextField(blank=True)
    captions = models.TextField(blank=True)
    sender = models.TextField(blank=True)
    body = models.TextField(blank=True)
    original = models.TextField(
        blank=True, help_text=_("The text as sent, where it was edited since.")
    )

    class Meta:
        verbose_name = _("searched text")
        verbose_name_plural = _("searched texts")
        ordering = ("-key",)

    def __str__(self) -> str:
        return self.headline


class SavedSearch(models.Model):
    """A search that somebody kept, for herself or for the desk."""

    NAME_LENGTH = 40  # characters

    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("kept by"),
        on_delete=models.CASCADE,
        related_name="saved_searches",
    )
    is_shared = models.BooleanField(
        _("for the whole desk"),
        default=False,
        help_text=_("Everybody on the desk sees it; its owner changes it."),
    )
    wishes = models.JSONField(_("what is searched"), default=dict)
    created_at = models.DateTimeField(_("kept at"), auto_now_add=True)

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        ordering = ("name", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("owner", "name"), name="saved_search_one_name_an_owner"
            ),
        )

    def __str__(self) -> str:
        return self.name
