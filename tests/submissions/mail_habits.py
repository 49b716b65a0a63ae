"""One story as six correspondents mail it: whole messages, files and all."""

from __future__ import annotations

import io
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from email.utils import formatdate
from html import escape
from itertools import count
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm

from guidekit.copyfile import CopyItem
from tests.press.copy.recognising.habits import (
    AUTHOR,
    INDENT,
    LABELS,
    PHONE,
    UNIT,
    body_lines,
    head_lines,
    title,
    worded,
)
from tests.submissions.builders import make_photo_file
from tests.submissions.documents.zip_files import Entry, make_zip

numbers = count(1)
COLOURS = ("teal", "maroon", "olive", "navy", "orange", "purple", "gray", "green")

AUTHOR_ADDRESS = "xcb@dongling.example"

Mailing = Callable[[CopyItem], bytes]


def photograph(*, size: tuple[int, int] = (1200, 800)) -> bytes:
    """Draw a photograph that no other is like."""
    number = next(numbers)
    path = make_photo_file(size=size, colour=COLOURS[number % len(COLOURS)])
    return path.read_bytes() + b"%d" % number


def envelope(subject: str, sender: str) -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = subject, sender, "desk@163.com"
    mail["Date"] = formatdate()
    mail["Message-ID"] = f"<habit{next(numbers)}@dongling.example>"
    return mail


def attach(mail: EmailMessage, name: str, data: bytes, kind: str = "") -> None:
    main, _, sub = (kind or "application/octet-stream").partition("/")
    mail.add_attachment(data, maintype=main, subtype=sub, filename=name)


def word_file(
    item: CopyItem, *, pictures: Sequence[bytes] = (), card: str = ""
) -> bytes:
    """Type a story into Word: the headline bold in the middle, pictures at the end."""
    document = docx.Document()
    for line in head_lines(item):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(line).bold = line in (item.kicker, item.headline)
    for kind, text in item.body:
        paragraph = document.add_paragraph()
        run = paragraph.add_run(text if kind == "subhead" else INDENT + text)
        run.bold = kind == "subhead"
    for data, photo in zip(pictures, item.photos, strict=False):
        document.add_picture(io.BytesIO(data), width=Cm(14))
        document.add_paragraph(worded(photo, "{caption}（{credit}）"))
    if card:
        document.add_paragraph(card)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def mailed_from_163(item: CopyItem) -> bytes:
    """Type all into 163's webmail: the same words plain and as HTML, in GBK."""
    mail = envelope(title(item), f"秋水长天 <{AUTHOR_ADDRESS}>")
    lines = [*head_lines(item), *body_lines(item)]
    lines += [
        f"图{number}：{worded(photo, '{caption}（{credit}）')}"
        for number, photo in enumerate(item.photos, 1)
    ]
    lines += [f"作者：{AUTHOR}", f"单位：{UNIT}", f"联系电话：{PHONE}"]
    mail.set_content("\r\n".join(lines), charset="gb18030", cte="base64")
    divs = "".join(f"<div>{escape(line)}</div>" for line in lines)
    mail.add_alternative(divs, subtype="html", charset="gb18030", cte="base64")
    for number, _photo in enumerate(item.photos, 1):
        attach(mail, f"微信图片_2026112009150{number}.jpg", photograph(), "image/jpeg")
    raw = mail.as_bytes()
    return raw.replace(b'charset="gb18030"', b"charset=gb2312")


def mailed_as_word_file(item: CopyItem) -> bytes:
    """Write a covering letter in QQ mail; text in Word, photographs beside it."""
    mail = envelope(f"投稿：{title(item)}", f"{AUTHOR} <{AUTHOR_ADDRESS}>")
    named = f"《{item.headline}》" if item.headline else "一篇"
    letter = [
        f"编辑老师：您好！附件是我单位的稿件{named}，请审阅。",
        *[
            f"图{number}：{worded(photo, '{caption}{credit}')}"
            for number, photo in enumerate(item.photos, 1)
        ],
        f"联系人：{AUTHOR}，{UNIT}，电话：{PHONE}",
    ]
    mail.set_content("\n".join(letter))
    attach(mail, f"{title(item)}.docx", word_file(item))
    for number, _photo in enumerate(item.photos, 1):
        attach(mail, f"IMG_20261120_09150{number}.jpg", photograph(), "image/jpeg")
    return mail.as_bytes()


