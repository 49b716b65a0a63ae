"""Mails as the programs of correspondents write them, from one letter."""

from __future__ import annotations

import quopri
import struct
from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote_from_bytes

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(64)) + b"\x00\x00\x00"
WORD = b"PK\x03\x04" + b"word" * 30 + b"\x00" * 20


@dataclass(frozen=True)
class Letter:
    """What a correspondent wants to send; what must come out again."""

    subject: str = "鹿泉经济开发区：抓项目促投资 “一池春水”再起波澜"
    name: str = "赵晓燕"
    address: str = "zhaoxy@example.cn"
    paragraphs: tuple[str, ...] = (
        "本报讯（通讯员赵晓燕）金秋时节，走进鹿泉经济开发区，塔吊林立，机器轰鸣。",
        "今年以来，开发区把项目建设作为头等大事，新开工项目二十三个，总投资一百一十亿元。",
        "“我们就是要让企业少跑腿、好办事。”管委会负责人说。",
    )
    files: tuple[tuple[str, bytes], ...] = (("鹿泉区现场照片①.jpg", PNG),)

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs)


# ── headers ──────────────────────────────────────────────────────────────────────


def word(text: str, charset: str, form: str = "B", *, label: str = "") -> bytes:
    """Return one encoded word."""
    data = text.encode(charset)
    name = (label or charset).encode()
    return b"=?" + name + b"?" + form.encode() + b"?" + _word_text(data, form) + b"?="


def _word_text(data: bytes, form: str) -> bytes:
    if form in "Bb":
        return b64encode(data)
    return b"".join(
        bytes((byte,)) if chr(byte).isalnum() and byte < 128 else b"=%02X" % byte
        for byte in data
    )


def split_words(text: str, charset: str, form: str = "B", *, size: int = 13) -> bytes:
    """Return encoded words cut wherever the bytes run out, inside characters too."""
    data = text.encode(charset)
    pieces = [data[at : at + size] for at in range(0, len(data), size)] or [b""]
    head = b"=?" + charset.encode() + b"?" + form.encode() + b"?"
    return b"\r\n ".join(head + _word_text(piece, form) + b"?=" for piece in pieces)


def cut_base64(text: str, charset: str) -> bytes:
    """Return encoded words whose base64 is cut between its quartets."""
    whole = b64encode(text.encode(charset))
    pieces = [whole[at : at + 27] for at in range(0, len(whole), 27)]
    head = b"=?" + charset.encode() + b"?B?"
    return b"\r\n ".join(head + piece + b"?=" for piece in pieces)


HEADER_FORMS: dict[str, Callable[[str, str], bytes]] = {
    "base64": lambda text, charset: word(text, charset),
    "quoted": lambda text, charset: word(text, charset, "Q"),
    "lower case": lambda text, charset: (
        word(text, charset, "b").lower() if False else word(text, charset, "b")
    ),
    "lower quoted": lambda text, charset: word(text, charset, "q"),
    "split": lambda text, charset: split_words(text, charset),
    "split quoted": lambda text, charset: split_words(text, charset, "Q", size=11),
    "cut base64": cut_base64,
    "unpadded": lambda text, charset: (
        word(text, charset).replace(b"=?=", b"?=").replace(b"=?=", b"?=")
    ),
    "language": lambda text, charset: word(text, charset, label=f"{charset}*zh-CN"),
    "raw": lambda text, charset: text.encode(charset),
    "in quotes": lambda text, charset: b'"' + word(text, charset) + b'"',
}


# ── names of files ───────────────────────────────────────────────────────────────


def _extended(name: str, charset: str) -> bytes:
    percent = quote_from_bytes(name.encode(charset), safe="").encode()
    return b"filename*=" + charset.encode() + b"''" + percent


def _continued(name: str, charset: str) -> bytes:
    data = name.encode(charset)
    pieces = [data[at : at + 9] for at in range(0, len(data), 9)]
    encoded = [quote_from_bytes(piece, safe="").encode() for piece in pieces]
    encoded[0] = charset.encode() + b"''" + encoded[0]
    return b";\r\n ".join(
        b"filename*%d*=%s" % (at, piece) for at, piece in enumerate(encoded)
    )


NAME_FORMS: dict[str, Callable[[str, str], bytes]] = {
    "2231": _extended,
    "2231 continued": _continued,
    "2047 in quotes": lambda name, charset: b'filename="' + word(name, charset) + b'"',
    "2047 bare": lambda name, charset: b"filename=" + word(name, charset),
    "2047 split": lambda name, charset: (
        b'filename="' + split_words(name, charset) + b'"'
    ),
    "2047 two quotes": lambda name, charset: (
        b'filename="' + split_words(name, charset).replace(b"\r\n ", b'"\r\n "') + b'"'
    ),
    "raw": lambda name, charset: b'filename="' + name.encode(charset) + b'"',
    "raw bare": lambda name, charset: b"filename=" + name.encode(charset),
    "percent": lambda name, charset: (
        b'filename="' + quote_from_bytes(name.encode(charset)).encode() + b'"'
    ),
}


