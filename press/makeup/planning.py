"""What a page decides before anything is placed: labels, boxes, faces, groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from math import ceil

from press.makeup.choosing import story_shapes
from press.makeup.grid import PageGrid
from press.makeup.model import Role, Story
from press.makeup.roles import body_chars
from press.makeup.shapes import Brief, Shape
from press.makeup.task import Candidate, Unit
from press.typesetting.model import Face

MAX_BOXES = 2
GROUP_CHARS = 450  # a story longer than this stands alone under its label
GROUP_TOTAL = 900  # characters that may stand under one label
BOX_CHARS = (150, 520)  # of a story that may be boxed for the page's sake
BOXED = (Role.EDITORIAL, Role.PHOTO_NEWS)
FACES = {
    Role.LEAD: (Face.SONG_BLACK,),
    Role.SECOND_LEAD: (Face.HEI_BLACK,),
    Role.BASEMENT: (Face.SONG_BLACK,),
    Role.ORDINARY: (Face.HEI_BOLD, Face.SONG_BLACK),
}
BRIEF_FACES = (Face.HEI_BOLD, Face.SONG_BLACK)
INTERLOCKED = 40  # what an L costs against a rectangle, so that it is the exception
DOMINANT_COLUMNS, PHOTO_COLUMNS = 3, 2

Group = tuple[Brief, ...]
Stack = tuple[Shape, ...]


def plan_groups(grid: PageGrid, stories: Sequence[Story]) -> list[Group]:
    """Return the blocks of a page, the lead first; short ones of a section share."""
    ordered = sorted(stories, key=lambda s: (s.role is not Role.LEAD, s.slot))
    boxes, faces = _boxed(ordered), _faces(ordered)
    dominant = _dominant(ordered)
    briefs = {
        story.ref: Brief(
            story,
            grid,
            face=faces[story.ref],
            boxed=story.ref in boxes,
            photo_columns=DOMINANT_COLUMNS if story.ref == dominant else PHOTO_COLUMNS,
        )
        for story in ordered
    }
    return [
        _labelled([briefs[story.ref] for story in group])
        for group in _by_section(ordered)
    ]


def _by_section(stories: Sequence[Story]) -> list[list[Story]]:
    groups: list[list[Story]] = []
    boxes = _boxed(stories)
    open_groups: dict[str, list[Story]] = {}
    for story in stories:
        held = open_groups.get(story.section)
        if held and story.ref not in boxes and _joins(held, story):
            held.append(story)
            continue
        group = [story]
        groups.append(group)
        if _groups_well(story) and story.ref not in boxes:
            open_groups[story.section] = group
    return groups


def _groups_well(story: Story) -> bool:
    usual = story.role in (Role.BRIEF, Role.ORDINARY, Role.FILLER)
    return bool(story.section) and usual and body_chars(story) <= GROUP_CHARS


def _joins(group: Sequence[Story], story: Story) -> bool:
    return _groups_well(story) and sum(body_chars(s) for s in (*group, story)) <= (
        GROUP_TOTAL
    )


def _labelled(briefs: list[Brief]) -> Group:
    first, *rest = briefs
    return (replace(first, label=first.story.section), *rest)


def _boxed(stories: Sequence[Story]) -> set[str]:
    """Return the boxed stories; a page without any is given one short box."""
    wanting = [s for role in BOXED for s in stories if s.role is role]
    if not wanting and len(stories) > 3:
        short = [s for s in stories if _boxes_well(s)]
        wanting = sorted(short, key=lambda s: (bool(s.section), s.slot))[:1]
    return {story.ref for story in wanting[:MAX_BOXES]}


def _boxes_well(story: Story) -> bool:
    usual = story.role in (Role.BRIEF, Role.ORDINARY)
    return usual and BOX_CHARS[0] <= body_chars(story) <= BOX_CHARS[1]


def _faces(stories: Sequence[Story]) -> dict[str, Face]:
    """Deal faces in turn, so that headlines that meet can be told apart."""
    faces, turns = {}, dict.fromkeys(Role, 0)
    for story in stories:
        choice = FACES.get(story.role, BRIEF_FACES)
        faces[story.ref] = choice[turns[story.role] % len(choice)]
        turns[story.role] += 1
    return faces


def _dominant(stories: Sequence[Story]) -> str:
    """Return whose photograph dominates: the lead's, else the largest one's."""
    with_pictures = [story for story in stories if story.pictures]
    if not with_pictures:
        return ""
    if with_pictures[0].role is Role.LEAD:
        return with_pictures[0].ref
    return max(with_pictures, key=lambda s: max(p.width for p in s.pictures)).ref


def stacks_of(group: Group, depth: int) -> list[Stack]:
    """Return the ways to stand the stories of a group on top of each other."""
    stacks: dict[tuple[int, int, bool], Stack] = {}
    for number, brief in enumerate(group):
        shapes = story_shapes(brief, depth)
        found: dict[tuple[int, int, bool], Stack] = {}
        for above in stacks.values() if number else [()]:
            for shape in shapes:
                _keep_best(found, (*above, shape), depth)
        stacks = found
    return list(stacks.values())


def _keep_best(
    found: dict[tuple[int, int, bool], Stack], stack: Stack, depth: int
) -> None:
    first, last = stack[0], stack[-1]
    lines = sum(shape.lines for shape in stack)
    if first.legs.columns != last.legs.columns or lines > depth:
        return
    key = (first.legs.columns, lines, first.head_at > 5)
    held = found.get(key)
    if held is None or stack_cost(stack) < stack_cost(held):
        found[key] = stack


def stack_cost(stack: Stack) -> int:
    return sum(shape.cost for shape in stack)


def _heads(stack: Stack) -> Iterator[tuple[int, int]]:
    line = 0
    for shape in stack:
        if shape.head:
            yield line + shape.head_at, shape.head_rows
        line += shape.lines


def _voice(brief: Brief) -> str:
    """Return what tells a headline apart from its neighbour's: family or box."""
    if brief.boxed:
        return f"box {brief.story.ref}"
    return "hei" if brief.face.value.startswith("hei") else "song"


