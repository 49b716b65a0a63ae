# ruff: noqa: E501 - mails stand here line by line as programs write them
"""Machines are recognised, people are not taken for machines."""

import pytest

from submissions.mail.model import Automatic
from submissions.mail.parsing import parse_mail
from tests.submissions.mail.making import mail, multipart, plain_mail, text_part, word


def report(kind: str) -> bytes:
    parts = [
        text_part("Your message could not be delivered."),
        f"Content-Type: message/{kind}\r\n\r\nFinal-Recipient: rfc822;a@b.c\r\n".encode(),
    ]
    whole = multipart("report", parts, boundary="r")
    return whole.replace(b"report;", f"report; report-type={kind};".encode(), 1)


def utf(text: str) -> bytes:
    return word(text, "utf-8")


MACHINES = {
    "delivery report": (Automatic.BOUNCE, mail(report("delivery-status"))),
    "read receipt": (Automatic.AUTO_REPLY, mail(report("disposition-notification"))),
    "null return path": (Automatic.BOUNCE, b"Return-Path: <>\r\n" + plain_mail("x")),
    "mailer-daemon": (
        Automatic.BOUNCE,
        plain_mail("x", sender=b"MAILER-DAEMON@mx.example.cn"),
    ),
    "mailer-daemon without domain": (
        Automatic.BOUNCE,
        plain_mail("x", sender=b"Mailer-Daemon"),
    ),
    "postmaster": (
        Automatic.BOUNCE,
        plain_mail("x", sender=b'"Mail" <Postmaster@163.com>'),
    ),
    "failed recipients": (
        Automatic.BOUNCE,
        plain_mail("x", extra=b"X-Failed-Recipients: a@b.c\r\n"),
    ),
    "qmail": (
        Automatic.BOUNCE,
        plain_mail(
            "Hi. This is the qmail-send program at example.cn.",
            subject=b"failure notice",
        ),
    ),
    "163": (
        Automatic.BOUNCE,
        plain_mail("抱歉，您的邮件被退回来了……", subject=utf("系统退信")),
    ),
    "auto-submitted": (
        Automatic.AUTO_REPLY,
        plain_mail("x", extra=b"Auto-Submitted: auto-replied\r\n"),
    ),
    "generated": (
        Automatic.AUTO_REPLY,
        plain_mail("x", extra=b"auto-submitted: auto-generated (x)\r\n"),
    ),
    "x-autoreply": (
        Automatic.AUTO_REPLY,
        plain_mail("x", extra=b"X-Autoreply: yes\r\n"),
    ),
    "precedence": (
        Automatic.AUTO_REPLY,
        plain_mail("x", extra=b"Precedence: auto_reply\r\n"),
    ),
    "qq": (
        Automatic.AUTO_REPLY,
        plain_mail("您好，来信收到。", subject=utf("自动回复：关于投稿")),
    ),
    "163 reply": (
        Automatic.AUTO_REPLY,
        plain_mail("x", subject=utf("自动回复:Re: 稿件")),
    ),
    "outlook": (
        Automatic.AUTO_REPLY,
        plain_mail("x", subject=b"Automatic reply: copy"),
    ),
    "out of office": (
        Automatic.AUTO_REPLY,
        plain_mail("x", subject=b"Out of Office: copy"),
    ),
    "list": (Automatic.LIST, plain_mail("x", extra=b"List-Id: <a.example.cn>\r\n")),
    "newsletter": (
        Automatic.LIST,
        plain_mail("x", extra=b"List-Unsubscribe: <mailto:a@b.c>\r\n"),
    ),
    "bulk": (Automatic.LIST, plain_mail("x", extra=b"Precedence: bulk\r\n")),
    "owner": (
        Automatic.LIST,
        plain_mail("x", extra=b"Sender: owner-list@example.cn\r\n"),
    ),
    "no-reply": (Automatic.NO_REPLY, plain_mail("x", sender=b"no-reply@example.cn")),
    "donotreply": (
        Automatic.NO_REPLY,
        plain_mail("x", sender=b"do_not_reply@example.cn"),
    ),
    "postmaster in the envelope": (
        Automatic.BOUNCE,
        b"Return-Path: <MAILER-DAEMON@mx.example.cn>\r\n" + plain_mail("x", sender=b""),
    ),
    "postmaster with an address inside": (
        Automatic.BOUNCE,
        plain_mail("x", sender=b"<Postmaster\\@mx.example.cn@gate.example.cn>"),
    ),
    "to where only bounces go": (
        Automatic.BOUNCE,
        b"Delivered-To: desk-bounces+17@example.cn\r\n" + plain_mail("x"),
    ),
    "virus scanner": (
        Automatic.BOUNCE,
        plain_mail(
            "Your copy could not be delivered to the desk.",
            subject=b"Delivery failure notification",
            sender=b"scanner@mx.example.cn",
        ),
    ),
    "full mailbox": (
        Automatic.BOUNCE,
        plain_mail(
            "Delivery of mail to this address has been postponed.",
            subject=b"Mail Delivery Warning",
            sender=b"gate@mx.example.cn",
        ),
    ),
    "cron": (
        Automatic.AUTO_REPLY,
        plain_mail("x", subject=b"Cron <desk@example.cn> run-parts /etc/cron.daily"),
    ),
    "ticket system": (
        Automatic.AUTO_REPLY,
        plain_mail("x", subject=b"[help.example.cn #371] AutoReply: copy"),
    ),
    "our letter": (
        Automatic.OURS,
        plain_mail("x", extra=b"X-Guidekit-Loop: other\r\n"),
    ),
}


