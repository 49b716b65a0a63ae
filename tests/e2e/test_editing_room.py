"""From the letter “new story” to the second read, and what each act costs the hand."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from desk.models import Job, Letter
from desk.services.jobs import run_job
from desk.services.staff_letters import wish_letters
from submissions.enums import Status
from submissions.letter_kinds import NEW_STORY
from submissions.models import Submission
from submissions.services.new_words import KIND
from tests.e2e.axe import expect_accessible
from tests.e2e.test_desk import ROOM, SIDEWAYS, Desk, cast, desk
from tests.issues.builders import Cast, make_issue
from tests.submissions.builders import make_submission

__all__ = ["cast", "desk"]

pytestmark = [pytest.mark.needs_chromium, pytest.mark.django_db(transaction=True)]


def arrived(**fields):
    """Let a piece arrive and its words be read, as a worker would."""
    piece = make_submission(**fields)
    for job in Job.objects.filter(kind=KIND, payload={"piece": piece.pk}):
        run_job(job.pk)
    return piece


def test_from_the_letter_to_the_second_read_by_two_people(desk: Desk, cast: Cast):
    make_issue()
    cast.editor.email = "chen@example.org"
    cast.editor.save()
    wish_letters(user=cast.editor, kinds=[NEW_STORY])
    piece = arrived()
    letter = Letter.objects.get(kind=NEW_STORY)
    link = re.search(r"https?://\S+/admin/\S+", letter.body).group()

    desk.sign_in(cast.editor)
    page = desk.open(urlsplit(link).path)
    page.keyboard.press("Control+Enter")  # begins the first read
    expect(page.get_by_text("初审中").first).to_be_visible()
    page.keyboard.press("n")
    name = str(cast.chief)
    page.keyboard.type(f"数字已核对，@{name[:-1]}")
    page.locator("[data-mention-list] button").first.click()
    page.keyboard.press("Control+Enter")  # adds the note and signs nothing
    expect(page.locator("#notes b")).to_have_text(f"@{name}")
    page.get_by_label("意见或理由").fill("可用。")
    page.keyboard.press("Control+Enter")  # signs it
    expect(page.locator(".gk-signature")).to_have_text([str(cast.editor)])

    desk.sign_in(cast.chief)
    page = desk.open("/admin/")
    page.get_by_role("link", name=re.compile("数字已核对")).click()
    page.wait_for_url(f"**{ROOM.format(piece.pk)}*")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".gk-signature")).to_have_count(2)
    piece.refresh_from_db()
    assert piece.status == Status.ACCEPTED


def test_the_length_is_told_in_lines_while_one_types(desk: Desk, cast: Cast):
    make_issue()
    piece = make_submission()
    desk.sign_in(cast.editor)
    page = desk.open(ROOM, piece.pk)
    before = int(page.locator("[data-extent-lines]").inner_text())

    page.locator("[data-paper]").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(
        "又有十家企业签约入园，投资总额超过百亿元，明年全部开工建设。" * 3
    )

    expect(page.locator("[data-extent-lines]")).not_to_have_text(str(before))
    assert int(page.locator("[data-extent-lines]").inner_text()) > before


def test_the_first_read_takes_a_key_to_begin_and_a_key_to_sign(desk: Desk, cast: Cast):
    piece = make_submission()
    desk.sign_in(cast.editor)
    page = desk.open(ROOM, piece.pk)

    page.keyboard.press("Control+Enter")
    expect(page.locator(".gk-status-first_read")).to_be_visible()
    page.keyboard.press("Control+Enter")

    expect(page.locator(".gk-status-second_read")).to_be_visible()
    expect(page.locator(".gk-signature")).to_have_text([str(cast.editor)])


def test_the_key_that_signs_signs_nothing_while_words_are_edited(
    desk: Desk, cast: Cast
):
    piece = make_submission()
    desk.sign_in(cast.editor)
    page = desk.open(ROOM, piece.pk)

    page.locator("[data-paper]").click()
    page.keyboard.press("Control+Enter")
    page.get_by_label("意见或理由").click()
    page.keyboard.press("Control+Enter")

    expect(page.locator(".gk-status-first_read")).to_be_visible()
    assert [t.action for t in piece.transitions.all()] == ["start_first_read"]


def test_the_next_piece_is_a_key_away(desk: Desk, cast: Cast):
    piece, other = make_submission(), make_submission()
    desk.sign_in(cast.editor)
    page = desk.open(ROOM, piece.pk)

    page.keyboard.press("j")

    page.wait_for_url(f"**{ROOM.format(other.pk)}")


def test_a_key_leads_into_the_text_and_another_saves_it(desk: Desk, cast: Cast):
    piece = make_submission()
    desk.sign_in(cast.editor)
    page = desk.open(ROOM, piece.pk)

    page.keyboard.press("e")
    expect(page.locator("[data-paper]")).to_be_focused()
    page.keyboard.type("新")
    page.keyboard.press("Control+s")

    expect(page.get_by_text("已存为")).to_be_visible()
    piece.refresh_from_db()
    assert piece.current_version.number == 2


def test_a_key_shows_the_keys(desk: Desk, cast: Cast):
    desk.sign_in(cast.editor)
    page = desk.open(ROOM, make_submission().pk)

    page.keyboard.press("?")

    expect(page.locator("[data-keys]")).to_be_visible()
    expect_accessible(page)


def test_a_key_typed_into_a_field_is_a_letter(desk: Desk, cast: Cast):
    piece = make_submission()
    make_submission()
    desk.sign_in(cast.editor)
    page = desk.open(ROOM, piece.pk)

    page.get_by_label("意见或理由").press_sequentially("jen/?")

    expect(page.get_by_label("意见或理由")).to_have_value("jen/?")
    assert page.url.endswith(ROOM.format(piece.pk))


def test_what_the_room_offers_is_folded_and_opens_on_a_phone(desk: Desk, cast: Cast):
    piece = make_submission()
    desk.sign_in(cast.editor)
    desk.page.set_viewport_size({"width": 360, "height": 780})
    page = desk.open(ROOM, piece.pk)

    assert page.evaluate(SIDEWAYS) == 0
    page.get_by_text("送审", exact=True).first.click()
    page.get_by_label("送给谁").fill("云州开发区管委会")
    day = timezone.localdate() + timedelta(days=2)
    page.get_by_label("回复期限").fill(day.isoformat())
    page.get_by_role("button", name="登记送审").click()

    expect(page.locator("#outside")).to_contain_text("云州开发区管委会")
    expect_accessible(page)
    assert page.evaluate(SIDEWAYS) == 0


def test_an_author_answers_a_question_on_her_page(desk: Desk, cast: Cast):
    piece = make_submission()
    desk.sign_in(cast.editor)
    page = desk.open(ROOM, piece.pk)
    page.locator("#messages summary").click()
    page.locator("#question").fill("签约金额是人民币吗？")
    page.locator("#messages form button[type=submit]").click()
    letter = Letter.objects.get(kind="question")
    link = urlsplit(re.search(r"https?://\S+/status/\S+", letter.body).group()).path

    page.context.clear_cookies()
    page = desk.open(link)
    page.get_by_role("link", name="答复").click()
    expect_accessible(page)
    page.locator("#answer").fill("是人民币。")
    page.locator("form button.button-main").click()
    expect(page.locator(".notice-good")).to_be_visible()

    desk.sign_in(cast.editor)
    expect(desk.open(ROOM, piece.pk).locator("#messages")).to_contain_text("是人民币。")
    assert Submission.objects.get(pk=piece.pk).questions.get().closed_at is not None
