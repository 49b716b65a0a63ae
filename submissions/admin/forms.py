"""The form in which an editor works on a piece."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from press.copy.merging import Clash, merge
from press.copy.model import Copy
from submissions import limits
from submissions.body_text import blocks_from_body, body_from_blocks
from submissions.enums import Kind, Source
from submissions.form_fields import LineField, SectionSelect
from submissions.incoming import Incoming
from submissions.models import Photo, Section, Submission
from submissions.services.tagging.naming import names_typed

MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
BODY = forms.Textarea(attrs={"rows": 18, "spellcheck": "false"})
# Grows with its words; a line break in it becomes a space.
HEADLINE = forms.Textarea(attrs={"rows": 1, "data-line": ""})
TAGS = forms.TextInput(attrs={"list": "known-tags", "autocomplete": "off"})


def line(
    label: Any, *, most: int = limits.HEADLINE_CHARACTERS, **kwargs: Any
) -> LineField:
    """Return a field of one line that may stay empty."""
    return LineField(label=label, max_length=most, required=False, **kwargs)


class CopyForm(forms.Form):
    """Headline stack, body, filing; ``expected_number``: the version begun from."""

    expected_number = forms.IntegerField(widget=forms.HiddenInput)
    # What an editor was shown to fall, and for which words; see ``room_voids``.
    expected_voids = forms.CharField(required=False, widget=forms.HiddenInput)
    judged_hash = forms.CharField(required=False, widget=forms.HiddenInput)
    kicker = line(_("Kicker"))
    headline = line(_("Headline"), widget=HEADLINE)
    deck = line(_("Deck"), widget=HEADLINE)
    byline = line(_("Byline"))
    dateline = line(_("Dateline"))
    body = forms.CharField(
        label=_("Body"),
        required=False,
        widget=BODY,
        help_text=_("A line is a paragraph; “## ” begins a subhead, **strong**."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind)
    section = forms.ModelChoiceField(
        label=_("Section"),
        queryset=Section.objects.all(),
        required=False,
        widget=SectionSelect,
    )
    tags = forms.CharField(
        label=_("Tags"),
        required=False,
        widget=TAGS,
        help_text=_("Words, divided by spaces."),
    )
    # As the form was opened with; what was accepted beside it since then stays.
    tags_before = forms.CharField(required=False, widget=forms.HiddenInput)
    deadline = forms.DateTimeField(label=_("Deadline"), required=False, widget=MOMENT)
    change_note = line(_("What was changed"), most=200)

    def __init__(self, *args: Any, photos: tuple[Any, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.photo_rows = []
        for photo in photos:
            caption, credit = f"caption-{photo.pk}", f"credit-{photo.pk}"
            self.fields[caption] = forms.CharField(
                label=_("Caption"),
                required=False,
                initial=photo.caption,
                widget=forms.Textarea(attrs=_caption_attributes(photo)),
            )
            self.fields[credit] = forms.CharField(
                label=_("Photo credit"),
                max_length=100,
                required=False,
                initial=photo.credit,
            )
            self.photo_rows.append((photo, self[caption], self[credit]))

    def begun_from(self, number: int) -> None:
        """Let the next save of a refused form replace version ``number``."""
        data = cast(QueryDict, self.data).copy()
        data["expected_number"] = str(number)
        self.data = data

    def merge(self, base: Copy, theirs: Copy) -> list[Clash]:
        """Put what is typed and what somebody saved meanwhile together.

        ``base`` is what both began from.  Return the places that both changed: there
        the form keeps what was typed.
        """
        data = cast(QueryDict, self.data).copy()
        before, now = (_merged_words(copy, self.photo_rows) for copy in (base, theirs))
        clashes: list[Clash] = []
        for name, words in before.items():
            typed = data.get(name, "").replace("\r\n", "\n")
            found = merge(words, typed, now.get(name, words))
            data[name] = found.text
            clashes += found.clashes
        self.data = data
        return clashes

    def agree_to(self, stages: Iterable[str], judged_hash: str) -> None:
        """Let the next save of a refused form void these reads, for these words."""
        data = cast(QueryDict, self.data).copy()
        data["expected_voids"] = " ".join(sorted(stages))
        data["judged_hash"] = judged_hash
        self.data = data

    def tag_names(self, borne: Iterable[str] = ()) -> tuple[str, ...]:
        """Return the tags to set; ``borne`` are those of the piece as it is saved."""
        typed = names_typed(self.cleaned_data["tags"])
        if "tags_before" not in self.data:
            return tuple(typed)
        before = names_typed(self.cleaned_data["tags_before"])
        taken_out = set(before) - set(typed)
        kept = [name for name in borne if name not in taken_out]
        return tuple(dict.fromkeys([*(n for n in typed if n not in before), *kept]))

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


def _caption_attributes(photo: Photo) -> dict[str, Any]:
    """Tell the page how large the photograph is, for the copyfit while one types."""
    size = {"data-width": photo.width or "", "data-height": photo.height or ""}
    return {"rows": 2, "data-caption": "", **size}


def _merged_words(copy: Copy, photo_rows: Iterable[Any]) -> dict[str, str]:
    """Return the fields that are merged, as the form shows them, by name."""
    names = ("kicker", "headline", "deck", "byline", "dateline")
    words = {name: getattr(copy, name) for name in names}
    words["body"] = body_from_blocks(copy.blocks)
    pictures = {picture.id: picture for picture in copy.pictures}
    for photo, caption, credit in photo_rows:
        if picture := pictures.get(photo.key.hex):
            words |= {caption.name: picture.caption, credit.name: picture.credit}
    return words


def tag_names_of(submission: Submission) -> list[str]:
    """Return the names of a piece's tags as they are called now."""
    tags = submission.tags.select_related("current")
    return list(dict.fromkeys(tag.stands_for.name for tag in tags))


