"""What 163.com does: F-11, F-12, F-13 of faults.md, as far as the line goes."""

from __future__ import annotations

import pytest

from submissions.mail.imap.probing import Outcome, probe
from submissions.mail.imap.session import open_session
from submissions.mail.imap.steps import MailboxFailure, Step
from tests.needs import needs_dovecot
from tests.servers.dovecot import CODE, Dovecot, Mailbox
from tests.servers.front163 import CAPABILITIES, WRONG_CODE, Front163
from tests.submissions.mail.imap.mails import mail, mails

LARGE = 20_000_000


def failure_of(mailbox: Mailbox, front: Front163, **changes) -> MailboxFailure:
    account = mailbox.account(port=front.port, **changes)
    with pytest.raises(MailboxFailure) as failed, open_session(account):
        pass
    return failed.value


@needs_dovecot
def test_f11_cut_in_a_message_of_20_mb_gives_nothing_then_all(
    mailbox: Mailbox, front: Front163
) -> None:
    large = mail(1, size=LARGE)
    mailbox.deliver(large)
    account = mailbox.account(port=front.port)
    front.habits.cut_in_literal = LARGE // 2

    with pytest.raises(MailboxFailure) as failed, open_session(account) as session:
        session.fetch(1)
    front.habits.cut_in_literal = None
    with open_session(account) as session:
        again = session.fetch(1)

    assert (failed.value.step, failed.value.retry) == (Step.FETCH, True)
    assert not failed.value.only_this
    assert again == large


@needs_dovecot
def test_f11_cut_at_every_byte_never_gives_a_cut_message(
    mailbox: Mailbox, front: Front163
) -> None:
    mailbox.deliver(mail(1))
    account = mailbox.account(port=front.port)
    with open_session(account) as session:
        assert session.fetch(1) == mail(1)
    whole = front.bytes_sent

    got = set()
    for cut in range(1, whole, 47):
        front.habits.cut_after = cut
        try:
            with open_session(account) as session:
                got.add(session.fetch(1))
        except MailboxFailure as failure:
            assert failure.retry, failure
            assert failure.sentence

    assert got <= {mail(1)}


@needs_dovecot
def test_f12_select_before_id_would_be_an_unsafe_login(
    mailbox: Mailbox, front: Front163
) -> None:
    mailbox.deliver(*mails(1))

    with open_session(mailbox.account(port=front.port)) as session:
        assert session.fetch(1) == mail(1)

        assert session.uid_next is None

    assert front.verbs[:2] == ["CAPABILITY", "LOGIN"]
    assert front.verbs.index("ID") < front.verbs.index("EXAMINE")


@needs_dovecot
def test_f12_unsafe_login_all_the_same_is_explained(
    mailbox: Mailbox, front: Front163
) -> None:
    refusal = b"{tag} NO EXAMINE Unsafe Login. Please contact kefu@188.com for help\r\n"
    front.habits.answers["^EXAMINE"] = refusal

    failure = failure_of(mailbox, front)

    assert (failure.step, failure.retry) == (Step.SELECT, False)
    assert "unsafe login" in str(failure.sentence)
    assert "kefu@188.com" in failure.server_said


@needs_dovecot
def test_f12_wrong_code_is_not_tried_again(mailbox: Mailbox, front: Front163) -> None:
    front.habits.login_answer = WRONG_CODE

    failure = failure_of(mailbox, front)

    assert (failure.step, failure.retry) == (Step.LOGIN, False)
    assert "authorisation code" in str(failure.sentence)
    assert failure.server_said == "LOGIN Login error or password error"
    assert front.verbs.count("LOGIN") == 1


@needs_dovecot
def test_f12_wrong_code_at_a_real_server(mailbox: Mailbox) -> None:
    with (
        pytest.raises(MailboxFailure) as failed,
        open_session(mailbox.account(code="wrong")),
    ):
        pass

    assert (failed.value.step, failed.value.retry) == (Step.LOGIN, False)


