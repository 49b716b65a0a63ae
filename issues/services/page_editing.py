"""Make up a page by hand: set it as its blocks say, keep them when words change.

The blocks are the page's plan (``press.makeup.plan``); a person moves, resizes and
divides them, and every change gives the whole page anew, in a fraction of a second.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import timedelta

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
    *, page: Page, actor: User, expected_revision: int, blocks: Sequence[BlockPlan]
) -> Page:
    """Set a page as its blocks say, with the words and photographs of now.

    Refuses when somebody changed the page since ``expected_revision``.  Over- and
    underset and broken rules are no refusal: they stand in the page's findings.
    """
    policy.require(actor, "page.make_up", page)
    now = _as_it_is_now(page)
    if now.makeup_revision != expected_revision:
        raise PageChanged(
            _(
                "Page %(number)d has been changed since you opened it; load it again,"
                " your last step is still on your screen."
            )
            % {"number": now.number}
        )
    edited = set_blocks(now, blocks)
    write_edited_page(
        now,
        edited.layout,
        set_stories=tuple(asdict(story) for story in edited.content.set_stories),
        preview=draw_page(now, edited.layout),
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
    now = _as_it_is_now(page)
    found = Page.objects.only("layout", "number").get(pk=page.pk)
    return edit_page(
        page=page,
        actor=actor,
        expected_revision=now.makeup_revision,
        blocks=blocks_of(found),
    )


def set_blocks(page: Page, blocks: Sequence[BlockPlan]) -> EditedPage:
    """Set a page without writing it; refuse blocks that cannot be set."""
    content = gather_page(page)
    standing = {story.ref for story in content.stories}
    kept = [block for block in blocks if block.story in standing]
    problems = check_blocks(content.grid, content.furniture, kept)
    if problems:
        raise _refused(problems)
    try:
        layout = set_page(
            content.grid,
            content.stories,
            content.furniture,
            number=content.number,
            blocks=kept,
        )
    except BlockTooSmallError as small:
        problem = PlanProblem("too_small", small.story, (small.lines,))
        raise _refused((problem,)) from small
    layout = replace(layout, findings=layout.findings + content.findings)
    return EditedPage(content, layout)


def _refused(problems: Sequence[PlanProblem]) -> Refused:
    sentences = dict.fromkeys(map(plan_sentence, problems))
    return Refused(" ".join(sentences), code="plan_impossible")


def _as_it_is_now(page: Page) -> Page:
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
