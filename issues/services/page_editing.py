"""Make up a page by hand: set it as its blocks say, keep them when words change.

The blocks are the page's plan (``press.makeup.plan``); a person moves, resizes and
divides them, and every change gives the whole page anew, in a fraction of a second.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from desk.services.ledger import entries_for
from issues.exceptions import PageChanged
from issues.models import Page
from issues.services.gathering import PageContent, gather_page
from issues.services.made_pages import write_edited_page
from issues.services.page_changes import require_changeable
from issues.services.page_pictures import draw_page
from issues.services.placing import reorder
from issues.services.plan_words import plan_sentence
from issues.services.proofs import layout_of
from press.makeup.drafts import set_page
from press.makeup.model import PageLayout
from press.makeup.plan import BlockPlan
from press.makeup.plan_checks import PlanProblem, check_blocks
from press.makeup.planned import BlockTooSmallError

ONE_SITTING = timedelta(minutes=10)  # edits of one person are one entry


@dataclass(frozen=True, slots=True)
class EditedPage:
    """A page as it was set, before it is written."""

    content: PageContent
    layout: PageLayout


def blocks_of(page: Page) -> tuple[BlockPlan, ...]:
    """Return the blocks of a page as it is made up; refuse one that has none."""
    blocks = layout_of(page).blocks
    if not blocks:
        raise Refused(
            _("Page %(number)d was made up before pages could be edited; make it up.")
            % {"number": page.number},
            code="page_without_plan",
        )
    return blocks


def edit_page(
    *,
    page: Page,
    actor: User,
    expected_revision: int,
    blocks: Sequence[BlockPlan],
    order: Sequence[str] = (),
) -> Page:
    """Set a page as its blocks say, with the words and photographs of now.

    ``order`` names all stories of the page by ref when their slots are dealt anew.
    Refuses when somebody changed the page since ``expected_revision``.  Over- and
    underset and broken rules are no refusal: they stand in the page's findings.
    """
    policy.require(actor, "page.make_up", page)
    now = page_now(page)
    _require_revision(now, expected_revision)
    edited = set_blocks(now, blocks, order)
    preview = draw_page(now, edited.layout)
    with transaction.atomic():
        write_edited_page(
            _dealt_anew(now, order, actor),
            edited.layout,
            set_stories=tuple(asdict(story) for story in edited.content.set_stories),
            preview=preview,
            actor=actor,
            is_noted=not _was_just_editing(now, actor),
        )
    page.refresh_from_db()
    return page


def set_again(*, page: Page, actor: User) -> Page:
    """Set a page in the same blocks with the words of now, after a story changed.

    Blocks of stories that left the page go; stories that came have none yet.
    """
    policy.require(actor, "page.make_up", page)
    now = page_now(page)
    found = Page.objects.only("layout", "number").get(pk=page.pk)
    return edit_page(
        page=page,
        actor=actor,
        expected_revision=now.makeup_revision,
        blocks=blocks_of(found),
    )


def set_blocks(
    page: Page, blocks: Sequence[BlockPlan], order: Sequence[str] = ()
) -> EditedPage:
    """Set a page without writing it; refuse blocks that cannot be set."""
    content = gather_page(page, order=order)
    problems = check_blocks(content.grid, content.furniture, standing(content, blocks))
    if problems:
        raise _refused(problems)
    try:
        layout = set_content(content, blocks)
    except BlockTooSmallError as small:
        raise _refused((too_small(small),)) from small
    return EditedPage(content, layout)


def standing(
    content: PageContent, blocks: Sequence[BlockPlan]
) -> tuple[BlockPlan, ...]:
    """Return the blocks whose stories are still on the page."""
    refs = {story.ref for story in content.stories}
    return tuple(block for block in blocks if block.story in refs)


def set_content(content: PageContent, blocks: Sequence[BlockPlan]) -> PageLayout:
    """Set what was gathered in its blocks; raises ``BlockTooSmallError``."""
    layout = set_page(
        content.grid,
        content.stories,
        content.furniture,
        number=content.number,
        blocks=standing(content, blocks),
    )
    return replace(layout, findings=layout.findings + content.findings)


def too_small(error: BlockTooSmallError) -> PlanProblem:
    """Return the error of a block too shallow as a problem of the plan."""
    return PlanProblem("too_small", error.story, (error.lines,))


def _refused(problems: Sequence[PlanProblem]) -> Refused:
    sentences = dict.fromkeys(map(plan_sentence, problems))
    return Refused(" ".join(sentences), code="plan_impossible")


def _dealt_anew(page: Page, order: Sequence[str], actor: User) -> Page:
    """Deal the slots of a page in the order asked for, where it is another."""
    placed = dict(page.placements.values_list("submission__ref", "pk"))
    if not order or list(order) == list(placed):
        return page
    before = page.makeup_revision
    reorder(page=page, order=[placed[ref] for ref in order], actor=actor)
    dealt = page_now(page)
    _require_revision(dealt, before + 1)
    return dealt


def _require_revision(page: Page, expected: int) -> None:
    if page.makeup_revision != expected:
        raise PageChanged(
            _(
                "Page %(number)d has been changed since you opened it; load it again,"
                " your last step is still on your screen."
            )
            % {"number": page.number}
        )


def page_now(page: Page) -> Page:
    """Return a page as it stands, without its layout; refuse one not to be changed."""
    found = Page.objects.without_layout().select_related(
        "issue__supplement", "grid", "responsible_editor"
    )
    now = found.get(pk=page.pk)
    require_changeable(now)
    return now


def _was_just_editing(page: Page, actor: User) -> bool:
    """Tell whether the last entry of the page is this person's editing of just now."""
    last = entries_for(page).last()
    return (
        last is not None
        and last.verb == "page.edited"
        and last.actor_id == actor.pk
        and last.created_at > timezone.now() - ONE_SITTING
    )
