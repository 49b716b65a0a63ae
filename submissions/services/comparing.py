"""What changed between two versions of a piece, and since its second read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from press.copy.diff import Difference, Op, differences
from press.copy.plain import copy_to_plain
from press.copy.serial import from_json
from submissions.enums import ReviewStage
from submissions.models import Review, Submission, Version

AROUND = 24  # characters shown on each side of a change
CUT = "…"

Line = list[Difference]  # the parts of a line of text


@dataclass(frozen=True, slots=True)
class LateEdit:
    """A piece whose words are no longer those its second reader signed."""

    piece: Submission
    signed: Version
    current: Version


def changes_between(before: Version, after: Version) -> tuple[Difference, ...]:
    """Return the changes of the words with a little of the text around each."""
    old, new = (copy_to_plain(from_json(each.copy)) for each in (before, after))
    return shortened(differences(old, new))


def side_by_side(before: Version, after: Version) -> tuple[list[Line], list[Line]]:
    """Return both texts line by line, each with what the other has not."""
    old, new = (copy_to_plain(from_json(each.copy)) for each in (before, after))
    parts = differences(old, new)
    return _lines(parts, Op.INSERT), _lines(parts, Op.DELETE)


def _lines(parts: Iterable[Difference], left_out: Op) -> list[Line]:
    """Return the lines of one of two texts: all parts but those of the other."""
    lines: list[Line] = [[]]
    for part in parts:
        if part.op is left_out:
            continue
        first, *more = part.text.split("\n")
        lines[-1].append(replace(part, text=first))
        lines += [[replace(part, text=text)] for text in more]
    return [line for line in lines if any(part.text for part in line)]


def shortened(parts: Sequence[Difference]) -> tuple[Difference, ...]:
    """Cut the long stretches that stayed the same."""
    last = len(parts) - 1
    return tuple(
        replace(part, text=_cut(part.text, head=at > 0, tail=at < last))
        if part.op is Op.EQUAL
        else part
        for at, part in enumerate(parts)
    )


def _cut(text: str, *, head: bool, tail: bool) -> str:
    kept = AROUND * (head + tail)
    if len(text) <= kept + 1:
        return text
    start = text[:AROUND] if head else ""
    end = text[-AROUND:] if tail else ""
    return f"{start}{CUT}{end}"


def edits_since_second_read(pieces: Iterable[Submission]) -> tuple[LateEdit, ...]:
    """Return the pieces edited after their second read, in two queries."""
    found = {piece.pk: piece for piece in pieces}
    reads = Review.objects.filter(
        submission__in=found, stage=ReviewStage.SECOND, void_at__isnull=True
    ).select_related("version")
    signed = {read.submission_id: read for read in reads}
    current = Version.objects.select_related("author").in_bulk(
        [piece.current_version_id for piece in found.values()]
    )
    return tuple(
        LateEdit(piece, read.version, now)
        for pk, piece in found.items()
        if (read := signed.get(pk)) is not None
        and (now := current.get(piece.current_version_id)) is not None
        and now.copy_hash != read.copy_hash
    )
