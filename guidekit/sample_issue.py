"""Fill an empty desk with an issue in the making, through the same doors as people."""

from __future__ import annotations

import json
import tempfile
from datetime import timedelta
from importlib.resources import files
from pathlib import Path

from django.contrib.auth import get_user_model
from django.utils import timezone

from desk.models import Job
from desk.services.jobs import run_job
from guidekit.copyfile import CopyItem, PhotoWords, deal_photos, read_copy
from issues.models import Issue, PageGrid, Supplement
from issues.services.make_up import make_up_page
from issues.services.placing import place_submission
from issues.services.planning import open_issue
from press.copy.plain import blocks_from_plain
from press.imaging.scenes import draw_samples
from submissions.enums import Action, Source
from submissions.incoming import Incoming, IncomingPhoto
from submissions.models import Section, Submission
from submissions.services.receiving import receive_submission
from submissions.services.workflow import perform

AUTHOR_UNITS = ("临江高新区管委会", "青屿经开区宣传中心", "长亭县产业园", "白石综保区")


def prepare_sample(*, supplement: Supplement) -> None:
    """Receive, read, place and make up the project's own copy; once per home."""
    if Submission.objects.exists():
        return
    with tempfile.TemporaryDirectory() as folder:
        page = deal_photos(read_copy().items, draw_samples(Path(folder)))
        pieces = [_receive(item, number) for number, item in enumerate(page, start=1)]
    for piece in pieces:
        _check_photos(piece)
        _read(piece, "accepted")
    _make_issue(supplement, pieces)
    for number, (item, status) in enumerate(_more(), start=len(pieces) + 1):
        _read(_receive(item, number), status)


def _more() -> list[tuple[CopyItem, str]]:
    text = (files("guidekit.sample") / "more.json").read_text(encoding="utf-8")
    return [
        (
            CopyItem(
                kind=data["kind"],
                kicker=data.get("kicker", ""),
                headline=data["headline"],
                deck=data.get("deck", ""),
                byline=data["byline"],
                section=data["section"],
                body=tuple((block["type"], block["text"]) for block in data["body"]),
            ),
            data["status"],
        )
        for data in json.loads(text)["items"]
    ]


def _receive(item: CopyItem, number: int) -> Submission:
    section = Section.objects.filter(name=item.section).first()
    received = receive_submission(
        incoming=Incoming(
            source=Source.DESK,
            key=f"sample-{number}",
            kind=item.kind,
            kicker=item.kicker,
            headline=item.headline,
            deck=item.deck,
            byline=item.byline,
            blocks=blocks_from_plain(item.plain_body),
            section_slug=section.slug if section else "",
            contact_name="通讯员",
            contact_unit=AUTHOR_UNITS[number % len(AUTHOR_UNITS)],
            contact_email="",
            contact_phone="",
            consent=True,
            note_to_desk="",
            photos=tuple(_photo(words) for words in item.photos if words.path),
        )
    )
    return received.submission


def _photo(words: PhotoWords) -> IncomingPhoto:
    path = words.path or Path()
    return IncomingPhoto(path.name, path, words.caption, words.credit)


def _check_photos(piece: Submission) -> None:
    """Check photographs at once: no worker runs before the first start is over."""
    keys = [f"submissions.check_photo:{photo.pk}" for photo in piece.photos.all()]
    for job in Job.objects.filter(unique_key__in=keys):
        run_job(job.pk)


STEPS = {
    "received": (),
    "returned": ((Action.RETURN, "editor"),),
    "first_read": ((Action.CLAIM, "editor"),),
    "second_read": ((Action.CLAIM, "editor"), (Action.SIGN_FIRST_READ, "editor")),
    "accepted": (
        (Action.CLAIM, "editor"),
        (Action.SIGN_FIRST_READ, "editor"),
        (Action.SIGN_SECOND_READ, "chief"),
    ),
}


def _read(piece: Submission, status: str) -> None:
    users = get_user_model().objects
    for action, username in STEPS[status]:
        note = "请补充新闻事实，工作总结不适合见报。" if action == Action.RETURN else ""
        perform(
            submission=piece,
            action=action,
            actor=users.get(username=username),
            note=note,
        )


def _make_issue(supplement: Supplement, pieces: list[Submission]) -> Issue:
    editor = get_user_model().objects.get(username="editor")
    chief = get_user_model().objects.get(username="chief")
    issue = open_issue(
        supplement=supplement,
        cover_date=timezone.localdate() + timedelta(days=7),
        pages=1,
        grid=PageGrid.objects.get(slug="broadsheet"),
        opened_by=chief,
    )
    page = issue.pages.get(number=1)
    for piece in pieces:
        place_submission(page=page, submission=piece, actor=editor)
    make_up_page(page=page, actor=editor, drafts=1)
    return issue
