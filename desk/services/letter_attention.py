"""What of the letters waits for a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from desk.enums import LetterState
from desk.models import Letter, User
from desk.policy import policy
from desk.services.letter_acts import SEND
from desk.services.letter_reach import letters_for

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Pile:
    """Some letters, the first of them shown."""

    letters: Sequence[Letter] = ()
    total: int = 0

    def __bool__(self) -> bool:
        return bool(self.total)

    @property
    def hidden(self) -> int:
        """Return how many are not among those shown."""
        return self.total - len(self.letters)


@dataclass(frozen=True, slots=True)
class LetterAttention:
    """The letters somebody should look at."""

    waiting: Pile = Pile()
    failed: Pile = Pile()
    returned: Pile = Pile()

    def __bool__(self) -> bool:
        return bool(self.waiting or self.failed or self.returned)


def waiting() -> QuerySet[Letter]:
    """Return the letters that the desk has to let go."""
    return Letter.objects.filter(state=LetterState.WAITING)


def failed() -> QuerySet[Letter]:
    """Return the letters that did not leave and were not sent again."""
    return _troubled().filter(came_back=False)


def returned() -> QuerySet[Letter]:
    """Return the letters that came back and were not sent elsewhere."""
    return _troubled().filter(came_back=True)


def letter_attention(user: User) -> LetterAttention:
    """Return what the first screen says of the letters to a person."""
    if not policy.may(user, SEND):
        return LetterAttention()
    return LetterAttention(
        *(_pile(letters_for(user, pile)) for pile in (waiting(), failed(), returned()))
    )


def _troubled() -> QuerySet[Letter]:
    return Letter.objects.filter(state=LetterState.FAILED, again__isnull=True)


def _pile(letters: QuerySet[Letter]) -> Pile:
    """Return a pile by one question where it is small, by two where it is not."""
    first = list(letters.defer("body").order_by("-created_at")[: SHOWN + 1])
    total = len(first) if len(first) <= SHOWN else letters.count()
    return Pile(letters=first[:SHOWN], total=total)
