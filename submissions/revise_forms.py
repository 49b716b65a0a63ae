"""The form of a piece that is revised: the same words as at its first sending."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from submissions.enums import Kind
from submissions.forms import SubmissionForm
from submissions.photo_rows import CAPTION_MAX, CREDIT_MAX, PhotoRows

WORDS = ("kicker", "headline", "deck", "byline", "body")
KEPT = ("key", *WORDS, "photos", "expected_number", "note")


class ReviseForm(SubmissionForm):
    """Headline stack, text and photographs; the kind and the author stay."""

    expected_number = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    note = forms.CharField(
        label=_("What you changed"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"class": "box", "rows": 2}),
        help_text=_("For the editors, if it helps them."),
    )

    def __init__(
        self,
        *args: Any,
        kind: str,
        rows: PhotoRows | None = None,
        captions: dict[str, tuple[str, str]] | None = None,
        **kwargs: Any,
    ) -> None:
        """Take the piece's kind, new photographs, and the words of those it has."""
        super().__init__(*args, rows=rows, **kwargs)
        for name in [name for name in self.fields if name not in KEPT]:
            del self.fields[name]
        self.piece_kind = kind
        self.captions = captions or {}

    def clean(self) -> dict[str, Any]:
        """Check what the first sending checked of words and photographs."""
        data = self.cleaned_data
        data["kind"] = self.piece_kind
        self._check_words(data)
        self._check_pictures()
        return data

    def _check_pictures(self) -> None:
        rows = self.rows or PhotoRows()
        for sentence in rows.refusals:
            self.add_error("photos", sentence)
        if rows.came_without_words and rows.rows:
            self.add_error(
                "photos", _("The photographs have arrived. Add captions, then send.")
            )
        if any(len(caption) > CAPTION_MAX for caption, _c in self.captions.values()):
            self.add_error("photos", _("A caption is too long; shorten it."))
        if any(len(credit) > CREDIT_MAX for _c, credit in self.captions.values()):
            self.add_error("photos", _("A photo credit is too long; shorten it."))
        said = [caption for caption, _c in self.captions.values()]
        said += [row.caption for row in rows.rows]
        if self.piece_kind == Kind.PHOTO_NEWS and not (said and all(said)):
            self.add_error(
                "photos",
                _("In photo news the caption is the story: write one for each."),
            )
