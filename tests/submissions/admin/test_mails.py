"""The intake board and the page of one mail."""

from datetime import date, timedelta

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from desk.models import Job, LedgerEntry, Letter
from desk.services.jobs import run_job
from submissions.admin.mails import OUTCOME_LABELS
from submissions.mail_enums import MailFlag, MailReason, Outcome, PartRole
from submissions.models import MailMessage
from tests.submissions.builders import make_photo, make_photo_file
from tests.submissions.mail_builders import (
    make_large_file,
    make_mail,
    make_mailbox,
    make_mailed_piece,
    make_part,
)

pytestmark = pytest.mark.django_db
LIST = "/admin/submissions/mailmessage/"
EVIL = "<img src=x onerror=alert(1)>\"'{{7*7}}"
RAW = (
    b"Subject: hello\r\nFrom: someone@example.org\r\n\r\n"
    b"<script>alert(1)</script> \xe2\x80\xae13800001234\r\n"
)


@pytest.fixture
def desk(client, cast):
    client.force_login(cast.editor)
    return client


def page_of(mail, rest="change/"):
    return f"{LIST}{mail.pk}/{rest}"


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def shown(client, **query):
    return {mail.pk for mail in client.get(LIST, query).context["cl"].result_list}


def test_every_outcome_has_a_badge_in_words():
    assert set(OUTCOME_LABELS) == set(Outcome)


def test_the_board_shows_what_became_of_each(desk):
    mailbox = make_mailbox()
    mail = make_mail(
        outcome=Outcome.QUARANTINED,
        reason=MailReason.EMPTY,
        mailbox=mailbox,
        byte_size=2048,
    )
    make_part(mail)
    make_large_file(mail)
    piece = make_mailed_piece()

    page = desk.get(LIST).content.decode()

    for words in ("Kept aside", str(MailReason.EMPTY.label), "2.0\xa0KB", mailbox.name):
        assert words in page
    assert "1 file · 1 large" in page
    assert (
        f'href="/admin/submissions/submission/{piece.pk}/change/">{piece.ref}' in page
    )


def test_the_summary_counts_today_and_this_week(desk):
    now = timezone.now()
    make_mail(outcome=Outcome.FILED)
    make_mail(outcome=Outcome.FILED)
    make_mail(outcome=Outcome.ACCEPTED, received_at=now - timedelta(days=30))

    page = desk.get(LIST).content.decode()

    assert "?outcome__exact=filed&amp;when=today" in page
    assert "2 this week" in page
    assert "outcome__exact=accepted&amp;when=today" not in page


def test_a_mailbox_in_trouble_is_said_above_the_board(desk):
    make_mailbox(failures=2, failure="授权码已失效，请重新生成。")

    assert "授权码已失效，请重新生成。" in desk.get(LIST).content.decode()


def test_mails_are_filtered_by_flag_time_and_outcome(desk):
    flagged = make_mail(flags=[MailFlag.FORWARDED.value], outcome=Outcome.ACCEPTED)
    old = make_mail(
        received_at=timezone.now() - timedelta(days=30), outcome=Outcome.FILED
    )

    assert shown(desk, flag="forwarded") == {flagged.pk}
    assert shown(desk, flag="nonsense") == {flagged.pk, old.pk}
    assert shown(desk, when="week") == {flagged.pk}
    assert shown(desk, outcome__exact="filed") == {old.pk}


def test_mails_are_found_by_subject_sender_file_and_number(desk):
    mail = make_mail(
        subject="阀门开工", sender_name="顾念", sender_address="gu@h.example.org"
    )
    make_part(mail, name="消防演练.docx")
    make_part(mail, name="消防演练二.docx")
    piece = make_mailed_piece(mail)
    make_mail(subject="别的")

    for words in ("阀门", "顾念", "gu@h.example", "消防演练", piece.ref):
        assert shown(desk, q=words) == {mail.pk}


def test_an_empty_board_tells_what_will_stand_there(desk):
    assert "Every mail of your mailboxes" in desk.get(LIST).content.decode()


