"""A newsroom with pieces in it, in the database of this run's own home."""

from __future__ import annotations

from functools import cache
from itertools import cycle

from django.core.management import call_command
from django.test import Client

from bench.copywriter import Copywriter
from desk.enums import StaffRole
from desk.models import User
from desk.services.api_tokens import create_token
from desk.services.staff import create_staff
from guidekit.first_start import prepare_publication
from submissions.enums import Action, Source
from submissions.incoming import Incoming
from submissions.models import Section, Submission
from submissions.services.receiving import receive_submission
from submissions.services.workflow import perform

CHARACTERS = 500
HOST = {"host": "localhost"}


@cache
def editor() -> User:
    """Open the newsroom; return the editor who works in it."""
    call_command("migrate", verbosity=0, interactive=False)
    prepare_publication()
    there = User.objects.filter(username="bench").first()
    if there is not None:
        return there  # of an archive that is kept
    user, _password = create_staff(
        username="bench",
        display_name="计时员",
        roles=(StaffRole.EDITOR, StaffRole.SECTION_CHIEF),
    )
    return user


def staff_client() -> Client:
    """Return a browser in which the editor is logged in."""
    client = Client(headers=HOST)
    client.force_login(editor())
    return client


def program_client() -> Client:
    """Return a program that holds a key of the editor's."""
    _token, key = create_token(user=editor(), name="bench")
    return Client(headers={**HOST, "authorization": f"Bearer {key}"})


def fill(count: int) -> None:
    """Receive pieces until there are so many; every third one is claimed."""
    user, here = editor(), Submission.objects.count()
    sections = cycle(Section.objects.values_list("slug", flat=True))
    for number, section in zip(range(here, count), sections, strict=False):
        piece = _receive(number, section)
        if number % 3 == 0:
            perform(submission=piece, action=Action.CLAIM, actor=user)


def _receive(number: int, section: str) -> Submission:
    copy = Copywriter(number).copy(CHARACTERS)
    incoming = Incoming(
        source=Source.DESK,
        key=f"bench-{number}",
        kind="news",
        kicker=copy.kicker,
        headline=copy.headline,
        byline="通讯员 方晴",
        blocks=copy.blocks,
        section_slug=section,
        contact_name="方晴",
        contact_unit="长亭产业园宣传中心",
        consent=True,
    )
    return receive_submission(incoming=incoming).submission
