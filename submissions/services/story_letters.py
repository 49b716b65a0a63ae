"""The letter “new story”: to editors who want to know of a piece at once."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from desk.models import User
from desk.policy import policy
from desk.services.letters import write_letter_of_kind
from desk.services.staff_letters import wanted_by
from submissions.enums import Source, Status
from submissions.letter_kinds import NEW_STORY
from submissions.models import Submission

CLAIM = "submission.claim"
FRESH = timedelta(days=2)  # an old piece whose words are read late is no news


def tell_of_new_story(piece: Submission) -> int:
    """Write to every editor who wants it and may take the piece up; how many.

    Once a piece and person, whenever its words are read again.  What the desk typed in
    itself is news to nobody.
    """
    is_old = piece.received_at < timezone.now() - FRESH
    if piece.status != Status.RECEIVED or piece.source == Source.DESK or is_old:
        return 0
    readers = [user for user in wanted_by(NEW_STORY) if policy.may(user, CLAIM, piece)]
    for user in readers:
        _write(piece, user)
    return len(readers)


def room_link(piece: Submission) -> str:
    """Return the address of a piece's room, on the configured site."""
    path = reverse("admin:submissions_submission_change", args=(piece.pk,))
    return f"{settings.SITE_URL}{path}"


def _write(piece: Submission, user: User) -> None:
    write_letter_of_kind(
        kind=NEW_STORY,
        unique_key=f"new-story:{piece.ref}:{user.pk}",
        recipient=user.email,
        words={
            "title": piece.title,
            "ref": piece.ref,
            "unit": piece.contact_unit or piece.contact_name,
            "section": piece.section.name if piece.section else "",
            "characters": f"{piece.char_count:,}",
            "link": room_link(piece),
        },
        obj=piece,
    )
