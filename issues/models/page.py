from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from issues.enums import PageStatus, PaidMark
from issues.models.issue import Issue
from issues.querysets import PageQuerySet
from press.makeup.grid import PageGrid as PressGrid
from press.typesetting.sheet_changes import changing as changing_styles
from press.typesetting.sheets import HOUSE
from submissions.models import Section


def preview_path(page: "Page", _filename: str) -> str:
    return f"pages/{page.issue_id}/{page.number:02d}-{page.layout_hash[:12]}.png"


class PageGrid(models.Model):
    """A page format: trim size, type columns × lines; points follow from it.

    ``styles`` holds what the format changes of the house's style sheet, as
    ``press.typesetting.sheet_changes`` reads it; nothing else of the sheet is kept.
    """

    name = models.CharField(_("name"), max_length=40, unique=True)
    slug = models.SlugField(_("short name"), max_length=40, unique=True)
    trim_width = models.DecimalField(
        _("trim width, mm"), max_digits=5, decimal_places=1
    )
    trim_height = models.DecimalField(
        _("trim height, mm"), max_digits=5, decimal_places=1
    )
    columns = models.PositiveSmallIntegerField(_("type columns"))
    column_chars = models.PositiveSmallIntegerField(_("characters a line"))
    gap_chars = models.PositiveSmallIntegerField(_("column gap, characters"))
    lines = models.PositiveSmallIntegerField(_("lines"))
    body_size = models.DecimalField(
        _("body size, pt"), max_digits=4, decimal_places=2, default=9
    )
    leading = models.DecimalField(
        _("leading, pt"), max_digits=4, decimal_places=2, default=14
    )
    styles = models.JSONField(_("styles"), default=dict, blank=True)

    class Meta:
        verbose_name = _("page grid")
        verbose_name_plural = _("page grids")
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(columns__gte=1, column_chars__gte=8, lines__gte=20),
                name="page_grid_is_a_page",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def to_press(self) -> PressGrid:
        """Return the grid as the engine knows it, with its styles."""
        size, leading = float(self.body_size), float(self.leading)
        sheet = HOUSE
        if self.styles:
            sheet = changing_styles(HOUSE.on(size, leading), self.styles)
        return PressGrid(
            self.slug,
            float(self.trim_width),
            float(self.trim_height),
            self.columns,
            self.column_chars,
            self.gap_chars,
            self.lines,
            size,
            leading,
            sheet,
        )


class Page(models.Model):
    """A page of an issue.

    ``layout`` is the made-up page as ``press.makeup.serial`` writes it and
    ``layout_hash`` its SHA-256; ``set_stories`` tells which version of which story it
    was set from, ``makeup_key`` is the hash of everything it was made from.
    ``makeup_revision`` grows whenever the placements or the layout change, so that a
    sign-off of an older page is refused.
    """

    issue = models.ForeignKey(
        Issue, verbose_name=_("issue"), on_delete=models.CASCADE, related_name="pages"
    )
    number = models.PositiveSmallIntegerField(_("page number"))
    label = models.CharField(_("page label"), max_length=40, blank=True)
    sections = models.ManyToManyField(
        Section,
        verbose_name=_("sections"),
        blank=True,
        related_name="+",
        help_text=_("Their stories stand here; none: stories of every section."),
    )
    grid = models.ForeignKey(
        PageGrid, verbose_name=_("page grid"), on_delete=models.PROTECT
    )
    status = models.CharField(
        _("status"), max_length=10, choices=PageStatus, default=PageStatus.OPEN
    )
    responsible_editor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("responsible editor"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    layout_artist = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("layout artist"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    proofreader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("proofreader"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    telephone = models.CharField(
        _("telephone"),
        max_length=30,
        blank=True,
        help_text=_("Empty: the telephone of the supplement."),
    )
    daily_page = models.CharField(
        _("page number in the daily"),
        max_length=8,
        blank=True,
        help_text=_("As the daily counts it, for example A05."),
    )
    paid_mark = models.CharField(
        _("paid page"),
        max_length=8,
        blank=True,
        default="",
        choices=PaidMark,
        help_text=_("The whole page is paid for and marked so in the folio."),
    )
    booked_by = models.CharField(_("booked by"), max_length=80, blank=True)
    layout = models.JSONField(_("layout"), null=True, blank=True, editable=False)
    layout_hash = models.CharField(max_length=64, blank=True, editable=False)
    set_stories = models.JSONField(default=list, blank=True, editable=False)
    makeup_key = models.CharField(max_length=64, blank=True, editable=False)
    makeup_revision = models.PositiveIntegerField(default=0, editable=False)
    draft = models.PositiveSmallIntegerField(_("draft"), default=1)
    fill = models.FloatField(_("fill"), null=True, blank=True)
    overset_lines = models.PositiveIntegerField(_("overset lines"), default=0)
    fits = models.JSONField(_("copyfit"), default=list, blank=True)
    findings = models.JSONField(_("findings"), default=list, blank=True)
    preview = models.ImageField(
        _("picture of the page"), upload_to=preview_path, max_length=200, blank=True
    )
    made_up_at = models.DateTimeField(_("made up at"), null=True, blank=True)
    # Locked is a page with ``locked_at``; whoever locked it may have left since.
    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("locked by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    locked_at = models.DateTimeField(
        _("locked at"), null=True, blank=True, editable=False
    )
    lock_reason = models.CharField(
        _("why it is locked"), max_length=200, blank=True, editable=False
    )

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ("issue", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("issue", "number"), name="page_number_once_an_issue"
            ),
            models.CheckConstraint(
                condition=models.Q(status="open") | ~models.Q(layout_hash=""),
                name="page_made_up_has_layout",
            ),
        )

    def __str__(self) -> str:
        return f"{self.issue} {self.number:02d}"
