import uuid
from pathlib import PurePosixPath

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from issues.enums import FixedKind
from issues.models.page import Page
from press.makeup.fixed import FixedKind as PressKind
from press.makeup.fixed import FixedPiece as PressPiece
from press.makeup.model import PictureSpec

# Printed words are Chinese whatever language the editor's screen speaks.
ADVERT_MARK = "广告"


def artwork_path(piece: "FixedPiece", _filename: str) -> str:
    """Return where an artwork is kept: by our id, never by its name."""
    return str(PurePosixPath("booked") / piece.key.hex)


class FixedPiece(models.Model):
    """A piece with a fixed place on a page, booked before any story is placed.

    ``column`` and ``line`` count from 0 at the top left of the type area.  The words
    are set line by line; an artwork fills the room; one without either is room left
    for artwork that comes to the layout desk by another way.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    page = models.ForeignKey(
        Page,
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="fixed_pieces",
    )
    kind = models.CharField(_("kind"), max_length=16, choices=FixedKind)
    column = models.PositiveSmallIntegerField(_("first column"))
    line = models.PositiveSmallIntegerField(_("first line"))
    columns = models.PositiveSmallIntegerField(_("columns wide"))
    lines = models.PositiveSmallIntegerField(_("lines deep"))
    text = models.TextField(_("words"), blank=True)
    framed = models.BooleanField(_("framed"), default=True)
    artwork = models.FileField(
        _("artwork"), upload_to=artwork_path, max_length=200, blank=True
    )
    artwork_name = models.CharField(max_length=200, blank=True, editable=False)
    artwork_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    artwork_width = models.PositiveIntegerField(null=True, editable=False)
    artwork_height = models.PositiveIntegerField(null=True, editable=False)
    client = models.CharField(_("client"), max_length=80, blank=True)
    booking_ref = models.CharField(_("booking reference"), max_length=40, blank=True)
    price = models.CharField(_("price"), max_length=40, blank=True)
    booked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("entered by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    booked_at = models.DateTimeField(_("entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("booked piece")
        verbose_name_plural = _("booked pieces")
        ordering = ("line", "column", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(columns__gte=1, lines__gte=1),
                name="fixed_piece_has_room",
            ),
            models.CheckConstraint(
                condition=models.Q(artwork="")
                | models.Q(artwork_width__gte=1, artwork_height__gte=1),
                name="fixed_piece_artwork_has_size",
            ),
        )

    def __str__(self) -> str:
        return self.client or self.first_words or self.get_kind_display()

    @property
    def first_words(self) -> str:
        return next((line for line in self.text.splitlines() if line.strip()), "")

    @property
    def mark(self) -> str:
        """Return the mark the law wants on an advertisement (《广告法》 art. 14)."""
        return ADVERT_MARK if self.kind == FixedKind.ADVERTISEMENT else ""

    def to_press(self) -> PressPiece:
        """Return the piece as the engine knows it."""
        return PressPiece(
            id=str(self.pk),
            kind=PressKind(self.kind),
            column=self.column,
            line=self.line,
            columns=self.columns,
            lines=self.lines,
            mark=self.mark,
            text=tuple(line for line in self.text.splitlines() if line.strip()),
            picture=self._picture(),
            framed=self.framed,
        )

    @property
    def picture_id(self) -> str:
        """Return the id of the artwork in a layout: another file is another id."""
        return self.artwork_sha256[:32]

    def _picture(self) -> PictureSpec | None:
        if not self.artwork or not self.artwork_width or not self.artwork_height:
            return None
        return PictureSpec(self.picture_id, self.artwork_width, self.artwork_height)