def initial_from(submission: Submission, copy: Copy, *, number: int) -> dict[str, Any]:
    """Return the form's first values from the current words of a piece."""
    tags = " ".join(tag_names_of(submission))
    return {
        "expected_number": number,
        "kicker": copy.kicker,
        "headline": copy.headline,
        "deck": copy.deck,
        "byline": copy.byline,
        "dateline": copy.dateline,
        "body": body_from_blocks(copy.blocks),
        "kind": submission.kind,
        "section": submission.section_id,
        "tags": tags,
        "tags_before": tags,
        "deadline": submission.deadline,
    }


class NewPieceForm(forms.Form):
    """A piece the desk writes or types in itself; ``key`` makes a double click one."""

    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    kicker = line(_("Kicker"))
    headline = line(_("Headline"), widget=HEADLINE)
    deck = line(_("Deck"), widget=HEADLINE)
    byline = line(_("Byline"))
    body = forms.CharField(
        label=_("Body"), widget=BODY, help_text=CopyForm.base_fields["body"].help_text
    )
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[c for c in Kind.choices if c[0] != Kind.PHOTO_NEWS]
    )
    section = forms.ModelChoiceField(
        label=_("Section"),
        queryset=Section.objects.all(),
        required=False,
        widget=SectionSelect,
    )
    contact_name = line(_("Author's name"), most=60)
    contact_unit = line(_("Author's unit"), most=100)

    def to_incoming(self) -> Incoming:
        """Return what was typed as a delivery of the desk."""
        data = self.cleaned_data
        names = ("kind", "kicker", "headline", "deck", "byline")
        contact = ("contact_name", "contact_unit")
        section = data["section"]
        return Incoming(
            source=Source.DESK,
            key=f"desk:{data['key']}",
            blocks=blocks_from_body(data["body"]),
            section_slug=section.slug if section else "",
            **{name: data[name] for name in (*names, *contact)},
        )
