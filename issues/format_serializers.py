"""Page formats and fonts as the API shows and takes them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from issues.models import PageGrid
from issues.services.format_words import sum_sentences
from issues.services.formats import FIELDS


class PageFormatSerializer(serializers.ModelSerializer[PageGrid]):
    """A page format with its sums; ``styles`` are what it changes of the house's."""

    styles = serializers.DictField(required=False)
    sums = serializers.SerializerMethodField()

    class Meta:
        model = PageGrid
        fields = ("id", *FIELDS, "sums")

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_sums(self, grid: PageGrid) -> list[str]:
        """Add the format up, in sentences."""
        return list(sum_sentences(grid.to_press()))


class SavedFormatSerializer(PageFormatSerializer):
    """A format as it is kept now, and the pages that must be made up again."""

    reopened = serializers.ListField(child=serializers.IntegerField(), read_only=True)

    class Meta(PageFormatSerializer.Meta):
        fields = (*PageFormatSerializer.Meta.fields, "reopened")  # type: ignore[assignment]


class FaceFontSerializer(serializers.Serializer[Any]):
    """A face of the house: the proof's font, the desk's own, the usual one."""

    face = serializers.CharField()
    free = serializers.CharField()
    own = serializers.CharField()
    usual = serializers.CharField()


class DeskFontsSerializer(serializers.Serializer[Any]):
    """The font families of a layout desk by face; an empty one keeps the free face."""

    fonts = serializers.DictField(child=serializers.CharField(allow_blank=True))
