"""Ask what a photograph was seen in before, once it was looked at."""

from __future__ import annotations

from desk.services.jobs import enqueue_all
from submissions.models import Photo

LOOK = "submissions.look_for_likeness"


def ask_about_photo(photo: Photo) -> None:
    """Ask when a photograph has been looked at; nobody waits for the answer."""
    payload = {"piece": photo.submission_id}
    enqueue_all(kind=LOOK, payloads={f"{LOOK}:photo:{photo.pk}": payload})
