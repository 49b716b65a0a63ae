"""The blocks of a page as the API shows and takes them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from issues.models import Page
from press.makeup.plan import (
    BlockPlan,
    Notch,
    PhotoPlace,
    PhotoSetting,
    PhotosSetting,
)
from press.typesetting.model import Face

MOST_BLOCKS = 60
MOST_PHOTOS = 20


class BlockPhotoSerializer(serializers.Serializer[Any]):
    """A photograph: lines of its image, and the point that a crop keeps."""

    picture = serializers.CharField(max_length=64)
    rows = serializers.IntegerField(min_value=1, max_value=400)
    focus = serializers.ListField(
        child=serializers.FloatField(min_value=0, max_value=1),
        min_length=2,
        max_length=2,
        allow_null=True,
        default=None,
    )


class BlockPhotosSerializer(serializers.Serializer[Any]):
    """The photographs of a block: where, how many legs wide, in a row or stacked."""

    place = serializers.ChoiceField(choices=[place.value for place in PhotoPlace])
    legs = serializers.IntegerField(min_value=1, max_value=20)
    photos = serializers.ListField(child=BlockPhotoSerializer(), max_length=MOST_PHOTOS)
    stacked = serializers.BooleanField(default=False)


class BlockNotchSerializer(serializers.Serializer[Any]):
    """A corner of the block in which another one stands, in columns and lines."""

    columns = serializers.IntegerField(min_value=1, max_value=20)
    lines = serializers.IntegerField(min_value=1, max_value=400)
    at_foot = serializers.BooleanField(default=True)
    at_right = serializers.BooleanField(default=True)


class BlockSerializer(serializers.Serializer[Any]):
    """A story's block: its cells on the page grid and how it is set in them."""

    story = serializers.CharField(max_length=40)
    column = serializers.IntegerField(min_value=0, max_value=20)
    line = serializers.IntegerField(min_value=0, max_value=400)
    columns = serializers.IntegerField(min_value=1, max_value=20)
    lines = serializers.IntegerField(min_value=1, max_value=400)
    legs = serializers.IntegerField(min_value=1, max_value=20)
    face = serializers.ChoiceField(choices=[face.value for face in Face])
    size = serializers.FloatField(min_value=0, max_value=200, default=0)
    head_lines = serializers.IntegerField(min_value=0, max_value=20, default=0)
    spare = serializers.IntegerField(min_value=0, max_value=100, default=0)
    # The serializer has a label of its own, which this field stands in for.
    label = serializers.CharField(  # type: ignore[assignment]
        allow_blank=True, max_length=40, default=""
    )
    boxed = serializers.BooleanField(default=False)
    photos = BlockPhotosSerializer(allow_null=True, default=None)
    notch = BlockNotchSerializer(allow_null=True, default=None)


class BlocksAskedSerializer(serializers.Serializer[Any]):
    """All blocks of a page, and which state of it they were drawn up from."""

    expected_revision = serializers.IntegerField(min_value=0)
    blocks = serializers.ListField(child=BlockSerializer(), max_length=MOST_BLOCKS)
    order = serializers.ListField(
        child=serializers.CharField(max_length=40),
        max_length=MOST_BLOCKS,
        default=list,
        help_text="All stories of the page by ref, to deal their slots anew.",
    )


class PageBlocksSerializer(serializers.ModelSerializer[Page]):
    """A page as it is planned, with what became of each story in it."""

    blocks = BlockSerializer(many=True)
    fits = serializers.JSONField()
    findings = serializers.JSONField()

    class Meta:
        model = Page
        fields = (
            *("id", "number", "status", "makeup_revision", "fill", "overset_lines"),
            *("fits", "findings", "blocks"),
        )
        read_only_fields = fields


def block_of(asked: dict[str, Any]) -> BlockPlan:
    """Return the block that was asked for, its shape checked by its serializer."""
    photos, notch = asked.get("photos"), asked.get("notch")
    own = {name: asked[name] for name in asked if name not in ("photos", "notch")}
    return BlockPlan(
        **{**own, "face": Face(own["face"])},
        photos=_photos(photos) if photos else None,
        notch=Notch(**notch) if notch else None,
    )


def _photos(asked: dict[str, Any]) -> PhotosSetting:
    shots = tuple(
        PhotoSetting(
            photo["picture"],
            photo["rows"],
            (photo["focus"][0], photo["focus"][1]) if photo["focus"] else None,
        )
        for photo in asked["photos"]
    )
    place = PhotoPlace(asked["place"])
    return PhotosSetting(place, asked["legs"], shots, asked["stacked"])
