"""The words of a piece as ``Copy``, and the row fields that repeat them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from press.copy.byline import parse_byline
from press.copy.counting import characters
from press.copy.model import Copy, Credit, Picture
from press.copy.serial import copy_hash, from_json, to_json
from submissions.enums import CreditRole, PhotoState
from submissions.models import BylineCredit, Photo, Submission, Version
from submissions.services.new_words import ask_about_words
from submissions.services.searching.indexing import index_copy
from submissions.services.tidying import refuse_unreadable, tidy_copy

PRINTABLE = (PhotoState.READY, PhotoState.DAMAGED, PhotoState.RECEIVED)

TITLE_LENGTH = 40  # characters

# What follows a new version in the same transaction: piece, version, who saved it.
Follower = Callable[[Submission, Version, Any], None]
FOLLOWERS: list[Follower] = []

ROLES = {
    "通讯员": CreditRole.CORRESPONDENT,
    "特约通讯员": CreditRole.CORRESPONDENT,
    "记者": CreditRole.STAFF_REPORTER,
    "本报记者": CreditRole.STAFF_REPORTER,
    "摄影": CreditRole.PHOTOGRAPHER,
    "图": CreditRole.PHOTOGRAPHER,
}


def current_copy(submission: Submission) -> Copy:
    """Return the current words of a piece with its photographs as they are now.

    A refused photograph is left out; one that is still being checked is listed.
    """
    version = submission.current_version
    copy = from_json(version.copy) if version else Copy()
    return replace(copy, pictures=_pictures(submission, copy))


def version_of(submission: Submission) -> Version:
    """Return the current version; a piece has one from its arrival on."""
    version = submission.current_version
    if version is None:
        raise LookupError(f"{submission.ref} has no version.")
    return version


def _pictures(submission: Submission, copy: Copy) -> tuple[Picture, ...]:
    photos = {
        photo.key.hex: photo
        for photo in submission.photos.all()
        if photo.state in PRINTABLE
    }
    known = tuple(picture for picture in copy.pictures if picture.id in photos)
    listed = {picture.id for picture in known}
    new = (photo for key, photo in photos.items() if key not in listed)
    return (*known, *(picture_of(photo) for photo in new))


def picture_of(photo: Photo) -> Picture:
    """Return a photograph as copy: its words and the hash of its bytes."""
    return Picture(photo.key.hex, photo.sha256, photo.caption, photo.credit)


def version_fields(copy: Copy) -> dict[str, Any]:
    """Return the fields of a ``Version`` that holds these words."""
    return {
        "copy": to_json(copy),
        "copy_hash": copy_hash(copy),
        "char_count": characters(copy),
    }


def row_fields(copy: Copy) -> dict[str, Any]:
    """Return the fields of a ``Submission`` that repeat its words."""
    words = ("kicker", "headline", "deck", "dateline", "byline")
    return {
        **{name: getattr(copy, name) for name in words},
        "working_title": working_title(copy),
        "body": to_json(copy)["blocks"],
        "char_count": characters(copy),
    }


def working_title(copy: Copy) -> str:
    """Return the headline, else the first words of the text or of a caption."""
    texts = (block.text for block in copy.blocks)
    captions = (picture.caption for picture in copy.pictures)
    words = next(filter(None, (copy.headline, *texts, *captions)), "")
    return words if len(words) <= TITLE_LENGTH else words[: TITLE_LENGTH - 1] + "…"


def add_version(
    submission: Submission, copy: Copy, *, author: Any = None, note: str = ""
) -> Version:
    """Add a version to a piece and make it the current one; inside a transaction.

    ``copy.pictures`` put the words under its photographs right.
    """
    copy = keepable(copy)
    number = version_of(submission).number + 1
    version = Version.objects.create(
        submission=submission,
        number=number,
        author=author,
        note=note,
        **version_fields(copy),
    )
    fields = row_fields(copy)
    for name, value in fields.items():
        setattr(submission, name, value)
    submission.current_version = version
    submission.save(update_fields=[*fields, "current_version", "updated_at"])
    write_credits(submission, _people(copy))
    write_photo_words(submission, copy.pictures)
    for follow in FOLLOWERS:
        follow(submission, version, author)
    index_copy(submission, copy, _first_copy(submission))
    ask_about_words(submission, version)
    return version


def add_first_version(
    submission: Submission,
    copy: Copy,
    fields: Mapping[str, Any],
    *,
    author: Any = None,
) -> Version:
    """Add the version that a piece arrives with; inside a transaction.

    ``copy`` was made ``keepable``, ``fields`` are its ``version_fields``, and the rows
    of the piece and its photographs bear its words already: while a piece arrives
    everybody else waits to write.
    """
    version = Version.objects.create(
        submission=submission, number=1, author=author, **fields
    )
    submission.current_version = version
    row = Submission.objects.filter(pk=submission.pk)
    row.update(current_version=version)
    BylineCredit.objects.bulk_create(_credit_rows(submission, _people(copy)))
    index_copy(submission, copy)
    ask_about_words(submission, version)
    return version


def keepable(copy: Copy) -> Copy:
    """Return copy as it may be kept; refuse what could not be read again."""
    copy = tidy_copy(copy)
    refuse_unreadable(copy)
    return copy


def _first_copy(submission: Submission) -> Copy:
    """Return the words as the author sent them."""
    return from_json(submission.versions.get(number=1).copy)


def write_credits(submission: Submission, people: Iterable[Credit]) -> None:
    """Write the people of a byline as rows, in printed order."""
    submission.credits.all().delete()
    BylineCredit.objects.bulk_create(_credit_rows(submission, people))


def _people(copy: Copy) -> tuple[Credit, ...]:
    return copy.credits or parse_byline(copy.byline)


def _credit_rows(
    submission: Submission, people: Iterable[Credit]
) -> Iterator[BylineCredit]:
    for position, person in enumerate(people, start=1):
        yield BylineCredit(
            submission=submission,
            position=position,
            role=ROLES.get(person.role, ""),
            name=person.name[:60],
            unit=person.unit[:100],
        )


def write_photo_words(submission: Submission, pictures: Iterable[Picture]) -> None:
    """Repeat captions and credits of the copy on the photograph rows."""
    words = {picture.id: picture for picture in pictures}
    if not words:
        return
    for photo in submission.photos.all():
        picture = words.get(photo.key.hex)
        if picture is None:
            continue
        if (photo.caption, photo.credit) != (picture.caption, picture.credit):
            photo.caption, photo.credit = picture.caption, picture.credit[:100]
            photo.save(update_fields=["caption", "credit"])
