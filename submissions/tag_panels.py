"""The card of tags beside a piece: what it bears, what is proposed, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from desk.policy import policy
from press.tagging.places import parts_of
from submissions.models import Submission, Tag, TagProposal
from submissions.panels import register_panel
from submissions.services.tagging.deciding import MAY
from submissions.services.tagging.remembering import copy_of
from submissions.tag_enums import TagState, Vocabulary

AROUND = 8  # characters shown on either side of a word
WORDS_SHOWN = 3
MARKS = "，。、；：！？）”》 "  # a line does not begin with them

PLACES = {
    "kicker": _("kicker"),
    "headline": _("headline"),
    "deck": _("deck"),
    "dateline": _("dateline"),
    "byline": _("byline"),
    "unit": _("author's unit"),
    "first": _("first paragraph"),
    "subhead": _("subhead"),
    "body": _("body"),
    "caption": _("caption"),
}
SHAPES = {
    "photo_news": _("kind: photo news"),
    "editorial": _("kind: editorial"),
    "notice": _("kind: notice"),
    "short": _("its length"),
    "long": _("its length"),
    "dateline": _("it has a dateline"),
    "subheads": _("it has subheads"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """A word that led to a tag, in what stands around it; no word: ``place`` tells."""

    place: str
    before: str = ""
    word: str = ""
    after: str = ""
    is_outdated: bool = False


@dataclass(frozen=True, slots=True)
class TagRow:
    """A proposed tag or section as the room shows it."""

    proposal: TagProposal
    name: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class TagGroup:
    """The tags of one vocabulary: what the piece bears, and what is proposed."""

    label: str
    borne: tuple[Tag, ...]
    rows: tuple[TagRow, ...]


def tag_panel(piece: Submission, request: HttpRequest) -> dict[str, Any] | None:
    """Return what the card shows; None when there is nothing to show."""
    borne = list(piece.tags.select_related("current"))
    found = piece.tag_proposals.filter(state=TagState.OPEN)
    proposals = list(found.select_related("tag", "section"))
    if not (borne or proposals):
        return None
    texts = _texts(piece)
    rows = [_row(each, texts) for each in proposals]
    groups = list(_groups(borne, rows))
    first = next((row.proposal.pk for group in groups for row in group.rows), 0)
    return {
        "groups": groups,
        "first": first,
        "open": len(rows),
        "may_decide": policy.may(request.user, MAY, piece),
        "piece": piece,
    }


def _groups(borne: Iterable[Tag], rows: list[TagRow]) -> Iterable[TagGroup]:
    tags = list({tag.stands_for.pk: tag.stands_for for tag in borne}.values())
    sections = tuple(row for row in rows if row.proposal.tag is None)
    if sections:
        yield TagGroup(str(_("Section")), (), sections)
    for vocabulary in Vocabulary:
        has = tuple(tag for tag in tags if tag.vocabulary == vocabulary)
        new = tuple(
            row
            for row in rows
            if row.proposal.tag and row.proposal.tag.vocabulary == vocabulary
        )
        if has or new:
            yield TagGroup(str(vocabulary.label), has, new)


def _texts(piece: Submission) -> dict[tuple[str, int], str]:
    parts = parts_of(copy_of(piece), piece.contact_unit)
    return {(part.place.value, part.number): part.text for part in parts}


def _row(proposal: TagProposal, texts: Mapping[tuple[str, int], str]) -> TagRow:
    reasons = [reason_of(word, texts) for word in proposal.words[:WORDS_SHOWN]]
    if proposal.is_learned:
        reasons.append(Reason(str(_("chosen before for pieces like it"))))
    name = str(proposal.tag or proposal.section)
    return TagRow(proposal, name, tuple(reasons))


def reason_of(
    said: Mapping[str, Any], texts: Mapping[tuple[str, int], str] | None = None
) -> Reason:
    """Return a word as it stands in the piece; alone where the words have changed."""
    place, word = said["place"], said["word"]
    if place == "shape":
        return Reason(str(SHAPES.get(word, word)))
    text = (texts or {}).get((place, said["part"]), "")
    start, end = said["start"], said["end"]
    is_there = text[start:end] == word
    return Reason(
        place=str(PLACES.get(place, place)),
        before=text[max(0, start - AROUND) : start].lstrip(MARKS) if is_there else "",
        word=word,
        after=text[end : end + AROUND] if is_there else "",
        is_outdated=bool(said.get("is_outdated")),
    )


def register_panels() -> None:
    """Put the card into the reading room."""
    register_panel("tags", tag_panel, "desk/room_tags.html", place=30)
