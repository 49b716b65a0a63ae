"""Tell whether a page is still made of the words it was made up from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from issues.exceptions import PageStale
from issues.models import Page
from issues.services.story_photos import printed_photos
from submissions.enums import Status
from submissions.models import Submission


def changed_stories(page: Page) -> tuple[str, ...]:
    """Return the receipt numbers of stories that are no longer as they were set.

    That is: the words have a newer version, a photograph came or went, or the piece is
    no longer for the page.
    """
    return changed_on([page])[page.pk]


def changed_on(pages: Iterable[Page]) -> dict[int, tuple[str, ...]]:
    """Return the changed stories of some pages, in a fixed number of queries."""
    set_as = {
        page.pk: {story["submission"]: story for story in page.set_stories}
        for page in pages
    }
    wanted = [pk for stories in set_as.values() for pk in stories]
    found = Submission.objects.filter(pk__in=wanted).select_related("current_version")
    pieces = list(found.prefetch_related("photos").order_by("ref"))
    return {
        page: tuple(
            piece.ref
            for piece in pieces
            if piece.pk in stories and not _is_as_set(piece, stories[piece.pk])
        )
        for page, stories in set_as.items()
    }


def require_fresh(page: Page) -> None:
    """Refuse to go on with a page whose stories changed since it was made up."""
    changed = changed_stories(page)
    if changed:
        raise PageStale(
            _(
                "%(refs)s has been changed since page %(number)d was made up; make it"
                " up again."
            )
            % {"refs": _(", ").join(changed), "number": page.number}
        )


def _is_as_set(piece: Submission, story: dict[str, Any]) -> bool:
    words = piece.current_version.copy_hash if piece.current_version else ""
    return (
        piece.status in (Status.PLACED, Status.PUBLISHED)
        and words == story["copy_hash"]
        and {photo.key.hex for photo in printed_photos(piece)} == set(story["pictures"])
    )
