"""Take in mails from files, through the same door as the mailbox."""

from __future__ import annotations

import json
import re
import uuid
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from press.copy.counting import characters
from submissions import limits
from submissions.mail.model import IncomingMessage
from submissions.mail_enums import Outcome
from submissions.models import MailMessage
from submissions.services.mail.arriving import Delivery, keep_mail
from submissions.services.mail.reading import MailReading, read_mail

# What other programs hold on to knows five outcomes.
SHOWN = {Outcome.REPLY: Outcome.ACCEPTED, Outcome.WAITING: Outcome.QUARANTINED}
BARE = re.compile(r"[A-Za-z0-9._-]{1,64}")
GOOD = (Outcome.ACCEPTED, Outcome.DUPLICATE, Outcome.FILED)


class Command(BaseCommand):
    help = "Take in mails from .eml files or folders; sends nothing unless asked to."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path)
        parser.add_argument("--json", action="store_true", help="one object a line")
        parser.add_argument(
            "--acknowledge", action="store_true", help="write receipts to the senders"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        refused = False
        for path in files_of(options["paths"]):
            report = import_file(path, silent=not options["acknowledge"])
            refused = refused or report["outcome"] not in GOOD
            self.stdout.write(
                json.dumps(report, ensure_ascii=False)
                if options["json"]
                else f"{path}: {report['outcome']} {report['reason']}".strip()
            )
            self.stdout.flush()
        if refused:
            raise SystemExit(1)


def files_of(paths: list[Path]) -> Iterator[Path]:
    """Yield the files named, and those in the folders named, in order."""
    for path in paths:
        if path.is_dir():
            yield from sorted(found for found in path.rglob("*") if found.is_file())
        else:
            yield path


def import_file(path: Path, *, silent: bool) -> dict[str, Any]:
    """Take in one file and return its report."""
    if not path.is_file():
        return refusal(path, _("There is no such file."))
    if path.stat().st_size > limits.MAIL_BYTES:
        most = limits.MAIL_BYTES // 1024**2
        return refusal(path, _("The mail is larger than %(most)d MB.") % {"most": most})
    delivery = Delivery(key=f"file:{uuid.uuid4().hex}", silent=silent)
    message = keep_mail(path.read_bytes(), delivery, ask=False)
    return describe(path, read_mail(message))


def refusal(path: Path, reason: str) -> dict[str, Any]:
    """Report a file that was not taken."""
    return {"file": str(path), "outcome": Outcome.REJECTED.value, "reason": reason}


def describe(path: Path, reading: MailReading) -> dict[str, Any]:
    """Return what a mail says and what became of it."""
    message, parsed = reading.message, reading.parsed
    story = reading.understood.story if reading.understood else None
    piece = message.submission
    text = parsed.text
    if story and story.blocks:
        text = "\n".join(block.text for block in story.blocks)
    return {
        "file": str(path),
        "outcome": SHOWN.get(Outcome(message.outcome), message.outcome),
        "reason": reason_of(message),
        "submission": piece.ref if piece else "",
        "kicker": piece.kicker if piece else "",
        "headline": piece.headline if piece else "",
        "deck": piece.deck if piece else "",
        "byline": piece.byline if piece else "",
        "sender": sender_of(parsed),
        "subject": parsed.subject,
        "char_count": characters(text),
        "text": text,
        "photos": piece.photos.count() if piece and story else 0,
        "attachments": len(parsed.attachments),
        "names": names_given(parsed),
        "charset": parsed.charset,
    }


def sender_of(parsed: IncomingMessage) -> str:
    """Return the address, or what stands for one in mail of the same machine: root."""
    bare = parsed.sender_name if BARE.fullmatch(parsed.sender_name) else ""
    return parsed.sender_address or bare


def names_given(parsed: IncomingMessage) -> list[str]:
    """Return the names that the mail itself gives its files, attached mails too."""
    named = (each for each in parsed.attachments if each.name_given)
    return [*(each.name for each in named if each.name), *parsed.names_within]


def reason_of(message: MailMessage) -> str:
    """Return in sentences why a mail was not simply taken in."""
    said = str(message.get_reason_display()) if message.reason else ""
    return " ".join(filter(None, (said, message.detail)))
