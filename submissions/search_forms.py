"""What is searched, as it is typed into the page and sent to the API."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from press.finding.query import MOST_CHARACTERS
from submissions.enums import SearchOrder, Status
from submissions.models import Section
from submissions.services.searching import Wishes
from submissions.services.tagging.naming import offered_names


class SearchForm(forms.Form):
    """Words, and what the pieces must be."""

    q = forms.CharField(
        label=_("words"),
        required=False,
        max_length=MOST_CHARACTERS,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    state = forms.MultipleChoiceField(
        label=_("status"),
        choices=Status,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    section = forms.ModelChoiceField(
        label=_("section"),
        queryset=Section.objects.all(),
        to_field_name="slug",
        required=False,
        empty_label=_("all sections"),
    )
    tag = forms.CharField(
        label=_("tag"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"list": "known-tags"}),
    )
    person = forms.CharField(
        label=_("person"),
        required=False,
        max_length=60,
        help_text=_("Author, correspondent or editor, by the whole name."),
    )
    since = forms.DateField(
        label=_("received from"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    until = forms.DateField(
        label=_("received until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    order = forms.ChoiceField(
        label=_("order"),
        choices=SearchOrder,
        required=False,
        widget=forms.RadioSelect,
    )
    page = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Refuse a time that ends before it begins."""
        data = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day is before the first. Change one."))
        return data

    @property
    def known_tags(self) -> list[str]:
        return list(offered_names())

    @property
    def is_narrowed(self) -> bool:
        """Tell whether more than words is asked for."""
        names = ("state", "section", "tag", "person", "since", "until")
        return any(self.data.get(name) for name in names)

    def wishes(self) -> Wishes:
        """Return what is searched."""
        data = self.cleaned_data
        return Wishes(
            words=data["q"],
            states=tuple(data["state"]),
            section=data["section"].slug if data["section"] else "",
            tag=data["tag"],
            person=data["person"],
            since=data["since"],
            until=data["until"],
            order=SearchOrder(data["order"] or SearchOrder.NEWEST),
            page=data["page"] or 1,
        )
