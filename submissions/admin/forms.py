"""The form in which an editor works on a piece."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from press.copy.model import Copy
from submissions.enums import Kind
from submissions.models import Section, Submission

LINE = {"class": "gk-input"}


class CopyForm(forms.Form):
    """Headline stack, body, filing; ``expected_number``: the version begun from."""

    expected_number = forms.IntegerField(widget=forms.HiddenInput)
    kicker = forms.CharField(label=_("Kicker"), max_length=200, required=False)
    headline = forms.CharField(label=_("Headline"), max_length=200, required=False)
    deck = forms.CharField(label=_("Deck"), max_length=200, required=False)
    byline = forms.CharField(label=_("Byline"), max_length=200, required=False)
    dateline = forms.CharField(label=_("Dateline"), max_length=200, required=False)
    body = forms.CharField(label=_("Body"), required=False, widget=forms.Textarea)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind)
    section = forms.ModelChoiceField(
        label=_("Section"), queryset=Section.objects.none(), required=False
    )
    tags = forms.CharField(
        label=_("Tags"), required=False, help_text=_("Words, divided by spaces.")
    )
    deadline = forms.DateTimeField(
        label=_("Deadline"),
        required=False,
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        ),
    )
    change_note = forms.CharField(
        label=_("What was changed"), max_length=200, required=False
    )

    def __init__(self, *args: Any, photos: tuple[Any, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = Section.objects.all()  # type: ignore[attr-defined]
        self.photo_rows = []
        for photo in photos:
            caption, credit = f"caption-{photo.pk}", f"credit-{photo.pk}"
            self.fields[caption] = forms.CharField(
                label=_("Caption"),
                required=False,
                initial=photo.caption,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            self.fields[credit] = forms.CharField(
                label=_("Photo credit"),
                max_length=100,
                required=False,
                initial=photo.credit,
            )
            self.photo_rows.append((photo, self[caption], self[credit]))

    def tag_names(self) -> tuple[str, ...]:
        words = self.cleaned_data["tags"].replace("，", " ").replace(",", " ").split()
        return tuple(dict.fromkeys(word[:30] for word in words))

    def photo_words(self) -> dict[int, tuple[str, str]]:
        """Return caption and credit by photo id."""
        data = self.cleaned_data
        return {
            photo.pk: (
                data[f"caption-{photo.pk}"].strip(),
                data[f"credit-{photo.pk}"].strip(),
            )
            for photo, _caption, _credit in self.photo_rows
        }


def initial_from(
    submission: Submission, copy: Copy, *, number: int, body_html: str
) -> dict[str, Any]:
    """Return the form's first values from the current words of a piece."""
    return {
        "expected_number": number,
        "kicker": copy.kicker,
        "headline": copy.headline,
        "deck": copy.deck,
        "byline": copy.byline,
        "dateline": copy.dateline,
        "body": body_html,
        "kind": submission.kind,
        "section": submission.section_id,
        "tags": " ".join(tag.name for tag in submission.tags.all()),
        "deadline": submission.deadline,
    }
