"""The addresses of a piece's room, and the view behind each."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpResponse

from submissions.admin import (
    approvals,
    asking,
    dividing,
    flags,
    guesses,
    photo_words,
    pins,
    presence,
    seen,
    served,
    slips,
    tagging,
    talking,
    versions,
)
from submissions.admin.reading import ReadingRoom
from submissions.admin.shelf import set_shelf
from submissions.admin.terms import agree_term

View = Callable[..., HttpResponse]
Row = tuple[str, Any, str]  # address, view, name
Here = Callable[[View], Any]

piece = "submissions_submission"


def room_views(room: ReadingRoom) -> tuple[Row, ...]:
    """Return the addresses below the list of pieces that belong to one piece."""

    def here(view: View) -> Any:
        """Give a view the room that it shows again when an act is refused."""
        return partial(view, room=room)

    return (*_work(room, here), *_talk(here), *_decisions(here))


def _work(room: ReadingRoom, here: Here) -> tuple[Row, ...]:
    return (
        ("<int:pk>/act/", room.act, f"{piece}_act"),
        ("<int:pk>/split/", here(dividing.split), f"{piece}_split"),
        ("<int:pk>/append/", here(dividing.append), f"{piece}_append"),
        ("<int:pk>/copy/", room.save, f"{piece}_copy"),
        ("<int:pk>/term/", agree_term, f"{piece}_term"),
        ("<int:pk>/shelf/", set_shelf, f"{piece}_shelf"),
        ("<int:pk>/phone/", served.phone, f"{piece}_phone"),
        ("<int:pk>/ask/", here(asking.ask), f"{piece}_ask"),
        ("<int:pk>/links/<int:link>/close/", asking.close, f"{piece}_close_link"),
        ("<int:pk>/renew-link/", asking.renew, f"{piece}_renew"),
        ("<int:pk>/clearance/", asking.clearance, f"{piece}_clearance"),
        ("<int:pk>/slip/", slips.slip, f"{piece}_slip"),
        ("<int:pk>/approval/", approvals.ask, f"{piece}_approval"),
        (
            "<int:pk>/approval/<int:link>/revoke/",
            approvals.revoke,
            f"{piece}_approval_revoke",
        ),
        ("<int:pk>/here/", presence.here, f"{piece}_here"),
        ("signing-pin/", pins.signing_pin, "submissions_signing_pin"),
    )


def _talk(here: Here) -> tuple[Row, ...]:
    return (
        ("<int:pk>/notes/", here(talking.note), f"{piece}_note"),
        ("<int:pk>/questions/", here(talking.question), f"{piece}_question"),
        (
            "<int:pk>/questions/<int:question>/close/",
            talking.close,
            f"{piece}_close_question",
        ),
        ("<int:pk>/outside/", here(talking.send), f"{piece}_send_out"),
        (
            "<int:pk>/outside/<int:clearance>/",
            here(talking.answer),
            f"{piece}_outside",
        ),
        (
            "<int:pk>/outside/<int:clearance>/page/",
            talking.stamped_page,
            f"{piece}_outside_page",
        ),
    )


def _decisions(here: Here) -> tuple[Row, ...]:
    return (
        ("<int:pk>/versions/<int:number>/", versions.show, f"{piece}_version"),
        (
            "<int:pk>/versions/<int:number>/restore/",
            versions.restore,
            f"{piece}_restore",
        ),
        ("photos/<int:pk>/words/", here(photo_words.change), "submissions_photo_words"),
        ("photos/<int:pk>/<slug:kind>/", served.photo, "submissions_photo_file"),
        ("<int:pk>/guesses/", guesses.decide_all, "submissions_guesses"),
        ("guesses/<int:pk>/", guesses.decide, "submissions_guess"),
        ("messages/<int:pk>/seen/", guesses.seen, "submissions_message_seen"),
        ("<int:pk>/flags/", flags.flag, f"{piece}_flags"),
        ("<int:pk>/tags/", tagging.accept_all, "submissions_tags_accept"),
        ("tags/<int:pk>/", tagging.decide, "submissions_tag_decide"),
        ("seen/<int:pk>/", seen.compare, "submissions_seen"),
    )