def test_many_are_processed_again_after_a_question(desk):
    settled = make_mail(outcome=Outcome.ACCEPTED)
    waiting = make_mail(RAW, outcome=Outcome.QUARANTINED)
    chosen = {"action": "read_again_action"}
    chosen["_selected_action"] = [settled.pk, waiting.pk]

    asked = desk.post(LIST, chosen)
    done = desk.post(LIST, {**chosen, "confirmed": "1"})

    assert "This concerns 2 mails." in asked.content.decode()
    assert said(done)[0] == "1 mail read again, 1 mail refused."
    assert "is not read again" in said(done)[1]


def test_one_mail_is_processed_again_and_the_outcome_said(desk, cast):
    mail = make_mail(RAW, outcome=Outcome.QUARANTINED)

    answer = desk.post(page_of(mail, "read/"))

    assert answer["Location"] == page_of(mail)
    assert said(answer)[0].startswith("Read again: ")
    assert LedgerEntry.objects.get(verb="mail.read_again").actor == cast.editor


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_its_page(desk, outcome):
    page = desk.get(page_of(make_mail(outcome=outcome))).content.decode()

    assert str(outcome.label) in page


def test_the_page_shows_parts_problems_flags_and_kin(desk):
    mail = make_mail(
        message_id="<one@example.org>",
        flags=[MailFlag.SAME_MESSAGE_ID.value, "of a later release"],
        problems=[{"code": "charset_guessed", "detail": ""}, {"code": "unknown"}],
    )
    make_part(mail, name="全部.zip", format="zip", role=PartRole.ARCHIVE)
    make_part(mail, name="图1.jpg", within="全部.zip", role=PartRole.REFUSED)
    again = make_mail(duplicate_of=mail, is_original=False, fingerprint="")
    twin = make_mail(message_id="<one@example.org>")

    page = desk.get(page_of(mail)).content.decode()

    assert "bears the same Message-ID" in page
    assert "it was guessed" in page
    assert page.count("gk-member") == 1
    assert page_of(again) in page
    assert page_of(twin) in page


def test_a_photograph_of_the_piece_is_seen_small(desk):
    piece = make_mailed_piece(photos=(make_photo(),))
    for job in Job.objects.filter(kind="submissions.check_photo"):
        run_job(job.pk)
    mail, photo = piece.mails.get(), piece.photos.get()
    make_part(mail, photo=photo, role=PartRole.PHOTO, format="jpeg")

    page = desk.get(page_of(mail)).content.decode()

    assert f"/admin/submissions/submission/photos/{photo.pk}/thumbnail/" in page


def test_a_photograph_is_taken_over_to_the_piece(desk):
    piece = make_mailed_piece()
    data = make_photo_file().read_bytes()
    part = make_part(piece.mails.get(), data, name="图9.jpg", format="jpeg")

    offered = desk.get(page_of(part.message)).content.decode()
    desk.post(f"{LIST}parts/{part.pk}/take/", {"back": "https://evil.example.org/"})

    assert f"{LIST}parts/{part.pk}/take/" in offered
    part.refresh_from_db()
    assert part.photo == piece.photos.get()


def test_nobody_is_led_elsewhere_by_a_button(desk):
    part = make_part(make_mail())
    at = f"{LIST}parts/{part.pk}/take/"

    away = desk.post(at, {"back": "https://evil.example.org/"})
    home = desk.post(at, {"back": "/admin/"})

    assert (away["Location"], home["Location"]) == (page_of(part.message), "/admin/")


def test_a_large_file_is_asked_for_once_with_the_editor_s_words(desk):
    mail = make_mail(sender_address="lin@example.org")
    make_mailed_piece(mail)
    link = make_large_file(mail, expires=date(2030, 1, 2))
    at = f"{LIST}files/{link.pk}/ask/"
    form = desk.get(at).context["form"]
    words = {"subject": form["subject"].value(), "body": "请再发一次。"}

    for _time in range(2):
        desk.post(at, words)

    letter = Letter.objects.get(kind="large_file")
    assert (letter.recipient, letter.body) == ("lin@example.org", "请再发一次。")
    assert "It goes only once." in desk.get(at).content.decode()
    assert "asked for on" in desk.get(page_of(mail)).content.decode()


def test_a_letter_without_words_is_not_sent(desk):
    link = make_large_file(make_mail())

    answer = desk.post(f"{LIST}files/{link.pk}/ask/", {"subject": "x", "body": " "})

    assert answer.status_code == 200
    assert not Letter.objects.filter(kind="large_file").exists()


