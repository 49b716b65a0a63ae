# ruff: noqa: E501 - mails stand here line by line as programs write them
"""One letter as the programs of correspondents send it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from tests.submissions.mail.making import (
    HEADER_FORMS,
    NAME_FORMS,
    PNG,
    file_part,
    mail,
    multipart,
    split_words,
    text_part,
    word,
)
from tests.submissions.mail.winmail import tnef


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
