"""The answers to a change of words that cannot be saved as it came."""

from __future__ import annotations

from dataclasses import asdict

from rest_framework import status
from rest_framework.response import Response

from submissions.exceptions import EditConflict, ReadsFall
from submissions.serializers import VersionSerializer


def falls_answer(fall: ReadsFall) -> Response:
    """Return 409 with the table's findings and the signatures that would fall."""
    judged = fall.judgement
    return Response(
        {
            "code": fall.code,
            "detail": str(fall),
            "falls": [
                {
                    "stage": each.read.stage,
                    "reviewer": str(each.read.reviewer),
                    "changes": sorted(each.changes),
                }
                for each in judged.falls
            ],
            "findings": [asdict(found) for found in judged.findings],
        },
        status.HTTP_409_CONFLICT,
    )


def conflict_answer(conflict: EditConflict) -> Response:
    """Return 409 with the version that somebody saved meanwhile."""
    theirs = VersionSerializer(conflict.version).data
    said = {"code": conflict.code, "detail": str(conflict), "theirs": theirs}
    return Response(said, status.HTTP_409_CONFLICT)
