"""Fields of the public form: one line means one line."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.models import ModelChoiceIteratorValue

from submissions.body_text import one_line
from submissions.models import Section


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
