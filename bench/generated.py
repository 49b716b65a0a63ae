"""Generated pages as a desk would choose them: copy that fills 85 to 97 per cent.

How full a page is counts the shape of each story that looks best by itself, in cells of
one column and one line; what is missing to the whole page is the make-up's to find.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from bench.copywriter import SECTIONS, Copywriter
from press.makeup.choosing import story_shapes
from press.makeup.furniture import foot_lines, head_lines
from press.makeup.grid import PRESETS, PageGrid
from press.makeup.model import Furniture, PictureSpec, Story
from press.makeup.planning import plan_groups
from press.makeup.roles import suggest_roles

FORMATS = tuple(PRESETS[name] for name in sorted(PRESETS))
FEWEST, MOST = 6, 14  # stories
SHORTEST, LONGEST = 250, 2600  # characters
FULLNESS = (0.85, 0.97)
NEAR = 0.02  # of the page that the copy may be off what was wished
TRIES = 40
SMALL_PAGE = 300  # mm wide; below it a page takes fewer stories and photographs
PHOTO_SIZES = ((6000, 4000), (4000, 6000), (4032, 3024), (5472, 3648), (4000, 2250))


@dataclass(frozen=True, slots=True)
class GeneratedPage:
    """A page's copy; ``fullness`` is its share of the cells there are for stories."""

    seed: int
    grid: PageGrid
    stories: tuple[Story, ...]
    furniture: Furniture
    fullness: float


@dataclass(slots=True)
class _Wishes:
    """Lengths and photographs of the stories, changed until they fit."""

    seed: int
    lengths: list[int]
    photos: list[int]

    def stories(self) -> tuple[Story, ...]:
        writer = Copywriter(self.seed)
        pairs = zip(self.lengths, self.photos, strict=True)
        return suggest_roles(
            [
                self._story(writer, slot, length, count)
                for slot, (length, count) in enumerate(pairs, start=1)
            ]
        )

    def _story(self, writer: Copywriter, slot: int, length: int, photos: int) -> Story:
        pictures = tuple(
            PictureSpec(
                f"p{slot}-{n}",
                *PHOTO_SIZES[(self.seed + slot + n) % len(PHOTO_SIZES)],
                writer.line("图为{place}一家企业的{goods}生产线。"),
                "马千里 摄",
            )
            for n in range(photos)
        )
        copy = writer.copy(length)
        labelled = length < 500 and writer.random.random() < 0.5
        section = writer.random.choice(SECTIONS) if labelled else ""
        return Story(f"s{slot}", slot, copy, section=section, pictures=pictures)

    def shrink_or_grow(self, ratio: float, *, drop_photo: bool) -> None:
        """Take the copy nearer to its aim; ``ratio`` is aim over what there is."""
        if ratio < 1 and all(length == SHORTEST for length in self.lengths):
            self._fewer()
        elif drop_photo and any(self.photos):
            self.photos[self.photos.index(max(self.photos))] -= 1
        elif ratio > 1 and all(length == LONGEST for length in self.lengths):
            self.lengths.append(900)
            self.photos.append(1)
        else:
            self.lengths = [
                min(LONGEST, max(SHORTEST, round(length * ratio**1.1)))
                for length in self.lengths
            ]

    def _fewer(self) -> None:
        if any(self.photos):
            self.photos[self.photos.index(max(self.photos))] -= 1
        else:
            self.lengths.pop()
            self.photos.pop()


def generated_page(seed: int) -> GeneratedPage:
    """Return the page of a seed; formats take turns, a quarter are front pages."""
    pick = random.Random(seed)
    grid = FORMATS[seed % len(FORMATS)]
    furniture = _furniture(seed % 8 + 1, front=pick.random() < 0.25)
    depth = grid.lines - head_lines(grid, furniture) - foot_lines(furniture)
    aim = pick.uniform(*FULLNESS)
    wishes = _first_wishes(seed, grid, pick)
    share = 0.0
    for _ in range(TRIES):
        stories = wishes.stories()
        share = _cells(grid, stories) / (depth * grid.columns)
        if abs(share - aim) < NEAR:
            break
        ratio = aim / share
        wishes.shrink_or_grow(ratio, drop_photo=ratio < 0.8 and pick.random() < 0.5)
    return GeneratedPage(seed, grid, stories, furniture, share)


def _first_wishes(seed: int, grid: PageGrid, pick: random.Random) -> _Wishes:
    small = grid.trim_width < SMALL_PAGE
    count = pick.randint(FEWEST, MOST - 4 if small else MOST)
    bend = 2.6 if small else 1.6  # the larger, the more short ones
    span = LONGEST / SHORTEST
    lengths = [round(SHORTEST * span ** (pick.random() ** bend)) for _ in range(count)]
    photos = [
        pick.choice((0, 0, 0, 1, 1, 2) if n > 400 else (0, 0, 1)) for n in lengths
    ]
    if small:
        photos = [min(1, n) if pick.random() < 0.4 else 0 for n in photos]
    return _Wishes(seed, lengths, photos)


def _cells(grid: PageGrid, stories: Sequence[Story]) -> int:
    return sum(_best_cells(grid, story) for story in stories)


def _best_cells(grid: PageGrid, story: Story) -> int:
    (group,) = plan_groups(grid, [story])
    best = min(story_shapes(group[0], grid.lines), key=lambda shape: shape.cost)
    return best.lines * best.legs.columns


def _furniture(number: int, *, front: bool) -> Furniture:
    return Furniture(
        paper="云州商报",
        supplement="园区导刊",
        folio=("2026年11月23日 星期一", "园区导刊", f"第{number:02d}版"),
        nameplate=front,
        nameplate_notes=("第8期", "2026年11月23日") if front else (),
        contact=("投稿热线：0000-0000000", "《园区导刊》编辑部") if front else (),
    )
