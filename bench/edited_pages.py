"""Eight made-up pages of an issue, and edits of them as a page editor makes them."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import islice
from typing import Any

from django.test import Client
from django.urls import reverse

from bench.made_pages import page_copy
from bench.newsroom import HOST, editor, staff_client
from bench.places import folder_within_home
from bench.timing import timed
from desk.enums import StaffRole
from desk.models import Job, User
from desk.services.jobs import run_job
from desk.services.staff import create_staff
from guidekit.first_start import prepare_publication
from issues.models import Page, PageGrid
from issues.services.make_up import make_up_page
from issues.services.placing import place_submission
from issues.services.planning import open_issue
from press.copy.model import Block as TextBlock
from press.copy.model import BlockKind, Run
from press.imaging.scenes import draw_scene
from press.makeup.grid import BROADSHEET
from press.makeup.model import Story
from submissions.enums import Action, Source
from submissions.incoming import Incoming, IncomingPhoto
from submissions.models import Submission
from submissions.services.receiving import receive_submission
from submissions.services.workflow import perform

PAGES = 8
COVER = date(2027, 1, 25)
HEADLINE = "车间一角"  # over a photograph that came without words
Block = dict[str, Any]


@cache
def edited_pages() -> tuple[int, ...]:
    """Fill an issue of eight broadsheet pages and make them up; return their ids."""
    first = editor()
    second, _password = create_staff(
        username="bench-second",
        display_name="复审员",
        roles=(StaffRole.EDITOR_IN_CHIEF,),
    )
    issue = open_issue(
        supplement=prepare_publication(),
        cover_date=COVER,
        grid=PageGrid.objects.get(slug=BROADSHEET.name),
        pages=PAGES,
    )
    for page in issue.pages.order_by("number"):
        for story in page_copy(page.number).stories:
            piece = _ready(story, f"{page.number}-{story.slot}", first, second)
            place_submission(page=page, submission=piece, actor=first)
        make_up_page(page=page, actor=first, drafts=1)
    return tuple(issue.pages.order_by("number").values_list("pk", flat=True))


def _ready(story: Story, name: str, first: User, second: User) -> Submission:
    """Receive a story with its photographs; let two people sign it."""
    copy = story.copy
    incoming = Incoming(
        source=Source.DESK,
        key=f"edited-{name}",
        kind="news",
        kicker=copy.kicker,
        headline=copy.headline or HEADLINE,
        deck=copy.deck,
        byline=copy.byline,
        blocks=copy.blocks or _caption(story),
        contact_name="方晴",
        contact_unit="长亭产业园宣传中心",
        consent=True,
        photos=tuple(
            _photo(f"{name}-{number}", picture.caption, picture.credit)
            for number, picture in enumerate(story.pictures)
        ),
    )
    piece = receive_submission(incoming=incoming).submission
    _look_at_photos(piece)
    perform(submission=piece, action=Action.CLAIM, actor=first)
    perform(submission=piece, action=Action.SIGN_FIRST_READ, actor=first)
    return perform(submission=piece, action=Action.SIGN_SECOND_READ, actor=second)


def _caption(story: Story) -> tuple[TextBlock, ...]:
    """Return the words under a photograph as a text: a piece must have one."""
    words = story.pictures[0].caption
    return (TextBlock("b1", BlockKind.PARAGRAPH, (Run(words),)),)


@cache
def _scene() -> bytes:
    return draw_scene("yard")


def _photo(name: str, caption: str, credit: str) -> IncomingPhoto:
    path = folder_within_home("edited") / f"{name}.jpg"
    path.write_bytes(_scene())
    return IncomingPhoto(path.name, path, caption, credit)


def _look_at_photos(piece: Submission) -> None:
    keys = [f"submissions.check_photo:{photo.pk}" for photo in piece.photos.all()]
    for job in Job.objects.filter(unique_key__in=keys):
        run_job(job.pk)


class Edits:
    """One editor at eight pages: each edit is sent and its drawing read."""

    def __init__(self) -> None:
        """Open every page, as its screen does."""
        self._client = staff_client()
        self._open = [_OpenPage(self._client, pk) for pk in edited_pages()]
        self._steps = self._all()

    def take(self, count: int) -> list[float]:
        """Make so many edits, page by page; return what each took, in seconds."""
        return list(islice(self._steps, count))

    def _all(self) -> Iterator[float]:
        step = 0
        while True:
            for page in self._open:
                yield page.edit(step)
            step += 1


class _OpenPage:
    """A page as one window has it: its blocks, and what it knows of the drawing."""

    def __init__(self, client: Client, pk: int) -> None:
        self._client = client
        self._address = reverse("page-preview-blocks", args=(pk,))
        blocks = client.get(reverse("page-blocks", args=(pk,)), **_JSON).json()
        self._blocks: list[Block] = blocks["blocks"]
        self._known: list[str] = []
        self._ask(self._blocks)

    def edit(self, step: int) -> float:
        """Change one block in one of six ways and back again; return the seconds."""
        block = self._blocks[step // 2 % len(self._blocks)]
        changed = {**block, **_EDITS[step // 2 % len(_EDITS)](block)}
        blocks = [changed if each is block else each for each in self._blocks]
        _answer, seconds = timed(
            lambda: self._ask(self._blocks if step % 2 else blocks)
        )
        return seconds

    def _ask(self, blocks: list[Block]) -> None:
        asked = json.dumps({"blocks": blocks, "known": self._known})
        answer = self._client.post(self._address, asked, "application/json")
        if answer.status_code != 200:
            raise RuntimeError(f"An edit was answered with {answer.status_code}.")
        drawing = json.load(io.BytesIO(answer.content))["drawing"]
        self._known = [each["key"] for each in (*drawing["parts"], *drawing["fonts"])]


_JSON: dict[str, Any] = {"headers": {**HOST, "accept": "application/json"}}
_EDITS = (
    lambda block: {"lines": max(20, block["lines"] - 3)},
    lambda block: {"line": max(0, block["line"] - 2)},
    lambda block: {"size": max(16, block["size"] - 4)},
    lambda block: {"legs": max(1, block["legs"] - 1), "photos": None, "notch": None},
    lambda block: {"boxed": not block["boxed"], "notch": None},
    lambda block: {"face": "hei_black"},
)


def stored_layouts() -> int:
    """Return how many of the pages are as they were made up: none was written."""
    return Page.objects.filter(pk__in=edited_pages(), makeup_key__gt="").count()
