"""Ask for a look at what was seen before, after commit: nobody waits for it."""

from __future__ import annotations

from desk.services.jobs import enqueue_all
from submissions.models import Photo, Submission, Version

LOOK = "submissions.look_for_likeness"


def ask_about_words(piece: Submission, version: Version) -> None:
    """Ask once for each version of a piece, in the transaction that writes it."""
    enqueue_all(kind=LOOK, payloads={f"{LOOK}:{version.pk}": {"piece": piece.pk}})


def ask_about_photo(photo: Photo) -> None:
    """Ask when a photograph has been looked at."""
    payload = {"piece": photo.submission_id}
    enqueue_all(kind=LOOK, payloads={f"{LOOK}:photo:{photo.pk}": payload})
