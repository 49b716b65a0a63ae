"""Stored choices of tags: the vocabularies, and what became of a proposal."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Vocabulary(TextChoices):
    """The lists that tags belong to; a word of the desk's own is in none of them."""

    REGION = "region", _("Region")
    ZONE = "zone", _("Zone")
    INDUSTRY = "industry", _("Industry")
    TOPIC = "topic", _("Topic")
    GENRE = "genre", _("Genre")
    OTHER = "other", _("Own words")


# What is proposed besides: the section of a piece, which is no tag.
SECTION = "section"


class NameKind(TextChoices):
    """What another name of a tag is good for."""

    ALIAS = "alias", _("another name")
    LEAD = "lead", _("a word that leads to it")


class TagState(TextChoices):
    """What a person said to a proposed tag."""

    OPEN = "open", _("Open")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")