def mailed_with_pictures_in_word(item: CopyItem) -> bytes:
    """Put the pictures into Word, and attach the originals as well."""
    mail = envelope(LABELS.get(item.kind, "稿件"), f"dongling_xcb <{AUTHOR_ADDRESS}>")
    mail.set_content("\n")
    pictures = [photograph() for _photo in item.photos]
    card = f"（{UNIT} {AUTHOR} {PHONE}）"
    attach(mail, f"{title(item)}.docx", word_file(item, pictures=pictures, card=card))
    for number, data in enumerate(pictures, 1):
        attach(mail, f"DSC_00{number}.JPG", data, "image/jpeg")
    return mail.as_bytes()


def mailed_as_old_word_file(item: CopyItem) -> bytes:
    """Save as .doc, as the office has always done."""
    mail = envelope(f"【投稿】{title(item)}", f"{AUTHOR} <{AUTHOR_ADDRESS}>")
    mail.set_content(f"见附件。{UNIT} {AUTHOR} {PHONE}")
    attach(mail, f"{title(item)}.doc", old_word_file(word_file(item)))
    for number, photo in enumerate(item.photos, 1):
        attach(mail, f"图{number}.jpg", photograph(), "image/jpeg")
        attach(mail, f"图{number}说明.txt", worded(photo).encode("gb18030"))
    return mail.as_bytes()


def old_word_file(data: bytes) -> bytes:
    """Have LibreOffice save a .docx as .doc."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "story.docx"
        source.write_bytes(data)
        subprocess.run(
            [
                *("soffice", f"-env:UserInstallation=file://{folder}/profile"),
                *("--headless", "--convert-to", "doc", "--outdir", folder),
                str(source),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return source.with_suffix(".doc").read_bytes()


def mailed_in_an_archive(item: CopyItem) -> bytes:
    """Zip it all on a Chinese Windows: names in GBK, nothing says so."""
    mail = envelope(f"{UNIT}投稿——{title(item)}", f"{AUTHOR} <{AUTHOR_ADDRESS}>")
    mail.set_content("老师好，稿件和照片见附件，请查收。谢谢！")
    text = [*head_lines(item), *body_lines(item), "", f"作者：{AUTHOR}"]
    text += [f"单位：{UNIT}", f"电话：{PHONE}"]
    files = {f"{title(item)}.txt": "\r\n".join(text).encode("gb18030")}
    listed = []
    for number, photo in enumerate(item.photos, 1):
        files[f"{number}.jpg"] = photograph()
        listed.append(f"{number}.jpg：{worded(photo, '{caption}{credit}')}")
    if listed:
        files["图片说明.txt"] = "\r\n".join(listed).encode("gb18030")
    attach(mail, "稿件.zip", gbk_zip(files))
    return mail.as_bytes()


def gbk_zip(files: dict[str, bytes]) -> bytes:
    """Zip files under GBK names without the flag for UTF-8."""
    entries = (Entry(name.encode("gb18030"), data) for name, data in files.items())
    return make_zip(*entries)


def mailed_on(item: CopyItem) -> bytes:
    """Pass on what a colleague sent, from a telephone, with its footer."""
    mail = envelope(f"Fw: {title(item)}", f"{UNIT} <{AUTHOR_ADDRESS}>")
    lines = [
        "发自我的iPhone",
        "",
        "------------------ 原始邮件 ------------------",
        f'发件人: "{AUTHOR}" <shenzhiqiu@dongling.example>;',
        "发送时间: 2026年11月20日(星期五) 上午9:15",
        f'收件人: "{UNIT}" <{AUTHOR_ADDRESS}>;',
        f"主题: {title(item)}",
        "",
        *head_lines(item),
        *body_lines(item),
        *([] if not item.photos else ["图片说明："]),
        *[
            f"{number}. {worded(photo, '{caption}（{credit}）')}"
            for number, photo in enumerate(item.photos, 1)
        ],
        f"（{UNIT} {AUTHOR} {PHONE}）",
    ]
    mail.set_content("\n".join(lines))
    for number, _photo in enumerate(item.photos, 1):
        attach(mail, f"mmexport166876543210{number}.jpg", photograph(), "image/jpeg")
    return mail.as_bytes()


MAILINGS: tuple[Mailing, ...] = (
    mailed_from_163,
    mailed_as_word_file,
    mailed_with_pictures_in_word,
    mailed_as_old_word_file,
    mailed_in_an_archive,
    mailed_on,
)
