"""Submissions as the API shows and takes them; telephone numbers only masked."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from desk.services.personal import mask_phone
from submissions import limits
from submissions.enums import Action, Kind
from submissions.models import (
    Clearance,
    Photo,
    Review,
    Section,
    Submission,
    Transition,
    Version,
)
from submissions.services.photo_words import verdict_of
from submissions.transitions import TABLE


class SectionSerializer(serializers.ModelSerializer[Section]):
    class Meta:
        model = Section
        fields = ("slug", "name", "kind", "usual_length", "is_open")


class VerdictSerializer(serializers.Serializer[Any]):
    """How a photograph prints; ``tone`` is good, fair, bad or nothing."""

    tone = serializers.CharField()
    words = serializers.CharField()
    notes = serializers.ListField(child=serializers.CharField())


class PhotoSerializer(serializers.ModelSerializer[Photo]):
    """A photograph: its words may be changed, the rest is as it was found."""

    id = serializers.UUIDField(source="key", read_only=True)
    pictures = serializers.SerializerMethodField()
    verdict = serializers.SerializerMethodField()

    class Meta:
        model = Photo
        fields = (
            *("id", "position", "caption", "credit", "original_name", "sha256"),
            *("byte_size", "state", "reason", "format", "width", "height", "facts"),
            *("pictures", "verdict"),
        )
        read_only_fields = tuple(f for f in fields if f not in ("caption", "credit"))

    @extend_schema_field(serializers.DictField(child=serializers.CharField()))
    def get_pictures(self, photo: Photo) -> dict[str, str]:
        """Return where each rendition is, and the original."""
        kinds = [rendition.kind for rendition in photo.renditions.all()]
        return {
            kind: reverse("photo-file", kwargs={"key": photo.key, "kind": kind})
            for kind in (*kinds, "original")
        }

    @extend_schema_field(VerdictSerializer)
    def get_verdict(self, photo: Photo) -> dict[str, Any]:
        """Say how it prints, as the form said it to its sender."""
        verdict = verdict_of(photo.facts, width=photo.width or 0, state=photo.state)
        return {
            "tone": verdict.tone,
            "words": verdict.words,
            "notes": list(verdict.notes),
        }


class SubmissionSerializer(serializers.ModelSerializer[Submission]):
    """A piece as a list shows it."""

    section: Any = serializers.SlugRelatedField(slug_field="slug", read_only=True)
    claimed_by: Any = serializers.StringRelatedField()
    tags = serializers.SerializerMethodField()
    title = serializers.CharField(read_only=True)
    version = serializers.IntegerField(source="current_version.number", read_only=True)

    class Meta:
        model = Submission
        fields = (
            *("ref", "kind", "status", "source", "origin", "title", "kicker"),
            *("headline", "deck", "byline", "section", "tags", "char_count"),
            *("version", "claimed_by", "deadline", "received_at", "updated_at"),
            *("is_exclusive", "exclusive_until", "flags"),
        )
        read_only_fields = fields

    def get_tags(self, piece: Submission) -> list[str]:
        """Return the tags as they are called now, merged ones by what they became."""
        return list(dict.fromkeys(tag.stands_for.name for tag in piece.tags.all()))


class ClearanceSerializer(serializers.ModelSerializer[Clearance]):
    """The sending unit's own approval; the stamped page is seen at the desk."""

    has_page = serializers.SerializerMethodField()

    class Meta:
        model = Clearance
        fields = ("approved_by", "has_page", "created_at")
        read_only_fields = fields

    def get_has_page(self, clearance: Clearance) -> bool:
        return bool(clearance.page)


class ReviewSerializer(serializers.ModelSerializer[Review]):
    reviewer: Any = serializers.StringRelatedField()
    version = serializers.IntegerField(source="version.number", read_only=True)

    class Meta:
        model = Review
        fields = (
            *("stage", "reviewer", "version", "copy_hash", "opinion"),
            *("signed_at", "on_page", "covers", "void_at", "void_cause"),
            *("void_changes",),
        )
        read_only_fields = fields


class TransitionSerializer(serializers.ModelSerializer[Transition]):
    actor: Any = serializers.StringRelatedField()

    class Meta:
        model = Transition
        fields = ("action", "from_status", "to_status", "actor", "note", "created_at")
        read_only_fields = fields


class SubmissionDetailSerializer(SubmissionSerializer):
    """A piece with its words, photographs, reads and history."""

    copy = serializers.JSONField(source="current_version.copy", read_only=True)
    photos = PhotoSerializer(many=True, read_only=True)
    reviews = ReviewSerializer(many=True, read_only=True)
    transitions = TransitionSerializer(many=True, read_only=True)
    contact_phone = serializers.SerializerMethodField()
    clearance = ClearanceSerializer(read_only=True, allow_null=True, default=None)

    class Meta(SubmissionSerializer.Meta):
        fields = (  # type: ignore[assignment]
            *SubmissionSerializer.Meta.fields,
            *("copy", "photos", "reviews", "transitions", "contact_name"),
            *("contact_unit", "contact_email", "contact_phone", "note_to_desk"),
            "clearance",
        )
        read_only_fields = fields  # type: ignore[assignment]

    def get_contact_phone(self, submission: Submission) -> str:
        return mask_phone(submission.contact_phone)


