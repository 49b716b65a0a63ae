"""Guesses, the mail and the author's messages in the reading room."""

import json

import pytest
from django.contrib.messages import get_messages

from desk.models import LedgerEntry
from submissions.enums import Action, Status
from submissions.mail_enums import (
    MailFlag,
    Outcome,
    PartRole,
    ProposalField,
    ProposalOrigin,
    ProposalState,
)
from submissions.models import Correspondent, Unit
from submissions.services.workflow import perform
from tests.submissions.builders import make_photo, make_submission
from tests.submissions.mail_builders import (
    make_author_message,
    make_large_file,
    make_mail,
    make_mailed_piece,
    make_part,
    make_proposal,
)

pytestmark = pytest.mark.django_db
BASE = "/admin/submissions/submission"
PHONE, OTHER_PHONE = "13812345678", "13987654321"
EVIL = "<img src=x onerror=alert(1)>\"'{{7*7}}"


@pytest.fixture
def desk(client, cast):
    client.force_login(cast.editor)
    return client


@pytest.fixture
def piece():
    return make_mailed_piece()


def room(piece):
    return f"{BASE}/{piece.pk}/change/"


def decide(client, guess, **fields):
    return client.post(f"{BASE}/guesses/{guess.pk}/", fields)


def acts(piece, guess, message):
    return (
        f"{BASE}/guesses/{guess.pk}/",
        f"{BASE}/{piece.pk}/guesses/",
        f"{BASE}/messages/{message.pk}/seen/",
    )


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def others(*words):
    return json.dumps(words, ensure_ascii=False)


def test_a_guess_says_where_it_was_read(desk, piece):
    make_proposal(
        piece,
        field=ProposalField.DECK,
        value="——一线见闻",
        evidence="首行：——一线见闻",
        origin=ProposalOrigin.FIRST_LINE,
        alternatives_json=others("一线见闻记"),
    )

    page = desk.get(room(piece)).content.decode()

    assert "read in the first lines of the text" in page
    assert "首行：——一线见闻" in page
    assert ">一线见闻记</button>" in page
    assert "To be confirmed" in page


def test_a_piece_without_guesses_shows_no_panel(desk):
    assert "data-guesses" not in desk.get(room(make_submission())).content.decode()


def test_one_click_accepts_and_returns_to_the_guesses(desk, cast, piece):
    guess = make_proposal(piece)

    answer = decide(desk, guess, choice="accept")

    guess.refresh_from_db()
    assert answer["Location"] == f"{room(piece)}#guesses"
    assert (guess.state, guess.decided_by) == (ProposalState.ACCEPTED, cast.editor)
    page = desk.get(room(piece)).content.decode()
    assert "1 guess decided" in page
    assert f"last by {cast.editor}" in page


def test_another_reading_is_taken_by_its_number(desk, piece):
    guess = make_proposal(
        piece, field=ProposalField.DECK, alternatives_json=others("甲", "乙")
    )

    decide(desk, guess, other="1")

    piece.refresh_from_db()
    guess.refresh_from_db()
    assert (piece.deck, guess.state) == ("乙", ProposalState.CHANGED)


def test_other_words_are_typed_and_empty_ones_drop_it(desk, piece):
    typed = make_proposal(piece, field=ProposalField.KICKER)
    dropped = make_proposal(piece, field=ProposalField.BYLINE)

    decide(desk, typed, choice="change", value="招商引资结硕果")
    decide(desk, dropped, choice="drop")

    piece.refresh_from_db()
    dropped.refresh_from_db()
    assert (piece.kicker, piece.byline) == ("招商引资结硕果", "")
    assert dropped.state == ProposalState.DROPPED


@pytest.mark.parametrize("fields", [{}, {"choice": "x"}, {"other": "5"}])
def test_a_choice_that_is_not_there_is_a_sentence(desk, piece, fields):
    guess = make_proposal(piece)

    answer = decide(desk, guess, **fields)

    assert said(answer) == ["This choice does not exist. Please reload the page."]


def test_all_are_accepted_at_once(desk, piece):
    for _number in range(3):
        make_proposal(piece)

    answer = desk.post(f"{BASE}/{piece.pk}/guesses/")

    assert said(answer) == ["3 guesses accepted."]
    assert not piece.proposals.filter(state=ProposalState.OPEN).exists()
    entry = LedgerEntry.objects.get(verb="proposal.accepted")
    assert len(entry.data["fields"]) == 3


