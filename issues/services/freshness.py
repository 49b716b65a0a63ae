"""Tell whether a page is still made of the words it was made up from."""

from __future__ import annotations

from django.utils.translation import gettext as _

from issues.exceptions import PageStale
from issues.models import Page
from submissions.enums import Status
from submissions.models import Submission


def changed_stories(page: Page) -> tuple[str, ...]:
    """Return the receipt numbers of stories that are no longer as they were set.

    That is: the words have a newer version, or the piece was killed or withdrawn.
    """
    set_as = {story["submission"]: story for story in page.set_stories}
    pieces = Submission.objects.filter(pk__in=set_as).select_related("current_version")
    return tuple(
        sorted(
            piece.ref
            for piece in pieces
            if piece.status not in (Status.PLACED, Status.PUBLISHED)
            or _words(piece) != set_as[piece.pk]["copy_hash"]
        )
    )


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


def _words(piece: Submission) -> str:
    return piece.current_version.copy_hash if piece.current_version else ""
