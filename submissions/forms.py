"""The public form: what it asks, and the sentences it answers with."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from press.copy.counting import characters
from press.copy.model import Block, Copy
from submissions import limits
from submissions.body_text import blocks_from_body
from submissions.enums import HEADLINE_OPTIONAL, Kind
from submissions.form_fields import LineField, PhotosInput, SectionSelect
from submissions.models import Section

if TYPE_CHECKING:
    from submissions.photo_rows import PhotoRows

NOTE_MAX = 2_000


def line(label: Any, *, most: int, required: bool = False, **attrs: str) -> LineField:
    """Return a field of one line."""
    too_long = _("At most %(limit_value)d characters; this has %(show_value)d.")
    return LineField(
        label=label,
        required=required,
        max_length=most,
        # The server counts and says so; a hard stop would cut what is pasted.
        widget=forms.TextInput(attrs={"class": "line", **attrs}),
        error_messages={"max_length": too_long},
    )


class SubmissionForm(forms.Form):
    """A piece as a correspondent writes it.  Photographs come beside it, as rows."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=Kind.choices,
        initial=Kind.NEWS,
        widget=forms.RadioSelect,
    )
    section = forms.ModelChoiceField(
        label=_("Section"),
        queryset=Section.objects.filter(is_open=True),
        to_field_name="slug",
        required=False,
        empty_label=_("Let the desk decide"),
        widget=SectionSelect(attrs={"class": "line"}),
        error_messages={
            "invalid_choice": _("This section is closed; choose another one.")
        },
    )
    kicker = line(_("Kicker"), most=limits.HEADLINE_CHARACTERS)
    headline = line(_("Headline"), most=limits.HEADLINE_CHARACTERS)
    deck = line(_("Deck"), most=limits.HEADLINE_CHARACTERS)
    byline = line(_("Byline as printed"), most=limits.HEADLINE_CHARACTERS)
    body = forms.CharField(
        label=_("Text"),
        required=False,
        widget=forms.Textarea(attrs={"class": "editor-plain", "rows": 16}),
        help_text=_(
            "Every line is a paragraph. A line that begins with “## ” is a subhead; "
            "words between **two stars** are bold."
        ),
    )
    photos = forms.Field(
        label=_("Photographs"),
        required=False,
        widget=PhotosInput(
            attrs={
                "accept": "image/jpeg,image/png,image/heic,image/heif,image/tiff,"
                "image/webp,image/gif,image/bmp,.heic,.heif,.tif,.tiff"
            }
        ),
    )
    contact_name = line(_("Your name"), most=60, required=True, autocomplete="name")
    contact_unit = line(
        _("Your unit"), most=100, required=True, autocomplete="organization"
    )
    contact_phone = line(_("Telephone"), most=60, autocomplete="tel", inputmode="tel")
    contact_email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"class": "line", "autocomplete": "email"}),
        error_messages={
            "invalid": _("This is no e-mail address; it looks like name@example.com.")
        },
    )
    is_exclusive = forms.BooleanField(
        label=_("Offered to this paper alone"),
        required=False,
        help_text=_("You do not offer it to others before the day you name."),
    )
    exclusive_until = forms.DateField(
        label=_("Ours alone until"),
        required=False,
        widget=forms.DateInput(
            attrs={"class": "line", "type": "date"}, format="%Y-%m-%d"
        ),
        error_messages={
            "invalid": _("This is no day; it looks like 2026-01-31."),
        },
    )
    approved_by = line(_("Approved in your unit by"), most=60)
    clearance_upload = forms.UUIDField(
        label=_("Stamped page"),
        required=False,
        widget=forms.HiddenInput,
        error_messages={
            "invalid": _("The stamped page is no longer here; choose it again.")
        },
    )
    use_kept_page = forms.BooleanField(
        label=_("Send the stamped page that I keep in my details"), required=False
    )
    note_to_desk = forms.CharField(
        label=_("Note to the desk"),
        required=False,
        max_length=NOTE_MAX,
        widget=forms.Textarea(attrs={"class": "box", "rows": 3}),
        help_text=_("For the editors only: where it ran before, when it must appear."),
    )
    consent = forms.BooleanField(
        label=_(
            "The piece and the photographs are ours to give, the facts have been "
            "checked, and the paper may print them, edited and cut, on paper and on "
            "its screens. My details are kept for this purpose."
        ),
        error_messages={"required": _("Without your consent we may not print it.")},
    )
    website = forms.CharField(
        label=_("Leave this line empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    altcha = forms.CharField(required=False, widget=forms.HiddenInput)

    field_order = None

    def __init__(
        self, *args: Any, rows: PhotoRows | None = None, **kwargs: Any
    ) -> None:
        """Take the photographs that arrived with the form, or before it."""
        super().__init__(*args, **kwargs)
        self.rows = rows
        self.blocks: tuple[Block, ...] = ()
        for name in ("kicker", "headline", "deck"):
            self.fields[name].widget.attrs["class"] += f" stack-{name}"
        self.fields["photos"].help_text = gettext(
            "JPEG, PNG, HEIC or TIFF; up to %(photos)d photographs of %(size)d MB each."
        ) % {
            "photos": limits.PHOTOS,
            "size": limits.PHOTO_BYTES // 1024**2,
        }
        self.fields["byline"].help_text = gettext(
            "For example: Zhang San, correspondent. Left empty, the desk writes it."
        )
        today = timezone.localdate()
        self.fields["exclusive_until"].widget.attrs |= {
            "min": (today + timedelta(limits.EXCLUSIVE_DAYS_LEAST)).isoformat(),
            "max": (today + timedelta(limits.EXCLUSIVE_DAYS_MOST)).isoformat(),
        }
        for name, sentence in REQUIRED.items():
            self.fields[name].error_messages["required"] = sentence

    def clean_body(self) -> str:
        """Turn the text into blocks and hold it to the longest we take."""
        text = self.cleaned_data["body"]
        self.blocks = blocks_from_body(text)
        count = characters(Copy(blocks=self.blocks))
        if count > limits.BODY_CHARACTERS:
            raise forms.ValidationError(
                _(
                    "The text has %(count)d characters; we take up to %(most)d. "
                    "Shorten it, or send it in parts."
                ),
                params={"count": count, "most": limits.BODY_CHARACTERS},
            )
        return text

    def clean_contact_phone(self) -> str:
        """Ask for at least seven digits; how they are written is free."""
        phone = self.cleaned_data["contact_phone"]
        if phone and sum(character.isdigit() for character in phone) < 7:
            raise forms.ValidationError(_("This telephone number is too short."))
        return phone

    def clean_website(self) -> str:
        """Refuse what fills every field it finds."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(
                _("One line of the form must stay empty; load the page again.")
            )
        return ""

    def clean(self) -> dict[str, Any]:
        """Check what hangs together: kind and headline, text and photographs."""
        data = super().clean() or self.cleaned_data
        self._check_words(data)
        self._check_photos(data)
        self._check_contact(data)
        self._check_exclusive(data)
        return data

    def _check_words(self, data: dict[str, Any]) -> None:
        kind = data.get("kind")
        if kind not in HEADLINE_OPTIONAL and data.get("headline") == "":
            self.add_error("headline", _("The piece needs a headline."))
        if kind != Kind.PHOTO_NEWS and "body" in data and not self.blocks:
            self.add_error("body", _("The text is still missing."))

    def _check_photos(self, data: dict[str, Any]) -> None:
        if self.rows is None:
            return
        for sentence in self.rows.refusals:
            self.add_error("photos", sentence)
        if self.rows.came_without_words and self.rows.rows:
            self.add_error(
                "photos", _("The photographs have arrived. Add captions, then send.")
            )
        if data.get("kind") != Kind.PHOTO_NEWS:
            return
        if not self.rows.rows:
            self.add_error("photos", _("Photo news needs at least one photograph."))
        elif self.rows.ask_for_captions():
            self.add_error(
                "photos",
                _("In photo news the caption is the story: write one for each."),
            )

    def _check_contact(self, data: dict[str, Any]) -> None:
        if data.get("contact_phone") == "" and data.get("contact_email") == "":
            self.add_error(
                "contact_phone",
                _("Give a telephone number or an e-mail address, so that we can ask."),
            )

    def _check_exclusive(self, data: dict[str, Any]) -> None:
        """Hold the day to the desk's bounds; without the promise it does not count."""
        if not data.get("is_exclusive"):
            data["exclusive_until"] = None
            return
        if "exclusive_until" not in data:
            return  # no day at all: said already
        today = timezone.localdate()
        first = today + timedelta(limits.EXCLUSIVE_DAYS_LEAST)
        last = today + timedelta(limits.EXCLUSIVE_DAYS_MOST)
        day = data["exclusive_until"]
        if day is None:
            self.add_error("exclusive_until", _("Say until when it is ours alone."))
        elif not first <= day <= last:
            self.add_error(
                "exclusive_until",
                gettext(
                    "Give the desk at least %(least)d and at most %(most)d days: a day"
                    " from %(first)s to %(last)s."
                )
                % {
                    "least": limits.EXCLUSIVE_DAYS_LEAST,
                    "most": limits.EXCLUSIVE_DAYS_MOST,
                    "first": date_format(first),
                    "last": date_format(last),
                },
            )


REQUIRED = {
    "kind": _("Choose what kind of piece it is."),
    "contact_name": _("Tell us your name."),
    "contact_unit": _("Tell us your unit; a private person writes “individual”."),
}
