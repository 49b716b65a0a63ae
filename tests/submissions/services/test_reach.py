"""Who works on which pieces, and whose author's data she opens."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from desk.enums import StaffRole
from desk.exceptions import NotAllowed
from desk.models import LedgerEntry
from desk.policy import policy
from desk.services.personal import open_personal
from desk.services.staff import facts_of
from submissions.enums import Action, SearchOrder
from submissions.models import Beat, Correspondent, Section, Submission
from submissions.services.board import waiting_board
from submissions.services.reach import pieces_for, reaches
from submissions.services.searching import Wishes, search
from submissions.services.workflow import perform
from tests.desk.builders import make_user
from tests.submissions.builders import make_submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def sections():
    return [
        Section.objects.create(name=n, slug=s)
        for n, s in (("要闻", "a"), ("招商", "b"))
    ]


@pytest.fixture
def limited(sections):
    """An editor who works for the first section only."""
    editor = make_user(StaffRole.EDITOR)
    Beat.objects.create(user=editor, section=sections[0])
    return editor


@pytest.fixture
def pieces(sections):
    """One piece of each section, and one of none."""
    return [make_submission(section_slug=slug) for slug in ("a", "b", "")]


def test_a_limited_editor_works_on_her_sections_and_on_what_has_none(limited, pieces):
    mine, _foreign, free = pieces

    assert set(pieces_for(limited)) == {mine, free}
    assert [reaches(limited, piece) for piece in pieces] == [True, False, True]


def test_what_she_has_claimed_stays_hers_when_it_is_filed_elsewhere(limited, pieces):
    foreign = pieces[1]
    Submission.objects.filter(pk=foreign.pk).update(claimed_by=limited)
    foreign.refresh_from_db()

    assert foreign in pieces_for(limited)
    assert policy.may(limited, "submission.edit", foreign)


@pytest.mark.parametrize("role", [StaffRole.DUTY_EDITOR, StaffRole.EDITOR_IN_CHIEF])
def test_duty_editor_and_editor_in_chief_are_never_limited(role, sections, pieces):
    user = make_user(role, StaffRole.EDITOR)
    Beat.objects.create(user=user, section=sections[0])

    assert set(pieces_for(user)) == set(pieces)


def test_a_section_chief_can_be_limited_too(sections, pieces):
    chief = make_user(StaffRole.SECTION_CHIEF)
    Beat.objects.create(user=chief, section=sections[1])

    assert set(pieces_for(chief)) == {pieces[1], pieces[2]}


def test_every_act_on_a_foreign_piece_is_refused_in_a_sentence(
    limited, pieces, settings, caplog
):
    settings.LANGUAGE_CODE = "en"
    foreign = pieces[1]

    with pytest.raises(NotAllowed) as refusal:
        perform(submission=foreign, action=Action.CLAIM, actor=limited)

    assert str(refusal.value) == (
        f"{foreign.ref} belongs to the section “招商”, which is not among yours."
        " Ask its editors, or the editor-in-chief."
    )
    assert caplog.messages == [
        f"Refused submission.claim to user {limited.pk}"
        f" on submissions.submission {foreign.pk}"
    ]


def test_board_and_search_keep_foreign_pieces_out(limited, pieces):
    board = waiting_board(limited)
    found = search(wishes=Wishes(order=SearchOrder.NEWEST), actor=limited)

    assert (board.groups[0].total, len(board.groups[0].pieces)) == (2, 2)
    assert found.total == 2


def test_the_ledger_keeps_whose_sections_are_whose(limited):
    assert facts_of(limited) == {
        "roles": ["editor"],
        "is_active": True,
        "is_superuser": False,
        "sections": ["要闻"],
    }


def test_an_editor_opens_the_data_of_the_author_whose_piece_she_has(settings):
    settings.LANGUAGE_CODE = "en"
    piece, editor = make_submission(), make_user(StaffRole.EDITOR)
    with pytest.raises(NotAllowed) as refusal:
        open_personal(obj=piece, field="contact_phone", actor=editor)

    perform(submission=piece, action=Action.CLAIM, actor=editor)
    piece.refresh_from_db()
    opened = open_personal(obj=piece, field="contact_phone", actor=editor)

    assert str(refusal.value).startswith("The personal data of an author are for the")
    assert opened == "0311-80000000"
    assert LedgerEntry.objects.get(verb="personal.opened").actor == editor


@pytest.mark.parametrize(
    ("role", "opens"),
    [
        (StaffRole.SECTION_CHIEF, True),
        (StaffRole.CORRESPONDENTS_DESK, True),
        (StaffRole.EDITOR_IN_CHIEF, True),
        (StaffRole.EDITOR, False),
        (StaffRole.DUTY_EDITOR, False),
        (StaffRole.PICTURE_EDITOR, False),
        (StaffRole.REVIEWER, False),
        (StaffRole.ADMINISTRATOR, False),
    ],
)
def test_who_opens_the_data_of_any_author(role, opens):
    author = Correspondent.objects.create(name="张三", phone="13800001234")

    assert policy.may(make_user(role), "personal.open", author) is opens
    assert policy.may(make_user(role), "personal.open", make_submission()) is opens


def test_sections_are_asked_for_once(limited, pieces, django_assert_num_queries):
    with django_assert_num_queries(2):
        answers = [policy.may(limited, "submission.read", piece) for piece in pieces]

    assert answers == [True, False, True]


def test_sections_are_set_as_a_whole_over_the_api(limited, sections):
    api, at = APIClient(), f"/api/staff/{limited.pk}/sections/"
    api.force_authenticate(make_user(StaffRole.ADMINISTRATOR))

    changed = api.put(at, {"sections": ["b"]}).json()
    same = api.put(at, {"sections": ["b"]}).json()
    unknown = api.put(at, {"sections": ["c"]}).status_code

    assert (changed, same, unknown) == ({"sections": ["b"]}, {"sections": ["b"]}, 400)
    assert [beat.section for beat in limited.beats.all()] == [sections[1]]
    assert LedgerEntry.objects.get().data["sections"] == ["招商"]


def test_the_list_over_the_api_keeps_foreign_pieces_out(limited, pieces):
    api = APIClient()
    api.force_authenticate(limited)

    listed = {row["ref"] for row in api.get("/api/submissions/").json()["results"]}
    foreign = api.get(f"/api/submissions/{pieces[1].ref}/")

    assert listed == {pieces[0].ref, pieces[2].ref}
    assert (foreign.status_code, foreign.json()["code"]) == (403, "not_allowed")


@pytest.mark.parametrize(
    "address", ["/api/submissions/", "/admin/submissions/submission/", "/api/letters/"]
)
def test_a_limit_costs_a_list_no_question(client, limited, pieces, address):
    free = make_user(StaffRole.EDITOR)
    asked = {}

    for user in (free, limited):
        client.force_login(user)
        client.get(address)
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
        asked[user] = len(found)

    assert asked[limited] == asked[free]