# ── parts ────────────────────────────────────────────────────────────────────────


def base64_lines(data: bytes, *, end: bytes = b"\r\n") -> bytes:
    whole = b64encode(data)
    return end.join(whole[at : at + 76] for at in range(0, len(whole), 76)) + end


def text_part(
    text: str, charset: str = "utf-8", *, kind: str = "plain", transfer: str = "base64"
) -> bytes:
    data = text.encode(charset)
    encoded = {
        "base64": base64_lines,
        "quoted-printable": lambda raw: quopri.encodestring(raw),
        "8bit": lambda raw: raw,
    }[transfer](data)
    head = f'Content-Type: text/{kind}; charset="{charset}"\r\n'
    return f"{head}Content-Transfer-Encoding: {transfer}\r\n\r\n".encode() + encoded


def file_part(
    name: str,
    data: bytes,
    *,
    kind: str = "application/octet-stream",
    disposition: bytes = b"",
    extra: str = "",
) -> bytes:
    told = disposition or NAME_FORMS["2047 in quotes"](name, "gb18030")
    head = f"Content-Type: {kind}\r\n{extra}Content-Transfer-Encoding: base64\r\n"
    return (
        head.encode()
        + b"Content-Disposition: attachment;\r\n\t"
        + told
        + b"\r\n\r\n"
        + base64_lines(data)
    )


def multipart(
    kind: str, parts: Sequence[bytes], *, boundary: str, preamble: str = ""
) -> bytes:
    """Return a Content-Type field and a body of parts."""
    mark = f"--{boundary}".encode()
    head = f'Content-Type: multipart/{kind};\r\n\tboundary="{boundary}"\r\n\r\n'
    body = b"".join(mark + b"\r\n" + part + b"\r\n" for part in parts)
    return head.encode() + preamble.encode() + body + mark + b"--\r\n"


def mail(
    body: bytes,
    *,
    subject: bytes = b"hello",
    sender: bytes = b"a@example.cn",
    extra: bytes = b"",
) -> bytes:
    """Return a whole mail; ``body`` begins with its own Content-Type."""
    return (
        b"Received: from mx by inbox; Tue, 10 Nov 2026 10:11:13 +0800\r\n"
        b"From: "
        + sender
        + b"\r\nTo: desk@example.net\r\nSubject: "
        + subject
        + b"\r\n"
        b"Date: Tue, 10 Nov 2026 10:11:12 +0800\r\nMessage-ID: <1@example.cn>\r\n"
        + extra
        + b"MIME-Version: 1.0\r\n"
        + body
    )


def plain_mail(text: str, **more: bytes) -> bytes:
    return mail(text_part(text), **more)


def html_mail(html: str, **more: bytes) -> bytes:
    return mail(text_part(html, kind="html"), **more)


# ── programs ─────────────────────────────────────────────────────────────────────


def _from(letter: Letter, charset: str, form: str = "base64") -> bytes:
    name = HEADER_FORMS[form](letter.name, charset)
    return name + b" <" + letter.address.encode() + b">"


def netease_web(letter: Letter) -> bytes:
    """163 on the web: GBK words in quotes, Word-like HTML, names in three places."""
    html = "".join(
        f'<p style="margin:0;line-height:1.7"><span style="font-family:宋体;'
        f'font-size:16px">&nbsp; &nbsp; {escape(p)}</span></p>'
        for p in letter.paragraphs
    )
    page = f'<div style="line-height:1.7;color:#000000;font-size:14px">{html}</div>'
    words = multipart(
        "alternative",
        [
            text_part("\r\n".join(letter.paragraphs), "gbk"),
            text_part(page, "gbk", kind="html"),
        ],
        boundary="----=_Part_11_22.33",
    )
    files = [
        file_part(
            name,
            data,
            kind='image/jpeg; name="'
            + word(name, "gb18030", label="GBK").decode()
            + '"',
            disposition=b'filename="' + word(name, "gb18030", label="GBK") + b'"',
        )
        for name, data in letter.files
    ]
    return mail(
        multipart("mixed", [words, *files], boundary="----=_Part_44_55.66"),
        subject=split_words(letter.subject, "gbk"),
        sender=b'"'
        + word(letter.name, "gbk")
        + b'" <'
        + letter.address.encode()
        + b">",
        extra=b"X-Mailer: Coremail Webmail Server Version XT5\r\nX-Priority: 3\r\n",
    )