@pytest.mark.parametrize(
    ("answer", "words", "retry"),
    [
        ("NO LOGIN Login error or password error", "authorisation code made", False),
        ("NO [AUTHENTICATIONFAILED] Invalid credentials", "code made", False),
        ("NO ERR.LOGIN.PASSERR", "authorisation code", False),
        ("NO [EXPIRED] code is out of date", "make a new one", False),
        ("NO LOGIN Unsafe Login. Please contact kefu@188.com", "unsafe login", False),
        ("NO LOGIN IMAP service is not open", "switched off", False),
        ("NO Login fail. Service is not open", "switched off", False),
        ("NO ERR.LOGIN.USERSTATUS user suspended", "locked", False),
        ("NO [LIMIT] Too many simultaneous connections", "too many", True),
        ("NO LOGIN Login frequency limited", "too many", True),
        ("NO [UNAVAILABLE] System busy", "too many", True),
        ("NO 请求过于频繁，请稍后再试", "too many", True),
        ("NO 未开启IMAP服务", "switched off", False),
        ("NO [PRIVACYREQUIRED] Plaintext authentication disallowed", "SSL", False),
        ("NO something nobody has seen", "refused", False),
        ("BAD command not supported", "refused", False),
    ],
)
@needs_dovecot
def test_f12_login_refusals_are_told_apart(
    mailbox: Mailbox, front: Front163, answer: str, words: str, retry: bool
) -> None:
    front.habits.login_answer = answer

    failure = failure_of(mailbox, front)

    assert failure.step is Step.LOGIN
    assert failure.retry is retry
    assert words in str(failure.sentence)


@needs_dovecot
def test_f12_code_is_never_in_what_is_shown(mailbox: Mailbox, front: Front163) -> None:
    front.habits.login_answer = (
        f"NO LOGIN {mailbox.name} {CODE} is\tnot good " + "x" * 400
    )

    failure = failure_of(mailbox, front)

    shown = f"{failure} {failure!r} {failure.args} {failure.server_said}"
    assert CODE not in shown
    assert len(failure.server_said) == 200
    assert "*** is not good" in failure.server_said


@needs_dovecot
def test_f12_server_words_in_gbk_are_readable(
    mailbox: Mailbox, front: Front163
) -> None:
    refusal = b"{tag} NO " + "登录失败，密码错误".encode("gbk") + b"\r\n"
    front.habits.answers["^LOGIN"] = refusal

    failure = failure_of(mailbox, front)

    assert failure.server_said == "登录失败，密码错误"
    assert failure.retry is False


@needs_dovecot
@pytest.mark.parametrize(
    ("answer", "retry"),
    [
        (b"* BYE Login error or password error\r\n", False),
        (b"* BYE Too many failed logins\r\n", True),
        (b"* BYE Server shutting down\r\n", True),
        (b"what is that\r\n", True),
    ],
)
def test_f12_session_that_ends_at_the_login(
    mailbox: Mailbox, front: Front163, answer: bytes, retry: bool
) -> None:
    front.habits.answers["^LOGIN"] = answer

    failure = failure_of(mailbox, front)

    assert (failure.step, failure.retry) == (Step.LOGIN, retry)


@needs_dovecot
def test_f12_bye_to_a_select_may_be_an_unsafe_login(
    mailbox: Mailbox, front: Front163
) -> None:
    front.habits.answers["^EXAMINE"] = b"* BYE Unsafe Login. Please contact kefu\r\n"

    failure = failure_of(mailbox, front)

    assert (failure.step, failure.retry) == (Step.SELECT, False)
    assert "unsafe login" in str(failure.sentence)


@needs_dovecot
@pytest.mark.parametrize("capabilities", [CAPABILITIES, "IMAP4rev1 AUTH=PLAIN"])
def test_f12_code_that_is_not_ascii_is_sent_all_the_same(
    dovecot: Dovecot, front: Front163, capabilities: str
) -> None:
    front.habits.capabilities = capabilities
    mailbox = dovecot.mailbox(code="授权码")

    with open_session(mailbox.account(port=front.port)) as session:
        assert session.uids_after(0) == []


