"""Fixtures of the servers; a conftest imports those its tests ask for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.needs import require_programs
from tests.servers.dovecot import Dovecot, Mailbox, running_dovecot
from tests.servers.front163 import Front163, running_front
from tests.servers.smtp import SmtpServer


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """Run one Dovecot for all tests of a process."""
    require_programs("dovecot-imapd", "dovecot", "doveadm")
    with running_dovecot() as server:
        yield server


@pytest.fixture
def mailbox(dovecot: Dovecot) -> Mailbox:
    """Give each test an empty mailbox of its own."""
    return dovecot.mailbox()


@pytest.fixture
def front(dovecot: Dovecot) -> Iterator[Front163]:
    """Stand a 163.com before Dovecot, with no bad habits yet."""
    with running_front(dovecot.port) as front:
        yield front


@pytest.fixture
def smtp() -> Iterator[SmtpServer]:
    """Run a mail server that keeps what it is given."""
    server = SmtpServer()
    server.start()
    yield server
    server.stop()
