"""Calls for copy: whom, sent once, reminded once, tied to what comes."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from desk.enums import LetterState, StaffRole
from desk.exceptions import NotAllowed, Refused
from desk.models import Job, Letter, LetterTemplate
from desk.services.jobs import run_job
from desk.services.ledger import entries_for
from submissions.enums import Origin
from submissions.models import CallForCopy, CallRecipient, Section, Submission, Tag
from submissions.services.calls.answering import (
    begin_piece,
    decline_call,
    note_opened,
    recipient_of,
)
from submissions.services.calls.choosing import (
    Wanted,
    correspondents_for,
    piece_counts,
)
from submissions.services.calls.tracking import Reply, call_of, state_of
from submissions.services.calls.writing import (
    call_link,
    call_token,
    close_call,
    remind,
    send_call,
)
from submissions.services.deliveries import delivery_key
from submissions.services.drafts import find_draft, written_in
from tests.desk.builders import make_user
from tests.submissions.builders import make_submission
from tests.submissions.calls import make_call, make_person, make_sent_call

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def editor():
    return make_user(StaffRole.EDITOR)


def answer(recipient):
    """Send a piece under a call as its form would."""
    return make_submission(key=delivery_key(begin_piece(recipient)))


def test_people_are_found_by_unit_section_tag_and_time():
    one, other = make_person(), make_person(is_special=True)
    make_person(email="")
    section = Section.objects.create(name="产业", slug="industry")
    tag = Tag.objects.create(name="滨河高新区", vocabulary="zone")
    piece = make_submission(contact_email=one.email.upper(), section_slug="industry")
    piece.tags.add(tag)
    Submission.objects.filter(pk=piece.pk).update(
        received_at=timezone.now() - timedelta(days=200)
    )

    def found(**wanted):
        return list(correspondents_for(Wanted(**wanted)))

    assert found() == [one, other]
    assert found(units=[other.unit]) == found(special_only=True) == [other]
    assert found(section=section) == found(tags=[tag]) == [one]
    assert found(tags=[tag], sent_since=timedelta(days=90)) == []
    assert piece_counts([one, other]) == {one.pk: 1}


def test_a_call_is_written_down_and_nothing_goes(editor):
    person = make_person()

    call = make_call(actor=editor, people=[person, person])

    recipient = call.recipients.get()
    assert (recipient.name, recipient.email) == (person.name, person.email)
    assert recipient_of(call_token(recipient)) is None
    assert (call.sent_at, Letter.objects.count()) == (None, 0)
    entry = entries_for(call).get()
    assert (entry.verb, entry.data["people"]) == ("call.written", 1)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"title": " "}, "Say what is wanted"),
        ({"text": "字" * 4001}, "at most 80 characters of title"),
        ({"until": timezone.now()}, "still to come"),
        ({"people": []}, "at least one person"),
    ],
)
def test_what_is_no_call_is_refused(said, why):
    with pytest.raises(Refused, match=why):
        make_call(**said)
    assert not CallForCopy.objects.exists()


def test_a_call_is_sent_once_to_each(editor, django_capture_on_commit_callbacks):
    call = make_call(people=[make_person(name="林晓"), make_person(name="陈河")])

    assert send_call(call=call, actor=editor) == 2
    assert send_call(call=call, actor=editor) == 0

    letters = Letter.objects.filter(kind="call")
    one = letters.get(recipient=call.recipients.get(name="林晓").email)
    assert letters.count() == 2
    assert one.subject == "We ask you for copy: 零碳园区"
    assert "Dear 林晓" in one.body
    assert call.text in one.body
    assert call_link(call.recipients.get(name="林晓")) in one.body
    assert mail.outbox == []


def test_a_kind_that_waits_for_the_desk_waits(editor):
    LetterTemplate.objects.create(kind="call", waits_for_desk=True)

    send_call(call=make_call(), actor=editor)

    assert Letter.objects.get().state == LetterState.WAITING


def test_a_piece_sent_under_a_call_is_its_answer(editor):
    call = make_sent_call(people=[make_person(name="林晓"), make_person(name="陈河")])
    first, second = call.recipients.order_by("pk")
    assert recipient_of(call_token(first)) == first
    note_opened(first)
    assert {r.recipient: r.reply for r in state_of(call).rows} == {
        first: Reply.OPENED,
        second: Reply.SENT,
    }

    piece = answer(first)
    decline_call(recipient=second, note=" 出差\n在外 ")

    state = state_of(call)
    assert {r.recipient: (r.reply, r.pieces) for r in state.rows} == {
        first: (Reply.ANSWERED, [piece]),
        second: (Reply.DECLINED, []),
    }
    assert (state.answered, state.declined, state.silent) == (1, 1, 0)
    assert CallRecipient.objects.get(pk=second.pk).note == "出差 在外"
    assert call_of(piece) == call
    assert call_of(make_submission()) is None


def test_what_answers_a_call_was_asked_for():
    piece = answer(make_sent_call().recipients.get())
    other = make_submission()
    for job in Job.objects.filter(kind="submissions.read_new_words"):
        run_job(job.pk)

    piece.refresh_from_db()
    other.refresh_from_db()
    assert (piece.origin, other.origin) == (Origin.COMMISSIONED, Origin.UNSOLICITED)


def test_a_form_begun_is_the_same_again_and_filled_in_with_her_name():
    section = Section.objects.create(name="产业", slug="industry")
    call = make_sent_call(section=section)
    recipient = call.recipients.select_related("correspondent__unit").get()

    key = begin_piece(recipient)
    again = begin_piece(recipient)
    make_submission(key=delivery_key(key))
    another = begin_piece(recipient)

    assert key == again != another
    words = written_in(find_draft(another))["words"]
    assert words == {
        "contact_name": recipient.name,
        "contact_email": recipient.email,
        "contact_unit": recipient.correspondent.unit.name,
        "section": "industry",
    }


def test_only_the_silent_are_reminded_and_once(editor):
    people = [make_person() for _number in range(3)]
    call = make_sent_call(people=people)
    answered, declined, silent = call.recipients.order_by("pk")
    answer(answered)
    decline_call(recipient=declined)

    assert remind(call=call, actor=editor) == 1
    with pytest.raises(Refused, match="once is enough"):
        remind(call=call, actor=editor)

    letter = Letter.objects.get(kind="call_reminder")
    assert letter.recipient == silent.email
    assert call_link(silent) in letter.body


def test_a_call_that_is_closed_or_over_opens_nothing(editor):
    call, over = make_sent_call(), make_sent_call()
    token = call_token(call.recipients.get())
    CallForCopy.objects.filter(pk=over.pk).update(until=timezone.now())

    close_call(call=call, actor=editor)
    close_call(call=call, actor=editor)

    assert recipient_of(token) is None
    assert recipient_of(call_token(over.recipients.get())) is None
    with pytest.raises(Refused, match="This call is closed"):
        remind(call=call, actor=editor)
    with pytest.raises(Refused, match="write a new one"):
        send_call(call=over, actor=editor)
    with pytest.raises(Refused, match="has not been sent"):
        remind(call=make_call(), actor=editor)


def test_calls_are_not_everybodys():
    call, looking = make_call(), make_user(StaffRole.PROOFREADER)

    for act in (send_call, remind, close_call):
        with pytest.raises(NotAllowed):
            act(call=call, actor=looking)
    with pytest.raises(NotAllowed):
        make_call(actor=looking)


def test_three_recipients_ask_as_much_as_one(django_assert_num_queries):
    calls = [make_sent_call(people=[make_person() for _n in range(n)]) for n in (1, 3)]
    for call in calls:
        for recipient in call.recipients.all():
            answer(recipient)

    for call in calls:
        with django_assert_num_queries(4):
            state_of(call)
