"""What a proof holds for ever: its words, its sheets, and what stands where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from issues.models import Proof, ProofSheet, Snapshot
from issues.proof_enums import ProofSource
from press.copy.model import Copy
from press.copy.serial import from_json
from press.makeup.hitting import Hit, TextLine, hit, hit_of, nearest_line, text_lines
from press.makeup.model import PageLayout
from press.makeup.serial import layout_from_json
from submissions.models import Version


@dataclass(frozen=True, slots=True)
class FrozenStory:
    """A story as a proof has it; ``submission`` is its id."""

    submission: int
    ref: str
    version: int
    copy: Copy

    @property
    def title(self) -> str:
        first = next((block.text for block in self.copy.blocks), "")
        return self.copy.headline or first[:20] or self.ref


def stories_of(proof: Proof) -> tuple[FrozenStory, ...]:
    """Return the stories of a proof in the order of the page."""
    if proof.snapshot_id is not None:
        return stories_of_snapshot(proof.snapshot_id, proof.text_hash)
    pk = proof.version_id or 0
    version = Version.objects.select_related("submission").get(pk=pk)
    piece = version.submission
    copy = from_json(version.copy)
    return (FrozenStory(piece.pk, piece.ref, version.number, copy),)


def copies_of(proof: Proof) -> dict[str, Copy]:
    """Return the words of a proof by receipt number."""
    return {story.ref: story.copy for story in stories_of(proof)}


def story_named(proof: Proof, ref: str) -> FrozenStory | None:
    return next((each for each in stories_of(proof) if each.ref == ref), None)


def layout_on(proof: Proof, sheet: ProofSheet) -> PageLayout:
    """Return what the picture of a sheet shows; a PDF from outside has no layout."""
    if proof.snapshot_id is not None:
        return layout_of_snapshot(proof.snapshot_id, proof.text_hash)
    return layout_from_json(sheet.layout or {})


def lines_of(proof: Proof, sheet: ProofSheet) -> tuple[TextLine, ...]:
    """Return the lines of a sheet, each with the part of the story it belongs to."""
    if proof.source == ProofSource.DESK:
        return tuple(_line(each) for each in sheet.lines)
    return text_lines(layout_on(proof, sheet), copies_of(proof))


def what_is_at(proof: Proof, sheet: ProofSheet, x: float, y: float) -> Hit | None:
    """Return what stands at a point of a sheet, given in fractions of it."""
    across, down = x * sheet.width, y * sheet.height
    if proof.source == ProofSource.DESK:
        near = nearest_line(lines_of(proof, sheet), across, down)
        return hit_of(near, across) if near else None
    return hit(layout_on(proof, sheet), copies_of(proof), across, down)


def _line(data: Mapping[str, object]) -> TextLine:
    """Return a kept line of a PDF from outside; its edges are as many as kept."""
    return TextLine(**{**data, "edges": tuple(data["edges"])})  # type: ignore[arg-type]


# A snapshot never changes: what was read of one stays true for every later question.
# The hash is part of the question, so that a number used again means nothing else.
@lru_cache(maxsize=8)
def layout_of_snapshot(pk: int, _hash: str) -> PageLayout:
    """Return the layout of a frozen page."""
    content = Snapshot.objects.values_list("content__layout", flat=True).get(pk=pk)
    return layout_from_json(content)


@lru_cache(maxsize=32)
def stories_of_snapshot(pk: int, _hash: str) -> tuple[FrozenStory, ...]:
    """Return the stories of a frozen page, without reading its layout."""
    content = Snapshot.objects.values_list("content__stories", flat=True).get(pk=pk)
    return tuple(_frozen(story) for story in content)


def stories_of_snapshots(
    keys: Iterable[int | None],
) -> dict[int, tuple[FrozenStory, ...]]:
    """Return the stories of frozen pages by their ids, in one query."""
    found = Snapshot.objects.filter(pk__in=[key for key in keys if key])
    return {
        pk: tuple(map(_frozen, stories))
        for pk, stories in found.values_list("pk", "content__stories")
    }


def _frozen(story: dict[str, Any]) -> FrozenStory:
    copy = from_json(story["copy"])
    printed = {picture["id"] for picture in story["pictures"]}
    shown = tuple(each for each in copy.pictures if each.id in printed)
    words = replace(copy, pictures=shown)
    return FrozenStory(story["submission"], story["ref"], story["version"], words)
