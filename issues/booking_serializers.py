"""Booked pieces and the folio of a page as the API shows and takes them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from desk.models import User
from issues.enums import FixedKind, PaidMark
from issues.models import FixedPiece, Page
from issues.services.booking import PLACE, WORDS


class BookedPieceSerializer(serializers.ModelSerializer[FixedPiece]):
    """A piece with a fixed place; columns and lines count from nought."""

    mark = serializers.CharField(read_only=True)
    artwork = serializers.FileField(required=False, write_only=True)

    class Meta:
        model = FixedPiece
        fields = (
            *("id", "page", "kind", *PLACE, *WORDS, "framed", "mark", "artwork"),
            *("artwork_name", "artwork_sha256", "artwork_width", "artwork_height"),
            "booked_at",
        )
        read_only_fields = (
            *("artwork_name", "artwork_sha256", "artwork_width", "artwork_height"),
            "booked_at",
        )


class ChangeBookedPieceSerializer(serializers.Serializer[Any]):
    """What may be changed of a booked piece; what is not said stays."""

    kind = serializers.ChoiceField(choices=FixedKind.choices, required=False)
    column = serializers.IntegerField(min_value=0, max_value=99, required=False)
    line = serializers.IntegerField(min_value=0, max_value=999, required=False)
    columns = serializers.IntegerField(min_value=1, max_value=99, required=False)
    lines = serializers.IntegerField(min_value=1, max_value=999, required=False)
    text = serializers.CharField(max_length=4000, allow_blank=True, required=False)
    client = serializers.CharField(max_length=80, allow_blank=True, required=False)
    booking_ref = serializers.CharField(max_length=40, allow_blank=True, required=False)
    price = serializers.CharField(max_length=40, allow_blank=True, required=False)
    framed = serializers.BooleanField(required=False)
    artwork = serializers.FileField(required=False)
    without_artwork = serializers.BooleanField(required=False)


class PageSetupSerializer(serializers.ModelSerializer[Page]):
    """What the folio of a page says; what is not said stays."""

    responsible_editor = serializers.PrimaryKeyRelatedField(
        queryset=User.objects.filter(is_active=True), allow_null=True, required=False
    )
    layout_artist = serializers.PrimaryKeyRelatedField(
        queryset=User.objects.filter(is_active=True), allow_null=True, required=False
    )
    proofreader = serializers.PrimaryKeyRelatedField(
        queryset=User.objects.filter(is_active=True), allow_null=True, required=False
    )
    paid_mark = serializers.ChoiceField(
        choices=PaidMark.choices, allow_blank=True, required=False
    )

    class Meta:
        model = Page
        fields = (
            *("label", "daily_page", "responsible_editor", "layout_artist"),
            *("proofreader", "telephone", "paid_mark", "booked_by"),
        )


class FolioSerializer(PageSetupSerializer):
    """What the folio of a page says, and its three texts as they are printed."""

    folio = serializers.ListField(child=serializers.CharField(), read_only=True)

    class Meta(PageSetupSerializer.Meta):
        fields = (*PageSetupSerializer.Meta.fields, "folio")  # type: ignore[assignment]


class DailySerialSerializer(serializers.Serializer[Any]):
    """The number of the daily that an issue comes with (总期号)."""

    number = serializers.IntegerField(min_value=1, max_value=999_999, allow_null=True)
