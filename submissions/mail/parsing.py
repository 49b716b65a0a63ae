"""Raw mail → ``IncomingMessage``; never raises, whatever comes in."""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import dataclass, replace

from submissions.mail.automatic import automatic_kind
from submissions.mail.dates import parse_date
from submissions.mail.fields import Fields
from submissions.mail.gathering import Gathered, gather
from submissions.mail.headers import (
    Address,
    decode_header_text,
    parse_address,
    parse_addresses,
)
from submissions.mail.inner_names import names_within
from submissions.mail.model import Attachment, IncomingMessage
from submissions.mail.structure import Tree, read_tree
from submissions.mail.words import Words, read_words
from submissions.problems import Problem, ProblemCode

logger = logging.getLogger(__name__)

MOST_RECIPIENTS = 50
MOST_REFERENCES = 50
LONGEST_ID = 300  # characters
DEEPEST_LIFT = 5  # mails within otherwise empty mails


@dataclass(frozen=True, slots=True)
class _Circumstances:
    """What the house tells the parser about itself."""

    own_addresses: Collection[str] = ()
    loop_token: str = ""


def parse_mail(
    raw: bytes, *, own_addresses: Collection[str] = (), loop_token: str = ""
) -> IncomingMessage:
    """Return what a mail says; what cannot be read is named in ``problems``."""
    about = _Circumstances(own_addresses, loop_token)
    try:
        return _parse(raw, about)
    except Exception:
        logger.exception("A mail of %d bytes could not be read.", len(raw))
        return _headers_only(raw)


def _headers_only(raw: bytes) -> IncomingMessage:
    """Return the little that is safe to read of a mail that broke the parser."""
    damaged = (Problem(ProblemCode.DAMAGED),)
    try:
        fields = read_tree(raw[:65_536]).root.fields
        sender = _sender(fields, "")
        return IncomingMessage(
            subject=decode_header_text(fields.first("subject")),
            sender_name=sender.name,
            sender_address=sender.address,
            problems=damaged,
        )
    except Exception:  # noqa: BLE001 - the last resort has none behind it
        return IncomingMessage(problems=damaged)


def _parse(raw: bytes, about: _Circumstances) -> IncomingMessage:
    tree = read_tree(_as_ascii_superset(raw))
    fields, gathered = tree.root.fields, gather(tree.root)
    hint = next((b.charset for b in gathered.bodies if b.charset != "ascii"), "")
    subject = decode_header_text(fields.first("subject"), hint=hint)
    sent_at = parse_date(decode_header_text(fields.first("date")))
    words = read_words(gathered, subject=subject, sent_at=sent_at)
    words, gathered = _lifted(words, gathered, subject=subject)
    sender = _sender(fields, hint)
    return IncomingMessage(
        subject=subject,
        sender_name=sender.name,
        sender_address=sender.address,
        reply_to=parse_address(fields.first("reply-to"), hint=hint).address,
        recipients=_recipients(fields),
        message_id=next(iter(_message_ids(fields.first("message-id"))), ""),
        references=_references(fields),
        sent_at=sent_at,
        blocks=words.blocks,
        signature=words.signature,
        quoted=words.quoted,
        charset=words.charset,
        attachments=(*gathered.attachments, *words.pictures),
        names_within=names_within(gathered.messages),
        large_files=words.large_files,
        automatic=automatic_kind(
            tree.root,
            sender=sender.address or sender.name,
            subject=subject,
            text="\n".join(block.text for block in words.blocks[:50]),
            own_addresses=about.own_addresses,
            loop_token=about.loop_token,
        ),
        forwarded=words.forwarded,
        forwarded_from=words.forwarded_from,
        forward_note=words.note,
        problems=_problems(tree, gathered, words),
    )


def _lifted(
    words: Words, gathered: Gathered, *, subject: str
) -> tuple[Words, Gathered]:
    """Take words and files of a mail attached to one that says nothing itself."""
    outer: list[Attachment] = []
    for _ in range(DEEPEST_LIFT):
        alone = len(gathered.messages) == 1 and len(gathered.attachments) == 1
        if not alone or words.blocks or words.quoted:
            break
        inner = gathered.messages[0]
        outer += [file for file in gathered.attachments if file.name_given]
        gathered = gather(inner)
        sent_at = parse_date(decode_header_text(inner.fields.first("date")))
        about = decode_header_text(inner.fields.first("subject")) or subject
        found = read_words(gathered, subject=about, sent_at=sent_at)
        sender = found.forwarded_from or _shown(_sender(inner.fields, found.charset))
        note = words.note or found.note
        words = replace(found, forwarded=True, forwarded_from=sender, note=note)
    gathered.attachments = [*outer, *gathered.attachments]
    return words, gathered


def _shown(sender: Address) -> str:
    return (
        f"{sender.name} <{sender.address}>".strip() if sender.name else sender.address
    )


def _as_ascii_superset(raw: bytes) -> bytes:
    """Return a mail saved as UTF-16 as UTF-8; any other as it is."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", "replace").encode()
    return raw


def _sender(fields: Fields, hint: str) -> Address:
    """Return who wrote: From, else Sender; ``<>`` says that nobody did."""
    first = Address()
    for name in ("from", "sender", "x-sender"):
        for value in fields.every(name)[:5]:
            found = parse_address(value, hint=hint)
            if found.address:
                return Address(first.name or found.name, found.address)
            if name == "from" and value.rstrip().endswith(b"<>"):
                return found
            first = first if first.name else found
    return first


def _recipients(fields: Fields) -> tuple[str, ...]:
    found: list[str] = []
    for value in (*fields.every("to")[:20], *fields.every("cc")[:20]):
        if len(found) < MOST_RECIPIENTS:
            addresses = parse_addresses(value, most=MOST_RECIPIENTS)
            found += [entry.address for entry in addresses if entry.address]
    return tuple(dict.fromkeys(found))[:MOST_RECIPIENTS]


def _message_ids(value: bytes) -> list[str]:
    text = decode_header_text(value[:20_000])
    inside = [part.partition(">")[0] for part in text.split("<")[1:]]
    ids = inside or text.split()
    return [f"<{found.strip()}>"[:LONGEST_ID] for found in ids if found.strip()]


def _references(fields: Fields) -> tuple[str, ...]:
    values = (fields.first("in-reply-to"), fields.first("references"))
    ids = [found for value in values if value for found in _message_ids(value)]
    return tuple(dict.fromkeys(ids))[:MOST_REFERENCES]


def _problems(tree: Tree, gathered: Gathered, words: Words) -> tuple[Problem, ...]:
    found = [*tree.problems, *gathered.problems]
    if words.guessed:
        found.append(Problem(ProblemCode.CHARSET_GUESSED))
    if words.cut:
        found.append(Problem(ProblemCode.TOO_LONG))
    return tuple(dict.fromkeys(found))
