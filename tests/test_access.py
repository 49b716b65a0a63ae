"""Who opens what: every address by every role, on data that could leak.

F-38.  The rows are addresses, the columns people; the whole table is compared, so that
a new role or a widened duty shows here before it shows on the desk.
"""

import io
import zipfile
from copy import deepcopy
from dataclasses import dataclass

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client

from issues.models import Page
from issues.services.exporting import request_export
from issues.services.make_up import make_up_page
from issues.services.placing import place_submission
from issues.services.releasing import release_issue
from issues.services.signing import sign_page
from submissions.enums import Action
from submissions.models import Photo, Submission
from tests import (
    access_blocks,
    access_board,
    access_contacts,
    access_formats,
    access_issue_board,
    access_planning,
    access_proofs,
    access_rest,
    access_roles,
    access_sign_in,
    access_table,
    access_tags,
    access_talk,
)
from tests.access_world import NAME, NOTE, make_people, make_world
from tests.desk.builders import make_user
from tests.issues.builders import Cast, accepted, make_issue
from tests.submissions.builders import make_photo_file
from tests.submissions.mail_builders import (
    make_mail,
    make_part,
    make_proposal,
)

pytestmark = pytest.mark.django_db

DIGITS = b"87654321"
BODIES = {
    **access_table.BODIES,
    **access_tags.BODIES,
    **access_talk.BODIES,
    **access_contacts.BODIES,
    **access_planning.BODIES,
    **access_proofs.BODIES,
    **access_rest.BODIES,
    **access_blocks.BODIES,
    **access_board.BODIES,
    **access_issue_board.BODIES,
    **access_formats.BODIES,
    **access_sign_in.BODIES,
}
TABLE = {
    **access_table.TABLE,
    **access_tags.TABLE,
    **access_talk.TABLE,
    **access_contacts.TABLE,
    **access_planning.TABLE,
    **access_proofs.TABLE,
    **access_rest.TABLE,
    **access_blocks.TABLE,
    **access_board.TABLE,
    **access_issue_board.TABLE,
    **access_formats.TABLE,
    **access_sign_in.TABLE,
}
COLUMNS = access_roles.OLDER


def filled(value, world):
    """Put the ids of the world into what is sent."""
    if isinstance(value, dict):
        return {name: filled(each, world) for name, each in value.items()}
    if isinstance(value, list):
        return [filled(each, world) for each in value]
    return value.format(**world) if isinstance(value, str) else value


class Visitor:
    """A person at a browser; signs in once and is asked for every row."""

    def __init__(self, person):
        cache.clear()  # what somebody may do in an hour is not asked here
        client = Client()
        if person is not None:
            client.force_login(person)
        self._signed_in = client.cookies

    def asks(self, row, world):
        """Return the answer to a request, which leaves no trace."""
        method, _space, path = row.partition(" ")
        client = Client(raise_request_exception=False)
        client.cookies = deepcopy(self._signed_in)
        path = path.format(**world)
        body = BODIES.get(row, {})
        body = {name: filled(value, world) for name, value in body.items()}
        kind = {"content_type": "application/json"} if path.startswith("/api/") else {}
        send = getattr(client, method.lower())
        with transaction.atomic():
            answer = send(path) if method == "GET" else send(path, body, **kind)
            found = Answer.of(answer)
            transaction.set_rollback(True)
        return found


@dataclass(frozen=True)
class Answer:
    """What a table of answers keeps of each: not its words, but what they tell."""

    status: int
    is_page: bool
    tells_piece: bool  # private words of a piece stand in it
    speaks_markup: bool  # markup from outside stands in it as it came
    tells_phone: bool  # in it or in a file that is packed in it

    @classmethod
    def of(cls, answer):
        streams = answer.streaming
        words = b"".join(answer.streaming_content) if streams else answer.content
        return cls(
            status=answer.status_code,
            is_page="html" in answer.get("Content-Type", ""),
            tells_piece=b"alert(" in words or "生产线".encode() in words,
            speaks_markup=any(m.encode() in words for m in (NOTE, NAME[:12])),
            tells_phone=any(DIGITS in part for part in (words, *unpacked(words))),
        )


@pytest.fixture(scope="module")
def answers(django_db_setup, django_db_blocker):
    """Ask once for every address by everybody; each test reads the table its way."""
    with django_db_blocker.unblock(), transaction.atomic():
        found = ask_for_all(COLUMNS)
        transaction.set_rollback(True)
    return found


def ask_for_all(names):
    """Return the answer to every row by each of these people, in one world."""
    world, people = make_world(), make_people()
    return {
        name: {row: visitor.asks(row, world) for row in TABLE}
        for name, visitor in ((n, Visitor(people[n])) for n in names)
    }


def test_f38_every_address_opens_to_those_it_is_meant_for(answers):
    found = {
        row: " ".join(str(answers[name][row].status) for name in COLUMNS)
        for row in TABLE
    }

    assert found == TABLE


