"""A mail server that keeps letters, refuses them, dies on them, or is not there."""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from enum import StrEnum
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.servers.ports import HOST, free_port

OK = "250 OK"
GREYLISTED = "451 4.7.1 Please try again later"
BLOCKED = "550 5.7.1 Requested action not taken: mailbox unavailable"


class Drop(StrEnum):
    """Where the server hangs up without an answer."""

    NEVER = "never"
    AFTER_DATA = "after data"  # the letter is kept: it left, but nobody was told
    BEFORE_KEEPING = "before keeping"  # the letter is lost


@dataclass(frozen=True, slots=True)
class Delivered:
    """A letter as the server took it."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.raw, policy=policy.default)


class SmtpServer:
    """One port; how it answers may change at any time."""

    def __init__(self) -> None:
        self.port = free_port()
        self.letters: list[Delivered] = []
        self.refuse_recipient = ""  # an answer with its code, such as BLOCKED
        self.refuse_data = ""
        self.drop = Drop.NEVER
        self.attempts = 0  # letters that came as far as RCPT
        self._controller: Controller | None = None

    def start(self) -> None:
        """Come up, again at the same port."""
        if self._controller is None:
            self._controller = Controller(self, hostname=HOST, port=self.port)
            self._controller.start()

    def stop(self) -> None:
        """Go down; connections are refused."""
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    @property
    def settings(self) -> dict[str, Any]:
        """Return the Django settings that send letters here."""
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": HOST,
            "EMAIL_PORT": self.port,
            "EMAIL_HOST_USER": "",
            "EMAIL_HOST_PASSWORD": "",
            "EMAIL_USE_TLS": False,
            "EMAIL_USE_SSL": False,
            "EMAIL_TIMEOUT": 5,
        }

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self,
        server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _o: list,
    ) -> str:
        self.attempts += 1
        if self.refuse_recipient:
            return self.refuse_recipient
        envelope.rcpt_tos.append(address)
        return OK

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        if self.refuse_data:
            return self.refuse_data
        if self.drop is not Drop.BEFORE_KEEPING:
            self.letters.append(
                Delivered(
                    envelope.mail_from or "",
                    tuple(envelope.rcpt_tos),
                    bytes(envelope.original_content or b""),
                )
            )
        if self.drop is not Drop.NEVER and server.transport is not None:
            server.transport.abort()
        return OK