@needs_dovecot
def test_f12_probe_names_the_step(mailbox: Mailbox, front: Front163) -> None:
    front.habits.login_answer = WRONG_CODE

    steps = probe(mailbox.account(port=front.port))

    outcomes = {step.step: step.outcome for step in steps}
    assert outcomes == {
        Step.RESOLVE: Outcome.OK,
        Step.CONNECT: Outcome.OK,
        Step.TLS: Outcome.OK,
        Step.LOGIN: Outcome.FAILED,
        Step.ID: Outcome.NOT_REACHED,
        Step.SELECT: Outcome.NOT_REACHED,
        Step.FETCH: Outcome.NOT_REACHED,
    }


@needs_dovecot
def test_f13_uidvalidity_is_what_the_server_says_now(mailbox: Mailbox) -> None:
    mailbox.deliver(*mails(3))
    with open_session(mailbox.account()) as session:
        session.move(1, "Done")
    mailbox.renumber(4711)

    with open_session(mailbox.account()) as session:
        seen = session.uid_validity, session.uids_after(0)
        bodies = {session.fetch(uid) for uid in (1, 2)}

    assert seen == (4711, [1, 2])
    assert bodies == {mail(2), mail(3)}


@needs_dovecot
def test_f13_front_renumbers_too(mailbox: Mailbox, front: Front163) -> None:
    mailbox.deliver(*mails(3))
    front.habits.uid_validity, front.habits.uid_offset = 5, 1000
    front.habits.names_uid_next = True

    with open_session(mailbox.account(port=front.port)) as session:
        assert (session.uid_validity, session.uid_next) == (5, 1004)
        assert session.uids_after(0) == [1001, 1002, 1003]
        assert session.uids_after(1002) == [1003]
        assert session.sizes([3, 1003]) == {1003: len(mail(3))}
        assert session.fetch(1002) == mail(2)
        assert session.fetch(2) is None
        assert session.move(1001, "Done") is True

    assert mailbox.uids() == [2, 3]


@needs_dovecot
def test_f13_server_without_uidvalidity_counts_as_0(
    mailbox: Mailbox, front: Front163, caplog: pytest.LogCaptureFixture
) -> None:
    front.habits.uid_validity = 0

    with open_session(mailbox.account(port=front.port)) as session:
        assert session.uid_validity == 0

    assert "names no UIDVALIDITY" in caplog.text


@needs_dovecot
def test_poll_without_news_fetches_no_body(mailbox: Mailbox, front: Front163) -> None:
    mailbox.deliver(*mails(50))

    with open_session(mailbox.account(port=front.port)) as session:
        assert session.uids_after(50) == []

    assert front.body_fetches == 0
    assert front.bytes_sent < 1500
    assert front.verbs == [
        *("CAPABILITY", "LOGIN", "ID", "CAPABILITY", "EXAMINE", "NOOP", "UID", "LOGOUT")
    ]


@needs_dovecot
def test_folder_that_is_not_there_lists_what_is(
    mailbox: Mailbox, front: Front163
) -> None:
    mailbox.make_folder("已发送邮件")

    failure = failure_of(mailbox, front, folder="收件箱")

    assert (failure.step, failure.retry) == (Step.SELECT, False)
    assert "收件箱" in str(failure.sentence)
    assert "已发送邮件" in str(failure.sentence)
    assert "INBOX" in str(failure.sentence)


@pytest.mark.parametrize("charset", ["utf-8", "gbk"])
@needs_dovecot
def test_folder_labelled_wrongly_is_opened(
    mailbox: Mailbox, front: Front163, charset: str
) -> None:
    front.habits.folder_charset = charset
    mailbox.make_folder("已发送邮件")
    mailbox.deliver(mail(1), folder="已发送邮件")

    account = mailbox.account(port=front.port, folder="已发送邮件")
    with open_session(account) as session:
        assert "已发送邮件" in session.folders()
        assert session.fetch(1) == mail(1)


@pytest.mark.parametrize("capabilities", ["IMAP4rev1", "IMAP4rev1 AUTH=PLAIN"])
@needs_dovecot
def test_server_that_does_not_know_id_is_fine(
    mailbox: Mailbox, front: Front163, capabilities: str
) -> None:
    front.habits.capabilities, front.habits.wants_id = capabilities, False
    front.habits.answers["^ID"] = b"{tag} BAD unknown command\r\n"

    with open_session(mailbox.account(port=front.port)) as session:
        assert session.uids_after(0) == []
