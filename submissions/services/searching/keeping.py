"""Searches that are kept, for oneself or for the desk."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from desk.exceptions import NotAllowed, Refused
from desk.models import User
from desk.policy import policy
from submissions.models import SavedSearch

MOST = 50  # kept by one person


def saved_for(actor: User) -> QuerySet[SavedSearch]:
    """Return what a person kept, and what others share with her."""
    policy.require(actor, "submission.read")
    mine = Q(owner=actor)
    return SavedSearch.objects.filter(mine | Q(is_shared=True)).select_related("owner")


def keep_search(
    *, name: str, wishes: dict[str, Any], is_shared: bool, actor: User
) -> SavedSearch:
    """Keep a search under a name; the same name again takes the place of the first."""
    policy.require(actor, "submission.read")
    name = " ".join(name.split())
    if not name or len(name) > SavedSearch.NAME_LENGTH:
        raise Refused(_("Give the search a name of up to 40 characters."), code="name")
    others = SavedSearch.objects.filter(owner=actor).exclude(name=name)
    if others.count() >= MOST:
        raise Refused(
            _("You keep %(most)d searches already; throw one away first.")
            % {"most": MOST},
            code="too_many",
        )
    kept, _made = SavedSearch.objects.update_or_create(
        owner=actor, name=name, defaults={"wishes": wishes, "is_shared": is_shared}
    )
    return kept


def forget_search(*, saved: SavedSearch, actor: User) -> None:
    """Throw a kept search away; only its owner may."""
    policy.require(actor, "submission.read")
    if saved.owner_id != actor.pk:
        raise NotAllowed(_("Only its owner throws a search away."))
    saved.delete()
