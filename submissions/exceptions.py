"""Refusals of the submissions app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.exceptions import Refused

if TYPE_CHECKING:
    from submissions.models import Version


class WrongStatus(Refused):
    """The action does not go with the state of the piece."""


class AlreadyRead(Refused):
    """The person has signed another read of the same piece."""


class EditConflict(Refused):
    """Somebody saved the piece after it was opened; ``version`` is what is there."""

    def __init__(self, message: str, *, version: Version) -> None:
        super().__init__(message, code="edit_conflict")
        self.version = version
