"""Forms of a page format and of the fonts a desk owns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from issues.models import PageGrid, Supplement
from issues.services.desk_fonts import font_rows
from issues.services.format_words import RULE_NAMES, STYLE_NAMES, TIER_NAMES
from issues.services.formats import MEASURES
from press.typesetting.model import Face
from press.typesetting.sheets import HOUSE, ON_GRID, StyleSheet
from press.typesetting.sizes import read_size, write_size

FACES = [
    (Face.SONG.value, gettext_lazy("Song")),
    (Face.SONG_BOLD.value, gettext_lazy("Song, bold")),
    (Face.SONG_BLACK.value, gettext_lazy("Song, heavy")),
    (Face.HEI.value, gettext_lazy("Hei")),
    (Face.HEI_BOLD.value, gettext_lazy("Hei, bold")),
    (Face.HEI_BLACK.value, gettext_lazy("Hei, heavy")),
    (Face.KAI.value, gettext_lazy("Kai")),
]


class SizeField(forms.CharField):
    """A type size by its Chinese name or in points; the value is points."""

    def to_python(self, value: Any) -> Any:
        """Return points, or nothing where nothing was typed."""
        text = str(value or "").strip()
        if not text:
            return None
        points = read_size(text)
        if points is None:
            raise forms.ValidationError(
                _("“%(typed)s” is no type size; write a name such as 小五, or points.")
                % {"typed": text}
            )
        return points

    def prepare_value(self, value: Any) -> Any:
        """Show points by their name where they have one."""
        if isinstance(value, int | float | Decimal):
            return write_size(float(value))
        return value


class SizesField(forms.CharField):
    """Several sizes, largest first, parted by blanks or commas."""

    def to_python(self, value: Any) -> Any:
        """Return the points of each, or nothing where nothing was typed."""
        words = str(value or "").replace("，", " ").replace("、", " ").replace(",", " ")
        found = [(word, read_size(word)) for word in words.split()]
        wrong = [word for word, points in found if points is None]
        if wrong:
            raise forms.ValidationError(
                _("“%(typed)s” is no type size; write a name such as 小五, or points.")
                % {"typed": wrong[0]}
            )
        return [points for _word, points in found] or None

    def prepare_value(self, value: Any) -> Any:
        """Show the sizes by their names where they have some."""
        if isinstance(value, list | tuple):
            return " ".join(write_size(float(each)) for each in value)
        return value


@dataclass(frozen=True, slots=True)
class StyleRow:
    """The fields of a style; what stands on the grid has no leading of its own."""

    name: str
    label: str
    face: forms.BoundField
    size: forms.BoundField | None
    leading: forms.BoundField | None
    note: str


class FormatForm(forms.Form):
    """A page format in the units of a desk: millimetres, columns, characters, lines."""

    name = forms.CharField(label=pgettext_lazy("page format", "Name"), max_length=40)
    slug = forms.SlugField(
        label=gettext_lazy("Short name"),
        max_length=40,
        help_text=gettext_lazy("Latin letters, digits and hyphens; for programs."),
    )
    trim_width = forms.DecimalField(
        label=gettext_lazy("Trim width, mm"), max_digits=5, decimal_places=1
    )
    trim_height = forms.DecimalField(
        label=gettext_lazy("Trim height, mm"), max_digits=5, decimal_places=1
    )
    columns = forms.IntegerField(label=gettext_lazy("Type columns"), min_value=1)
    column_chars = forms.IntegerField(
        label=gettext_lazy("Characters a line"), min_value=1
    )
    gap_chars = forms.IntegerField(
        label=gettext_lazy("Column gap, characters"), min_value=1
    )
    lines = forms.IntegerField(label=gettext_lazy("Lines"), min_value=1)
    body_size = SizeField(label=gettext_lazy("Body size"))
    leading = forms.DecimalField(
        label=gettext_lazy("Leading, pt"), max_digits=4, decimal_places=2
    )

    def __init__(self, *args: Any, grid: PageGrid | None, **kwargs: Any) -> None:
        """Offer a format as it stands; the house's measures for a new one."""
        press = grid.to_press() if grid else None
        self.sheet = press.styles if press else HOUSE
        super().__init__(*args, **{"initial": _initial(grid), **kwargs})
        for name in STYLE_NAMES:
            self._offer_style(name)
        for name in TIER_NAMES:
            self._offer_tier(name)
        for name in RULE_NAMES:
            self.fields[name] = forms.DecimalField(
                label=RULE_NAMES[name],
                required=False,
                initial=f"{getattr(self.sheet, name):g}",
                max_digits=4,
                decimal_places=2,
            )

    def measures(self) -> list[forms.BoundField]:
        """Return the fields of the grid, for the template."""
        return [self[name] for name in ("name", "slug", *MEASURES)]

    def style_rows(self) -> Iterator[StyleRow]:
        """Yield the styles with their fields, for the template."""
        for name, label in STYLE_NAMES.items():
            on_grid = name in ON_GRID
            yield StyleRow(
                name,
                str(label),
                self[f"{name}_face"],
                None if name == "body" else self[f"{name}_size"],
                None if on_grid else self[f"{name}_leading"],
                _("on the grid") if on_grid else "",
            )

    def tier_rows(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """Yield the headline tiers with their fields, for the template."""
        for name, label in TIER_NAMES.items():
            parts = ("sizes", "lines", "byline")
            yield str(label), [self[f"{name}_{part}"] for part in parts]

    def rule_fields(self) -> list[forms.BoundField]:
        """Return the fields of rules and frames, for the template."""
        return [self[name] for name in RULE_NAMES]

    def values(self) -> dict[str, Any]:
        """Return what was typed, as the service takes it: styles as changes only."""
        data = self.cleaned_data
        measures = {name: data[name] for name in ("name", "slug", *MEASURES)}
        size, leading = float(data["body_size"]), float(data["leading"])
        measures["body_size"] = Decimal(str(size))
        if leading < size:  # the format is refused for it; styles cannot stand on it
            return measures
        return {**measures, "styles": self._changes(HOUSE.on(size, leading))}

    def drawn(self) -> PageGrid | None:
        """Return the format as it was typed, for the drawing; nothing when it cannot.

        Faults are no hindrance: the drawing shows them.
        """
        data = getattr(self, "cleaned_data", {})
        if any(data.get(name) is None for name in MEASURES):
            return None
        return PageGrid(slug="typed", **{name: data[name] for name in MEASURES})

    def _offer_style(self, name: str) -> None:
        style = getattr(self.sheet, name)
        fields = self.fields
        fields[f"{name}_face"] = forms.ChoiceField(choices=FACES, initial=style.face)
        if name != "body":
            fields[f"{name}_size"] = SizeField(required=False, initial=style.size)
        if name not in ON_GRID:
            fields[f"{name}_leading"] = forms.DecimalField(
                required=False,
                initial=f"{style.leading:g}",
                max_digits=5,
                decimal_places=2,
            )

    def _offer_tier(self, name: str) -> None:
        tier = getattr(self.sheet, name)
        self.fields[f"{name}_sizes"] = SizesField(
            label=gettext_lazy("Sizes, largest first"),
            required=False,
            initial=list(tier.sizes),
        )
        self.fields[f"{name}_lines"] = forms.IntegerField(
            label=gettext_lazy("Lines at most"), required=False, initial=tier.max_lines
        )
        self.fields[f"{name}_byline"] = SizeField(
            label=gettext_lazy("Byline"), required=False, initial=tier.byline_size
        )

    def _changes(self, base: StyleSheet) -> dict[str, Any]:
        """Return what was typed against the house; what was emptied is the house's."""
        styles, tiers, rules = {}, {}, {}
        for name in STYLE_NAMES:
            said = self._said(name, ("face", "size", "leading"), getattr(base, name))
            if said:
                styles[name] = said
        for name in TIER_NAMES:
            tier = getattr(base, name)
            stands = {"sizes": list(tier.sizes), "max_lines": tier.max_lines}
            stands["byline_size"] = tier.byline_size
            typed = {
                "sizes": self.cleaned_data[f"{name}_sizes"],
                "max_lines": self.cleaned_data[f"{name}_lines"],
                "byline_size": self.cleaned_data[f"{name}_byline"],
            }
            differs = {k: v for k, v in typed.items() if v is not None}
            if any(stands[key] != value for key, value in differs.items()):
                tiers[name] = differs
        for name in RULE_NAMES:
            weight = self.cleaned_data[name]
            if weight is not None and float(weight) != getattr(base, name):
                rules[name] = float(weight)
        parts = {"styles": styles, "tiers": tiers, "rules": rules}
        return {name: part for name, part in parts.items() if part}

    def _said(self, name: str, parts: tuple[str, ...], stands: Any) -> dict[str, Any]:
        said = {}
        for part in parts:
            value = self.cleaned_data.get(f"{name}_{part}")
            if value in (None, ""):
                continue
            plain = value if part == "face" else float(value)
            if plain != getattr(stands, part):
                said[part] = plain
        return said


def _initial(grid: PageGrid | None) -> dict[str, Any]:
    if grid is None:
        return {}
    values = {name: getattr(grid, name) for name in ("name", "slug", *MEASURES)}
    for name in ("trim_width", "trim_height", "leading"):
        values[name] = f"{float(values[name]):g}"
    return values


class FontsForm(forms.Form):
    """The font families of a layout desk, one for each face of the house."""

    def __init__(self, *args: Any, supplement: Supplement, **kwargs: Any) -> None:
        """Offer the fonts as they stand; what desks usually own is a suggestion."""
        super().__init__(*args, **kwargs)
        self.rows_of = font_rows(supplement)
        for row in self.rows_of:
            self.fields[row.face.value] = forms.CharField(
                label=dict(FACES)[row.face.value],
                required=False,
                max_length=60,
                initial=row.own,
                widget=forms.TextInput(attrs={"placeholder": row.usual}),
                help_text=_("The proof is set in %(font)s.") % {"font": row.free},
            )
