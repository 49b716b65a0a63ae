"""Vocabularies over the API: lists, new tags, renaming, merging, tables."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import mixins
from rest_framework.decorators import action
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import GenericViewSet

from submissions.api.access import ReadersOnly, read
from submissions.models import Tag
from submissions.services.tagging.keeping import (
    add_tag,
    change_tag,
    merge_tags,
    rename_tag,
    set_names,
    undo_merge,
)
from submissions.services.tagging.tables import export_tags, import_tags
from submissions.tag_enums import Vocabulary
from submissions.tag_serializers import (
    ImportedTagsSerializer,
    MergeSerializer,
    NewTagSerializer,
    RenameSerializer,
    TagChangeSerializer,
    TagSerializer,
    TagTableSerializer,
    VocabularySerializer,
)


class VocabulariesView(ReadersOnly, APIView):
    """The lists that tags belong to."""

    @extend_schema(responses=VocabularySerializer(many=True))
    def get(self, request: Request) -> Response:
        """List the vocabularies with how many tags each has."""
        holding = Tag.objects.filter(is_retired=False, merged_into=None).order_by()
        counts = holding.values_list("vocabulary").annotate(tags=Count("pk"))
        many = dict(counts)
        rows = [
            {"vocabulary": v.value, "title": str(v.label), "tags": many.get(v, 0)}
            for v in Vocabulary
        ]
        return Response(VocabularySerializer(rows, many=True).data)


class TagFilterSet(django_filters.FilterSet):
    """Narrow tags down by vocabulary, and by any of their names."""

    vocabulary = django_filters.ChoiceFilter(choices=Vocabulary)
    q = django_filters.CharFilter(method="named", label="Part of a name.")

    class Meta:
        model = Tag
        fields = ("vocabulary", "is_retired")

    def named(self, found: QuerySet[Tag], _name: str, words: str) -> QuerySet[Tag]:
        """Keep tags that have a name with these words in it."""
        named = Q(name__contains=words) | Q(names__name__contains=words)
        return found.filter(named).distinct()


class TagViewSet(
    ReadersOnly,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    GenericViewSet[Tag],
):
    """Tags of all vocabularies, with their names."""

    parser_classes = (JSONParser,)
    serializer_class = TagSerializer
    filterset_class = TagFilterSet
    lookup_value_regex = r"\d+"

    def get_queryset(self) -> QuerySet[Tag]:
        """Return tags with all that is shown of them."""
        found = Tag.objects.select_related("parent", "current")
        return found.prefetch_related("names").order_by("vocabulary", "name", "pk")

    @extend_schema(request=NewTagSerializer, responses={201: TagSerializer})
    def create(self, request: Request) -> Response:
        """Put a new word into a vocabulary."""
        tag = add_tag(**read(NewTagSerializer, request), actor=_actor(request))
        return Response(TagSerializer(tag).data, status=201)

    @extend_schema(request=TagChangeSerializer, responses=TagSerializer)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change what a tag is: its vocabulary, region, note, names; or retire it."""
        tag, asked = self.get_object(), read(TagChangeSerializer, request)
        names = asked.pop("names", None)
        change_tag(tag=tag, fields=asked, actor=_actor(request))
        if names is not None:
            set_names(tag=tag, names=names, actor=_actor(request))
        return self._shown(tag)

    @extend_schema(request=RenameSerializer, responses=TagSerializer)
    @action(detail=True, methods=["post"])
    def rename(self, request: Request, pk: str) -> Response:
        """Give a tag a new name; the old one stays as another name with its days."""
        tag, asked = self.get_object(), read(RenameSerializer, request)
        rename_tag(tag=tag, **asked, actor=_actor(request))
        return self._shown(tag)

    @extend_schema(request=MergeSerializer, responses=TagSerializer)
    @action(detail=True, methods=["post"])
    def merge(self, request: Request, pk: str) -> Response:
        """Let a tag stand for another; its pieces keep what was chosen."""
        tag, asked = self.get_object(), read(MergeSerializer, request)
        merge_tags(source=tag, target=asked["into"], actor=_actor(request))
        return self._shown(tag)

    @extend_schema(request=None, responses=TagSerializer)
    @action(detail=True, methods=["post"], url_path="undo-merge")
    def undo_merge(self, request: Request, pk: str) -> Response:
        """Let a merged tag stand for itself again."""
        tag = self.get_object()
        undo_merge(tag=tag, actor=_actor(request))
        return self._shown(tag)

    def _shown(self, tag: Tag) -> Response:
        return Response(TagSerializer(self.get_queryset().get(pk=tag.pk)).data)


class TagTableView(ReadersOnly, APIView):
    """All vocabularies as one table (CSV)."""

    parser_classes = (JSONParser,)

    @extend_schema(responses={(200, "text/csv"): OpenApiTypes.STR})
    def get(self, request: Request) -> HttpResponse:
        """Return the table."""
        return HttpResponse(export_tags(), content_type="text/csv; charset=utf-8")

    @extend_schema(request=TagTableSerializer, responses=ImportedTagsSerializer)
    def post(self, request: Request) -> Response:
        """Bring a table in: all of it, or nothing and why."""
        asked = read(TagTableSerializer, request)
        done = import_tags(text=asked["table"], actor=_actor(request))
        return Response(ImportedTagsSerializer(done).data)


def _actor(request: Request) -> Any:
    return request.user