def test_a_telephone_is_masked_in_every_place(desk, piece):
    make_proposal(
        piece,
        field=ProposalField.CONTACT_PHONE,
        value=PHONE,
        evidence=f"电话：{PHONE} 备用 {OTHER_PHONE}",
        alternatives_json=others(OTHER_PHONE),
    )

    page = desk.get(room(piece)).content.decode()

    assert PHONE not in page
    assert OTHER_PHONE not in page
    assert page.count("138****5678") == 3  # words, label, evidence
    assert ">139****4321</button>" in page


def test_another_telephone_is_taken_without_being_shown(desk, piece):
    guess = make_proposal(
        piece,
        field=ProposalField.CONTACT_PHONE,
        value=PHONE,
        alternatives_json=others(OTHER_PHONE),
    )

    decide(desk, guess, other="0")

    piece.refresh_from_db()
    assert piece.contact_phone == OTHER_PHONE


def test_a_correspondent_is_named_with_unit_and_link(desk, piece):
    unit = Unit.objects.create(name="滨河开发区宣传中心")
    person = Correspondent.objects.create(name="林晓晓", unit=unit)
    guess = make_proposal(
        piece, field=ProposalField.CORRESPONDENT, value=str(person.pk)
    )

    page = desk.get(room(piece)).content.decode()
    decide(desk, guess, choice="accept")

    piece.refresh_from_db()
    assert "林晓晓 · 滨河开发区宣传中心" in page
    assert f"/admin/submissions/correspondent/{person.pk}/change/" in page
    assert piece.correspondent == person


def test_a_kind_is_chosen_from_a_list(desk, piece):
    guess = make_proposal(piece, field=ProposalField.KIND, value="news")

    page = desk.get(room(piece)).content.decode()
    decide(desk, guess, choice="change", value="feature")

    piece.refresh_from_db()
    assert f'<select name="value" id="guess-{guess.pk}">' in page
    assert piece.kind == "feature"


def test_words_that_went_past_a_guess_are_said(desk, piece):
    make_proposal(piece, value="猜的标题")

    page = desk.get(room(piece)).content.decode()

    assert f"The piece says now: {piece.headline}" in page


def test_the_first_read_waits_and_says_so(desk, cast, piece):
    perform(submission=piece, action=Action.START_FIRST_READ, actor=cast.editor)
    for _number in range(2):
        make_proposal(piece)

    waiting = desk.get(room(piece)).content.decode()
    desk.post(f"{BASE}/{piece.pk}/guesses/")
    free = desk.get(room(piece)).content.decode()

    sign = 'value="sign_first_read"'
    assert "2 guesses have to be decided before the first read is signed." in waiting
    assert "disabled" in waiting.split(sign)[1].split(">")[0]
    assert f'formaction="{BASE}/{piece.pk}/guesses/"' in waiting
    assert "disabled" not in free.split(sign)[1].split(">")[0]
    assert "before the first read is signed" not in free


def test_a_closed_piece_shows_its_guesses_and_takes_nothing(desk, cast, piece):
    guess = make_proposal(piece, field=ProposalField.DECK, value="——旧副题")
    perform(
        submission=piece, action=Action.DECLINE, actor=cast.chief, note="与园区无关。"
    )

    page = desk.get(room(piece)).content.decode()
    answer = decide(desk, guess, choice="change", value="新副题")

    assert "——旧副题" in page
    assert f"{BASE}/guesses/{guess.pk}/" not in page
    assert "is not edited any more" in said(answer)[0]


def test_a_proofreader_looks_and_decides_nothing(client, cast, piece):
    guess, message = make_proposal(piece), make_author_message(piece)
    client.force_login(cast.proofreader)

    page = client.get(room(piece)).content.decode()
    answers = [
        decide(client, guess, choice="accept"),
        client.post(f"{BASE}/{piece.pk}/guesses/"),
        client.post(f"{BASE}/messages/{message.pk}/seen/"),
    ]

    guess.refresh_from_db()
    message.refresh_from_db()
    assert "data-guesses" in page
    assert "data-decide" not in page
    assert (guess.state, message.seen_at) == (ProposalState.OPEN, None)
    for answer in answers:
        assert "is not among your duties" in said(answer)[-1]


