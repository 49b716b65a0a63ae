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
from issues.services.measuring import measure, usual_grid
from press.copy.model import Copy, Picture
from submissions import limits
from submissions.body_text import blocks_from_body

MOST = limits.BODY_CHARACTERS * 3  # with marks and line ends


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


class ExtentSerializer(serializers.Serializer[Any]):
    """Lines of body type in one column, height in millimetres, share of a page."""

    characters = serializers.IntegerField()
    lines = serializers.IntegerField()
    height = serializers.FloatField()
    share = serializers.FloatField()
    column_chars = serializers.IntegerField()
    columns = serializers.IntegerField()


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
        return Response(asdict(measure(_copy(asked.validated_data), _grid(asked))))


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


def _copy(words: dict[str, Any]) -> Copy:
    pictures = [
        Picture(str(number), "", caption)
        for number, caption in enumerate(words["captions"])
    ]
    return Copy(
        dateline=words["dateline"],
        blocks=blocks_from_body(words["body"]),
        pictures=tuple(pictures),
    )
