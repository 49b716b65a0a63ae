"""Refusals that a person reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """Say no, in a whole sentence that tells what is wrong and what to do.

    ``str()`` is that sentence, translated when raised; ``code`` is for programs.
    """

    def __init__(self, message: str | _StrPromise, code: str = "refused") -> None:
        """Keep the sentence and its code."""
        super().__init__(str(message))
        self.code = code


class NotAllowed(Refused):
    """Refuse because of who asks."""

    def __init__(self, message: str | _StrPromise, code: str = "not_allowed") -> None:
        """Keep the sentence."""
        super().__init__(message, code)
