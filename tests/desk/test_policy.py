from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser

from desk.duties import ADMINISTRATOR_ONLY, DUTIES, VERBS
from desk.enums import StaffRole
from desk.exceptions import NotAllowed
from desk.policy import Policy, policy
from tests.desk.builders import make_user

pytestmark = pytest.mark.django_db


def verbs_of(user):
    return {verb for verb in VERBS if policy.may(user, verb)}


@pytest.mark.parametrize("role", StaffRole)
def test_a_role_gives_its_duties_and_no_more(role):
    assert verbs_of(make_user(role)) == DUTIES[role]


def test_roles_add_up():
    user = make_user(StaffRole.PROOFREADER, StaffRole.PAGE_EDITOR)

    assert (
        verbs_of(user) == DUTIES[StaffRole.PROOFREADER] | DUTIES[StaffRole.PAGE_EDITOR]
    )


def test_only_the_administrator_manages_staff():
    chief = make_user(StaffRole.EDITOR_IN_CHIEF)
    administrator = make_user(is_superuser=True)

    assert verbs_of(administrator) - verbs_of(chief) == ADMINISTRATOR_ONLY


@pytest.mark.parametrize(
    ("role", "verb", "allowed"),
    [
        (StaffRole.EDITOR, "submission.sign_first_read", True),
        (StaffRole.EDITOR, "submission.sign_second_read", False),
        (StaffRole.SECTION_CHIEF, "submission.sign_second_read", True),
        (StaffRole.SECTION_CHIEF, "page.sign", False),
        (StaffRole.PAGE_EDITOR, "issue.export", True),
        (StaffRole.PAGE_EDITOR, "personal.open", False),
        (StaffRole.DUTY_EDITOR, "page.sign", True),
        (StaffRole.DUTY_EDITOR, "submission.edit", False),
        (StaffRole.PROOFREADER, "submission.read", True),
        (StaffRole.PROOFREADER, "photo.original", False),
    ],
)
def test_duties_of_the_newsroom(role, verb, allowed):
    assert policy.may(make_user(role), verb) is allowed


def test_strangers_and_leavers_may_nothing():
    leaver = make_user(is_superuser=True, is_active=False)

    assert verbs_of(AnonymousUser()) == verbs_of(leaver) == verbs_of(None) == set()


def test_a_refusal_names_the_duty_and_who_has_it(settings):
    settings.LANGUAGE_CODE = "en"

    with pytest.raises(NotAllowed) as refusal:
        policy.require(make_user(StaffRole.EDITOR), "page.sign")

    assert str(refusal.value) == (
        "“Signing a page” is not among your duties. "
        "Ask one of these to do it: Duty editor, Editor-in-chief."
    )
    assert refusal.value.code == "not_allowed"


def test_a_rule_of_the_object_binds_the_administrator_too():
    own = Policy()
    own.add_rule("page.sign", lambda user, page: page.why_not)
    administrator = make_user(is_superuser=True)

    assert own.may(administrator, "page.sign")
    assert own.may(administrator, "page.sign", SimpleNamespace(why_not=None))
    assert (
        own.refusal(administrator, "page.sign", SimpleNamespace(why_not="No.")) == "No."
    )


def test_an_unknown_verb_is_a_mistake_of_ours():
    with pytest.raises(LookupError):
        policy.may(make_user(is_superuser=True), "page.singn")


def test_asking_often_asks_the_database_once(django_assert_num_queries):
    user = make_user(StaffRole.EDITOR)

    with django_assert_num_queries(1):
        answers = [policy.may(user, "submission.read") for _ in range(3)]

    assert answers == [True] * 3
