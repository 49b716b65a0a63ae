import pytest
from django.contrib.auth import get_user_model

from desk.enums import StaffRole
from tests.desk.builders import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("/admin/desk/user/", "Proofreader"),
        ("/admin/desk/job/", "Check of a photograph"),
        ("/admin/desk/ledgerentry/", "Page signed off"),
    ],
)
def test_filters_offer_words(client, address, word):
    client.force_login(get_user_model().objects.create_superuser("root"))

    assert word in client.get(address).content.decode()


def test_staff_are_found_by_role(client):
    client.force_login(get_user_model().objects.create_superuser("root"))
    proofreader = make_user(StaffRole.PROOFREADER)
    make_user(StaffRole.EDITOR)

    answer = client.get("/admin/desk/user/?role=proofreader")

    assert list(answer.context["cl"].queryset) == [proofreader]
