"""A page as it would stand if its blocks were so: set and drawn, nothing written.

What a save would refuse is told here block by block; the page is then set without the
blocks that cannot be, so that the others still show.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desk.models import User
from desk.policy import policy
from issues.models import Page
from issues.services.gathering import PageContent, gather_page
from issues.services.page_editing import page_now, set_content, standing, too_small
from issues.services.plan_words import plan_sentence
from press.makeup.model import PageLayout
from press.makeup.plan import BlockPlan
from press.makeup.plan_checks import PlanProblem, check_blocks
from press.makeup.planned import BlockTooSmallError


@dataclass(frozen=True, slots=True)
class BlockProblem:
    """Why the block of a story cannot be set, in a sentence."""

    story: str
    rule: str
    sentence: str


@dataclass(frozen=True, slots=True)
class PagePreview:
    """A page set on trial; ``problems`` name the blocks that are not on it."""

    page: Page
    layout: PageLayout
    problems: tuple[BlockProblem, ...]


def preview_page(
    *,
    page: Page,
    actor: User,
    blocks: Sequence[BlockPlan],
    order: Sequence[str] = (),
) -> PagePreview:
    """Set a page on trial, with the words and photographs of now.

    Who may not edit the page is refused, as for a page that may not be changed.
    """
    policy.require(actor, "page.make_up", page)
    now = page_now(page)
    layout, problems = _on_trial(gather_page(now, order=order), blocks)
    return PagePreview(now, layout, tuple(map(_told, problems)))


def _on_trial(
    content: PageContent, blocks: Sequence[BlockPlan]
) -> tuple[PageLayout, list[PlanProblem]]:
    """Set the blocks that can be set; return what keeps the others from it."""
    kept = standing(content, blocks)
    problems = list(check_blocks(content.grid, content.furniture, kept))
    wrong = {problem.story for problem in problems}
    while True:
        fine = [block for block in kept if block.story not in wrong]
        try:
            return set_content(content, fine), problems
        except BlockTooSmallError as small:
            problems.append(too_small(small))
            wrong.add(small.story)


def _told(problem: PlanProblem) -> BlockProblem:
    return BlockProblem(problem.story, problem.rule, plan_sentence(problem))
