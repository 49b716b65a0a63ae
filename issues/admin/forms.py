"""Forms of the planning screens."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from issues.enums import PlacementRole
from issues.models import PageGrid, Supplement

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class OpenIssueForm(forms.Form):
    """What is needed to open an issue; its numbers follow by themselves."""

    supplement = forms.ModelChoiceField(
        label=_("Supplement"), queryset=Supplement.objects.all(), empty_label=None
    )
    cover_date = forms.DateField(label=_("Cover date"), widget=DAY)
    pages = forms.IntegerField(
        label=_("Number of pages"), min_value=1, max_value=32, initial=1
    )
    grid = forms.ModelChoiceField(
        label=_("Page grid"), queryset=PageGrid.objects.all(), empty_label=None
    )
    copy_deadline = forms.DateTimeField(
        label=_("Copy deadline"), widget=MOMENT, required=False
    )
    press_time = forms.DateTimeField(
        label=_("Press time"), widget=MOMENT, required=False
    )


class RoleForm(forms.Form):
    """The part a story plays on its page."""

    role = forms.ChoiceField(choices=PlacementRole)