def test_who_has_no_duty_reaches_nothing(client, piece):
    guess, message = make_proposal(piece), make_author_message(piece)

    for at in acts(piece, guess, message):
        assert client.post(at)["Location"].startswith("/admin/login/")


def test_a_look_decides_nothing(desk, piece):
    guess, message = make_proposal(piece), make_author_message(piece)

    for at in acts(piece, guess, message):
        answer = desk.get(at)
        assert (answer.status_code, answer["Allow"]) == (405, "POST")


def test_the_room_names_the_mail_its_flags_and_what_it_left_behind(desk):
    mail = make_mail(
        outcome=Outcome.ACCEPTED,
        flags=[MailFlag.UNPROVEN_REPLY.value],
        claimed_ref="GK-2026-0042",
        others=[{"text": 1, "name": "消防演练.docx", "first": "长亭产业园演练"}],
    )
    link = make_large_file(mail, name="现场.mp4", expires_text="12月7日到期")
    piece = make_mailed_piece(mail)

    page = desk.get(room(piece)).content.decode()

    assert f"/admin/submissions/mailmessage/{mail.pk}/change/" in page
    assert "nothing proves that its author wrote it" in page
    assert "The mail quotes GK-2026-0042." in page
    assert f"/admin/submissions/mailmessage/files/{link.pk}/ask/" in page
    assert "12月7日到期" in page
    assert f"/admin/submissions/mailmessage/{mail.pk}/split/" in page


def test_a_piece_that_was_split_off_names_the_mail_and_splits_no_further(desk):
    mail = make_mail(others=[{"text": 2, "name": "三.docx", "first": "三"}])
    make_mailed_piece(mail)
    split = make_submission(source="mail", key=f"mail:{mail.pk}:1")

    page = desk.get(room(split)).content.decode()

    assert f"/admin/submissions/mailmessage/{mail.pk}/change/" in page
    assert f"/mailmessage/{mail.pk}/split/" not in page


def test_what_the_author_wrote_is_read_and_marked_as_seen(desk, piece):
    mail = make_mail(outcome=Outcome.REPLY, submission=piece)
    part = make_part(mail, b"x", name="更正.jpg", format="jpeg", role=PartRole.PHOTO)
    message = make_author_message(piece, mail=mail, text=f"请更正。{EVIL}")

    page = desk.get(room(piece)).content.decode()
    desk.post(f"{BASE}/messages/{message.pk}/seen/")

    message.refresh_from_db()
    assert "请更正。" in page
    assert "<img src=x" not in page
    assert f"/admin/submissions/mailmessage/parts/{part.pk}/take/" in page
    assert f'name="back" value="{room(piece)}"' in page
    assert message.seen_at is not None
    assert "Mark as seen" not in desk.get(room(piece)).content.decode()


def test_words_from_outside_are_never_markup(desk):
    mail = make_mail(subject=EVIL, sender_name=EVIL)
    make_large_file(mail, name=EVIL)
    piece = make_mailed_piece(mail)
    make_proposal(piece, value=EVIL, evidence=EVIL, alternatives_json=others(EVIL))
    make_author_message(piece, sender=EVIL, text=EVIL)

    page = desk.get(room(piece)).content.decode()

    assert "<img src=x" not in page
    assert page.count("&lt;img src=x onerror=alert(1)&gt;") >= 7


def test_three_guesses_ask_as_much_as_one(desk, django_assert_num_queries):
    one, three = make_mailed_piece(), make_mailed_piece()
    for piece, count in ((one, 1), (three, 3)):
        for _number in range(count):
            make_proposal(piece)
            make_large_file(piece.mails.get())
            make_part(make_author_message(piece).mail)
    desk.get(room(one))

    for piece in (one, three):
        with django_assert_num_queries(45):
            desk.get(room(piece))


def test_a_caption_stands_beside_its_photograph(desk):
    piece = make_mailed_piece(photos=(make_photo(),))
    photo = piece.photos.get()
    guess = make_proposal(
        piece, field=ProposalField.CAPTION, photo=photo, value="工人在调试生产线。"
    )

    decide(desk, guess, choice="change", value="开工现场。")

    photo.refresh_from_db()
    piece.refresh_from_db()
    assert photo.caption == "开工现场。"
    assert piece.status == Status.RECEIVED
