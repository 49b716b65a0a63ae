"""The form in which the desk writes a call for copy and chooses whom it asks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from submissions.models import Correspondent, Section, Tag, Unit
from submissions.services.calls.choosing import Wanted, correspondents_for
from submissions.services.calls.writing import MOST_WORDS

MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
TIMES = (
    ("", _("does not matter")),
    ("90", _("in the last three months")),
    ("365", _("in the last year")),
    ("730", _("in the last two years")),
)


class WantedForm(forms.Form):
    """Who is to be asked; what is left empty does not matter."""

    unit = forms.ModelMultipleChoiceField(
        label=_("Units"), queryset=Unit.objects.all(), required=False
    )
    tag = forms.ModelMultipleChoiceField(
        label=_("Zones and tags of what they sent"),
        queryset=Tag.objects.filter(current=None).order_by("vocabulary", "name"),
        required=False,
    )
    wrote_for = forms.ModelChoiceField(
        label=_("Wrote for the section"), queryset=Section.objects.all(), required=False
    )
    sent_since = forms.ChoiceField(
        label=_("Sent something"), choices=TIMES, required=False
    )
    special = forms.BooleanField(label=_("Special correspondents only"), required=False)

    def people(self) -> list[Correspondent]:
        """Return who is wanted."""
        if not self.is_valid():
            return []
        data = self.cleaned_data
        days = data["sent_since"]
        return list(
            correspondents_for(
                Wanted(
                    units=list(data["unit"]),
                    tags=list(data["tag"]),
                    section=data["wrote_for"],
                    sent_since=timedelta(days=int(days)) if days else None,
                    special_only=data["special"],
                )
            )
        )


class CallForm(forms.Form):
    """What is wanted, until when, and the people who are ticked."""

    title = forms.CharField(label=_("What is wanted"), max_length=80)
    text = forms.CharField(
        label=_("Text"),
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Stands in the letter as typed: the theme, the length, the form."),
    )
    section = forms.ModelChoiceField(
        label=_("For the section"), queryset=Section.objects.all(), required=False
    )
    until = forms.DateTimeField(label=_("Until"), widget=MOMENT)
    people = forms.ModelMultipleChoiceField(
        queryset=Correspondent.objects.exclude(email=""),
        error_messages={"required": _("Choose at least one person with an e-mail.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "until" not in self.initial:
            soon = timezone.localtime() + timedelta(days=14)
            self.initial["until"] = soon.replace(hour=17, minute=0, second=0)
