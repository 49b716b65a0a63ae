"""What is said about a piece, as the API shows it."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from submissions import limits
from submissions.models import Note, OutsideClearance, Question
from submissions.services.notes import MOST_CHARACTERS
from submissions.services.outside import ANSWERS


class NoteSerializer(serializers.ModelSerializer[Note]):
    """An internal note, and whom it names."""

    author = serializers.SerializerMethodField()
    named = serializers.SerializerMethodField()

    class Meta:
        model = Note
        fields = ("id", "author", "text", "named", "created_at")
        read_only_fields = fields

    def get_author(self, note: Note) -> str:
        return str(note.author)

    def get_named(self, note: Note) -> list[str]:
        return [str(mention.user) for mention in note.mentions.all()]


class NewNoteSerializer(serializers.Serializer[Any]):
    """A note to be written; ``@`` before a name names a colleague."""

    text = serializers.CharField(max_length=MOST_CHARACTERS)


class QuestionSerializer(serializers.ModelSerializer[Question]):
    """A question to the author; closed once it is answered or needs no answer."""

    asked_by = serializers.SerializerMethodField()

    class Meta:
        model = Question
        fields = ("id", "text", "asked_by", "asked_at", "closed_at")
        read_only_fields = fields

    def get_asked_by(self, question: Question) -> str:
        return str(question.asked_by)


class NewQuestionSerializer(serializers.Serializer[Any]):
    """A question to be asked; what it may say the service tells."""

    text = serializers.CharField()


class OutsideSerializer(serializers.ModelSerializer[OutsideClearance]):
    """A piece sent out for clearance, and what came back."""

    version: Any = serializers.SlugRelatedField(slug_field="number", read_only=True)
    sent_by = serializers.SerializerMethodField()
    has_page = serializers.SerializerMethodField()

    class Meta:
        model = OutsideClearance
        fields = (
            *("id", "sent_to", "due_on", "note", "version", "sent_by", "sent_at"),
            *("verdict", "opinion", "has_page", "closed_at"),
        )
        read_only_fields = fields

    def get_sent_by(self, out: OutsideClearance) -> str:
        return str(out.sent_by)

    def get_has_page(self, out: OutsideClearance) -> bool:
        return bool(out.page)


class SendOutSerializer(serializers.Serializer[Any]):
    """To whom a piece was sent, and until when the answer must be here."""

    sent_to = serializers.CharField(max_length=100)
    due_on = serializers.DateField()
    note = serializers.CharField(max_length=2000, allow_blank=True, default="")


class OutsideAnswerSerializer(serializers.Serializer[Any]):
    """What came back; ``called_off`` ends the waiting, ``opinion`` says why."""

    verdict = serializers.ChoiceField(
        choices=[*(answer.value for answer in ANSWERS), "called_off"]
    )
    opinion = serializers.CharField(max_length=2000, allow_blank=True, default="")
    page = serializers.FileField(required=False)


class PieceSplitSerializer(serializers.Serializer[Any]):
    """Where a second piece begins; body blocks are counted from 0."""

    first_block = serializers.IntegerField(min_value=0)
    headline = serializers.CharField(
        max_length=limits.HEADLINE_CHARACTERS, allow_blank=True, default=""
    )
    photos = serializers.ListField(child=serializers.CharField(), default=list)
    expected_version = serializers.IntegerField(min_value=1)


class AppendSerializer(serializers.Serializer[Any]):
    """Which piece's text goes behind this one's."""

    ref = serializers.CharField()
    expected_version = serializers.IntegerField(min_value=1)


class GroupSerializer(serializers.Serializer[Any]):
    """Short items in their order, and the head over them all."""

    refs = serializers.ListField(child=serializers.CharField(), max_length=50)
    headline = serializers.CharField(max_length=limits.HEADLINE_CHARACTERS)
