"""Write what a make-up made: compare the revision, then set layout and drafts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.models import User
from desk.services import ledger
from issues.enums import PageStatus
from issues.exceptions import PageChanged
from issues.models import Page, PageDraft
from issues.services.page_changes import follow_pages, lock_page, require_changeable
from issues.services.page_pictures import drop_pictures, pictures_in_use
from press.makeup.model import PageLayout
from press.makeup.serial import layout_hash, layout_to_json

OWN_DRAFT = 0  # a page that was edited is none of its drafts
LAYOUT_FIELDS = (
    *("status", "layout", "layout_hash", "set_stories", "makeup_key", "draft", "fill"),
    *("overset_lines", "fits", "findings", "preview", "made_up_at", "makeup_revision"),
)


@dataclass(frozen=True, slots=True)
class DrawnDraft:
    """A draft with the name of its small picture."""

    number: int
    layout: PageLayout
    preview: str


@dataclass(frozen=True, slots=True)
class MadePage:
    """What a make-up has to write; ``revision`` is that of the page it began from."""

    revision: int
    key: str
    set_stories: tuple[dict[str, Any], ...]
    drafts: Sequence[DrawnDraft]
    chosen: int
    preview: str

    @property
    def layout(self) -> PageLayout:
        return self.drafts[self.chosen - 1].layout


def write_made_page(page: Page, made: MadePage, actor: User | None) -> None:
    """Set a page's layout and drafts, if the page is still the one it began from.

    A second make-up of the same that comes later finds its work done.
    """
    with transaction.atomic():
        held = lock_page(page)
        require_changeable(held)
        if held.makeup_revision != made.revision:
            if _is_there(held, made):
                return
            raise _changed(held)
        before = pictures_in_use(held)
        held.set_stories = list(made.set_stories)
        held.makeup_key = made.key
        _write_drafts(held, made.drafts)
        _take(held, made.layout, number=made.chosen, preview=made.preview, actor=actor)
        _drop_after_commit(before - pictures_in_use(held))


def write_choice(
    page: Page, layout: PageLayout, *, number: int, preview: str, actor: User | None
) -> None:
    """Set a page to another of its drafts, if it is still the one that was seen."""
    with transaction.atomic():
        held = lock_page(page)
        require_changeable(held)
        if held.makeup_revision != page.makeup_revision:
            raise _changed(held)
        before = pictures_in_use(held)
        _take(held, layout, number=number, preview=preview, actor=actor)
        _drop_after_commit(before - pictures_in_use(held))


def write_edited_page(
    page: Page,
    layout: PageLayout,
    *,
    set_stories: tuple[dict[str, Any], ...],
    preview: str,
    actor: User,
    is_noted: bool,
) -> None:
    """Set a page as an editor planned it, if it is still the one that was seen.

    Its drafts stay, to go back to; ``is_noted`` says whether the ledger is told.
    """
    with transaction.atomic():
        held = lock_page(page)
        require_changeable(held)
        if held.makeup_revision != page.makeup_revision:
            raise _changed(held)
        before = pictures_in_use(held)
        held.set_stories = list(set_stories)
        held.makeup_key = ""  # what was drafted is not what stands there
        _set(held, layout, number=OWN_DRAFT, preview=preview)
        if is_noted:
            _note(held, "page.edited", actor)
        _drop_after_commit(before - pictures_in_use(held))


def _is_there(page: Page, made: MadePage) -> bool:
    return (
        page.status == PageStatus.MADE_UP
        and page.makeup_key == made.key
        and page.layout_hash == layout_hash(made.layout)
    )


def _changed(page: Page) -> PageChanged:
    return PageChanged(
        _(
            "Page %(number)d was changed while it was being made up; make it up once"
            " more."
        )
        % {"number": page.number}
    )


def _write_drafts(page: Page, drafts: Sequence[DrawnDraft]) -> None:
    page.drafts.all().delete()
    PageDraft.objects.bulk_create(
        PageDraft(
            page=page,
            number=draft.number,
            layout=layout_to_json(draft.layout),
            layout_hash=layout_hash(draft.layout),
            fill=draft.layout.fill,
            overset_lines=draft.layout.overset_lines,
            findings=[asdict(finding) for finding in draft.layout.findings],
            preview=draft.preview,
        )
        for draft in drafts
    )


def _take(
    page: Page, layout: PageLayout, *, number: int, preview: str, actor: User | None
) -> None:
    _set(page, layout, number=number, preview=preview)
    _note(page, "page.made_up", actor)


def _set(page: Page, layout: PageLayout, *, number: int, preview: str) -> None:
    page.layout = layout_to_json(layout)
    page.layout_hash = layout_hash(layout)
    page.draft, page.preview = number, preview
    page.fill, page.overset_lines = layout.fill, layout.overset_lines
    page.fits = [asdict(fit) for fit in layout.fits]
    page.findings = [asdict(finding) for finding in layout.findings]
    page.status, page.made_up_at = PageStatus.MADE_UP, timezone.now()
    page.makeup_revision += 1
    page.save(update_fields=LAYOUT_FIELDS)
    follow_pages(page.issue)


def _note(page: Page, verb: str, actor: User | None) -> None:
    ledger.record(
        obj=page,
        verb=verb,
        actor=actor,
        data={
            "layout": page.layout_hash,
            "draft": page.draft,
            "overset_lines": page.overset_lines,
            "stories": [
                {name: story[name] for name in ("ref", "version")}
                for story in page.set_stories
            ],
        },
    )


def _drop_after_commit(names: Iterable[str]) -> None:
    transaction.on_commit(partial(drop_pictures, tuple(names)), robust=True)
