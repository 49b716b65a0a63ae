"""The letters at the desk: listed, read, let go, held back, sent again, worded."""

import pytest
from django.contrib.messages import get_messages

from desk.enums import LetterState, StaffRole
from desk.letter_kinds import all_kinds, kind_of
from desk.models import LedgerEntry, Letter, LetterTemplate
from desk.services.letter_templates import house_words
from submissions.enums import Action
from submissions.services.workflow import perform
from tests.desk.builders import make_enclosure, make_letter, make_user
from tests.submissions.builders import make_submission

pytestmark = pytest.mark.django_db
LIST = "/admin/desk/letter/"
WORDING = "/admin/desk/lettertemplate/"
ROOM = "/admin/submissions/submission/{}/change/"
EVIL = "<img src=x onerror=alert(1)>"


@pytest.fixture
def editor():
    return make_user(StaffRole.EDITOR)


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def boss(client):
    client.force_login(make_user(StaffRole.EDITOR_IN_CHIEF, email="boss@example.org"))
    return client


def page_of(letter):
    return f"{LIST}{letter.pk}/change/"


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_the_list_says_kind_state_and_trouble_in_words(desk):
    piece = make_submission(receipt=None)
    make_letter(
        kind="return",
        state=LetterState.FAILED,
        error="The mail server refused the letter: 550 never.",
        attempts=3,
        object_type="submissions.submission",
        object_id=str(piece.pk),
    )

    page = desk.get(LIST).content.decode()

    for words in ("Returned for revision", "Failed", "550 never", piece.ref):
        assert words in page


def test_letters_are_filtered_by_state_kind_trouble_and_piece(desk):
    piece = make_submission(receipt=None)
    about = {"object_type": "submissions.submission", "object_id": str(piece.pk)}
    one = make_letter(kind="return", state=LetterState.FAILED, came_back=True, **about)
    other = make_letter(kind="decline", state=LetterState.SENT)

    def found(query):
        return list(desk.get(f"{LIST}?{query}").context["cl"].result_list)

    assert found("state__exact=sent") == [other]
    assert found("kind=return") == [one]
    assert found("trouble=returned") == found("trouble=unsettled") == [one]
    assert found("trouble=unknown") == []
    assert found(f"about=submissions.submission:{piece.pk}") == [one]
    assert found("about=nonsense") == []
    assert found(f"q={other.recipient}") == [other]


def test_a_code_is_shown_and_found_by_nobody(desk):
    code = make_letter(kind="code_sign_in", subject="Your code: 731842", body="731842")

    assert "731842" not in desk.get(page_of(code)).content.decode()
    listed = desk.get(f"{LIST}?q=731842")
    assert list(listed.context["cl"].result_list) == []
    assert list(desk.get(f"{LIST}?q={code.recipient}").context["cl"].result_list)


def test_a_waiting_letter_is_let_go_as_it_was_left(desk, editor):
    letter = make_letter(state=LetterState.WAITING)
    page = desk.get(page_of(letter)).content.decode()

    answer = desk.post(
        f"{LIST}{letter.pk}/release/", {"subject": "新题", "body": "新文"}
    )

    letter.refresh_from_db()
    assert 'name="body"' in page
    assert answer.url == page_of(letter)
    assert (letter.state, letter.subject, letter.body) == (
        *(LetterState.QUEUED, "新题", "新文"),
    )
    again = desk.post(f"{LIST}{letter.pk}/release/", {"subject": "a", "body": "我写的"})
    assert again.status_code == 409


def test_what_was_typed_is_not_lost(desk):
    letter = make_letter(state=LetterState.WAITING)
    typed = {"subject": "", "body": "我写的"}

    answer = desk.post(f"{LIST}{letter.pk}/release/", typed)

    assert answer.status_code == 422
    assert "我写的" in answer.content.decode()


def test_a_letter_is_held_back(desk):
    letter = make_letter(state=LetterState.WAITING)

    desk.post(f"{LIST}{letter.pk}/drop/")

    letter.refresh_from_db()
    assert letter.state == LetterState.DROPPED


def test_a_letter_is_sent_again_elsewhere_and_a_wrong_address_stays_typed(desk):
    letter = make_letter(state=LetterState.FAILED, error="550")
    wrong = desk.post(f"{LIST}{letter.pk}/again/", {"recipient": "zhang", "number": 1})
    right = desk.post(
        f"{LIST}{letter.pk}/again/", {"recipient": "new@example.com", "number": "1"}
    )

    assert (wrong.status_code, 'value="zhang"' in wrong.content.decode()) == (409, True)
    again = letter.again.get()
    assert (right.url, again.recipient) == (page_of(again), "new@example.com")
    assert "new@example.com" in desk.get(page_of(letter)).content.decode()


def test_an_enclosure_is_handed_out_as_a_file(desk):
    enclosure = make_enclosure(make_letter(), b"<script>", name="a.html")

    answer = desk.get(f"{LIST}enclosures/{enclosure.pk}/")

    assert b"".join(answer.streaming_content) == b"<script>"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/octet-stream"


