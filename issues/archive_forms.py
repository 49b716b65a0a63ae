"""Forms of past issues: the files of one, and the words of a piece found in it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from issues.models import Supplement
from press.copy.dividing import MOST_PAGE


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or many files."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Check each file by itself."""
        files = data if isinstance(data, list | tuple) else [data]
        check = super().clean
        return [check(file, initial) for file in files]


class PastIssueForm(forms.Form):
    """A printed issue: when it ran, its number, and its files."""

    supplement = forms.ModelChoiceField(
        label=_("Supplement"), queryset=Supplement.objects.all(), empty_label=None
    )
    cover_date = forms.DateField(
        label=_("Cover date"), widget=forms.DateInput(attrs={"type": "date"})
    )
    number = forms.IntegerField(
        label=_("Number in the year"), min_value=1, max_value=400
    )
    chosen = FilesField(
        label=_("Files"),
        help_text=_("Word, text or PDF with text; several at once, or a zip of them."),
    )

    def named_files(self) -> list[tuple[str, UploadedFile]]:
        """Return the files under the names they came with."""
        return [(file.name, file) for file in self.cleaned_data["chosen"]]


class PastPieceForm(forms.Form):
    """The words of a piece found in a past issue, and its page."""

    page_number = forms.IntegerField(label=_("Page"), min_value=1, max_value=MOST_PAGE)
    page_label = forms.CharField(label=_("Page label"), max_length=40, required=False)
    kicker = forms.CharField(label=_("Kicker"), max_length=200, required=False)
    headline = forms.CharField(label=_("Headline"), max_length=200, required=False)
    deck = forms.CharField(label=_("Deck"), max_length=200, required=False)
    byline = forms.CharField(label=_("Byline"), max_length=200, required=False)
    body = forms.CharField(
        label=_("Body"), widget=forms.Textarea(attrs={"rows": 8}), required=False
    )