def test_a_text_that_is_not_there_is_not_split_off(desk):
    mail = make_mail(others=[{"text": 1, "name": "二.docx", "first": "首句"}])
    make_mailed_piece(mail)

    page = desk.get(page_of(mail)).content.decode()
    answers = [desk.post(page_of(mail, "split/"), {"text": t}) for t in ("7", "x")]

    assert "首句" in page
    for answer in answers:
        assert "There is no such text in this mail." in said(answer)[-1]


def test_words_from_outside_are_never_markup(desk):
    mail = make_mail(
        subject=EVIL,
        sender_name=EVIL,
        sender_address=EVIL,
        detail=EVIL,
        reason=MailReason.PARTS,
        message_id=EVIL,
        charset="<b x=1>",
        claimed_ref="<b x=1>",
        problems=[{"code": "wrong_ending", "detail": EVIL}],
        others=[{"text": 0, "name": EVIL, "first": EVIL}],
    )
    make_part(mail, name=EVIL, within=EVIL, reason=EVIL, format="<b x=1>")
    link = make_large_file(mail, name=EVIL, url=EVIL, size=EVIL, expires_text=EVIL)
    chosen = {"action": "read_again_action", "_selected_action": [mail.pk]}

    answers = [
        desk.get(LIST),
        desk.get(page_of(mail)),
        desk.get(f"{LIST}files/{link.pk}/ask/"),
        desk.post(LIST, chosen),
    ]

    for answer in answers:
        page = answer.content.decode()
        assert answer.status_code == 200
        assert "<img src=x" not in page
        assert "<b x=1>" not in page
        assert "&lt;img src=x onerror=alert(1)&gt;" in page


@pytest.mark.parametrize("name", ["read/", "split/"])
def test_a_look_does_nothing(desk, name):
    assert desk.get(page_of(make_mail(), name)).status_code == 405


def test_who_does_not_read_mail_sees_none_of_it(client, cast):
    mail = make_mail(RAW)
    part, link = make_part(mail, b"x"), make_large_file(mail)
    client.force_login(cast.proofreader)

    answers = [
        client.get(LIST),
        client.get(page_of(mail)),
        client.get(page_of(mail, "raw/")),
        client.get(page_of(mail, "raw.eml")),
        client.get(f"{LIST}parts/{part.pk}/"),
        client.get(f"{LIST}files/{link.pk}/ask/"),
        client.post(page_of(mail, "read/")),
        client.post(page_of(mail, "split/"), {"text": 0}),
        client.post(f"{LIST}parts/{part.pk}/take/"),
    ]

    assert {answer.status_code for answer in answers} == {403}


def test_no_mail_is_added_changed_or_deleted_by_hand(client, cast):
    mail = make_mail()
    client.force_login(cast.head)

    assert client.get(f"{LIST}add/").status_code == 403
    assert client.post(page_of(mail, "delete/"), {"post": "yes"}).status_code == 403
    assert MailMessage.objects.filter(pk=mail.pk).exists()


def test_a_mail_that_is_not_there_is_not_found(desk):
    assert desk.get(f"{LIST}999/change/").status_code == 404
    assert desk.get(f"{LIST}abc/change/").status_code == 404
    assert desk.get(f"{LIST}999/raw/").status_code == 404


def test_the_board_asks_as_much_for_three_mails_as_for_one(
    desk, django_assert_num_queries
):
    def come():
        mail = make_mail(mailbox=make_mailbox())
        make_part(mail)
        make_mailed_piece(mail)

    come()
    desk.get(LIST)

    with django_assert_num_queries(11):
        desk.get(LIST)
    for _number in range(2):
        come()
    with django_assert_num_queries(11):
        desk.get(LIST)


def test_a_mail_with_three_parts_asks_as_much_as_with_one(
    desk, django_assert_num_queries
):
    one, three = make_mail(), make_mail()
    for mail, count in ((one, 1), (three, 3)):
        make_mailed_piece(mail)
        for _number in range(count):
            make_part(mail)
            make_large_file(mail)
    desk.get(page_of(one))

    for mail in (one, three):
        with django_assert_num_queries(10):
            desk.get(page_of(mail))
