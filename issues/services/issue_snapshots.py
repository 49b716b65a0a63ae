"""Turn the frozen content of an export into what the exporters read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from desk.jobs import GiveUp
from issues.models import Export, Snapshot
from issues.services.artworks import verified_artwork
from issues.services.pictures import house_profile
from press.composing.model import PrintProfile
from press.copy.serial import from_json
from press.exporters.manifest import previous_package
from press.exporters.snapshot import (
    Format,
    IssueSnapshot,
    PackageRef,
    PageSnapshot,
    PictureSnapshot,
    Signature,
    StorySnapshot,
)
from press.makeup.serial import layout_from_json
from submissions.enums import ReviewStage
from submissions.models import Photo

Json = dict[str, Any]
# Printed words are Chinese whatever language the editor's screen speaks.
STAGES = {ReviewStage.FIRST: "初审", ReviewStage.SECOND: "复审"}
SIGN_OFF = "签样"


def issue_snapshot(export: Export) -> IssueSnapshot:
    """Return the issue as it stood when the package was asked for."""
    content = export.content
    issue = content["issue"]
    return IssueSnapshot(
        paper=issue["paper"],
        title=issue["title"],
        number=issue["number"],
        date=date.fromisoformat(issue["date"]),
        pages=_pages(content["pages"]),
        profile=_profile(content["profile"]),
        taken_at=datetime.fromisoformat(content["taken_at"]),
        formats=frozenset(Format(name) for name in content["formats"]),
        folder=issue["folder"],
        previous=_previous(content["previous"]),
    )


def _profile(sha256: str) -> PrintProfile:
    profile = house_profile()
    if profile.sha256 != sha256:
        raise GiveUp(
            _("The print profile was changed meanwhile; ask for the package again.")
        )
    return profile


def _previous(export_id: str | None) -> PackageRef | None:
    before = Export.objects.filter(pk=export_id).first() if export_id else None
    if before is None:
        return None
    return previous_package(json.dumps(before.manifest).encode(), before.sha256)


def _pages(pages: list[Json]) -> tuple[PageSnapshot, ...]:
    snapshots = Snapshot.objects.in_bulk([page["snapshot"] for page in pages])
    return tuple(
        _page(snapshots[page["snapshot"]].content, page["signed"]) for page in pages
    )


def _page(content: Json, signed: Json | None) -> PageSnapshot:
    return PageSnapshot(
        number=content["number"],
        label=content["label"],
        layout=layout_from_json(content["layout"]),
        stories=tuple(_story(story) for story in content["stories"]),
        signatures=(_signature(SIGN_OFF, signed),) if signed else (),
        artworks=tuple(_artwork(each) for each in content.get("artworks", ())),
    )


def _story(story: Json) -> StorySnapshot:
    copy = from_json(story["copy"])
    printed = {picture["id"] for picture in story["pictures"]}
    pictures = tuple(each for each in copy.pictures if each.id in printed)
    return StorySnapshot(
        slot=story["slot"],
        ref=story["ref"],
        version=story["version"],
        copy=replace(copy, pictures=pictures),
        copy_sha256=story["copy_hash"],
        pictures=tuple(_picture(picture) for picture in story["pictures"]),
        signatures=tuple(
            _signature(STAGES[read["stage"]], read) for read in story["signatures"]
        ),
    )


def _signature(stage: str, signed: Json) -> Signature:
    return Signature(stage, signed["name"], datetime.fromisoformat(signed["at"]))


def _picture(picture: Json) -> PictureSnapshot:
    return PictureSnapshot(
        id=picture["id"],
        load=_loader(picture),
        original_name=picture["original_name"],
        sha256=picture["sha256"],
        width=picture["width"],
        height=picture["height"],
        caption=picture["caption"],
        credit=picture["credit"],
        allow_damaged=picture["damaged"],
    )


def _artwork(artwork: Json) -> PictureSnapshot:
    name = artwork["original_name"]
    return PictureSnapshot(
        id=artwork["id"],
        load=partial(verified_artwork, artwork["file"], artwork["sha256"], name),
        original_name=name,
        sha256=artwork["sha256"],
        width=artwork["width"],
        height=artwork["height"],
        caption=artwork["caption"],
    )


def _loader(picture: Json) -> Callable[[], bytes]:
    return partial(
        _verified_original, picture["id"], picture["sha256"], picture["original_name"]
    )


def _verified_original(key: str, sha256: str, name: str) -> bytes:
    """Return a photograph's bytes; give up when they are not those that were signed."""
    try:
        photo = Photo.objects.get(key=UUID(hex=key))
        with photo.original.open("rb") as file:
            data = bytes(file.read())
    except (Photo.DoesNotExist, OSError) as error:
        raise GiveUp(
            _("The photograph %(name)s is missing from the archive.") % {"name": name}
        ) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise GiveUp(
            _("The photograph %(name)s is no longer what was received; replace it.")
            % {"name": name}
        )
    return data
