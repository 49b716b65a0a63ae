"""Forms of the vocabularies: rename, merge, bring a table in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from submissions.models import Tag
from submissions.services.tagging.naming import known_tags

MOST_BYTES = 2_000_000
ENCODINGS = ("utf-8-sig", "gb18030")  # what spreadsheets here save as


class RenameForm(forms.Form):
    """The new name, and from which day it holds."""

    name = forms.CharField(label=gettext_lazy("New name"), max_length=Tag.NAME_LENGTH)
    since = forms.DateField(
        label=gettext_lazy("From"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Empty: from today."),
    )


class MergeForm(forms.Form):
    """The tag it is merged into, by one of its names."""

    into = forms.CharField(
        label=gettext_lazy("Into"),
        max_length=Tag.NAME_LENGTH,
        widget=forms.TextInput(attrs={"list": "known-tags", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, tag: Tag, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tag = tag

    def clean_into(self) -> Tag:
        """Find the tag that is meant."""
        name = self.cleaned_data["into"].strip()
        found = known_tags([name]).get(name)
        if found is None:
            raise ValidationError(
                _("There is no tag “%(name)s”. Choose one of the list.")
                % {"name": name}
            )
        return found


class ImportForm(forms.Form):
    """A table as a file; its cleaned value is its text."""

    table = forms.FileField(
        label=gettext_lazy("CSV file"),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_table(self) -> str:
        """Return the text of the file, in whichever of the usual encodings."""
        file: UploadedFile = self.cleaned_data["table"]
        if file.size is not None and file.size > MOST_BYTES:
            raise ValidationError(_("The file is larger than 2 MB. Divide it."))
        content = file.read()
        for encoding in ENCODINGS:
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                continue
        raise ValidationError(_("This is no table of text. Save it as CSV (UTF-8)."))
