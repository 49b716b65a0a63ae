"""How long words run, over the API; the editor's room asks it while one types."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from desk.api.refusals import answer_refusal
from desk.exceptions import Refused
from desk.policy import policy
from issues.models import PageGrid
from issues.services.copyfitting import fit_in
from issues.services.measuring import measure, usual_grid
from press.copy.model import Copy, Picture
from press.makeup.copyfit import Width
from press.makeup.model import PictureSpec
from submissions import limits
from submissions.body_text import blocks_from_body

MOST = limits.BODY_CHARACTERS * 3  # with marks and line ends


class PhotographSerializer(serializers.Serializer[Any]):
    """A photograph that stands with the words: upright size in pixels, its words."""

    width = serializers.IntegerField(min_value=1, max_value=100_000)
    height = serializers.IntegerField(min_value=1, max_value=100_000)
    caption = serializers.CharField(max_length=2000, allow_blank=True, default="")
    credit = serializers.CharField(max_length=200, allow_blank=True, default="")


class FitSerializer(serializers.Serializer[Any]):
    """What the words take in a width: lines of the text in all legs, of the block."""

    name = serializers.CharField()
    sentence = serializers.CharField()
    columns = serializers.IntegerField(source="fit.width.columns")
    legs = serializers.IntegerField(source="fit.width.legs")
    characters_a_line = serializers.IntegerField(source="fit.chars")
    lines_needed = serializers.IntegerField(source="fit.needed")
    headline_lines = serializers.IntegerField(source="fit.head")
    photograph_lines = serializers.IntegerField(source="fit.photos")
    depth = serializers.IntegerField(source="fit.depth")
    lines_given = serializers.IntegerField(source="fit.given", allow_null=True)
    lines_over = serializers.IntegerField(source="fit.over_lines")
    characters_over = serializers.IntegerField(source="fit.over")
    lines_white = serializers.IntegerField(source="fit.white")


class MeasureSerializer(serializers.Serializer[Any]):
    """Words as the desk's form has them: marked text, a line a paragraph."""

    body = serializers.CharField(
        max_length=MOST, allow_blank=True, trim_whitespace=False
    )
    dateline = serializers.CharField(max_length=200, allow_blank=True, default="")
    captions = serializers.ListField(
        child=serializers.CharField(max_length=2000, allow_blank=True),
        max_length=limits.PHOTOS,
        default=list,
    )
    grid = serializers.SlugField(required=False)
    kicker = serializers.CharField(max_length=500, allow_blank=True, default="")
    headline = serializers.CharField(max_length=500, allow_blank=True, default="")
    deck = serializers.CharField(max_length=500, allow_blank=True, default="")
    byline = serializers.CharField(max_length=500, allow_blank=True, default="")
    columns = serializers.IntegerField(min_value=1, max_value=20, required=False)
    legs = serializers.IntegerField(min_value=1, max_value=20, required=False)
    depth = serializers.IntegerField(
        min_value=1, max_value=400, required=False, allow_null=True
    )
    photographs = PhotographSerializer(many=True, default=list)


class ExtentSerializer(serializers.Serializer[Any]):
    """Lines of body type in one column, height in millimetres, share of a page."""

    characters = serializers.IntegerField()
    lines = serializers.IntegerField()
    height = serializers.FloatField()
    share = serializers.FloatField()
    column_chars = serializers.IntegerField()
    columns = serializers.IntegerField()
    fit = FitSerializer(
        allow_null=True, help_text="In the width asked for, with the headline stack."
    )


class MeasureView(APIView):
    """Words set in one column of a page grid."""

    def get_exception_handler(self) -> Any:
        """Answer refusals as refusals."""
        return answer_refusal

    @extend_schema(request=MeasureSerializer, responses=ExtentSerializer)
    def post(self, request: Request) -> Response:
        """Tell how many lines the words run; nothing is kept.

        The grid is the one named, else that of the issue in the making.
        """
        policy.require(request.user, "submission.read")
        asked = MeasureSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        words, grid = asked.validated_data, _grid(asked)
        extent = asdict(measure(_copy(words), grid))
        return Response({**extent, "fit": _fit(words, grid)})


def _grid(asked: MeasureSerializer) -> PageGrid:
    slug = asked.validated_data.get("grid")
    if slug:
        return get_object_or_404(PageGrid, slug=slug)
    found = usual_grid()
    if found is None:
        raise Refused(
            _("There is no page grid yet. Set one up under “Page grids”."),
            code="no_grid",
        )
    return found


def _fit(words: dict[str, Any], grid: PageGrid) -> dict[str, Any] | None:
    """Fit the words into the width that was asked for, None where none was."""
    columns = words.get("columns")
    if columns is None:
        return None
    photographs = [
        PictureSpec(str(number), **photograph)
        for number, photograph in enumerate(words["photographs"])
    ]
    found = fit_in(
        _copy({**words, "captions": []}),
        grid,
        Width(columns, words.get("legs") or columns),
        depth=words.get("depth"),
        pictures=photographs,
    )
    return dict(FitSerializer(found).data)


def _copy(words: dict[str, Any]) -> Copy:
    pictures = [
        Picture(str(number), "", caption)
        for number, caption in enumerate(words["captions"])
    ]
    stack = {name: words[name] for name in ("kicker", "headline", "deck", "byline")}
    return Copy(
        **stack,
        dateline=words["dateline"],
        blocks=blocks_from_body(words["body"]),
        pictures=tuple(pictures),
    )
