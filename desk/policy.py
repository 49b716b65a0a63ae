"""The one object that answers "may this person do that to this?".

Views, admin, API and services ask; none of them decides.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from desk.duties import DUTIES, VERBS, roles_with
from desk.enums import StaffRole
from desk.exceptions import NotAllowed

logger = logging.getLogger(__name__)

# Given the person and the object, a rule returns a sentence when it refuses.
Rule = Callable[[Any, Any], "str | None"]


class Policy:
    """Roles give verbs; rules of the object may still refuse, superusers too."""

    def __init__(self) -> None:
        """Begin without rules."""
        self._rules: dict[str, list[Rule]] = {}

    def add_rule(self, verb: str, rule: Rule) -> None:
        """Let a rule refuse a verb on an object; apps do this when they start."""
        _known(verb)
        rules = self._rules.setdefault(verb, [])
        if rule not in rules:
            rules.append(rule)

    def may(self, user: Any, verb: str, obj: Any = None) -> bool:
        """Tell whether a person may do something, to ``obj`` when one is given."""
        return self.refusal(user, verb, obj) is None

    def require(self, user: Any, verb: str, obj: Any = None) -> None:
        """Raise ``NotAllowed`` with the reason unless she may; that is logged."""
        reason = self.refusal(user, verb, obj)
        if reason is not None:
            _log(user, verb, obj)
            raise NotAllowed(reason)

    def refusal(self, user: Any, verb: str, obj: Any = None) -> str | None:
        """Return why a person may not, as a sentence; None when she may."""
        _known(verb)
        if not (user and user.is_authenticated and user.is_active):
            return _("Sign in first.")
        if not user.is_superuser and not _among_duties(user, verb):
            return _not_a_duty(verb)
        if obj is None:
            return None
        answers = (rule(user, obj) for rule in self._rules.get(verb, ()))
        return next((answer for answer in answers if answer is not None), None)


def roles_of(user: Any) -> frozenset[StaffRole]:
    """Return a person's roles; remembered on the object, as Django does permissions."""
    roles: frozenset[StaffRole] | None = getattr(user, "_desk_roles", None)
    if roles is None:
        names = user.groups.values_list("name", flat=True)
        roles = frozenset(StaffRole(name) for name in names if name in StaffRole)
        user._desk_roles = roles
    return roles


def _among_duties(user: Any, verb: str) -> bool:
    return any(verb in DUTIES[role] for role in roles_of(user))


def _not_a_duty(verb: str) -> str:
    labels = [str(role.label) for role in roles_with(verb)] or [_("the administrator")]
    return _(
        "“%(act)s” is not among your duties. Ask one of these to do it: %(roles)s."
    ) % {"act": VERBS[verb], "roles": _(", ").join(labels)}


def _log(user: Any, verb: str, obj: Any) -> None:
    """Write down who was refused what, by numbers: no name and no word of a piece."""
    label = obj._meta.label_lower if hasattr(obj, "_meta") else "-"
    told = (verb, getattr(user, "pk", None), label, getattr(obj, "pk", "-"))
    logger.warning("Refused %s to user %s on %s %s", *told)


def _known(verb: str) -> None:
    if verb not in VERBS:
        raise LookupError(f"Unknown verb {verb!r}; the list is in desk/duties.py.")


policy = Policy()
