"""Which pieces are one piece for a reader: copies, and the same words sent again."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from submissions.models import IncomingRecord, Submission, Version


def family_of(pieces: Collection[int]) -> frozenset[int]:
    """Return the ids of these pieces and of all that say what they say or said.

    A piece belongs to it that is a duplicate of one (in either direction, however far),
    that came with the same content, or of which any version has the hash of any
    version of theirs.
    """
    found, new = frozenset(pieces), frozenset(pieces)
    while new:
        new = _next_to(new) - found
        found |= new
    return found


def _next_to(pieces: Collection[int]) -> frozenset[int]:
    """Return the nearest relations of some pieces."""
    hashes = Version.objects.filter(submission__in=pieces).values("copy_hash")
    contents = IncomingRecord.objects.filter(submission__in=pieces)
    near = Submission.objects.filter(
        Q(duplicate_of__in=pieces)
        | Q(duplicates__in=pieces)
        | Q(incoming__content_hash__in=contents.values("content_hash"))
    )
    same = Version.objects.filter(copy_hash__in=hashes).exclude(submission__in=pieces)
    ids = (near.values_list("pk", flat=True), same.values_list("submission", flat=True))
    return frozenset(pk for found in ids for pk in found)
