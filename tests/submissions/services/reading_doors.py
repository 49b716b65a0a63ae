"""The doors by which people sign and edit, as a machine of tests tries them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any

from django.test import Client
from rest_framework.test import APIClient

from desk.exceptions import Refused
from press.copy.serial import to_json
from submissions.enums import Action
from submissions.models import Submission
from submissions.services.copy import current_copy
from submissions.services.editing import save_copy
from submissions.services.workflow import perform
from tests.submissions.builders import paragraphs

ROOM = "/admin/submissions/submission/"
NOTE = "理由"


def edited(piece: Submission, *, text: str, headline: str) -> Any:
    """Return the piece's copy with another body and headline."""
    return replace(current_copy(piece), blocks=paragraphs(text), headline=headline)


def save_by_service(piece, user, *, text, headline, agrees) -> None:
    """Save; whoever does not agree is asked and then leaves it."""
    with suppress(Refused):
        save_copy(
            submission=piece,
            copy=edited(piece, text=text, headline=headline),
            author=user,
            expected_number=piece.current_version.number,
            expected_voids=None if agrees else (),
        )


def save_by_admin(piece, user, *, text, headline, agrees) -> None:
    """Press save in the reading room, and once more when asked."""
    client = Client()
    client.force_login(user)
    page = client.get(f"{ROOM}{piece.pk}/change/")
    if page.status_code != 200 or not page.context["can_edit"]:
        client.post(f"{ROOM}{piece.pk}/copy/", {"body": text, "headline": headline})
        return
    form = page.context["form"]
    fields = {name: form[name].value() or "" for name in form.fields}
    fields |= {"body": text, "headline": headline}
    answer = client.post(f"{ROOM}{piece.pk}/copy/", fields)
    if answer.status_code == 409 and answer.context["voids"] and agrees:
        form = answer.context["form"]
        fields = {name: form[name].value() or "" for name in form.fields}
        assert (fields["body"], fields["headline"]) == (text, headline)
        client.post(f"{ROOM}{piece.pk}/copy/", fields)


def save_by_api(piece, user, *, text, headline, agrees) -> None:
    """Send the words, and once more with what they void."""
    client = APIClient()
    client.force_authenticate(user)
    sent = {
        "copy": to_json(edited(piece, text=text, headline=headline)),
        "expected_number": piece.current_version.number,
    }
    address = f"/api/submissions/{piece.ref}/copy/"
    answer = client.put(address, sent, format="json")
    if answer.status_code == 409 and agrees and "falls" in answer.data:
        sent["expected_voids"] = [fall["stage"] for fall in answer.data["falls"]]
        client.put(address, sent, format="json")


def act_by_service(piece, user, action: Action) -> None:
    """Ask the one door itself."""
    try:
        perform(submission=piece, action=action, actor=user, note=NOTE)
    except Refused as refusal:
        assert str(refusal)


def act_by_admin(piece, user, action: Action) -> None:
    """Press a button of the room, shown or not."""
    client = Client()
    client.force_login(user)
    client.post(f"{ROOM}{piece.pk}/act/", {"action": action.value, "note": NOTE})


def act_in_bulk(piece, user, action: Action) -> None:
    """Choose an action of the list for the piece and its copies."""
    client = Client()
    client.force_login(user)
    chosen = [piece.pk, *piece.duplicates.values_list("pk", flat=True)]
    fields = {"action": f"bulk_{action.value}", "_selected_action": chosen}
    for each in Submission.objects.filter(pk__in=chosen).select_related(
        "current_version"
    ):
        fields[f"version_{each.pk}"] = each.current_version.number
    names = {
        Action.SIGN_FIRST_READ: "sign_first",
        Action.SIGN_SECOND_READ: "sign_second",
    }
    for name in (fields["action"], names.get(action, action.value)):
        client.post(ROOM, {**fields, "action": name, "note": NOTE, "confirmed": "1"})


def act_by_api(piece, user, action: Action) -> None:
    """Send an action with the version it is about."""
    client = APIClient()
    client.force_authenticate(user)
    number = piece.current_version.number
    client.post(
        f"/api/submissions/{piece.ref}/actions/",
        {"action": action.value, "note": NOTE, "expected_version": number},
        format="json",
    )


SAVING = (save_by_service, save_by_admin, save_by_api)
ACTING = (act_by_service, act_by_admin, act_in_bulk, act_by_api)
