"""Guesses are decided by a person, one by one or all at once."""

import pytest
from django.db import connection

from desk.exceptions import NotAllowed, Refused
from desk.services.ledger import entries_for
from submissions.enums import Action
from submissions.mail_enums import ProposalField, ProposalOrigin, ProposalState
from submissions.models import Correspondent, Proposal, Submission
from submissions.services.copy import current_copy
from submissions.services.mail.deciding import (
    accept_all,
    accept_proposal,
    change_proposal,
)
from submissions.services.mail.proposing import match_correspondent
from submissions.services.workflow import perform
from tests.submissions.builders import Cast, make_photo, make_submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return Cast()


@pytest.fixture
def piece() -> Submission:
    return make_submission(headline="云州项目开工", photos=(make_photo(),))


def propose(
    piece: Submission, field: ProposalField, value: str, **fields: object
) -> Proposal:
    return Proposal.objects.create(
        submission=piece,
        position=piece.proposals.count() + 1,
        field=field,
        value=value,
        origin=ProposalOrigin.SUBJECT,
        **fields,
    )


def test_accepting_changes_no_word(piece, cast) -> None:
    guess = propose(piece, ProposalField.HEADLINE, "云州项目开工")

    accept_proposal(proposal=guess, actor=cast.editor)

    assert (guess.state, guess.decided_by) == (ProposalState.ACCEPTED, cast.editor)
    assert piece.versions.count() == 1
    assert entries_for(piece).last().verb == "proposal.accepted"


def test_other_words_become_a_version(piece, cast) -> None:
    guess = propose(piece, ProposalField.HEADLINE, "云州项目开工")

    change_proposal(proposal=guess, value="云州开发区：项目开工", actor=cast.editor)

    piece.refresh_from_db()
    assert piece.headline == "云州开发区：项目开工"
    assert piece.versions.count() == 2
    assert guess.state == ProposalState.CHANGED


def test_a_caption_goes_to_its_photograph(piece, cast) -> None:
    photo = piece.photos.get()
    guess = propose(piece, ProposalField.CAPTION, "工人调试", photo=photo)

    change_proposal(proposal=guess, value="工人在调试。", actor=cast.editor)

    piece.refresh_from_db()
    assert current_copy(piece).pictures[0].caption == "工人在调试。"


def test_dropping_takes_the_words_away(piece, cast) -> None:
    guess = propose(piece, ProposalField.BYLINE, "通讯员 林晓")

    change_proposal(proposal=guess, value=" ", actor=cast.editor)

    piece.refresh_from_db()
    assert (piece.byline, guess.state) == ("", ProposalState.DROPPED)


@pytest.mark.parametrize(
    ("field", "value"),
    [("contact_name", "张三"), ("contact_unit", "某局"), ("contact_phone", "139")],
)
def test_the_authors_card_is_changed_without_a_version(
    piece, cast, field: str, value: str
) -> None:
    guess = propose(piece, ProposalField(field), "旧")

    change_proposal(proposal=guess, value=value, actor=cast.editor)

    piece.refresh_from_db()
    assert getattr(piece, field) == value
    assert piece.versions.count() == 1


def test_a_correspondent_is_linked_when_accepted(piece, cast) -> None:
    known = Correspondent.objects.create(name="林晓")
    guess = propose(piece, ProposalField.CORRESPONDENT, str(known.pk))

    accept_proposal(proposal=guess, actor=cast.editor)

    piece.refresh_from_db()
    assert piece.correspondent == known


def test_all_at_once(piece, cast) -> None:
    known = Correspondent.objects.create(name="林晓")
    propose(piece, ProposalField.HEADLINE, "云州项目开工")
    propose(piece, ProposalField.CORRESPONDENT, str(known.pk))

    assert accept_all(piece=piece, actor=cast.editor) == 2

    piece.refresh_from_db()
    assert piece.correspondent == known
    assert not piece.proposals.filter(state=ProposalState.OPEN).exists()


def test_nobody_signs_what_a_machine_proposed(piece, cast) -> None:
    propose(piece, ProposalField.HEADLINE, "云州项目开工")
    sign = {"submission": piece, "action": Action.SIGN_FIRST_READ}

    with pytest.raises(Refused) as refusal:
        perform(**sign, actor=cast.editor)
    assert refusal.value.code == "proposals_open"

    accept_all(piece=piece, actor=cast.editor)
    perform(**sign, actor=cast.editor)


def test_who_may_not_edit_decides_nothing(piece, cast) -> None:
    guess = propose(piece, ProposalField.HEADLINE, "云州项目开工")

    with pytest.raises(NotAllowed):
        accept_proposal(proposal=guess, actor=cast.proofreader)
    with pytest.raises(NotAllowed):
        change_proposal(proposal=guess, value="别的", actor=cast.proofreader)
    with pytest.raises(NotAllowed):
        accept_all(piece=piece, actor=cast.proofreader)


def test_words_are_encrypted_at_rest(piece) -> None:
    phone = "13800001111"
    propose(piece, ProposalField.CONTACT_PHONE, phone, evidence=f"电话{phone}")

    with connection.cursor() as cursor:
        cursor.execute("SELECT value, evidence FROM submissions_proposal")
        assert phone not in "".join(cursor.fetchone())


def test_the_directory_knows_by_address_then_by_a_name_of_one_person() -> None:
    known = Correspondent.objects.create(name="林晓", email="Lin@x.example")
    Correspondent.objects.create(name="张艳", email="a@x.example")
    Correspondent.objects.create(name="张艳", email="b@x.example")

    def found(name: str, email: str = "") -> Correspondent | None:
        return match_correspondent(name=name, unit="", email=email)

    assert found("别人", "lin@X.example") == known
    assert found("林晓") == known
    assert found("张艳") is None
    assert found("") is None


def test_a_settled_guess_stays_settled(piece, cast) -> None:
    guess = propose(piece, ProposalField.HEADLINE, "云州项目开工")
    accept_proposal(proposal=guess, actor=cast.editor)
    entries = entries_for(piece).count()

    accept_proposal(proposal=guess, actor=cast.other)

    assert guess.decided_by == cast.editor
    assert entries_for(piece).count() == entries


def test_a_masked_number_is_not_saved(piece, cast) -> None:
    guess = propose(piece, ProposalField.CONTACT_PHONE, "13800001111")

    with pytest.raises(Refused) as refusal:
        change_proposal(proposal=guess, value="138****1111", actor=cast.editor)

    assert refusal.value.code == "masked"
