"""Gather what a page is made of: stories with their copy, furniture, photographs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from django.utils.translation import gettext as _

from desk.exceptions import Refused
from issues.enums import PlacementRole
from issues.models import Page, Placement
from issues.services.furniture import furniture_of
from issues.services.story_photos import printed_photos
from press.copy.model import Picture
from press.makeup.grid import PageGrid
from press.makeup.model import Finding, Furniture, PictureSpec, Role, Story
from press.makeup.roles import suggest_roles
from submissions.enums import PhotoState, Status
from submissions.models import Photo, Submission
from submissions.services.copy import current_copy

# Of these a page has one each.
SINGLE_ROLES = (Role.LEAD, Role.SECOND_LEAD, Role.BASEMENT)


@dataclass(frozen=True, slots=True)
class SetStory:
    """Which words of which story stand on a page; kept with the layout."""

    submission: int
    ref: str
    slot: int
    role: str
    version: int
    copy_hash: str
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageContent:
    """All that make-up needs of a page, read in one go."""

    revision: int
    number: int
    grid: PageGrid
    stories: tuple[Story, ...]
    furniture: Furniture
    set_stories: tuple[SetStory, ...]
    findings: tuple[Finding, ...]

    @property
    def key(self) -> str:
        """Return the hash of everything the page is made from."""
        stories = [asdict(story) for story in self.stories]
        parts = [self.number, asdict(self.grid), stories, asdict(self.furniture)]
        text = json.dumps(parts, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def gather_page(page: Page, *, order: Sequence[str] = ()) -> PageContent:
    """Read the stories of a page as they are now, or in the order of these refs.

    Refuses an empty page, a story that is no longer placed, and photographs that have
    not been checked yet.
    """
    placements = _in_order(placements_of(page), order)
    if not placements:
        raise Refused(
            _("Nothing stands on page %(number)d; place a story first.")
            % {"number": page.number},
            code="page_empty",
        )
    _require_placed(placements)
    _require_photos_checked(placements)
    stories = _with_roles(placements)
    return PageContent(
        revision=page.makeup_revision,
        number=page.number,
        grid=page.grid.to_press(),
        stories=stories,
        furniture=furniture_of(page),
        set_stories=tuple(
            _set_story(placement, story)
            for placement, story in zip(placements, stories, strict=True)
        ),
        findings=_photo_findings(placements),
    )


def placements_of(page: Page) -> tuple[Placement, ...]:
    """Return a page's placements in slot order, with all that is asked of them."""
    found = page.placements.select_related(
        "submission__current_version", "submission__section"
    )
    return tuple(found.prefetch_related("submission__photos").order_by("slot"))


def _in_order(
    placements: Sequence[Placement], order: Sequence[str]
) -> Sequence[Placement]:
    """Deal the slots to placements anew; nothing is written."""
    if not order:
        return placements
    standing = {placement.submission.ref: placement for placement in placements}
    if len(order) != len(standing) or set(order) != standing.keys():
        raise Refused(
            _("The order must name every story of the page once; load it again."),
            code="order_incomplete",
        )
    for slot, ref in enumerate(order, start=1):
        standing[ref].slot = slot
    return [standing[ref] for ref in order]


def _require_placed(placements: Sequence[Placement]) -> None:
    for placement in placements:
        piece = placement.submission
        if piece.status not in (Status.PLACED, Status.PUBLISHED):
            raise Refused(
                _("%(ref)s is no longer for this page (%(status)s); take it off.")
                % {"ref": piece.ref, "status": piece.get_status_display()},
                code="story_not_placed",
            )


def _require_photos_checked(placements: Sequence[Placement]) -> None:
    waiting = [
        placement.submission.ref
        for placement in placements
        if any(
            photo.state == PhotoState.RECEIVED
            for photo in placement.submission.photos.all()
        )
    ]
    if waiting:
        raise Refused(
            _("Photographs of %(refs)s are still being checked; try again shortly.")
            % {"refs": _(", ").join(waiting)},
            code="photos_unchecked",
        )


def _with_roles(placements: Sequence[Placement]) -> tuple[Story, ...]:
    """Deal the parts: those the page editor gave stay, the others are suggested."""
    suggested = suggest_roles(
        [story_of(each.submission, each.slot) for each in placements]
    )
    given = {
        Role(placement.role)
        for placement in placements
        if placement.role != PlacementRole.AUTO
    }
    return tuple(
        replace(story, role=_role(placement, story.role, given))
        for placement, story in zip(placements, suggested, strict=True)
    )


def _role(placement: Placement, suggested: Role, given: set[Role]) -> Role:
    if placement.role != PlacementRole.AUTO:
        return Role(placement.role)
    if suggested in SINGLE_ROLES and suggested in given:
        return Role.ORDINARY
    return suggested


def story_of(piece: Submission, slot: int) -> Story:
    """Return a piece as make-up sees it, with the photographs that are printed."""
    copy = current_copy(piece)
    printed = {photo.key.hex: photo for photo in printed_photos(piece)}
    words = tuple(picture for picture in copy.pictures if picture.id in printed)
    return Story(
        ref=piece.ref,
        slot=slot,
        copy=replace(copy, pictures=words),
        section=piece.section.name if piece.section else "",
        pictures=tuple(_picture(printed[each.id], each) for each in words),
    )


def _picture(photo: Photo, words: Picture) -> PictureSpec:
    return PictureSpec(
        id=words.id,
        width=photo.width or 0,
        height=photo.height or 0,
        caption=words.caption,
        credit=words.credit,
    )


def _set_story(placement: Placement, story: Story) -> SetStory:
    piece = placement.submission
    version = piece.current_version
    if version is None:
        raise Refused(
            _("%(ref)s has no words yet; take it off the page.") % {"ref": piece.ref},
            code="story_without_words",
        )
    return SetStory(
        submission=piece.pk,
        ref=piece.ref,
        slot=placement.slot,
        role=str(story.role),
        version=version.number,
        copy_hash=version.copy_hash,
        pictures=tuple(picture.id for picture in story.pictures),
    )


def _photo_findings(placements: Sequence[Placement]) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            rule="photo_damaged",
            hard=False,
            detail=_("The photograph %(name)s is damaged; look at it before you sign.")
            % {"name": photo.original_name},
            stories=(placement.submission.ref,),
        )
        for placement in placements
        for photo in placement.submission.photos.all()
        if photo.state == PhotoState.DAMAGED
    )
