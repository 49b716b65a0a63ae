"""The way of a piece, as steps on its private page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from submissions.enums import Status
from submissions.services.status import LABELS, StatusView

# The plain way of a piece that is used, one state for each word the author reads.
WAY = (Status.RECEIVED, Status.FIRST_READ, Status.ACCEPTED, Status.PUBLISHED)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the way; ``state`` is done, now or ahead."""

    name: str
    state: str
    at: datetime | None = None


def steps_of(found: StatusView) -> tuple[Step, ...]:
    """Return what has been, where the piece is, and what still lies ahead."""
    last = len(found.steps) - 1
    been = [
        Step(step.label, "now" if place == last else "done", step.at)
        for place, step in enumerate(found.steps)
    ]
    return (*been, *(Step(name, "ahead") for name in _ahead(found)))


def _ahead(found: StatusView) -> tuple[str, ...]:
    way = tuple(str(LABELS[status]) for status in WAY)
    if found.label not in way:
        return ()  # on hold, returned, not used: nobody knows what comes
    return way[way.index(found.label) + 1 :]
