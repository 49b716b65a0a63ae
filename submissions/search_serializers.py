"""What the API says of a search."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from rest_framework import serializers

from submissions.models import SavedSearch
from submissions.search_forms import SearchForm
from submissions.serializers import SubmissionSerializer


class PartSerializer(serializers.Serializer[Any]):
    """A run of characters; ``is_hit`` for what was searched."""

    text = serializers.CharField()
    is_hit = serializers.BooleanField()


class HitSerializer(serializers.Serializer[Any]):
    """A piece that was found, its title and the sentence with the hit in parts."""

    piece = SubmissionSerializer()
    title = PartSerializer(many=True)
    sentence = PartSerializer(many=True)
    is_original = serializers.BooleanField(
        help_text="The sentence stood in the text as sent and was edited since."
    )


class FoundSerializer(serializers.Serializer[Any]):
    """A page of hits; ``total`` is exact unless ``is_more``."""

    total = serializers.IntegerField()
    is_more = serializers.BooleanField()
    page = serializers.IntegerField()
    pages = serializers.IntegerField()
    hits = HitSerializer(many=True)


class SavedSearchSerializer(serializers.ModelSerializer[SavedSearch]):
    """A search that is kept; ``wishes`` are the parameters of ``/api/search/``."""

    owner = serializers.CharField(source="owner.username", read_only=True)
    wishes = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField(max_length=200)),
    )

    def validate_wishes(self, wishes: dict[str, list[str]]) -> dict[str, list[str]]:
        """Take what could be searched, and nothing else."""
        query = QueryDict(mutable=True)
        for name, values in wishes.items():
            query.setlist(name, values)
        form = SearchForm(query)
        unknown = set(wishes) - (set(form.fields) - {"page"})
        if unknown:
            names = ", ".join(sorted(unknown))
            raise serializers.ValidationError(
                _("This cannot be searched for: %(names)s.") % {"names": names}
            )
        if not form.is_valid():
            raise serializers.ValidationError(
                [str(error) for each in form.errors.values() for error in each]
            )
        return wishes

    class Meta:
        model = SavedSearch
        fields = ("id", "name", "owner", "is_shared", "wishes", "created_at")
        read_only_fields = ("id", "owner", "created_at")
        validators = ()  # the same name takes the place of the first
