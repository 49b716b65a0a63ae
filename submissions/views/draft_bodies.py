"""What a browser sends to be kept: read with suspicion, as it is nobody's form yet."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, NoReturn
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from submissions import limits
from submissions.forms import SubmissionForm
from submissions.services.drafts import Written

MOST_BYTES = 300_000
MOST_REVISION = 2**31 - 2
# What is no part of the piece: another page load has its own.
NOT_KEPT = ("key", "altcha", "website", "photos")
FIELDS = tuple(name for name in SubmissionForm.base_fields if name not in NOT_KEPT)
# Neither can be written to a page or a database.
UNWRITABLE = re.compile(r"[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class DraftBody:
    """A saving as it was asked for."""

    revision: int
    written: Written


def read_body(request: HttpRequest) -> DraftBody:
    """Return what is to be kept; raise ``Refused`` for what makes no sense."""
    said = json_of(request)
    revision = said.get("revision", 0)
    if type(revision) is not int or not 0 <= revision <= MOST_REVISION:
        _refuse()
    return DraftBody(revision, Written(_words(said), _photos(said)))


def json_of(request: HttpRequest) -> dict[str, Any]:
    """Return the object that a request brings."""
    refuse_large(int(request.META.get("CONTENT_LENGTH") or 0))
    try:
        said = json.loads(request.body or b"{}")
    except (ValueError, RecursionError):
        _refuse()
    if not isinstance(said, dict):
        _refuse()
    return said


def refuse_large(size: int) -> None:
    """Refuse words that no newspaper has room for; ``size`` in bytes."""
    if size > MOST_BYTES:
        raise Refused(
            _("This is too much to be kept as a draft (%(most)d kB). Shorten it.")
            % {"most": MOST_BYTES // 1000},
            code="too_large",
        )


def plain(words: Any) -> str:
    """Return what stands in a field; a tick is “on”."""
    if words is None or isinstance(words, bool):
        return "on" if words else ""
    if not isinstance(words, str):
        _refuse()
    return UNWRITABLE.sub("", words)


def _words(said: dict[str, Any]) -> dict[str, str]:
    words = said.get("words", {})
    if not isinstance(words, dict):
        _refuse()
    return {name: plain(words[name]) for name in FIELDS if name in words}


def _photos(said: dict[str, Any]) -> list[dict[str, str]]:
    photos = said.get("photos", [])
    if not isinstance(photos, list) or len(photos) > 2 * limits.PHOTOS:
        _refuse()
    kept = {}
    for photo in photos:
        if not isinstance(photo, dict):
            _refuse()
        words = {name: plain(photo.get(name, "")) for name in ("caption", "credit")}
        kept[_hex(photo.get("id"))] = words
    return [{"id": name, **words} for name, words in kept.items()]


def _hex(name: Any) -> str:
    try:
        return UUID(hex=name).hex
    except (AttributeError, TypeError, ValueError):
        _refuse()


def _refuse() -> NoReturn:
    raise Refused(_("This cannot be read. Load the page again."), code="unreadable")
