"""Plan the photographs of a block: width in legs, whole lines, a modest crop."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import ceil, floor

from press.makeup.model import PictureSpec
from press.makeup.tiers import MAX_CROP, PHOTO_ASPECTS
from press.typesetting.breaker import line_table
from press.typesetting.model import LineTable
from press.typesetting.paragraphs import caption_paragraphs
from press.typesetting.sheets import HOUSE, StyleSheet

EDGE = 2.5  # points from a grid line to the ink of the type that stands on it


@dataclass(frozen=True, slots=True)
class Shot:
    """One photograph at a size: image lines, its caption, how much is cropped."""

    picture: PictureSpec
    width: float
    rows: int
    leading: float
    caption: LineTable | None
    caption_rows: int
    focus: tuple[float, float] | None = None  # the point a crop keeps in view

    @property
    def height(self) -> float:
        return _height(self.rows, self.leading)

    @property
    def cut(self) -> float:
        return cut_at(self.picture, self.width, self.height)

    @property
    def total_rows(self) -> int:
        return self.rows + self.caption_rows


@dataclass(frozen=True, slots=True)
class PhotoPlan:
    """The photographs of a block as one area of ``span`` legs and ``rows`` lines."""

    span: int
    shots: tuple[Shot, ...]
    stacked: bool

    @property
    def rows(self) -> int:
        """Return the lines of the area without the air beside the text."""
        heights = [shot.total_rows for shot in self.shots]
        return sum(heights) + len(heights) - 1 if self.stacked else max(heights)

    @property
    def cut(self) -> float:
        return max(shot.cut for shot in self.shots)


def _height(rows: int, leading: float) -> float:
    return rows * leading - 2 * EDGE


def photo_plans(
    pictures: Sequence[PictureSpec],
    widths: Sequence[float],
    leading: float,
    sheet: StyleSheet = HOUSE,
) -> list[PhotoPlan]:
    """Return every way to set the photographs; ``widths[n]`` is n + 1 legs wide.

    Photographs too coarse for any width are set one leg wide all the same.
    """
    plans = list(_plans(pictures, widths, leading, sheet))
    if plans:
        return plans
    coarse = [replace(picture, min_ppi=0) for picture in pictures]
    return list(_plans(coarse, widths[:1], leading, sheet))


def _plans(
    pictures: Sequence[PictureSpec],
    widths: Sequence[float],
    leading: float,
    sheet: StyleSheet,
) -> Iterator[PhotoPlan]:
    count = len(pictures)
    for span in range(1, len(widths) + 1):
        if span % count == 0:
            width = widths[span // count - 1]
            yield from _in_a_row(pictures, span, width, leading, sheet)
        if count > 1:
            yield from _stacked(pictures, span, widths[span - 1], leading, sheet)


def _in_a_row(
    pictures: Sequence[PictureSpec],
    span: int,
    width: float,
    leading: float,
    sheet: StyleSheet,
) -> Iterator[PhotoPlan]:
    heights = [set(image_rows(picture, width, leading)) for picture in pictures]
    for rows in sorted(set.intersection(*heights)):
        shots = tuple(
            shot_at(picture, width, rows, leading, sheet) for picture in pictures
        )
        yield PhotoPlan(span, shots, stacked=False)


def _stacked(
    pictures: Sequence[PictureSpec],
    span: int,
    width: float,
    leading: float,
    sheet: StyleSheet,
) -> Iterator[PhotoPlan]:
    heights = [image_rows(picture, width, leading) for picture in pictures]
    if not all(heights):
        return
    for step in range(max(len(choice) for choice in heights)):
        shots = tuple(
            shot_at(picture, width, choice[min(step, len(choice) - 1)], leading, sheet)
            for picture, choice in zip(pictures, heights, strict=True)
        )
        yield PhotoPlan(span, shots, stacked=True)


def shot_at(
    picture: PictureSpec,
    width: float,
    rows: int,
    leading: float,
    sheet: StyleSheet = HOUSE,
) -> Shot:
    """Return a photograph at a size with its caption set to its width."""
    table = caption_table(picture, width, sheet)
    deep = 0 if table is None else _caption_rows(table, leading)
    return Shot(picture, width, rows, leading, table, deep)


@cache
def caption_table(
    picture: PictureSpec, width: float, sheet: StyleSheet = HOUSE
) -> LineTable | None:
    """Return caption and credit set to a width, or none where both are empty."""
    paragraphs = caption_paragraphs(picture.caption, picture.credit, sheet)
    return line_table(paragraphs, width) if paragraphs else None


def _caption_rows(table: LineTable, leading: float) -> int:
    return ceil(sum(line.style.leading for line in table.lines) / leading)


def image_rows(picture: PictureSpec, width: float, leading: float) -> list[int]:
    """Return the heights in lines that crop little and print sharp enough."""
    aspect = picture.width / picture.height
    low, high = aspect * (1 - MAX_CROP), aspect / (1 - MAX_CROP)
    if PHOTO_ASPECTS[0] <= aspect <= PHOTO_ASPECTS[1]:
        low, high = max(low, PHOTO_ASPECTS[0]), min(high, PHOTO_ASPECTS[1])
    first = ceil((width / high + 2 * EDGE) / leading)
    last = floor((width / low + 2 * EDGE) / leading)
    choice = range(first, last + 1) or [
        max(2, round((width / aspect + 2 * EDGE) / leading))
    ]
    return [
        rows
        for rows in choice
        if ppi_at(picture, width, _height(rows, leading)) >= picture.min_ppi
    ]


def ppi_at(picture: PictureSpec, width: float, height: float) -> float:
    """Return the resolution of a photograph that fills a box, pixels an inch."""
    scale = max(width / picture.width, height / picture.height)
    return 72 / scale


def cut_at(picture: PictureSpec, width: float, height: float) -> float:
    """Return the share of one side that a crop to this box cuts off."""
    ratio = (picture.width / picture.height) / (width / height)
    return 1 - min(ratio, 1 / ratio)


def crop_of(shot: Shot) -> tuple[float, float, float, float]:
    """Return the part shown, round the focus or with more cut at the foot."""
    box = shot.width / shot.height
    aspect = shot.picture.width / shot.picture.height
    if aspect > box:
        left = _edge(shot.focus and shot.focus[0], box / aspect, 0.5)
        return (left, 0.0, left + box / aspect, 1.0)
    top = _edge(shot.focus and shot.focus[1], aspect / box, 0.4)
    return (0.0, top, 1.0, top + aspect / box)


def _edge(focus: float | None, kept: float, share: float) -> float:
    """Return where the kept part begins: round the focus, else by the share cut."""
    if focus is None:
        return (1 - kept) * share
    return min(max(0.0, focus - kept / 2), 1 - kept)