def _is_small(brief: Brief) -> bool:
    return brief.story.role in (Role.BRIEF, Role.FILLER) and not brief.boxed


def bitten_candidate(shape: Shape, key: int) -> Candidate:
    """Return what the solver needs to know of a shape that leaves a corner."""
    notch = shape.notch
    side = (notch.columns if notch.at_right else -notch.columns) if notch else 0
    return Candidate(
        shape.legs.columns,
        shape.lines,
        shape.cost + INTERLOCKED,
        heads=tuple(_heads((shape,))),
        key=key,
        white=ceil(shape.white_cells),
        corner=(side, notch.lines if notch else 0),
    )


def unit_of(group: Group, stacks: Sequence[Stack]) -> Unit:
    """Return what the solver needs to know of a group."""
    role = group[0].story.role
    candidates = tuple(
        Candidate(
            stack[0].legs.columns,
            sum(shape.lines for shape in stack),
            stack_cost(stack),
            heads=tuple(_heads(stack)),
            cuts=tuple(accumulate(shape.lines for shape in stack))[:-1],
            key=key,
            white=ceil(sum(shape.white_cells for shape in stack)),
        )
        for key, stack in enumerate(stacks)
    )
    return Unit(
        candidates,
        voices=tuple(_voice(brief) for brief in group if brief.story.copy.headline),
        lead=role is Role.LEAD,
        sink={Role.EDITORIAL: 12, Role.SECOND_LEAD: 3, Role.ORDINARY: 1}.get(role, 0),
        off_top=15 if _is_small(group[0]) else 0,
        off_foot=25 if role is Role.BASEMENT else 0,
    )
