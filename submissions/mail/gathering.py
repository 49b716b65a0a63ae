"""Walk the parts of a mail: which are its words, which are files, which are mails."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from submissions.mail.charsets import decode_text
from submissions.mail.embedded import take_out_files
from submissions.mail.enriched import plain_from_enriched
from submissions.mail.model import Attachment
from submissions.mail.part_names import message_name, part_name
from submissions.mail.structure import Part, read_tree
from submissions.mail.tnef import is_tnef, read_tnef
from submissions.mail.transfer import decode_transfer
from submissions.problems import Problem, ProblemCode
from submissions.upload_names import clean_name

LARGEST_TEXT = 2_000_000  # bytes of one body that are read

_HTML = frozenset(("text/html", "text/x-html", "application/xhtml+xml"))
_ENRICHED = frozenset(("text/enriched", "text/richtext"))
_BODIES = frozenset((*_HTML, *_ENRICHED, "text/plain", "text", "text/x-plain"))
MESSAGES = frozenset(("message/rfc822", "message/global", "message/news"))
_META_CHARSET = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
_STUB = re.compile(
    r"html|multi-part message in mime|不支持|无法显示|浏览器|您的邮件客户端"
    r"|see the attach",
    re.IGNORECASE,
)
LONGEST_STUB = 300  # characters


@dataclass(frozen=True, slots=True)
class Body:
    """One text of a mail, decoded."""

    text: str
    html: bool = False
    charset: str = ""
    guessed: bool = False
    flowed: bool = False
    delsp: bool = False


@dataclass(slots=True)
class Gathered:
    """What a mail holds, in order."""

    bodies: list[Body] = field(default_factory=list)
    other_html: list[Body] = field(default_factory=list)  # beside a plain body
    attachments: list[Attachment] = field(default_factory=list)
    messages: list[Part] = field(default_factory=list)
    spare: list[Body] = field(default_factory=list)  # named texts, shown inline
    problems: list[Problem] = field(default_factory=list)

    def add(self, other: Gathered) -> None:
        """Take over everything but the bodies."""
        self.other_html += other.other_html
        self.attachments += other.attachments
        self.messages += other.messages
        self.spare += other.spare
        self.problems += other.problems


def gather(part: Part) -> Gathered:
    """Return what a part and the parts below it hold."""
    if part.content_type == "multipart/alternative" and part.children:
        return _alternative(part)
    found = Gathered()
    if not part.children:
        _leaf(part, found)
    for child in _without_resource_fork(part):
        inner = gather(child)
        found.bodies += [body for body in inner.bodies if _is_new(body, found.bodies)]
        found.add(inner)
    return found


def _alternative(part: Part) -> Gathered:
    """Take one of the forms a text is given in: plain, unless it says nothing."""
    found = Gathered()
    forms = [gather(child) for child in part.children]
    for form in forms:
        found.add(form)
    said = [form.bodies for form in forms if form.bodies]
    plain = [bodies for bodies in said if not any(body.html for body in bodies)]
    rich = [bodies for bodies in said if any(body.html for body in bodies)]
    if plain and rich and _is_stub(plain[0], rich[-1]):
        plain = []
    found.bodies = next(iter(plain or reversed(rich)), [])
    found.other_html += [body for bodies in rich if plain for body in bodies]
    return found


def _is_stub(plain: list[Body], rich: list[Body]) -> bool:
    """Tell whether a plain form only says that there is an HTML one."""
    text = "".join(body.text for body in plain).strip()
    if not text:
        return True
    shown = len(re.sub(r"<[^>]{0,2000}>|\s", "", "".join(b.text for b in rich)))
    return len(text) <= LONGEST_STUB and (
        (bool(_STUB.search(text)) and shown > len(text))
        or shown > 20 * len(text) + 2000
    )


def _without_resource_fork(part: Part) -> list[Part]:
    """Leave out what only a Macintosh needs beside the file itself."""
    if part.content_type == "multipart/appledouble" and len(part.children) == 2:
        return part.children[1:]
    return part.children


def _is_new(body: Body, bodies: list[Body]) -> bool:
    """Tell whether a body is no second form of one that is there already."""
    start = _bare(body)[:200]
    return not (body.html and start and any(_bare(b)[:200] == start for b in bodies))


def _bare(body: Body) -> str:
    text = re.sub(r"<[^>]{0,2000}>", "", body.text[:20_000]) if body.html else body.text
    return re.sub(r"\s|&nbsp;", "", text[:5000])


def _leaf(part: Part, found: Gathered) -> None:
    kind = part.content_type
    if part.main_type == "multipart":
        kind = "text/plain"
    if kind in MESSAGES:
        _message(part, found)
        return
    attached = part.disposition.value.startswith("attachment")
    named = part_name(part)
    if kind in _BODIES and not attached and not named:
        found.bodies += _bodies(part, kind, found)
        return
    if kind in _BODIES and not attached:
        found.spare += _bodies(part, kind, found)
    data = part.payload()
    if is_tnef(kind, named) and _unpack_tnef(data, found):
        return
    if named or data.strip():
        found.attachments.append(_attachment(part, named, data))


def _attachment(part: Part, name: str, data: bytes) -> Attachment:
    content_id = part.fields.first("content-id")[:300].decode("latin-1").strip("<> ")
    told = part.disposition.value
    inline = told.startswith("inline") or (bool(content_id) and not told)
    return Attachment(
        name, part.content_type, data, content_id=content_id, inline=inline
    )


def _message(part: Part, found: Gathered) -> None:
    """Take a mail within the mail; what it holds is looked at only when asked for."""
    data = decode_transfer(part.body(), part.encoding)
    given = bool(part_name(part))
    inner = read_tree(data)
    if data.strip():
        found.messages.append(inner.root)
    elif not given:
        return
    name = message_name(part, inner.root.fields.first("subject"))
    kept = Attachment(name, part.content_type, data, name_given=given)
    found.attachments.append(kept)


def _bodies(part: Part, kind: str, found: Gathered) -> list[Body]:
    """Return a text part decoded; files written into it become attachments."""
    payload = part.payload()
    data = payload[:LARGEST_TEXT]
    if len(payload) > LARGEST_TEXT:
        found.problems.append(Problem(ProblemCode.TOO_LONG))
    if kind == "text/plain":
        data, files = take_out_files(payload)
        data = data[:LARGEST_TEXT]
        for file in files:
            name = clean_name(decode_text(file.name).text)
            kept = Attachment(name, "application/octet-stream", file.data)
            found.attachments.append(kept)
    body = _decoded(part, kind, data)
    return [body] if body.text.strip() else []


def _decoded(part: Part, kind: str, data: bytes) -> Body:
    charset, html = part.content.token("charset"), kind in _HTML
    if html and not charset:
        told = _META_CHARSET.search(data[:4096])
        charset = told.group(1).decode("ascii", "ignore") if told else ""
    decoded = decode_text(data, charset)
    text = plain_from_enriched(decoded.text) if kind in _ENRICHED else decoded.text
    return Body(
        text,
        html=html,
        charset=decoded.charset,
        guessed=decoded.guessed,
        flowed=part.content.token("format").lower() == "flowed",
        delsp=part.content.token("delsp").lower() == "yes",
    )


def _unpack_tnef(data: bytes, found: Gathered) -> bool:
    """Take apart winmail.dat; tell whether anything was in it."""
    packed = read_tnef(data)
    if packed is None or not (packed.attachments or packed.text):
        return False
    found.attachments += packed.attachments
    if packed.text:
        found.spare.append(Body(packed.text, html=packed.html, charset=packed.charset))
    return True
