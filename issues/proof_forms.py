"""Forms of proofs: a new round, a PDF of the layout desk, a mark."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from desk.models import User
from issues.services.proofing.marking import LONGEST, LONGEST_NOTE, MarkPlace

MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class ReaderForm(forms.Form):
    """Who proofreads, and by when; nobody: whoever marks first."""

    reader = forms.ModelChoiceField(
        label=_("Proofreader"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Whoever marks first"),
    )
    due_at = forms.DateTimeField(label=_("Due at"), widget=MOMENT, required=False)

    def __init__(self, *args: Any, readers: QuerySet[User], **kwargs: Any) -> None:
        """Offer those who may read this round."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["reader"]
        field.queryset = readers


class DeskProofForm(ReaderForm):
    """A PDF that the layout desk made of the page."""

    file = forms.FileField(
        label=_("PDF of the page"),
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,.pdf"}),
    )
    sheet = forms.IntegerField(
        label=_("Which page of the file"), min_value=1, max_value=300, initial=1
    )


class MarkForm(forms.Form):
    """A mark as a click and the reader's words make it."""

    sheet = forms.IntegerField(min_value=1, max_value=300, initial=1, required=False)
    x = forms.FloatField(min_value=0, max_value=1, required=False)
    y = forms.FloatField(min_value=0, max_value=1, required=False)
    story = forms.CharField(max_length=40, required=False)
    part = forms.CharField(max_length=80, required=False)
    offset = forms.IntegerField(min_value=0, required=False)
    wrong = forms.CharField(
        label=_("Wrong"), max_length=LONGEST, required=False, strip=False
    )
    right = forms.CharField(
        label=_("Right"), max_length=LONGEST, required=False, strip=False
    )
    remark = forms.CharField(label=_("Note"), max_length=LONGEST_NOTE, required=False)

    def place(self) -> MarkPlace:
        """Return where the mark stands."""
        said = self.cleaned_data
        return MarkPlace(
            sheet=said["sheet"] or 1,
            x=said["x"],
            y=said["y"],
            story=said["story"],
            part=said["part"],
            offset=said["offset"],
        )

    def words(self) -> dict[str, str]:
        """Return what is wrong, what is right, and the note."""
        return {name: self.cleaned_data[name] for name in ("wrong", "right", "remark")}
