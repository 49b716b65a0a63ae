"""Make a page up: gather, let the engine draft, draw, write.

The heavy work runs outside any transaction; the result is written only if the page is
still the one it was made from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, replace

from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from issues.enums import PageStatus
from issues.models import Page
from issues.services.freshness import require_fresh
from issues.services.gathering import PageContent, gather_page
from issues.services.made_pages import (
    DrawnDraft,
    MadePage,
    write_choice,
    write_made_page,
)
from issues.services.page_changes import require_changeable
from issues.services.page_pictures import draw_draft, draw_page
from press.makeup.drafts import make_drafts
from press.makeup.model import PageLayout
from press.makeup.serial import layout_from_json

# Whom the folio names besides the responsible editor.
FOLIO = ("layout_artist", "proofreader")


def make_up_page(
    *,
    page: Page,
    actor: User | None = None,
    drafts: int = 3,
    seed: int = 1,
    draft: int = 1,
) -> Page:
    """Make a page up in a few drafts and take draft number ``draft``.

    Asking for another draft of what is made already only changes the choice.
    """
    _require_maker(actor, page)
    now = _as_it_is_now(page)
    content = gather_page(now)
    key = _key(content, drafts=drafts, seed=seed)
    if _is_another_choice(now, key, draft):
        return choose_draft(page=page, number=draft, actor=actor)
    drawn = _draw(now, content, _make(content, drafts=drafts, seed=seed))
    if not 1 <= draft <= len(drawn):
        raise _no_draft(len(drawn))
    made = MadePage(
        revision=content.revision,
        key=key,
        set_stories=tuple(asdict(story) for story in content.set_stories),
        drafts=drawn,
        chosen=draft,
        preview=draw_page(now, drawn[draft - 1].layout),
    )
    write_made_page(now, made, actor)
    page.refresh_from_db()
    return page


def choose_draft(*, page: Page, number: int, actor: User | None = None) -> Page:
    """Take another draft of the last make-up."""
    _require_maker(actor, page)
    now = _as_it_is_now(page)
    _require_made_up(now)
    require_fresh(now)
    chosen = now.drafts.filter(number=number).first()
    if chosen is None:
        raise _no_draft(now.drafts.count())
    layout = layout_from_json(chosen.layout)
    write_choice(
        now, layout, number=number, preview=draw_page(now, layout), actor=actor
    )
    page.refresh_from_db()
    return page


def _require_maker(actor: User | None, page: Page) -> None:
    """Ask the policy about a person; a command of the machine's operator has none."""
    if actor is not None:
        policy.require(actor, "page.make_up", page)


def _as_it_is_now(page: Page) -> Page:
    found = Page.objects.without_layout().select_related(
        "issue__supplement", "grid", "responsible_editor", *FOLIO
    )
    now = found.get(pk=page.pk)
    require_changeable(now)
    return now


def _require_made_up(page: Page) -> None:
    if page.status != PageStatus.MADE_UP:
        raise Refused(
            _("Page %(number)d has changed since its drafts; make it up again.")
            % {"number": page.number},
            code="page_not_made_up",
        )


def _is_another_choice(page: Page, key: str, draft: int) -> bool:
    return (
        page.status == PageStatus.MADE_UP
        and page.makeup_key == key
        and page.draft != draft
        and page.drafts.filter(number=draft).exists()
    )


def _key(content: PageContent, *, drafts: int, seed: int) -> str:
    return hashlib.sha256(f"{content.key} {drafts} {seed}".encode()).hexdigest()


def _make(content: PageContent, *, drafts: int, seed: int) -> Sequence[PageLayout]:
    return make_drafts(
        content.grid,
        content.stories,
        content.furniture,
        number=content.number,
        drafts=drafts,
        seed=seed,
    )


def _draw(
    page: Page, content: PageContent, made: Sequence[PageLayout]
) -> tuple[DrawnDraft, ...]:
    """Add our own findings to each draft's and draw it small."""
    drawn = []
    for number, draft in enumerate(made, start=1):
        layout = replace(draft, findings=draft.findings + content.findings)
        drawn.append(DrawnDraft(number, layout, draw_draft(page, layout)))
    return tuple(drawn)


def _no_draft(there: int) -> Refused:
    return Refused(
        _("There is no such draft; the page has %(count)d.") % {"count": there},
        code="draft_unknown",
    )
