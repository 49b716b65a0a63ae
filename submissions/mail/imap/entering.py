"""Logging in and saying who we are, before any folder is touched.

NetEase (163.com, 126.com, yeah.net) refuses SELECT to a client that has not sent the ID
command of RFC 2971, so it goes out right after the login, whether it is offered or not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from submissions.mail.imap.account import Account
from submissions.mail.imap.connection import Answer, Connection, quoted
from submissions.mail.imap.refusals import login_failure, naming
from submissions.mail.imap.sentences import NO_PLAIN_LOGIN
from submissions.mail.imap.steps import MailboxFailure, Step

CLIENT_ID: Final = {"name": "guidekit", "version": "1.0", "vendor": "guidekit"}
# Limits of RFC 2971.
MOST_FIELDS: Final = 30
LONGEST_KEY: Final = 30
LONGEST_VALUE: Final = 1024


def enter(
    connection: Connection,
    account: Account,
    *,
    client_id: Mapping[str, str] | None,
    begin: Callable[[Step], None],
) -> None:
    """Log in and send the ID."""
    begin(Step.LOGIN)
    with naming(Step.LOGIN, account):
        answer = _log_in(connection, account)
    if not answer.ok:
        raise login_failure(answer.text, account)
    connection.state = "AUTH"
    begin(Step.ID)
    with naming(Step.ID, account):
        # A server that does not know the command says BAD, and all is well.
        connection.ask("ID", _id_list(CLIENT_ID if client_id is None else client_id))
        _note_capabilities(connection, connection.ask("CAPABILITY"))


def _log_in(connection: Connection, account: Account) -> Answer:
    name, code = quoted(account.username), quoted(account.code)
    plain = "AUTH=PLAIN" in connection.capabilities
    closed = "LOGINDISABLED" in connection.capabilities
    if closed and not plain:
        raise MailboxFailure(Step.LOGIN, NO_PLAIN_LOGIN, retry=False)
    if plain and (closed or not (name + code).isascii()):
        return _log_in_by_sasl(connection, account)
    return connection.ask("LOGIN", name, code)


def _log_in_by_sasl(connection: Connection, account: Account) -> Answer:
    """Log in with names and codes that are not ASCII (RFC 4616)."""
    words = f"\0{account.username}\0{account.code}".encode()
    return connection.ask("AUTHENTICATE", "PLAIN", reply=words)


def _id_list(fields: Mapping[str, str]) -> bytes:
    if not fields:
        return b"NIL"
    words = [
        quoted(_ascii(word)[:longest])
        for pair in list(fields.items())[:MOST_FIELDS]
        for word, longest in zip(pair, (LONGEST_KEY, LONGEST_VALUE), strict=True)
    ]
    return b"(" + b" ".join(words) + b")"


def _ascii(word: str) -> str:
    plain = word.encode("ascii", "replace").decode()
    return "".join(mark if mark.isprintable() else " " for mark in plain)


def _note_capabilities(connection: Connection, answer: Answer) -> None:
    line = answer.last("CAPABILITY")
    if answer.ok and line:
        words = line.decode("ascii", "replace").upper().split()
        connection.capabilities = tuple(words)