@pytest.mark.parametrize("machine", MACHINES)
def test_f17_a_machine_is_recognised(machine: str):
    kind, raw = MACHINES[machine]

    assert parse_mail(raw).automatic == kind


def test_f17_our_own_address_is_us():
    raw = plain_mail("x", sender=b"Desk <Desk@Example.net>")

    assert (
        parse_mail(raw, own_addresses=["desk@example.net"]).automatic == Automatic.OURS
    )


PEOPLE = {
    "plain": plain_mail("稿件"),
    "auto-submitted no": plain_mail("稿件", extra=b"Auto-Submitted: no\r\n"),
    "exchange": plain_mail(
        "稿件",
        extra=b"X-Auto-Response-Suppress: OOF\r\nX-MS-Exchange-Organization-SCL: -1\r\n",
    ),
    "163": plain_mail(
        "稿件",
        extra=b"X-Mailer: Coremail Webmail\r\nX-CM-TRANSID: 1\r\nPrecedence: normal\r\n",
    ),
    "vacation": plain_mail("稿件", subject=utf("休假归来话春耕")),
    "returned goods": plain_mail("退信的故事", subject=utf("一封退回的信")),
    "auto": plain_mail("稿件", subject=utf("汽车产业园：Auto 城再起步")),
    "delivery": plain_mail("x", subject=b"Delivery of our story"),
    "reply about replies": plain_mail("x", subject=utf("园区政务大厅上线自动回复系统")),
    "a reply about a failure": plain_mail(
        "It could not be delivered to you, so here again.",
        subject=b"Re: the copy of Monday",
    ),
    "passed on": b"Return-Path: <SRS0=ab=cd=b.cn=a@bounce.example.cn>\r\n"
    + plain_mail("x", extra=b"Precedence: bulk\r\n"),
    "bounces in a name": plain_mail("x", sender=b"bouncescu@example.cn"),
    "return path": b"Return-Path: <a@example.cn>\r\n" + plain_mail("稿件"),
    "admin": plain_mail("稿件", sender=b"administrator@example.cn"),
    "system": plain_mail("稿件", sender=b"systems.zhao@example.cn"),
}


@pytest.mark.parametrize("person", PEOPLE)
def test_a_person_is_no_machine(person: str):
    assert parse_mail(PEOPLE[person]).automatic is None
