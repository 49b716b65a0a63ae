"""Which letters a person looks at: all, but for what a higher app keeps from her."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q, QuerySet

from desk.models import Letter, User

# What a higher app keeps of the letters, for one person: those about her pieces.
Reach = Callable[[User], Q]

_reaches: list[Reach] = []


def add_reach(reach: Reach) -> None:
    """Let a higher app narrow the letters; apps do this when they start."""
    if reach not in _reaches:
        _reaches.append(reach)


def letters_for(
    user: User, letters: QuerySet[Letter] | None = None
) -> QuerySet[Letter]:
    """Return the letters a person looks at, of these or of all."""
    found = Letter.objects.all() if letters is None else letters
    for reach in _reaches:
        found = found.filter(reach(user))
    return found
