"""Vocabularies, tags and what is proposed for a piece, as the API shows them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from submissions.models import Tag, TagName, TagProposal
from submissions.tag_enums import SECTION, Vocabulary


class VocabularySerializer(serializers.Serializer[Any]):
    """One of the lists that tags belong to."""

    vocabulary = serializers.ChoiceField(choices=Vocabulary.choices)
    title = serializers.CharField()
    tags = serializers.IntegerField(help_text="Tags that hold: not retired or merged.")


class TagNameSerializer(serializers.ModelSerializer[TagName]):
    """Another name of a tag, or a word that leads to it."""

    class Meta:
        model = TagName
        fields = ("name", "kind", "since", "until")


class TagSerializer(serializers.ModelSerializer[Tag]):
    """A tag with its names; ``merged_into`` names what it stands for."""

    part_of: Any = serializers.CharField(source="parent.name", default="")
    merged_into: Any = serializers.CharField(source="current.name", default="")
    names = TagNameSerializer(many=True, read_only=True)

    class Meta:
        model = Tag
        fields = (
            *("id", "vocabulary", "code", "name", "part_of", "names", "note"),
            *("source", "is_retired", "merged_into"),
        )
        read_only_fields = fields


class NewTagSerializer(serializers.Serializer[Any]):
    """A new word of a vocabulary."""

    name = serializers.CharField(max_length=Tag.NAME_LENGTH)
    vocabulary = serializers.ChoiceField(choices=Vocabulary.choices)
    parent: Any = serializers.SlugRelatedField(
        slug_field="name",
        queryset=Tag.objects.all(),
        required=False,
        allow_null=True,
        default=None,
        help_text="Name of the region it lies in.",
    )
    note = serializers.CharField(max_length=100, required=False, default="")


class TagChangeSerializer(serializers.Serializer[Any]):
    """What may be changed of a tag beside its name; ``names`` replaces all of them."""

    vocabulary = serializers.ChoiceField(choices=Vocabulary.choices, required=False)
    parent: Any = serializers.SlugRelatedField(
        slug_field="name", queryset=Tag.objects.all(), required=False, allow_null=True
    )
    note = serializers.CharField(max_length=100, required=False, allow_blank=True)
    is_retired = serializers.BooleanField(required=False)
    names = TagNameSerializer(many=True, required=False)


class RenameSerializer(serializers.Serializer[Any]):
    """A new name and the first day on which it holds; today unless said."""

    name = serializers.CharField(max_length=Tag.NAME_LENGTH)
    since = serializers.DateField(required=False, allow_null=True, default=None)


class MergeSerializer(serializers.Serializer[Any]):
    """The tag that another is merged into."""

    into: Any = serializers.PrimaryKeyRelatedField(queryset=Tag.objects.all())


class TagWordSerializer(serializers.Serializer[Any]):
    """A word that led to a proposal: characters ``start`` to ``end`` of a place."""

    word = serializers.CharField()
    place = serializers.CharField()
    part = serializers.IntegerField()
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    is_outdated = serializers.BooleanField()


class TagProposalSerializer(serializers.ModelSerializer[TagProposal]):
    """A tag or section that is proposed, with the words that led to it."""

    vocabulary = serializers.SerializerMethodField()
    name = serializers.SerializerMethodField()
    words = TagWordSerializer(many=True, read_only=True)
    decided_by: Any = serializers.StringRelatedField()

    class Meta:
        model = TagProposal
        fields = (
            *("id", "vocabulary", "name", "score", "words", "is_learned", "state"),
            *("decided_by", "decided_at"),
        )
        read_only_fields = fields

    @extend_schema_field(serializers.CharField())
    def get_vocabulary(self, row: TagProposal) -> str:
        """Return the vocabulary; ``section`` for a section."""
        return row.tag.vocabulary if row.tag else SECTION

    def get_name(self, row: TagProposal) -> str:
        return str(row.tag or row.section)


class PieceTagsSerializer(serializers.Serializer[Any]):
    """The tags of a piece by name, and all proposals."""

    tags = serializers.ListField(child=serializers.CharField())
    proposals = TagProposalSerializer(many=True)


class SetTagsSerializer(serializers.Serializer[Any]):
    """The tags a piece is to bear; a new word becomes a tag."""

    tags = serializers.ListField(
        child=serializers.CharField(max_length=Tag.NAME_LENGTH), max_length=30
    )


class TagDecisionSerializer(serializers.Serializer[Any]):
    """What a person says to a proposed tag."""

    verdict = serializers.ChoiceField(choices=("accept", "refuse"))


class TagManySerializer(serializers.Serializer[Any]):
    """Pieces by receipt number, and the tags to put on and to take off."""

    refs = serializers.ListField(
        child=serializers.CharField(max_length=20), min_length=1, max_length=200
    )
    add = serializers.ListField(
        child=serializers.CharField(max_length=Tag.NAME_LENGTH), default=list
    )
    remove = serializers.ListField(
        child=serializers.CharField(max_length=Tag.NAME_LENGTH), default=list
    )
    accept_proposed = serializers.BooleanField(default=False)


class TaggedSerializer(serializers.Serializer[Any]):
    """How many pieces were tagged, and why others were not."""

    done = serializers.IntegerField()
    refused = serializers.DictField(child=serializers.CharField())


class TagTableSerializer(serializers.Serializer[Any]):
    """A table of tags as text, as the export gives it."""

    table = serializers.CharField(max_length=2_000_000)


class ImportedTagsSerializer(serializers.Serializer[Any]):
    """What a table did."""

    added = serializers.IntegerField()
    changed = serializers.IntegerField()
    same = serializers.IntegerField()