class VersionSerializer(serializers.ModelSerializer[Version]):
    author: Any = serializers.StringRelatedField()

    class Meta:
        model = Version
        fields = (
            *("number", "copy", "copy_hash", "char_count"),
            *("author", "note", "created_at"),
        )
        read_only_fields = fields


class NewSubmissionSerializer(serializers.Serializer[Any]):
    """A piece sent over the API; photographs come with it or follow one by one."""

    kind = serializers.ChoiceField(choices=Kind.choices, default=Kind.NEWS)
    kicker = serializers.CharField(
        required=False, allow_blank=True, max_length=limits.HEADLINE_CHARACTERS
    )
    headline = serializers.CharField(
        required=False, allow_blank=True, max_length=limits.HEADLINE_CHARACTERS
    )
    deck = serializers.CharField(
        required=False, allow_blank=True, max_length=limits.HEADLINE_CHARACTERS
    )
    byline = serializers.CharField(
        required=False, allow_blank=True, max_length=limits.HEADLINE_CHARACTERS
    )
    body_html = serializers.CharField(
        required=False,
        allow_blank=True,
        help_text="Paragraphs, h3 for a subhead, strong; everything else is dropped.",
    )
    section = serializers.SlugRelatedField(
        slug_field="slug", queryset=Section.objects.all(), required=False
    )
    contact_name = serializers.CharField(max_length=60)
    contact_unit = serializers.CharField(max_length=100)
    contact_email = serializers.EmailField(required=False, allow_blank=True)
    contact_phone = serializers.CharField(
        required=False, allow_blank=True, max_length=60
    )
    note_to_desk = serializers.CharField(
        required=False, allow_blank=True, max_length=2000
    )
    uploads = serializers.ListField(
        child=serializers.UUIDField(),
        required=False,
        help_text="Photographs sent up over tus before, by the ids of their uploads.",
    )
    captions = serializers.ListField(
        child=serializers.CharField(allow_blank=True, max_length=2000), required=False
    )
    credits = serializers.ListField(
        child=serializers.CharField(allow_blank=True, max_length=100), required=False
    )


class NewSubmissionWithPhotosSerializer(NewSubmissionSerializer):
    """A piece with photographs; captions and credits first of the files, then uploads.

    The order within both is the order of the page.
    """

    photos = serializers.ListField(child=serializers.FileField(), required=False)


class NewPhotoSerializer(serializers.Serializer[Any]):
    """A photograph for a piece: a file, or the id of an upload sent over tus before."""

    photo = serializers.FileField(required=False)
    upload = serializers.UUIDField(required=False)
    caption = serializers.CharField(required=False, allow_blank=True, max_length=2000)
    credit = serializers.CharField(required=False, allow_blank=True, max_length=100)
    expected_voids = serializers.ListField(
        child=serializers.CharField(max_length=8), required=False, default=list
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Ask for one of both."""
        if ("photo" in attrs) == ("upload" in attrs):
            raise serializers.ValidationError(
                _("Send either a file or the id of an upload.")
            )
        return attrs


class ActionSerializer(serializers.Serializer[Any]):
    """An action of the workflow."""

    action = serializers.ChoiceField(choices=Action.choices)
    note = serializers.CharField(required=False, allow_blank=True, default="")
    until = serializers.DateField(
        required=False, help_text="Until when it is put on hold; else as usual."
    )
    expected_version = serializers.IntegerField(
        required=False,
        min_value=1,
        help_text="The version that was read; whoever signs must name it.",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Let nobody sign without saying what."""
        signs = TABLE[Action(attrs["action"])].signs is not None
        if signs and "expected_version" not in attrs:
            said = _("Name the version that you read; a signature is on its words.")
            raise serializers.ValidationError({"expected_version": said})
        return attrs


class FlagsSerializer(serializers.Serializer[Any]):
    """What makes a piece go up for its final read before it is placed."""

    flags = serializers.ListField(
        child=serializers.CharField(max_length=20),
        help_text="Of leaders, sensitive and paid, those that it bears from now on.",
    )


class ExpectedVoidsSerializer(serializers.Serializer[Any]):
    """Which signatures the caller knows to fall by this change."""

    expected_voids = serializers.ListField(
        child=serializers.CharField(max_length=8),
        required=False,
        help_text=(
            "Reads whose signatures may fall; without them a change that the table"
            " forbids under a signature is answered with 409 and what it would void."
        ),
    )


class CopySerializer(ExpectedVoidsSerializer):
    """Words to save; ``expected_number`` is the version they were made from."""

    copy = serializers.JSONField()
    expected_number = serializers.IntegerField(min_value=1)
    note = serializers.CharField(required=False, allow_blank=True, default="")
