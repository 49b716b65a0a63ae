"""Refusals of the submissions app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.exceptions import Refused

if TYPE_CHECKING:
    from submissions.models import Version
    from submissions.services.voiding import Judgement


class WrongStatus(Refused):
    """The action does not go with the state of the piece."""


class AlreadyRead(Refused):
    """The person has signed another read of the same piece."""


class PageSigned(Refused):
    """The piece stands on a signed page; nothing of it changes."""


class ClearanceOpen(Refused):
    """The piece is out with somebody for clearance; nobody signs its final read."""


class ReadsFall(Refused):
    """Saving would void signatures, and nobody has agreed to that.

    ``judgement`` is what changed and which signatures fall, ``judged_hash`` the hash
    of the words it was made about.
    """

    def __init__(self, message: str, *, judgement: Judgement, judged_hash: str) -> None:
        super().__init__(message, code="reads_fall")
        self.judgement = judgement
        self.judged_hash = judged_hash


class EditConflict(Refused):
    """Somebody saved the piece after it was opened; ``version`` is what is there."""

    def __init__(self, message: str, *, version: Version) -> None:
        super().__init__(message, code="edit_conflict")
        self.version = version
