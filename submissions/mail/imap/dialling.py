"""From an account to an open, secured connection that has said hello."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Sequence
from typing import Any, Final

from submissions.mail.imap.account import Account, Security
from submissions.mail.imap.connection import Connection
from submissions.mail.imap.refusals import naming
from submissions.mail.imap.sentences import NO_GREETING, NO_PORT
from submissions.mail.imap.steps import MailboxFailure, Step

MOST_ADDRESSES: Final = 4
PORTS: Final = 1 << 16
_Address = tuple[int, Any]


def connect(account: Account, begin: Callable[[Step], None]) -> Connection:
    """Open a connection; ``begin`` hears of each step before it is taken."""
    begin(Step.RESOLVE)
    with naming(Step.RESOLVE, account):
        addresses = _addresses(account)
    begin(Step.CONNECT)
    if not 0 < account.port < PORTS:
        raise MailboxFailure(Step.CONNECT, NO_PORT, retry=False)
    with naming(Step.CONNECT, account):
        sock = _first_open(addresses, account.timeout)
    try:
        return _greeted(sock, account, begin)
    except BaseException:
        sock.close()
        raise


def _addresses(account: Account) -> Sequence[_Address]:
    found = socket.getaddrinfo(
        account.host,
        account.port % PORTS,
        type=socket.SOCK_STREAM,
        proto=socket.IPPROTO_TCP,
    )
    return [(family, address) for family, _, _, _, address in found][:MOST_ADDRESSES]


def _first_open(addresses: Sequence[_Address], timeout: float) -> socket.socket:
    last: OSError = OSError("the name has no address")
    for family, address in addresses:
        sock = socket.socket(family, socket.SOCK_STREAM)
        sock.settimeout(timeout)
        try:
            sock.connect(address)
        except OSError as error:
            sock.close()
            last = error
        else:
            return sock
    raise last


def _greeted(
    sock: socket.socket, account: Account, begin: Callable[[Step], None]
) -> Connection:
    """Secure the connection and read the greeting, in the order its kind wants."""
    if account.security is Security.SSL:
        begin(Step.TLS)
        with naming(Step.TLS, account):
            context = ssl.create_default_context()
            sock = context.wrap_socket(sock, server_hostname=account.host)
            return _connection(sock, account)
    with naming(Step.CONNECT, account):
        try:
            connection = _connection(sock, account)
        except TimeoutError:
            raise MailboxFailure(Step.CONNECT, NO_GREETING) from None
    begin(Step.TLS)
    if account.security is Security.STARTTLS:
        with naming(Step.TLS, account):
            connection.starttls(ssl.create_default_context())
    return connection


def _connection(sock: socket.socket, account: Account) -> Connection:
    return Connection(sock, host=account.host, timeout=account.timeout)
