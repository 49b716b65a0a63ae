"""Who is limited to a section opens nothing of another: every address with a piece.

F-38 with row limits: all denied, and every denial in the log.
"""

import logging

import pytest
from django.test import Client

from desk.enums import StaffRole
from desk.models import Letter
from submissions.models import Beat, MailMessage, Section, Submission
from tests.access_world import make_world
from tests.desk.builders import make_user
from tests.test_access import TABLE, Visitor

pytestmark = pytest.mark.django_db

DESK = ("/admin/", "/api/", "/desk/")
# What in an address belongs to a piece; pages and issues are everybody's.
OF_A_PIECE = {
    *("piece", "ref", "later_ref", "photo", "key", "seen", "guess", "proposed"),
    *("mail", "mail_id", "part", "large", "message", "link", "letter", "enclosure"),
    *("placement", "question", "outside"),
}
COMMON = {"page", "issue", "export"}
OF_PAGES = ("issues/", "pages/")  # what stands on a page is everybody's
SECRET = "别的栏目的稿件"
DENIED = {403, 404, 405, 409}


def words_in(row):
    """Return the names of the things in an address."""
    return {part.partition("}")[0] for part in row.split("{")[1:]}


def is_of_desk(row):
    return row.partition(" ")[2].startswith(DESK)


class Reader(Visitor):
    """A visitor of whose answers the words are looked at."""

    def __init__(self, person):
        super().__init__(person)
        self._client = Client(raise_request_exception=False)
        self._client.force_login(person)

    def reads(self, row, world):
        answer = self._client.get(row.partition(" ")[2].format(**world))
        streams = answer.streaming
        return b"".join(answer.streaming_content) if streams else answer.content


@pytest.fixture
def limited():
    """A section chief of one section, in a world where all pieces are of another."""
    mine, other = (Section.objects.create(name=n, slug=n) for n in "ab")
    world = make_world()
    Submission.objects.update(section=other, claimed_by=None)
    chief = make_user(StaffRole.SECTION_CHIEF)
    Beat.objects.create(user=chief, section=mine)
    return Reader(chief), world


def test_f38_a_limited_person_opens_no_piece_of_another_section(limited, caplog):
    visitor, world = limited
    rows = [row for row in TABLE if is_of_desk(row) and words_in(row) & OF_A_PIECE]
    opened, unlogged = {}, []

    for row in rows:
        caplog.clear()
        with caplog.at_level(logging.WARNING):
            status = visitor.asks(row, world).status
        # The admin leads away from the history of what it does not find.
        if status not in DENIED and not (status == 302 and "/history/" in row):
            opened[row] = status
        if status == 403 and not caplog.records:
            unlogged.append(row)

    assert len(rows) > 80
    assert (opened, unlogged) == ({}, [])


def test_f38_no_list_tells_a_limited_person_of_another_section(limited):
    visitor, world = limited
    Submission.objects.update(headline=SECRET, deck=SECRET)
    letters = Letter.objects.filter(object_type="submissions.submission")
    letters.update(subject=SECRET, body=SECRET)
    mails = MailMessage.objects.exclude(submission=None)
    mails.update(subject=SECRET, sender_name=SECRET)
    asked = [row for row in TABLE if is_of_desk(row) and row.startswith("GET ")]
    rows = [
        row
        for row in asked
        if not words_in(row) & COMMON and not any(word in row for word in OF_PAGES)
    ]

    telling = [row for row in rows if SECRET.encode() in visitor.reads(row, world)]

    assert len(rows) > 80
    assert telling == []
