"""A connection that knows which step it is at, so that every failure names it."""

from __future__ import annotations

from submissions.mail.imap.account import Account
from submissions.mail.imap.connection import Answer, Connection
from submissions.mail.imap.refusals import heard, naming
from submissions.mail.imap.sentences import REFUSED
from submissions.mail.imap.steps import MailboxFailure, Step


class Line:
    """Asks one server on behalf of one account; ``exists`` follows what it says."""

    def __init__(self, connection: Connection, account: Account) -> None:
        self.connection = connection
        self.account = account
        self.exists = 0

    def ask(self, step: Step, name: str, *arguments: str | bytes) -> Answer:
        """Send a command; a NO comes back as an answer, a broken line is raised."""
        with naming(step, self.account):
            answer = self.connection.ask(name, *arguments)
        count = answer.number("EXISTS")
        if count is not None:
            self.exists = count
        return answer

    def refused(
        self, step: Step, answer: Answer, *, only_this: bool = False
    ) -> MailboxFailure:
        """Make a failure of a NO."""
        said = heard(answer.text, self.account)
        return MailboxFailure(step, REFUSED, only_this=only_this, server_said=said)

    def offers(self, capability: str) -> bool:
        """Tell whether the server says that it can do something."""
        return capability in self.connection.capabilities