@pytest.mark.parametrize("name", ["anonymous", "no role"])
def test_f38_who_has_no_duty_sees_no_piece_anywhere(answers, name):
    telling = {row for row, answer in answers[name].items() if answer.tells_piece}

    # The link in the author's letter names her piece to whoever has it.
    assert telling == {
        "GET /status/{token}/",
        "GET /status/{token}/received/",
        "GET /status/{token}/withdraw/",
        "GET /status/{token}/questions/{question}/",
    }


@pytest.mark.parametrize("name", ["editor", "editor_in_chief", "superuser"])
def test_f35_no_screen_speaks_markup_that_came_from_outside(answers, name):
    asked = answers[name].items()
    spoken = [row for row, answer in asked if answer.is_page and answer.speaks_markup]

    assert spoken == []


def test_f51_a_telephone_is_opened_by_its_own_button_only(answers):
    asked = answers["superuser"].items()
    telling = {row for row, answer in asked if answer.tells_phone}

    assert telling == {
        "POST /admin/submissions/submission/{piece}/phone/",
        "POST /admin/submissions/correspondent/{known}/phone/",
    }


def test_f51_a_telephone_stands_nowhere_in_the_database():
    make_world()

    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        holding = [name for name in tables if DIGITS.decode() in rows_of(cursor, name)]

    assert "submissions_submission" in tables
    assert holding == []


def rows_of(cursor, table):
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
    return str(cursor.fetchall())


def unpacked(words):
    """Return the files of a package, and of the documents in it."""
    if not words.startswith(b"PK"):
        return []
    with zipfile.ZipFile(io.BytesIO(words)) as zipped:
        files = [zipped.read(name) for name in zipped.namelist()]
    return [*files, *(part for file in files for part in unpacked(file))]


# Every door that leads to a page, its pieces, or what stands around them.
DOORS = {
    "PUT /api/submissions/{placed_ref}/copy/": {
        "expected_number": 1,
        "copy": {"headline": "改过的标题"},
    },
    "PATCH /api/photos/{placed_key}/": {"caption": "改过的说明"},
    **{
        f"POST /api/submissions/{{placed_ref}}/actions/ {action.value}": {
            "action": action.value,
            "note": "理由",
        }
        for action in Action
    },
    "POST /api/submissions/{placed_ref}/proposals/1/": {
        "decision": "change",
        "value": "改过的标题",
    },
    "POST /api/mails/{mail}/parts/1/take-over/": {},
    "POST /api/pages/{page}/order/": {"order": ["{placement}"]},
    "POST /api/pages/{page}/make-up/": {"seed": 2},
    "POST /api/pages/{page}/placements/": {"submission": "{other_ref}"},
    "DELETE /api/placements/{placement}/": {},
    "DELETE /api/pages/{page}/": {},
    "PATCH /api/pages/{page}/": {"label": "别的版"},
    "PATCH /api/issues/{issue}/": {"cover_date": "2030-01-01"},
}


@pytest.mark.parametrize("released", [False, True])
def test_f46_no_door_changes_a_signed_page_or_a_released_issue(released):
    cast = Cast()
    placed = accepted(cast, photos=(make_photo_file(size=(1600, 1200)),))
    page = make_issue().pages.get()
    placement = place_submission(page=page, submission=placed, actor=cast.editor)
    make_up_page(page=page, actor=cast.page_editor, drafts=1)
    sign_page(page=page, signer=cast.duty, expected_revision=page.makeup_revision)
    if released:
        release_issue(issue=page.issue, actor=cast.duty)
    make_proposal(placed)
    mail = make_mail(submission=placed)
    make_part(mail, make_photo_file().read_bytes(), format="jpeg")
    world = {
        "mail": mail.key,
        "placed_ref": placed.ref,
        "placed_key": placed.photos.get().key,
        "other_ref": accepted(cast).ref,
        "page": page.pk,
        "issue": page.issue_id,
        "placement": placement.pk,
    }
    before = standing(page)

    administrator = make_user(is_superuser=True)
    refused = {row: knock(administrator, row, world) for row in DOORS}

    assert set(refused.values()) <= {400, 403, 405, 409}
    assert standing(page) == before


def knock(person, row, world):
    method, path, *_action = row.split(" ")
    client = Client()
    client.force_login(person)
    body = {name: filled(value, world) for name, value in DOORS[row].items()}
    send = getattr(client, method.lower())
    address = path.format(**world)
    return send(address, body, content_type="application/json").status_code


def standing(page):
    """Return all that is printed of a page, and the content a package would have."""
    pieces = Submission.objects.filter(placement__page=page)
    return [
        *Page.objects.filter(pk=page.pk).values(),
        *page.issue.__class__.objects.filter(pk=page.issue_id).values(),
        *page.placements.values(),
        *pieces.values("status", "current_version", "headline", "body"),
        *Photo.objects.filter(submission__in=pieces).values(),
        request_export(issue=page.issue).content_hash,
    ]