def netease_master(letter: Letter) -> bytes:
    """网易邮箱大师: HTML only, its own line as a signature."""
    html = "".join(f"<div>{escape(p)}</div>" for p in letter.paragraphs)
    page = (
        f"<html><head><style>p {{margin:0}}</style></head><body>{html}"
        '<div id="ntes-pcmac-signature"><div>发自 网易邮箱大师</div></div></body></html>'
    )
    parts = [text_part(page, kind="html"), *_files(letter, "utf-8", "2231")]
    return mail(
        multipart("mixed", parts, boundary="=_NextPart_123"),
        subject=word(letter.subject, "utf-8"),
        sender=_from(letter, "utf-8"),
        extra=b"X-Mailer: MailMasterAndroid/7.0\r\n",
    )


def qq_web(letter: Letter) -> bytes:
    """QQ on the web: gb18030 throughout, a rule before the signature."""
    signed = (
        *letter.paragraphs,
        "",
        "",
        "------------------",
        "某某开发区宣传部 赵晓燕",
        "电话 0311-00000000",
    )
    html = "<div>" + "</div><div>".join(map(escape, letter.paragraphs)) + "</div>"
    page = f"{html}<div><includetail><!--<![endif]--></includetail></div>"
    words = multipart(
        "alternative",
        [
            text_part("\n".join(signed), "gb18030"),
            text_part(page, "gb18030", kind="html"),
        ],
        boundary="----=_NextPart_QQ_A",
    )
    return mail(
        multipart(
            "mixed",
            [words, *_files(letter, "gb18030", "2047 in quotes")],
            boundary="----=_NextPart_QQ_B",
            preamble="This is a multi-part message in MIME format.\r\n\r\n",
        ),
        subject=word(letter.subject, "gb18030"),
        sender=b'"'
        + word(letter.name, "gb18030")
        + b'" <'
        + letter.address.encode()
        + b">",
        extra=b"X-QQ-mid: webmail\r\nX-Originating-IP: 10.0.0.1\r\n",
    )


def foxmail(letter: Letter) -> bytes:
    """Foxmail: upper-case labels, gb2312 said of GBK bytes, its HTML signature."""
    html = "".join(f"<p>{escape(p)}</p>" for p in letter.paragraphs)
    page = (
        f"<html><body>{html}<hr style='width:210px'>"
        '<div class="FoxSign"><span>联系人：赵晓燕 13000000000</span></div></body></html>'
    )
    label = b'charset="GB2312"'
    plain = text_part("\r\n\r\n".join(letter.paragraphs), "gb18030")
    rich = text_part(page, "gb18030", kind="html")
    words = multipart(
        "alternative",
        [part.replace(b'charset="gb18030"', label) for part in (plain, rich)],
        boundary="----=_001_NextPart",
    )
    return mail(
        multipart(
            "mixed",
            [words, *_files(letter, "gb18030", "2047 split")],
            boundary="----=_002_NextPart",
        ),
        subject=word(letter.subject, "gb18030", label="GB2312"),
        sender=word(letter.name, "gb18030", label="GB2312")
        + b" <"
        + letter.address.encode()
        + b">",
        extra=b"X-Mailer: Foxmail 7.2.25\r\n",
    )


def outlook(letter: Letter) -> bytes:
    """Outlook: text and files packed in winmail.dat."""
    packed = tnef("\r\n".join(letter.paragraphs), letter.files)
    part = file_part(
        "winmail.dat",
        packed,
        kind="application/ms-tnef",
        disposition=b"filename=winmail.dat",
    )
    return mail(
        multipart(
            "mixed", [text_part("", "us-ascii"), part], boundary="----_=_Outlook"
        ),
        subject=split_words(letter.subject, "utf-8", "Q", size=20),
        sender=_from(letter, "utf-8"),
        extra=b"X-MS-TNEF-Correlator: <1@example.cn>\r\n",
    )


def apple_mail(letter: Letter) -> bytes:
    """Apple Mail: pictures between pieces of text, RFC 2231 names, a line of its own."""
    first, *rest = letter.paragraphs
    parts = [text_part(first + "\n", transfer="quoted-printable")]
    for name, data in letter.files:
        told = NAME_FORMS["2231 continued"](name, "utf-8")
        part = file_part(name, data, kind="image/jpeg", disposition=told)
        parts.append(part.replace(b"attachment", b"inline"))
    tail = "\n".join((*rest, "", "发自我的iPhone"))
    parts.append(text_part(tail, transfer="quoted-printable"))
    return mail(
        multipart("mixed", parts, boundary="Apple-Mail-1A2B"),
        subject=split_words(letter.subject, "utf-8", "Q", size=18),
        sender=_from(letter, "utf-8", "quoted"),
        extra=b"X-Mailer: iPhone Mail (20G75)\r\n",
    )


