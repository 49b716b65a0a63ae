"""An earlier version made the newest again: nothing in between is lost."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from press.copy.model import Copy
from press.copy.serial import from_json
from submissions.models import Submission, Version
from submissions.services.copy import PRINTABLE, version_of
from submissions.services.editing import save_copy


def restore_version(
    *,
    submission: Submission,
    version: Version,
    actor: User,
    expected_number: int,
    expected_voids: Collection[str] | None = None,
) -> Version:
    """Save the words of an earlier version as a new one.

    Photographs that are gone since stay gone; those that came since stay.  Raises what
    ``save_copy`` raises, and ``Refused`` when those words are the current ones.
    """
    policy.require(actor, "submission.edit", submission)
    if version.copy_hash == version_of(submission).copy_hash:
        raise Refused(
            _("Version %(number)d is how %(ref)s reads now.")
            % {"number": version.number, "ref": submission.ref},
            code="current",
        )
    return save_copy(
        submission=submission,
        copy=_still_there(submission, from_json(version.copy)),
        author=actor,
        expected_number=expected_number,
        note=_("version %(number)d again") % {"number": version.number},
        expected_voids=expected_voids,
    )


def _still_there(submission: Submission, copy: Copy) -> Copy:
    photos = submission.photos.filter(state__in=PRINTABLE)
    here = {key.hex for key in photos.values_list("key", flat=True)}
    known = tuple(picture for picture in copy.pictures if picture.id in here)
    listed = {picture.id for picture in known}
    now = from_json(version_of(submission).copy).pictures
    since = (p for p in now if p.id in here and p.id not in listed)
    return replace(copy, pictures=(*known, *since))
