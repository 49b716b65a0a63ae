"""Mails as a correspondent writes them, and the mailbox rows that read them."""

from __future__ import annotations

from email.message import EmailMessage
from email.utils import format_datetime
from itertools import count
from typing import Any

from django.utils import timezone

from submissions.models import Mailbox
from tests.servers.dovecot import Mailbox as ServerMailbox

numbers = count(1)

AUTHOR = "linxiao@yunzhou.example.org"
BODY = (
    "昨天，云州开发区第{n}个重点项目开工建设，总投资12.6亿元，预计明年十月投产。\n"
    "项目全部建成后，可年产高端阀门三十万台套，带动上下游企业二十余家。"
)


def make_mail(
    *,
    subject: str = "",
    text: str = "",
    sender: str = f"林晓 <{AUTHOR}>",
    attachments: tuple[tuple[str, str, bytes], ...] = (),
    message_id: str | None = "",
    headers: dict[str, str] | None = None,
    html: str = "",
) -> bytes:
    """Return a mail with words of its own; ``attachments`` are (name, type, bytes)."""
    number = next(numbers)
    mail = EmailMessage()
    mail["Subject"] = subject or f"云州开发区第{number}个项目开工"
    mail["From"] = sender
    mail["To"] = "desk@163.com"
    mail["Date"] = format_datetime(timezone.now())
    if message_id is not None:
        mail["Message-ID"] = message_id or f"<mail{number}@yunzhou.example.org>"
    for name, value in (headers or {}).items():
        mail[name] = value
    mail.set_content(text or BODY.format(n=number))
    if html:
        mail.add_alternative(html, subtype="html")
    for name, kind, data in attachments:
        main, sub = kind.split("/")
        mail.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return mail.as_bytes()


def make_mailbox_row(server: ServerMailbox, **overrides: Any) -> Mailbox:
    """Write down a mailbox of the test server; it has not been looked into yet."""
    account = server.account()
    fields = {
        "name": server.name,
        "host": account.host,
        "port": account.port,
        "security": account.security.value,
        "username": account.username,
        "code": account.code,
    }
    return Mailbox.objects.create(**{**fields, **overrides})