def wps_mail(letter: Letter) -> bytes:
    """WPS: everything in one HTML of spans, names raw in UTF-8."""
    html = "".join(
        f'<p class="MsoNormal" style="text-indent:2em"><span style="font-weight:normal;'
        f'mso-bidi-font-size:10pt">{escape(p[:7])}</span><span>{escape(p[7:])}</span></p>'
        for p in letter.paragraphs
    )
    parts = [text_part(html, kind="html"), *_files(letter, "utf-8", "raw")]
    return mail(
        multipart("mixed", parts, boundary="wps_1"),
        subject=word(letter.subject, "utf-8"),
        sender=_from(letter, "utf-8"),
    )


def thunderbird(letter: Letter) -> bytes:
    """Thunderbird: flowed plain text, a marked signature."""
    flowed = "\r\n".join(
        " \r\n".join(p[at : at + 30] for at in range(0, len(p), 30))
        for p in letter.paragraphs
    )
    body = text_part(flowed + "\r\n\r\n-- \r\n赵晓燕\r\n某某开发区", transfer="8bit")
    body = body.replace(b'charset="utf-8"', b"charset=UTF-8; format=flowed; delsp=yes")
    return mail(
        multipart(
            "mixed", [body, *_files(letter, "utf-8", "2231")], boundary="------------0A"
        ),
        subject=split_words(letter.subject, "utf-8", size=30),
        sender=_from(letter, "utf-8"),
        extra=b"User-Agent: Mozilla Thunderbird\r\n",
    )


def phpmailer(letter: Letter) -> bytes:
    """A program in PHP: bare line feeds, no folding, raw bytes in the header."""
    html = "<br>".join(map(escape, letter.paragraphs))
    whole = mail(
        multipart(
            "mixed",
            [text_part(html, kind="html"), *_files(letter, "utf-8", "raw bare")],
            boundary="b1_0f",
        ),
        subject=letter.subject.encode(),
        sender=letter.name.encode() + b" <" + letter.address.encode() + b">",
    )
    return whole.replace(b"\r\n", b"\n")


def _files(letter: Letter, charset: str, form: str) -> list[bytes]:
    return [
        file_part(name, data, disposition=NAME_FORMS[form](name, charset))
        for name, data in letter.files
    ]


PROGRAMS: dict[str, Callable[[Letter], bytes]] = {
    made.__name__: made
    for made in (
        *(netease_web, netease_master, qq_web, foxmail, outlook, apple_mail),
        *(wps_mail, thunderbird, phpmailer),
    )
}


# ── winmail.dat ──────────────────────────────────────────────────────────────────


def tnef(
    text: str,
    files: Sequence[tuple[str, bytes]],
    *,
    codepage: int = 936,
    charset: str = "gb18030",
    html: str = "",
    rtf: bytes = b"",
) -> bytes:
    """Return a TNEF stream as Outlook writes it."""
    body = text.encode(charset) + b"\x00"
    stream = b"\x78\x9f\x3e\x22" + struct.pack("<H", 1)
    stream += _attribute(1, 0x0008, 0x9006, struct.pack("<I", 0x10000))
    stream += _attribute(1, 0x0006, 0x9007, struct.pack("<II", codepage, 0))
    if html or rtf:
        value, number = (html.encode(charset), 0x1013) if html else (rtf, 0x1009)
        told = _number(0x3FDE, codepage) + _binary(number, value)
        stream += _attribute(1, 0x0006, 0x9003, struct.pack("<I", 2) + told)
    elif text:
        stream += _attribute(1, 0x0002, 0x800C, body)
    for name, data in files:
        short = name.encode(charset)[:8] + b"\x00"
        long = _string(0x3707, name.encode(charset) + b"\x00")
        stream += _attribute(2, 0x0006, 0x9002, b"\x00" * 14)
        stream += _attribute(2, 0x0001, 0x8010, short)
        stream += _attribute(2, 0x0006, 0x800F, data)
        stream += _attribute(2, 0x0006, 0x9005, struct.pack("<I", 1) + long)
    return stream


def _attribute(level: int, kind: int, number: int, data: bytes) -> bytes:
    check = sum(data) & 0xFFFF
    head = struct.pack("<BHHI", level, number, kind, len(data))
    return head + data + struct.pack("<H", check)


def _string(number: int, data: bytes) -> bytes:
    return _valued(0x1E, number, data)


def _binary(number: int, data: bytes) -> bytes:
    return _valued(0x102, number, data)


def _valued(kind: int, number: int, data: bytes) -> bytes:
    padded = data + b"\x00" * (-len(data) % 4)
    return struct.pack("<HHII", kind, number, 1, len(data)) + padded


def _number(number: int, value: int) -> bytes:
    return struct.pack("<HHI", 3, number, value)
