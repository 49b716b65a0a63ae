"""Mails for measuring: plain, with a Word file, with photographs; all different."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from functools import cache

import docx
from PIL import Image

from bench.copywriter import PEOPLE, Copywriter

CHARACTERS = 700
PHOTO_SIZE = (2400, 1600)
PHOTOS_DRAWN = 6

MakeMail = Callable[[int], bytes]


def plain_mail(seed: int) -> bytes:
    """Return a story typed into the mail."""
    mail, lines = _begun(seed)
    mail.set_content("\n".join(lines))
    return mail.as_bytes()


def word_mail(seed: int) -> bytes:
    """Return a covering letter with a Word file."""
    mail, lines = _begun(seed)
    mail.set_content("编辑老师：您好！稿件见附件，请审阅。")
    mail.add_attachment(
        _word_file(lines),
        maintype="application",
        subtype="vnd.openxmlformats-officedocument.wordprocessingml.document",
        filename=f"{lines[0]}.docx",
    )
    return mail.as_bytes()


def photo_mail(seed: int) -> bytes:
    """Return a story with three photographs of four megapixels."""
    mail, lines = _begun(seed)
    mail.set_content("\n".join(lines))
    for number in range(1, 4):
        mail.add_attachment(
            _photograph(seed * 10 + number),
            maintype="image",
            subtype="jpeg",
            filename=f"图{number}.jpg",
        )
    return mail.as_bytes()


def mixed_mails(count: int) -> Iterator[bytes]:
    """Yield an old mailbox: 7 of 10 plain, 2 with a Word file, 1 with photographs."""
    for seed in range(count):
        make: MakeMail = plain_mail
        if seed % 10 in (3, 7):
            make = word_mail
        elif seed % 10 == 9:
            make = photo_mail
        yield make(seed)


def _begun(seed: int) -> tuple[EmailMessage, list[str]]:
    writer = Copywriter(seed)
    copy = writer.copy(CHARACTERS)
    author = PEOPLE[seed % len(PEOPLE)]
    mail = EmailMessage()
    mail["Subject"] = copy.headline
    mail["From"] = f"{author} <author{seed % 97}@zone.example>"
    mail["To"] = "desk@163.com"
    mail["Message-ID"] = f"<bench{seed}@zone.example>"
    body = [block.text for block in copy.blocks]
    card = ["", f"作者：{author}", f"电话：138{seed % 10**8:08d}"]
    return mail, [copy.headline, *body, *card]


def _word_file(lines: list[str]) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _photograph(seed: int) -> bytes:
    """Return one of a few photographs with an end of its own: another hash each."""
    return _drawn(seed % PHOTOS_DRAWN) + f"bench {seed}".encode()


@cache
def _drawn(number: int) -> bytes:
    width, height = (side // 8 for side in PHOTO_SIZE)
    grain = random.Random(number).randbytes(width * height * 3)
    image = Image.frombytes("RGB", (width, height), grain).resize(PHOTO_SIZE)
    kept = io.BytesIO()
    image.save(kept, "JPEG", quality=85)
    return kept.getvalue()
