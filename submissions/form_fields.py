"""Fields of the public form: one line means one line."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIteratorValue

from submissions.models import Section

# Line ends and tabs become one space: no field can begin a new mail header.
BREAKS = re.compile(r"[\r\n\t\v\f\x1c-\x1e\x85\u2028\u2029]+")
# Other controls, zero-width characters and direction overrides are never wanted.
UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)


def one_line(text: str) -> str:
    """Return text as one line without characters that cannot be seen."""
    return UNSEEN.sub("", BREAKS.sub(" ", text)).strip()


class LineField(forms.CharField):
    """A line of text; the ideographic space inside a headline stays."""

    def to_python(self, value: Any) -> str:
        """Clean before the length is checked."""
        return one_line(super().to_python(value) or "")


class PhotosInput(forms.FileInput):
    """A chooser of several files."""

    allow_multiple_selected = True


class SectionSelect(forms.Select):
    """Sections with their usual length, for the length bar."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the usual length to an option."""
        option = super().create_option(*args, **kwargs)
        value = option["value"]
        if isinstance(value, ModelChoiceIteratorValue):
            section: Section = value.instance  # type: ignore[attr-defined]  # not in the stubs
            option["attrs"]["data-usual-length"] = section.usual_length
        return option
