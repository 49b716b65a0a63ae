import pytest
from django.urls import reverse

from issues.models import Page
from tests.issues.builders import make_page

pytestmark = pytest.mark.django_db


def test_the_room_locks_a_page_and_unlocks_it(client, cast):
    page = make_page()
    room = reverse("admin:issues_page_change", args=(page.pk,))
    act = reverse("admin:issues_page_act", args=(page.pk,))
    client.force_login(cast.editor)

    client.post(act, {"action": "lock", "reason": "<b>As agreed</b>"})
    locked = client.get(room).content.decode()
    assert "&lt;b&gt;As agreed&lt;/b&gt;" in locked
    assert 'value="unlock"' in locked

    client.post(act, {"action": "unlock"})
    assert 'value="lock"' in client.get(room).content.decode()
    assert Page.objects.get(pk=page.pk).locked_at is None
