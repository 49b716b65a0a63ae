import pytest

from desk.enums import StaffRole
from desk.exceptions import NotAllowed
from desk.services.ledger import entries_for
from desk.services.personal import mask_phone, open_personal
from submissions.models import Correspondent
from tests.desk.builders import make_user


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("13800001234", "138****1234"),
        ("+86 138-0000-1234", "+86 1**-****-1234"),
        ("029-88123456", "029-****3456"),
        ("88123456", "88****56"),
        ("12345", "*****"),
        ("微信同号 13800001234", "**** 138****1234"),
        ("zhang_san", "*********"),
        ("", ""),
    ],
)
def test_a_number_is_masked(phone, masked):
    assert mask_phone(phone) == masked


@pytest.fixture
def correspondent(db):
    return Correspondent.objects.create(name="张三", phone="13800001234")


def test_opening_needs_the_duty_and_is_written_down_without_the_data(correspondent):
    chief = make_user(StaffRole.SECTION_CHIEF)

    assert open_personal(obj=correspondent, field="phone", actor=chief) == "13800001234"

    (entry,) = entries_for(correspondent)
    assert (entry.verb, entry.actor, entry.data) == (
        "personal.opened",
        chief,
        {"field": "phone"},
    )


def test_without_the_duty_nothing_is_opened(correspondent):
    with pytest.raises(NotAllowed):
        open_personal(
            obj=correspondent, field="phone", actor=make_user(StaffRole.PAGE_EDITOR)
        )

    assert not entries_for(correspondent).exists()


@pytest.mark.parametrize("field", ["name", "pk", "no_such_field"])
def test_only_personal_fields_are_opened(correspondent, field):
    head = make_user(StaffRole.EDITOR_IN_CHIEF)

    with pytest.raises(ValueError, match="not a field with personal data"):
        open_personal(obj=correspondent, field=field, actor=head)
