"""Proof that every signature that holds stands under words it may stand under."""

from __future__ import annotations

from itertools import pairwise

from press.copy.changes.finding import changes_between
from press.copy.changes.model import VOIDS, Signature
from press.copy.exceptions import CopyError
from press.copy.model import Copy
from press.copy.serial import copy_hash, from_json
from submissions.enums import ReviewStage
from submissions.models import OutsideClearance, Review, Version
from submissions.services.voiding import signature_of

SHOWN = 5


def signatures_hold() -> tuple[bool, str]:
    """I10: what was signed leads to the words of now through what voids nothing.

    Each pair of versions since the signature, and the whole way from what was signed,
    is classed anew; every hash is computed from the words themselves.
    """
    reads = Review.objects.filter(void_at__isnull=True)
    found = reads.select_related("submission", "version").order_by("pk")
    wrong = [
        f"{read.submission.ref} {read.stage}"
        for read in found.iterator()
        if not _holds(read)
    ]
    if not wrong:
        return True, ""
    return False, f"{len(wrong)} signed other words: {', '.join(wrong[:SHOWN])}"


def nothing_final_while_out() -> tuple[bool, str]:
    """I11: no final read was signed while its piece was out for clearance."""
    rows = OutsideClearance.objects.select_related("submission").order_by("pk")
    wrong = []
    for out in rows.iterator():
        finals = Review.objects.filter(
            submission=out.submission_id,
            stage=ReviewStage.FINAL,
            signed_at__gt=out.sent_at,
        )
        if out.closed_at is not None:
            finals = finals.filter(signed_at__lt=out.closed_at)
        if finals.exists():
            wrong.append(out.submission.ref)
    if not wrong:
        return True, ""
    return False, f"{len(wrong)} signed while out: {', '.join(wrong[:SHOWN])}"


def _holds(read: Review) -> bool:
    later = Version.objects.filter(
        submission=read.submission_id, number__gte=read.version.number
    )
    way = list(later.order_by("number"))
    if read.version.submission_id != read.submission_id:
        return False
    if way[-1].pk != read.submission.current_version_id:
        return False
    try:
        copies = [from_json(version.copy) for version in way]
    except CopyError:
        return False
    hashes = [copy_hash(copy) for copy in copies]
    if hashes != [version.copy_hash for version in way]:
        return False
    noted = {each["version"]: each["hash"] for each in read.covers}
    told = all(
        noted.get(version.number, version.copy_hash) == version.copy_hash
        for version in way
    )
    mine = signature_of(read)
    pairs = (*pairwise(copies), *((copies[0], copy) for copy in copies[1:]))
    return (
        told
        and hashes[0] == read.copy_hash
        and not any(_voids(mine, *pair) for pair in pairs)
    )


def _voids(mine: Signature, before: Copy, after: Copy) -> bool:
    found = changes_between(before, after)
    return any(mine in VOIDS[each.change] for each in found)
