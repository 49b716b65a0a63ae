"""Letters to members of staff: who wants which.

The kinds are those of ``desk.letter_kinds`` that are named ``for_staff``.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet

from desk.letter_kinds import LetterKind, all_kinds, kind_of
from desk.models import LetterWish, User


@dataclass(frozen=True, slots=True)
class StaffLetter:
    """A kind of letter as a person's account shows it."""

    kind: str
    name: str
    is_wanted: bool


def staff_letters(user: User) -> list[StaffLetter]:
    """Return the kinds, and which of them a person wants."""
    said = dict(user.letter_wishes.values_list("kind", "is_wanted"))
    return [
        StaffLetter(known.kind, str(known.name), said.get(known.kind, known.usual))
        for known in _kinds()
    ]


@transaction.atomic
def wish_letters(*, user: User, kinds: Collection[str]) -> None:
    """Keep that a person wants these kinds and no others; unknown ones are nothing."""
    for known in _kinds():
        LetterWish.objects.update_or_create(
            user=user, kind=known.kind, defaults={"is_wanted": known.kind in kinds}
        )


def wanted_by(kind: str) -> QuerySet[User]:
    """Return who gets a kind of letter: active staff with an address who want it."""
    said = LetterWish.objects.filter(kind=kind)
    staff = User.objects.filter(is_active=True, is_staff=True).exclude(email="")
    yes = Q(pk__in=said.filter(is_wanted=True).values("user"))
    if kind_of(kind).usual:
        yes |= ~Q(pk__in=said.values("user"))
    return staff.filter(yes).order_by("pk")


def _kinds() -> list[LetterKind]:
    return [known for known in all_kinds() if known.for_staff]
