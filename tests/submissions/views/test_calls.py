"""The page behind the link of a call for copy."""

import pytest

from submissions.models import CallForm, CallRecipient
from submissions.services.calls.writing import call_token
from submissions.services.drafts import resume_path
from tests.submissions.calls import make_call, make_person, make_sent_call

pytestmark = pytest.mark.django_db


@pytest.fixture
def recipient():
    person = make_person(name="<b>林晓</b>")
    return make_sent_call(title="零碳 & 园区", people=[person]).recipients.get()


def address(recipient):
    return f"/call/{call_token(recipient)}/"


def test_the_link_shows_what_is_wanted_and_is_noted_once(client, recipient):
    client.head(address(recipient))
    unopened = CallRecipient.objects.get().opened_at
    first = client.get(address(recipient))
    opened = CallRecipient.objects.get().opened_at
    client.get(address(recipient))

    page = first.content.decode()
    assert "零碳 &amp; 园区" in page
    assert "&lt;b&gt;林晓" in page
    assert recipient.email not in page
    assert "no-store" in first["Cache-Control"]
    assert unopened is None
    assert CallRecipient.objects.get().opened_at == opened is not None


def test_writing_begins_the_form_with_her_name_in_it(client, recipient):
    answer = client.post(address(recipient), {"write": "yes"})
    form = client.get(answer["Location"])

    assert answer.status_code == 303
    assert answer["Location"] == resume_path(CallForm.objects.get().key)
    assert form.context["form"]["contact_email"].value() == recipient.email


def test_declining_is_noted_with_her_words(client, recipient):
    answer = client.post(address(recipient), {"decline": "yes", "note": "出差"})
    page = client.get(answer["Location"]).content.decode()

    assert (answer.status_code, CallRecipient.objects.get().note) == (303, "出差")
    assert 'name="decline"' not in page
    assert 'name="write"' in page


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_wrong_and_an_unsent_link_are_one_answer(client, method):
    unsent = make_call().recipients.get()

    answers = [
        getattr(client, method)(path)
        for path in ("/call/wrong/", f"/call/{call_token(unsent)}/")
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert not CallRecipient.objects.filter(opened_at__isnull=False).exists()


def test_a_program_may_not_put_or_delete(client, recipient):
    assert client.put(address(recipient)).status_code == 405
    assert client.delete(address(recipient)).status_code == 405
