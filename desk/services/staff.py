"""Members of staff: their accounts and first passwords."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from desk.enums import StaffRole
from desk.exceptions import Refused
from desk.letter_subjects import Subject
from desk.models import User
from desk.policy import policy
from desk.services.ledger import record
from desk.services.roles import ensure_roles
from desk.services.sessions import end_others

# Syllables that nobody misreads from paper: no l, 1, o or 0 next to each other's like.
HEADS = "bdfghjkmnprstvwz"
HEARTS = "aeiu"
GROUPS = 4
GROUP_SYLLABLES = 2
DIGITS = "23456789"


# What higher apps know of an account and the ledger keeps: her sections.
_facts: dict[str, Callable[[User], Any]] = {}


def add_fact(name: str, fact: Callable[[User], Any]) -> None:
    """Let the ledger keep something of an account that a higher app knows."""
    _facts[name] = fact


def facts_of(user: User) -> dict[str, Any]:
    """Return what the ledger keeps of an account: who may what, no more."""
    return {
        "roles": sorted(user.groups.values_list("name", flat=True)),
        "is_active": user.is_active,
        "is_superuser": user.is_superuser,
        **{name: fact(user) for name, fact in _facts.items()},
    }


def find_staff(ids: Collection[str]) -> dict[str, Subject]:
    """Return name and page of accounts, for the ledger."""
    rows = User.objects.filter(pk__in=[pk for pk in ids if pk.isdecimal()])
    return {
        str(user.pk): Subject(
            name=str(user), address=reverse("admin:desk_user_change", args=(user.pk,))
        )
        for user in rows.only("username", "display_name")
    }


def may_act_for(actor: User, users: QuerySet[User]) -> QuerySet[User]:
    """Return those for whom a person may make a key: herself, or all for an owner."""
    return users if actor.is_superuser else users.filter(pk=actor.pk)


def not_hers_to_manage(user: Any, obj: Any) -> str | None:
    """Refuse to an administrator her own rights, and the accounts of the owners."""
    if not isinstance(obj, User) or user.is_superuser:
        return None
    if obj.is_superuser:
        return _("The account of an owner of the house is changed by an owner only.")
    if obj.pk == user.pk:
        return _("Nobody changes her own roles. Ask another administrator.")
    return None


@transaction.atomic
def create_staff(
    *,
    username: str,
    display_name: str,
    roles: Iterable[StaffRole | str],
    password: str | None = None,
    actor: User | None = None,
) -> tuple[User, str]:
    """Make an account with its roles; return it and the password, shown only now."""
    if User.objects.filter(username=username).exists():
        raise Refused(
            _("There is an account named “%(name)s” already; choose another name.")
            % {"name": username},
            code="username_taken",
        )
    password = password or make_password()
    user = User(username=username, display_name=display_name, is_staff=True)
    user.set_password(password)
    _check(user)
    user.save()
    names = _give(user, roles)
    record(obj=user, verb="staff.created", actor=actor, data={"roles": names})
    return user, password


@transaction.atomic
def hire_staff(
    *,
    actor: User,
    username: str,
    display_name: str,
    roles: Iterable[StaffRole | str] = (),
) -> tuple[User, str]:
    """Make an account as ``create_staff`` does, by who manages staff."""
    policy.require(actor, "staff.manage")
    user, password = create_staff(
        username=username, display_name=display_name, roles=roles, actor=actor
    )
    return user, password


@transaction.atomic
def change_staff(
    *,
    user: User,
    actor: User,
    display_name: str | None = None,
    is_active: bool | None = None,
    roles: Iterable[StaffRole | str] | None = None,
) -> User:
    """Change what is given of an account; who is switched off is signed out."""
    policy.require(actor, "staff.manage", user)
    user.display_name = user.display_name if display_name is None else display_name
    user.is_active = user.is_active if is_active is None else is_active
    _check(user)
    user.save(update_fields=["display_name", "is_active"])
    if roles is not None:
        _give(user, roles)
    if not user.is_active:
        end_others(user=user, keep="", actor=actor)
    record(obj=user, verb="staff.changed", actor=actor, data=facts_of(user))
    return user


def _give(user: User, roles: Iterable[StaffRole | str]) -> list[str]:
    """Let an account have these roles and no others."""
    names = sorted({StaffRole(role).value for role in roles})
    ensure_roles()
    user.groups.set(Group.objects.filter(name__in=names))
    return names


def make_password() -> str:
    """Make a password of about 54 bits that can be read out: ``bafi-kedu-…-73``."""
    words = [
        "".join(
            secrets.choice(HEADS) + secrets.choice(HEARTS)
            for _syllable in range(GROUP_SYLLABLES)
        )
        for _word in range(GROUPS)
    ]
    number = "".join(secrets.choice(DIGITS) for _digit in range(2))
    return "-".join([*words, number])


def _check(user: User) -> None:
    try:
        # Somebody may have no password yet, or none any more.
        user.full_clean(exclude=["password"])
    except ValidationError as error:
        raise Refused(" ".join(error.messages), code="account_invalid") from error
