"""A page sent as mails, in six habits, comes out as it stood on the page."""

import os
from pathlib import Path

import pytest

from guidekit.copyfile import CopyItem, read_copy
from press.copy.dateline import split_dateline
from submissions.mail_enums import Outcome
from submissions.models import MailMessage, Submission
from submissions.services.copy import current_copy
from submissions.services.mail.arriving import Delivery, keep_mail
from submissions.services.mail.reading import read_mail
from tests.needs import needs_office
from tests.submissions.mail_habits import (
    MAILINGS,
    PHONE,
    Mailing,
    mailed_as_old_word_file,
)

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[4]
SHARED = os.environ.get("GUIDEKIT_SHARED", "")
PAGE = Path(SHARED) / "pages/000.json" if SHARED else None
ITEMS = read_copy(PAGE if PAGE and PAGE.exists() else None).items
QUICK = [mailing for mailing in MAILINGS if mailing is not mailed_as_old_word_file]


def sent(item: CopyItem) -> dict[str, object]:
    return {
        "kind": item.kind,
        "stack": (item.kicker, item.headline, item.deck),
        "byline": item.byline,
        "body": item.body,
        "pictures": tuple((p.caption, p.credit) for p in item.photos),
    }


def taken(piece: Submission) -> dict[str, object]:
    copy = current_copy(piece)
    blocks = [(block.kind.value, block.text) for block in copy.blocks]
    if copy.dateline:  # printed in one line with the first paragraph
        blocks[0] = (blocks[0][0], copy.dateline + blocks[0][1])
    return {
        "kind": piece.kind,
        "stack": (copy.kicker, copy.headline, copy.deck),
        "byline": copy.byline,
        "body": tuple(blocks),
        "pictures": tuple((p.caption, p.credit) for p in copy.pictures),
    }


def receive(raw: bytes, key: str) -> MailMessage:
    message = keep_mail(raw, Delivery(key=key))
    read_mail(message)
    message.refresh_from_db()
    return message


def check(item: CopyItem, mailing: Mailing) -> None:
    message = receive(mailing(item), "file:1")

    assert message.outcome == Outcome.ACCEPTED, (message.reason, message.detail)
    piece = message.submission
    assert taken(piece) == sent(item)
    assert piece.contact_phone == PHONE
    assert PHONE not in piece.note_to_desk
    assert piece.photos.count() == len(item.photos)
    assert piece.proposals.count() > 0


@pytest.mark.parametrize("mailing", QUICK, ids=lambda mailing: mailing.__name__)
@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.headline or item.kind)
def test_a_page_by_mail(item: CopyItem, mailing: Mailing) -> None:
    check(item, mailing)


@needs_office
def test_a_story_in_an_old_word_file() -> None:
    check(max(ITEMS, key=lambda item: item.length), mailed_as_old_word_file)


@needs_office
@pytest.mark.acceptance
@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.headline or item.kind)
def test_a_page_in_old_word_files(item: CopyItem) -> None:
    check(item, mailed_as_old_word_file)


def test_a_page_as_eight_mails_is_eight_pieces() -> None:
    for number, item in enumerate(ITEMS):
        receive(QUICK[number % len(QUICK)](item), f"file:{number}")

    pieces = Submission.objects.order_by("pk")
    assert [taken(piece) for piece in pieces] == [sent(item) for item in ITEMS]


def test_the_datelines_of_the_page_are_split_where_they_end() -> None:
    heads = [split_dateline(item.body[0][1])[0] for item in ITEMS if item.body]

    assert all(head == "" or head.startswith("本报讯") for head in heads)
