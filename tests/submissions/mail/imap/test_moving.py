"""Moving never loses a message, whatever the server can."""

from __future__ import annotations

import pytest

from submissions.mail.imap.session import open_session
from submissions.mail.imap.steps import MailboxFailure, Step
from tests.needs import needs_dovecot
from tests.servers.dovecot import Mailbox
from tests.servers.front163 import CAPABILITIES, Front163
from tests.submissions.mail.imap.mails import mail, mails

DONE = "已收稿"


@needs_dovecot
def test_move_makes_the_folder_and_leaves_the_others(mailbox: Mailbox) -> None:
    mailbox.deliver(*mails(3))

    with open_session(mailbox.account()) as session:
        left = [session.move(2, DONE), session.move(3, DONE)]

    assert left == [True, True]
    assert mailbox.uids() == [1]
    assert mailbox.count(folder=DONE) == 2


@needs_dovecot
def test_move_of_a_message_that_is_gone_is_told(mailbox: Mailbox) -> None:
    mailbox.deliver(*mails(1))

    with open_session(mailbox.account()) as session:
        assert session.move(99, DONE) is False

    assert mailbox.uids() == [1]


@needs_dovecot
def test_move_without_move_takes_out_only_the_copied(
    mailbox: Mailbox, front: Front163
) -> None:
    mailbox.deliver(*mails(3))
    mailbox.flag(3, "\\Deleted")

    with open_session(mailbox.account(port=front.port)) as session:
        assert session.move(2, DONE) is True

    assert mailbox.uids() == [1, 3]
    assert mailbox.count(folder=DONE) == 1
    assert "UID EXPUNGE 2" in front.commands
    assert "EXPUNGE" not in front.verbs


@needs_dovecot
def test_move_without_uidplus_only_marks(mailbox: Mailbox, front: Front163) -> None:
    front.habits.capabilities = CAPABILITIES.replace("UIDPLUS ", "")
    mailbox.deliver(*mails(2))

    with open_session(mailbox.account(port=front.port)) as session:
        assert session.move(2, DONE) is False

    assert mailbox.flags() == {1: set(), 2: {"\\Seen"}}
    assert DONE not in mailbox.folders()


@pytest.mark.parametrize(
    "answer",
    [
        b"{tag} OK COPY completed\r\n",
        b"{tag} OK [COPYUID 5 1 7] COPY completed\r\n",
        b"{tag} OK [COPYUID 5 1:2 7:8] COPY completed\r\n",
        b"{tag} OK [COPYUID] COPY completed\r\n",
    ],
)
@needs_dovecot
def test_move_does_not_delete_what_was_perhaps_not_copied(
    mailbox: Mailbox, front: Front163, answer: bytes
) -> None:
    front.habits.answers["UID COPY"] = answer
    mailbox.deliver(*mails(2))

    with open_session(mailbox.account(port=front.port)) as session:
        assert session.move(2, DONE) is False

    assert mailbox.flags() == {1: set(), 2: {"\\Seen"}}


@needs_dovecot
def test_move_refused_leaves_the_message_and_the_session(
    mailbox: Mailbox, front: Front163
) -> None:
    front.habits.answers["UID COPY"] = b"{tag} NO [OVERQUOTA] folder is full\r\n"
    mailbox.deliver(*mails(2))

    with open_session(mailbox.account(port=front.port)) as session:
        with pytest.raises(MailboxFailure) as failed:
            session.move(2, DONE)
        assert session.fetch(2) == mail(2)

    assert failed.value.step is Step.MOVE
    assert failed.value.only_this
    assert failed.value.server_said == "[OVERQUOTA] folder is full"
    assert mailbox.flags() == {1: set(), 2: set()}


@pytest.mark.parametrize("verb", ["UID COPY", "UID STORE", "UID EXPUNGE"])
@needs_dovecot
def test_move_cut_at_any_command_loses_nothing(
    mailbox: Mailbox, front: Front163, verb: str
) -> None:
    mailbox.deliver(*mails(2))
    front.habits.answers[verb] = b"* BYE server goes down\r\n"

    with (
        pytest.raises(MailboxFailure),
        open_session(mailbox.account(port=front.port)) as session,
    ):
        session.move(2, DONE)

    assert mailbox.uids() == [1, 2]


@needs_dovecot
def test_folder_numbered_anew_in_between_is_not_written_to(
    mailbox: Mailbox, front: Front163
) -> None:
    mailbox.deliver(*mails(2))

    with open_session(mailbox.account(port=front.port)) as session:
        front.habits.uid_validity = 4711
        with pytest.raises(MailboxFailure, match="numbered the folder anew"):
            session.mark_seen(1)

    assert mailbox.flags() == {1: set(), 2: set()}


@needs_dovecot
def test_read_only_folder_cannot_be_marked(mailbox: Mailbox, front: Front163) -> None:
    mailbox.deliver(*mails(1))
    front.habits.answers["^SELECT"] = b"* 1 EXISTS\r\n{tag} OK [READ-ONLY] done\r\n"

    with open_session(mailbox.account(port=front.port)) as session:
        with pytest.raises(MailboxFailure) as failed:
            session.mark_seen(1)
        assert session.fetch(1) == mail(1)

    assert failed.value.step is Step.MOVE
