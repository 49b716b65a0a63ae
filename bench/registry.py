"""What bench knows: figures by name, in the order in which they were registered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


class UnknownFigureError(LookupError):
    """A name that no figure has."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a measurement came to; ``ratio`` is ours divided by the peer's."""

    value: float
    ratio: float | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: ``how`` says in one sentence what was done, ``peer`` beside what."""

    name: str
    unit: str
    how: str
    measure: Callable[[], Reading]
    peer: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """A figure as it was measured: one line of the output."""

    name: str
    value: float
    unit: str
    peer: str
    ratio: float | None
    how: str


FIGURES: dict[str, Figure] = {}

Measure = Callable[[], Reading]


def figure(
    name: str, *, unit: str, how: str, peer: str = ""
) -> Callable[[Measure], Measure]:
    """Register the function that measures a figure; its name must be new."""

    def register(measure: Measure) -> Measure:
        if name in FIGURES:
            raise ValueError(f"There are two figures called {name}.")
        FIGURES[name] = Figure(name, unit, how, measure, peer)
        return measure

    return register


def choose(names: Sequence[str]) -> list[Figure]:
    """Return the figures of these names, all of them for no name.

    Raises ``UnknownFigureError`` with a sentence that lists what is known.
    """
    unknown = [name for name in names if name not in FIGURES]
    if unknown:
        raise UnknownFigureError(
            f"Bench does not know {', '.join(unknown)}. It knows {', '.join(FIGURES)}."
        )
    return [FIGURES[name] for name in dict.fromkeys(names)] or list(FIGURES.values())


def take(wanted: Figure) -> Result:
    """Measure a figure now."""
    reading = wanted.measure()
    return Result(
        name=wanted.name,
        value=significant(reading.value),
        unit=wanted.unit,
        peer=wanted.peer,
        ratio=None if reading.ratio is None else significant(reading.ratio, 3),
        how=f"{wanted.how}; {reading.detail}" if reading.detail else wanted.how,
    )


def significant(value: float, digits: int = 4) -> float:
    """Round to so many significant digits; whole numbers become int."""
    rounded = float(f"{value:.{digits}g}")
    return int(rounded) if rounded == int(rounded) else rounded