@pytest.mark.parametrize(
    ("action", "state", "becomes"),
    [
        ("release", LetterState.WAITING, LetterState.QUEUED),
        ("drop", LetterState.WAITING, LetterState.DROPPED),
        ("again", LetterState.FAILED, LetterState.FAILED),
    ],
)
def test_many_are_done_after_a_question(desk, action, state, becomes):
    some = [make_letter(state=state), make_letter(state=state)]
    sending = make_letter(state=LetterState.SENDING)
    chosen = [row.pk for row in (*some, sending)]
    fields = {"action": action, "_selected_action": chosen}

    asked = desk.post(LIST, fields)
    assert "This concerns 3 letters." in asked.content.decode()
    assert not LedgerEntry.objects.filter(verb__startswith="letter.").exists()
    done = desk.post(LIST, {**fields, "confirmed": "1"})

    assert said(done)[0] == "2 letters done, 1 refused."
    for row in some:
        row.refresh_from_db()
        assert row.state == becomes
    sending.refresh_from_db()
    assert sending.state == LetterState.SENDING


def test_what_may_have_left_is_not_sent_again_among_many(desk):
    letter = make_letter(state=LetterState.FAILED, may_have_left=True)
    fields = {"action": "again", "_selected_action": [letter.pk], "confirmed": "1"}

    done = desk.post(LIST, fields)

    assert "It may have left" in said(done)[1]
    assert not letter.again.exists()


def test_a_page_of_fifty_asks_as_much_as_one_of_three(desk, django_assert_num_queries):
    piece = make_submission(receipt=None)
    about = {"object_type": "submissions.submission", "object_id": str(piece.pk)}
    for _number in range(3):
        make_letter(**about)
    desk.get(LIST)

    with django_assert_num_queries(9):
        desk.get(LIST)
    for _number in range(60):
        make_enclosure(make_letter(**about))
    with django_assert_num_queries(9):
        assert len(desk.get(LIST).context["cl"].result_list) == 50


def test_a_thousand_letters_are_listed(desk):
    letter = make_letter()
    Letter.objects.bulk_create(
        Letter(
            unique_key=f"many:{number}",
            kind="receipt",
            recipient=f"a{number}@example.com",
            subject=f"{number}",
            body="x",
            due_at=letter.due_at,
        )
        for number in range(1000)
    )

    answer = desk.get(f"{LIST}?p=2")

    assert answer.context["cl"].result_count == 1001
    assert len(answer.context["cl"].result_list) == 50


def test_f35_words_from_outside_are_never_markup(desk):
    piece = make_submission(receipt=None, headline=EVIL)
    letter = make_letter(
        subject=EVIL,
        body=EVIL,
        error=EVIL,
        state=LetterState.WAITING,
        object_type="submissions.submission",
        object_id=str(piece.pk),
    )
    make_enclosure(letter, name=EVIL)
    fields = {"action": "drop", "_selected_action": [letter.pk]}
    pages = [
        desk.get(LIST),
        desk.get(page_of(letter)),
        desk.post(LIST, fields),
        desk.get("/admin/"),
        desk.get(f"{LIST}?about={EVIL}"),
    ]

    assert not [page for page in pages if EVIL in page.content.decode()]


def test_the_room_shows_the_letters_of_a_piece(desk, editor):
    piece = make_submission()
    perform(submission=piece, action=Action.RETURN, actor=editor, note="请补。")

    page = desk.get(
        f"/admin/submissions/submission/{piece.pk}/change/"
    ).content.decode()

    assert page.count("/admin/desk/letter/") == 3  # the menu names the list


def test_every_kind_stands_in_the_list_of_words(boss):
    LetterTemplate.objects.create(kind="decline", body="短。", waits_for_desk=True)

    page = boss.get(WORDING).content.decode()

    for kind in all_kinds():
        assert (f"{WORDING}{kind.kind}/" in page) is bool(kind.body)
    assert "the desk's words" in page


def test_words_are_shown_beside_what_they_become_and_saved(boss):
    make_submission(headline="开发区新项目投产")
    page = boss.get(f"{WORDING}decline/").content.decode()

    assert "开发区新项目投产" in page
    assert "{note}" in page
    boss.post(
        f"{WORDING}decline/", {"subject": "回信 {ref}", "body": "短", "is_sent": "on"}
    )

    row = LetterTemplate.objects.get()
    assert (row.subject, row.body, row.is_sent) == ("回信 {ref}", "短", True)


def test_an_unknown_placeholder_is_refused_and_the_text_stays(boss):
    answer = boss.post(f"{WORDING}decline/", {"subject": "x", "body": "我的 {foo} 话"})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "我的 {foo} 话" in page
    assert "{title}" in page
    assert not LetterTemplate.objects.exists()


def test_a_preview_saves_nothing_and_markup_stays_text(boss):
    make_submission(headline=EVIL)

    answer = boss.post(
        f"{WORDING}decline/",
        {"subject": "s", "body": f"{EVIL} {{title}}", "_preview": 1},
    )

    assert EVIL not in answer.content.decode()
    assert not LetterTemplate.objects.exists()


def test_the_house_s_words_come_back_by_a_button(boss):
    LetterTemplate.objects.create(kind="decline", body="短。")

    boss.post(f"{WORDING}decline/restore/")

    assert LetterTemplate.objects.get().body == ""
    page = boss.get(f"{WORDING}decline/").content.decode()
    assert house_words(kind_of("decline"))[1].splitlines()[-3] in page


def test_a_test_letter_goes_to_me(boss):
    answer = boss.post(
        f"{WORDING}decline/", {"subject": "s", "body": "b", "_test": "1"}
    )

    letter = Letter.objects.get()
    assert answer.status_code == 200
    assert (letter.recipient, letter.body) == ("boss@example.org", "b")


def test_only_a_known_kind_is_worded(boss):
    assert boss.get(f"{WORDING}nothing/").status_code == 404
    assert boss.get(f"{WORDING}test/").status_code == 404
