"""The desk looks at confirmed addresses, and deletes one when its owner asks."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from submissions.models import ConfirmedAddress
from submissions.services.addresses import (
    KeptPage,
    Profile,
    confirm_address,
    save_profile,
)

pytestmark = pytest.mark.django_db

XSS = "<script>boom</script>"
LIST = "/admin/submissions/confirmedaddress/"


@pytest.fixture
def address() -> ConfirmedAddress:
    found = confirm_address("linxiao@example.org")
    page = KeptPage(XSS, ContentFile(b"%PDF-1.7"))
    profile = Profile(name=XSS, unit=XSS, phone="13812345678", page=page)
    save_profile(address=found, profile=profile)
    return found


def test_the_number_is_masked_and_nothing_is_markup(client: Client, cast, address):
    client.force_login(cast.head)
    for path in (LIST, f"{LIST}{address.pk}/change/"):
        page = client.get(path).content.decode()

        assert "138****5678" in page
        assert "13812345678" not in page
        assert XSS not in page


def test_nobody_at_the_desk_makes_or_changes_one(client: Client, cast, address):
    client.force_login(cast.head)

    assert client.get(f"{LIST}add/").status_code == 403
    client.post(f"{LIST}{address.pk}/change/", {"name": "x"})

    address.refresh_from_db()
    assert address.name == XSS


def test_one_deleted_takes_its_stamped_page_along(
    client: Client, cast, address, django_capture_on_commit_callbacks
):
    client.force_login(cast.head)
    page = address.clearance_page

    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{LIST}{address.pk}/delete/", {"post": "yes"})

    assert not ConfirmedAddress.objects.exists()
    assert not page.storage.exists(page.name)
