"""A page on trial as the API shows it: its drawing, what fits, what is wrong."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from issues.block_serializers import MOST_BLOCKS, BlockSerializer
from issues.services.finding_words import finding_sentence
from issues.services.fit_words import fit_sentence
from issues.services.page_previews import BlockProblem
from press.composing.screen import DrawingPart, PageDrawing
from press.composing.screen_fonts import ScreenFont
from press.makeup.model import Finding, PageLayout, StoryFit

MOST_KNOWN = 400


class PreviewAskedSerializer(serializers.Serializer[Any]):
    """Blocks to try, and the keys of what the caller has of the drawing already."""

    blocks = serializers.ListField(child=BlockSerializer(), max_length=MOST_BLOCKS)
    order = serializers.ListField(
        child=serializers.CharField(max_length=40), max_length=MOST_BLOCKS, default=list
    )
    known = serializers.ListField(
        child=serializers.CharField(max_length=16), max_length=MOST_KNOWN, default=list
    )


class DrawingPartSerializer(serializers.Serializer[DrawingPart]):
    """SVG elements in points; none where the caller knows the key."""

    name = serializers.CharField()
    key = serializers.CharField()
    svg = serializers.SerializerMethodField()

    def get_svg(self, part: DrawingPart) -> str | None:
        return None if part.key in self.context["known"] else part.svg


class DrawingFontSerializer(serializers.Serializer[ScreenFont]):
    """A TrueType font in Base64; none where the caller knows the key."""

    family = serializers.CharField()
    key = serializers.CharField()
    # The serializer has data of its own, which this field stands in for.
    data = serializers.SerializerMethodField()  # type: ignore[assignment]

    def get_data(self, font: ScreenFont) -> str | None:
        known = font.key in self.context["known"]
        return None if known else b64encode(font.data).decode()


class DrawingSerializer(serializers.Serializer[PageDrawing]):
    """A page as SVG: put the parts into one ``svg`` of this size, in this order."""

    width = serializers.FloatField()
    height = serializers.FloatField()
    parts = DrawingPartSerializer(many=True)
    fonts = DrawingFontSerializer(many=True)


class StoryFitSerializer(serializers.Serializer[StoryFit]):
    """How a story fits its block, in lines of body type."""

    ref = serializers.CharField()
    lines_needed = serializers.IntegerField()
    lines_given = serializers.IntegerField()
    chars_over = serializers.IntegerField()
    chars_under = serializers.IntegerField()
    sentence = serializers.SerializerMethodField()

    def get_sentence(self, fit: StoryFit) -> str:
        return fit_sentence(fit)


class PageFindingSerializer(serializers.Serializer[Finding]):
    """A rule of make-up that the page breaks; ``hard`` ones forbid the page."""

    rule = serializers.CharField()
    hard = serializers.BooleanField()
    stories = serializers.ListField(child=serializers.CharField())
    sentence = serializers.SerializerMethodField()

    @extend_schema_field(str)
    def get_sentence(self, finding: Finding) -> str:
        said = {
            "rule": finding.rule,
            "detail": finding.detail,
            "stories": finding.stories,
        }
        return finding_sentence(said)


class BlockProblemSerializer(serializers.Serializer[BlockProblem]):
    """Why a block cannot be set; it is not in the drawing."""

    story = serializers.CharField()
    rule = serializers.CharField()
    sentence = serializers.CharField()


@dataclass(frozen=True, slots=True)
class ShownPage:
    """What is told of a page on the screen, as made up or on trial."""

    revision: int
    layout: PageLayout
    drawing: PageDrawing
    problems: tuple[BlockProblem, ...] = ()


class ShownPageSerializer(serializers.Serializer[ShownPage]):
    """A page drawn for the screen, with what became of each story in it."""

    makeup_revision = serializers.IntegerField(source="revision")
    fill = serializers.FloatField(source="layout.fill")
    overset_lines = serializers.IntegerField(source="layout.overset_lines")
    drawing = DrawingSerializer()
    fits = StoryFitSerializer(many=True, source="layout.fits")
    findings = PageFindingSerializer(many=True, source="layout.findings")
    problems = BlockProblemSerializer(many=True)


def shown(page: ShownPage, *, known: Collection[str] = ()) -> dict[str, Any]:
    """Return a page for a caller who knows these parts and fonts of it."""
    context = {"known": frozenset(known)}
    return dict(ShownPageSerializer(page, context=context).data)


class AtPageSerializer(serializers.Serializer[Any]):
    """Which window of the caller's shows the page, and whose block she holds."""

    tab = serializers.UUIDField()
    is_editing = serializers.BooleanField(default=False)
    story = serializers.CharField(max_length=40, allow_blank=True, default="")


class NeighbourSerializer(serializers.Serializer[Any]):
    """Somebody else at the page."""

    name = serializers.CharField()
    is_editing = serializers.BooleanField()
    story = serializers.CharField()


class NeighboursSerializer(serializers.Serializer[Any]):
    """Who else is at the page, and which state of it stands."""

    makeup_revision = serializers.IntegerField()
    neighbours = NeighbourSerializer(many=True)
