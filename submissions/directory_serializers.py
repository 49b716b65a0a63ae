"""What the API says of correspondents, units and the tally of a year."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from desk.services.personal import mask_phone
from submissions.models import (
    Correspondent,
    CorrespondentMerge,
    CorrespondentNote,
    Tag,
    Unit,
)
from submissions.services.directory.figures import TallyRow, YearFigures
from submissions.services.directory.keeping import MOST_WORDS
from submissions.services.directory.knowing import Newcomer
from submissions.tag_enums import Vocabulary

ZONES = Tag.objects.filter(vocabulary=Vocabulary.ZONE, merged_into=None)


class CorrespondentSerializer(serializers.ModelSerializer[Correspondent]):
    """A correspondent; her telephone is masked, a new one may be given."""

    unit = serializers.PrimaryKeyRelatedField(
        queryset=Unit.objects.all(), allow_null=True, required=False
    )
    unit_name = serializers.CharField(source="unit.name", default="", read_only=True)
    zone = serializers.SlugRelatedField(
        slug_field="name", queryset=ZONES, allow_null=True, required=False
    )
    phone_masked = serializers.SerializerMethodField()
    new_phone = serializers.CharField(
        source="phone", write_only=True, required=False, max_length=40
    )

    class Meta:
        model = Correspondent
        fields = (
            *("id", "name", "email", "unit", "unit_name", "zone", "is_special"),
            *("phone_masked", "new_phone", "created_at", "merged_into"),
        )
        read_only_fields = ("created_at", "merged_into")

    def get_phone_masked(self, row: Correspondent) -> str:
        """Return the number with its middle hidden."""
        return mask_phone(row.phone)


class CorrespondentRowSerializer(CorrespondentSerializer):
    """A row of the list: with what she sent this year, and when last."""

    received_now = serializers.IntegerField(read_only=True)
    printed_now = serializers.IntegerField(read_only=True)
    last_at = serializers.DateTimeField(read_only=True, allow_null=True)

    class Meta:
        model = Correspondent
        fields = (
            *CorrespondentSerializer.Meta.fields,
            *("received_now", "printed_now", "last_at"),
        )
        read_only_fields = fields


class YearFiguresSerializer(serializers.Serializer[YearFigures]):
    """A year: pieces in, of these printed, the rate in per cent, printings."""

    year = serializers.IntegerField()
    received = serializers.IntegerField()
    used = serializers.IntegerField()
    rate = serializers.IntegerField()
    printed = serializers.IntegerField()


class TallyRowSerializer(serializers.Serializer[TallyRow]):
    """A line of the tally; ``id`` is 0 and ``name`` empty for a unit."""

    id = serializers.IntegerField(source="pk")
    name = serializers.CharField()
    unit = serializers.CharField()
    zone = serializers.CharField()
    is_special = serializers.BooleanField()
    figures = YearFiguresSerializer()
    characters = serializers.IntegerField()


class NewcomerSerializer(serializers.Serializer[Newcomer]):
    """Somebody who wrote and is in no directory."""

    name = serializers.CharField()
    email = serializers.CharField()
    unit = serializers.CharField()
    pieces = serializers.IntegerField()
    last = serializers.DateTimeField()


class TakeInSerializer(serializers.Serializer[Any]):
    """Whom to take in, as her pieces name her."""

    name = serializers.CharField(max_length=60)
    email = serializers.EmailField(allow_blank=True, default="")
    unit = serializers.CharField(
        max_length=100,
        allow_blank=True,
        default="",
        help_text="Tells those apart who gave no e-mail.",
    )


class DeskNoteSerializer(serializers.ModelSerializer[CorrespondentNote]):
    """A note of the desk about a correspondent."""

    author = serializers.StringRelatedField[Any]()
    text = serializers.CharField(max_length=MOST_WORDS)

    class Meta:
        model = CorrespondentNote
        fields = ("id", "text", "author", "created_at")
        read_only_fields = ("author", "created_at")


class MergeInSerializer(serializers.Serializer[Any]):
    """Who is found to be the same person."""

    other = serializers.PrimaryKeyRelatedField(queryset=Correspondent.objects.all())


class CorrespondentMergeSerializer(serializers.ModelSerializer[CorrespondentMerge]):
    """That two rows were merged, and whether it was undone."""

    class Meta:
        model = CorrespondentMerge
        fields = ("id", "source", "target", "merged_at", "undone_at")
        read_only_fields = fields


class UnitSerializer(serializers.ModelSerializer[Unit]):
    """A contributing unit with its zone and its other names."""

    zone = serializers.SlugRelatedField(
        slug_field="name", queryset=ZONES, allow_null=True, required=False
    )
    other_names = serializers.ListField(
        child=serializers.CharField(max_length=100), required=False, write_only=True
    )
    names = serializers.SerializerMethodField()

    class Meta:
        model = Unit
        fields = ("id", "name", "short_name", "zone", "names", "other_names")

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_names(self, unit: Unit) -> list[str]:
        """Return its other names."""
        return [each.name for each in unit.names.all()]
