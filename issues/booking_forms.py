"""Forms of a page's folio and of what is booked on it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.models import User
from issues.enums import FixedKind, PaidMark
from issues.models import FixedPiece, Page
from issues.plan_forms import editors
from issues.services.booking import PLACE
from issues.services.page_setup import PEOPLE

# People count columns and lines from one, the grid from nought.
COUNTED = ("column", "line")


class PageSetupForm(forms.Form):
    """What the folio of a page says, and whether the page is paid for."""

    label = forms.CharField(
        label=_("Page label"),
        max_length=40,
        required=False,
        help_text=_("What the page is about, for example 要闻; not its number."),
    )
    daily_page = forms.CharField(
        label=_("Page number in the daily"),
        max_length=8,
        required=False,
        help_text=_("As the daily counts it, for example A05."),
    )
    responsible_editor = forms.ModelChoiceField(
        label=_("Responsible editor"), queryset=User.objects.none(), required=False
    )
    layout_artist = forms.ModelChoiceField(
        label=_("Layout artist"), queryset=User.objects.none(), required=False
    )
    proofreader = forms.ModelChoiceField(
        label=_("Proofreader"), queryset=User.objects.none(), required=False
    )
    telephone = forms.CharField(
        label=_("Telephone"),
        max_length=30,
        required=False,
        help_text=_("Empty: the telephone of the supplement."),
    )
    paid_mark = forms.ChoiceField(
        label=_("Paid page"),
        choices=[("", _("No, the page is editorial")), *PaidMark.choices],
        required=False,
    )
    booked_by = forms.CharField(label=_("Booked by"), max_length=80, required=False)
    daily_serial = forms.IntegerField(
        label=_("Serial number of the daily (总期号)"),
        min_value=1,
        max_value=999_999,
        required=False,
        help_text=_("Of the whole issue; stands under the nameplate of page one."),
    )

    def __init__(self, *args: Any, page: Page, **kwargs: Any) -> None:
        """Offer the page as it stands; who left the desk is still offered."""
        names = (*PEOPLE, "label", "daily_page", "telephone", "paid_mark", "booked_by")
        stands = {name: getattr(page, name) for name in names}
        stands["daily_serial"] = page.issue.daily_serial
        super().__init__(*args, **{"initial": stands, **kwargs})
        stay = [pk for name in PEOPLE if (pk := getattr(page, f"{name}_id"))]
        people = editors() | User.objects.filter(pk__in=stay)
        for name in PEOPLE:
            field: Any = self.fields[name]
            field.queryset = people

    def values(self) -> dict[str, Any]:
        """Return what was typed of the page, as the service takes it."""
        typed = dict(self.cleaned_data)
        typed.pop("daily_serial")
        return typed


class BookingForm(forms.Form):
    """A piece with a fixed place; columns and lines count from one."""

    kind = forms.ChoiceField(label=_("What it is"), choices=FixedKind)
    client = forms.CharField(
        label=_("Client"),
        max_length=80,
        required=False,
        help_text=_("An advertisement has one; it is marked 广告 by itself."),
    )
    column = forms.IntegerField(label=_("First column"), min_value=1, max_value=99)
    columns = forms.IntegerField(label=_("Columns wide"), min_value=1, max_value=99)
    line = forms.IntegerField(label=_("First line"), min_value=1, max_value=999)
    lines = forms.IntegerField(label=_("Lines deep"), min_value=1, max_value=999)
    text = forms.CharField(
        label=_("Words"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("Set line by line. Empty: the room is left for artwork to come."),
    )
    artwork = forms.FileField(
        label=_("Artwork"),
        required=False,
        help_text=_("JPEG, PNG or TIFF; shown whole instead of words."),
    )
    without_artwork = forms.BooleanField(
        label=_("Take the artwork away"), required=False
    )
    framed = forms.BooleanField(label=_("Framed"), required=False, initial=True)
    booking_ref = forms.CharField(
        label=_("Booking reference"), max_length=40, required=False
    )
    price = forms.CharField(label=_("Price"), max_length=40, required=False)

    def __init__(
        self, *args: Any, piece: FixedPiece | None = None, **kwargs: Any
    ) -> None:
        """Offer a piece as it stands, or a new one."""
        super().__init__(*args, **{"initial": _stands(piece), **kwargs})
        if piece is None or not piece.artwork:
            del self.fields["without_artwork"]

    def values(self) -> dict[str, Any]:
        """Return what was typed, as the service takes it: counted from nought."""
        typed = dict(self.cleaned_data)
        for name in ("artwork", "without_artwork"):
            typed.pop(name, None)
        for name in COUNTED:
            typed[name] -= 1
        return typed


def _stands(piece: FixedPiece | None) -> dict[str, Any]:
    if piece is None:
        return {}
    names = (*PLACE, "kind", "client", "text", "framed", "booking_ref", "price")
    values = {name: getattr(piece, name) for name in names}
    return {**values, **{name: values[name] + 1 for name in COUNTED}}
