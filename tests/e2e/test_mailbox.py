"""A mailbox in a real Chromium: set up, tested, read, its guesses decided, signed."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from desk.enums import StaffRole
from submissions.enums import Status
from submissions.mail_enums import ProposalState
from submissions.models import Mailbox, Submission
from submissions.services.mail.polling import poll_mailbox
from submissions.services.mail.reading import read_mail
from tests.desk.builders import make_user
from tests.e2e.test_desk import ROOM, SIDEWAYS, Desk
from tests.needs import needs_chromium
from tests.servers.fixtures import dovecot, mailbox
from tests.submissions.mails import make_mail

__all__ = ["dovecot", "mailbox"]

pytestmark = pytest.mark.django_db(transaction=True)

BOXES = "/admin/submissions/mailbox/"
BOARD = "/admin/submissions/mailmessage/"
PHONE = "13800001111"
STORY = (
    "云州开发区重点项目开工\n——总投资十二亿元\n"
    "本报讯(通讯员林晓)昨天，云州开发区第一个重点项目开工建设，总投资12.6亿元。\n"
    "项目全部建成后，可年产高端阀门三十万台套，带动上下游企业二十余家。\n"
    f"作者：林晓\n单位：云州开发区管委会\n电话：{PHONE}"
)


@pytest.fixture
def desk(page: Page, live_server) -> Iterator[Desk]:
    found = Desk(page, live_server.url)
    yield found
    assert found.errors == []


def take(row: Mailbox, server, raw: bytes) -> None:
    server.deliver(raw)
    row.refresh_from_db()
    assert poll_mailbox(row) is not None
    for message in row.messages.waiting():
        read_mail(message)


@needs_chromium
def test_a_mailbox_is_set_up_tested_and_read(desk: Desk, mailbox) -> None:
    desk.sign_in(make_user(StaffRole.EDITOR_IN_CHIEF))
    account = mailbox.account()

    page = desk.open(BOXES + "add/")
    page.locator("[name=name]").fill("园区导刊投稿邮箱")
    page.locator("[name=host]").fill(account.host)
    page.locator("[name=port]").fill(str(account.port))
    page.locator("[name=security]").select_option("none")
    page.locator("[name=username]").fill(account.username)
    page.locator("[name=new_code]").fill(account.code)
    page.get_by_role("button", name="保存", exact=True).click()
    page.wait_for_load_state()
    row = Mailbox.objects.get()
    assert row.code == account.code
    assert account.code not in page.content()

    desk.open(BOXES + f"{row.pk}/change/")
    page.get_by_role("button", name="测试连接").click()
    expect(page.get_by_text("登录", exact=True).first).to_be_visible()
    expect(page.locator(".gk-step-failed")).to_have_count(0)

    assert poll_mailbox(row) is not None
    take(row, mailbox, make_mail(subject="投稿：云州开发区重点项目开工", text=STORY))
    desk.open(BOARD)
    expect(page.get_by_text("投稿：云州开发区重点项目开工")).to_be_visible()
    assert page.evaluate(SIDEWAYS) == 0


@needs_chromium
def test_guesses_are_decided_and_the_read_is_signed(desk: Desk, mailbox) -> None:
    editor = make_user(StaffRole.EDITOR)
    desk.sign_in(editor)
    row = Mailbox.objects.create(
        name="投稿",
        host="127.0.0.1",
        port=mailbox.server.port,
        security="none",
        username=mailbox.name,
        code=mailbox.code,
    )
    poll_mailbox(row)
    take(row, mailbox, make_mail(subject="投稿：云州开发区重点项目开工", text=STORY))
    piece = Submission.objects.get()
    assert (piece.headline, piece.deck) == (
        "云州开发区重点项目开工",
        "——总投资十二亿元",
    )

    page = desk.open(ROOM, piece.pk)
    assert PHONE not in page.content()
    open_guesses = page.locator("[data-guess]")
    total = open_guesses.count()
    assert total > 3
    page.locator("[data-guess] .gk-accept").first.click()
    expect(open_guesses).to_have_count(total - 1)

    page.get_by_role("button", name="全部确认").first.click()
    expect(open_guesses).to_have_count(0)
    assert not piece.proposals.filter(state=ProposalState.OPEN).exists()

    desk.open(ROOM, piece.pk)
    page.get_by_role("button", name="开始初审").click()
    page.get_by_role("button", name="初审通过").click()
    page.wait_for_load_state()
    piece.refresh_from_db()
    assert piece.status == Status.SECOND_READ


@needs_chromium
def test_screens_of_the_mail_fit_a_telephone(desk: Desk, mailbox) -> None:
    desk.sign_in(make_user(StaffRole.EDITOR_IN_CHIEF))
    row = Mailbox.objects.create(
        name="投稿",
        host="127.0.0.1",
        port=mailbox.server.port,
        security="none",
        username=mailbox.name,
        code=mailbox.code,
        failures=2,
        failure="邮箱不接受现在填写的用户名或授权码。" * 4,
    )
    poll_mailbox(row)
    take(row, mailbox, make_mail(subject="长" * 200, text=STORY))
    Mailbox.objects.update(failures=2, failure="邮箱不接受授权码。" * 10)
    desk.page.set_viewport_size({"width": 390, "height": 844})
    message = row.messages.get()

    for address in (
        *("/admin/", BOXES, BOARD),
        f"{BOXES}{row.pk}/change/",
        f"{BOARD}{message.pk}/change/",
        ROOM.format(message.submission_id),
    ):
        page = desk.open(address)
        assert page.evaluate(SIDEWAYS) == 0, address
