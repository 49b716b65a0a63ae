"""The outbox: a letter is a row, written with the act that causes it."""

from __future__ import annotations

import hashlib
import hmac
import logging
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.validators import validate_email
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from desk.enums import JobQueue, LetterState
from desk.letter_kinds import LetterKind, kind_of
from desk.models import Letter, LetterEnclosure
from desk.services.bell import ring
from desk.services.letter_templates import Wording, wording_of

logger = logging.getLogger(__name__)

SUBJECT_CHARACTERS = 200
# More letters a day than this to one address are a loop, not a correspondence.
LETTERS_A_DAY = 30
# Addresses behind which a machine reads; an answer to them comes back.
AUTOMATIC = re.compile(
    r"^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|auto-?reply|"
    r"listserv|majordomo)([+._-].*)?@",
    re.IGNORECASE,
)
CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
# Mail servers refuse much more; base64 makes a third more of it.
ENCLOSED_BYTES = 10 * 1024**2

# Given a kind and an address, a rule returns why such a letter is not sent, or nothing.
Silence = Callable[[LetterKind, str], str]
_silences: list[Silence] = []


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes with a letter; ``name`` is only its label."""

    name: str
    content_type: str
    data: bytes


def add_silence(rule: Silence) -> None:
    """Let a rule keep letters from an address; apps do this when they start."""
    if rule not in _silences:
        _silences.append(rule)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A letter of a kind of which all is known but what it is about."""

    stands: Wording
    recipient: str
    withheld: str
    subject: str
    body: str

    def write(
        self,
        *,
        unique_key: str,
        words: Mapping[str, str],
        obj: models.Model | None = None,
        enclosures: Sequence[Enclosure] = (),
        due_at: datetime | None = None,
    ) -> Letter:
        """Write it with these words put in; it goes out after commit."""
        with override(settings.LANGUAGE_CODE):
            text = self.stands.filled(words, subject=self.subject, body=self.body)
            return _write(
                unique_key=unique_key,
                kind=self.stands.kind.kind,
                recipient=self.recipient,
                subject=text[0],
                body=text[1],
                obj=obj,
                enclosures=enclosures,
                withheld=self.withheld,
                waits=self.stands.waits_for_desk,
                due_at=due_at,
            )


def prepare_letter(
    *,
    kind: str,
    recipient: str,
    withheld: str = "",
    subject: str = "",
    body: str = "",
) -> Prepared | None:
    """Ask all that is to be asked before a letter of a kind can be written.

    ``subject`` and ``body`` are words that go before the desk's and the house's, such
    as a mailbox's own.  None where there is no usable address or the desk has switched
    the kind off.  It may be done before the transaction that writes the letter, which
    then keeps others waiting for less.
    """
    with override(settings.LANGUAGE_CODE):
        recipient = recipient.strip()
        known = kind_of(kind)
        stands = wording_of(known)
        if not stands.is_sent or not is_address(recipient):
            return None
        reason = withheld or _silenced(known, recipient) or suppressed(recipient)
        return Prepared(stands, recipient, reason, subject, body)


def write_letter_of_kind(
    *,
    kind: str,
    unique_key: str,
    recipient: str,
    words: Mapping[str, str],
    obj: models.Model | None = None,
    enclosures: Sequence[Enclosure] = (),
    withheld: str = "",
    subject: str = "",
    body: str = "",
    due_at: datetime | None = None,
) -> Letter | None:
    """Write a letter of a kind in the desk's words, else the house's.

    What ``prepare_letter`` says holds here, too.
    """
    prepared = prepare_letter(
        kind=kind,
        recipient=recipient,
        withheld=withheld,
        subject=subject,
        body=body,
    )
    if prepared is None:
        return None
    return prepared.write(
        unique_key=unique_key,
        words=words,
        obj=obj,
        enclosures=enclosures,
        due_at=due_at,
    )


def write_letter(
    *,
    unique_key: str,
    kind: str,
    recipient: str,
    subject: str,
    body: str,
    obj: models.Model | None = None,
    enclosures: Sequence[Enclosure] = (),
    withheld: str = "",
    waits: bool = False,
    due_at: datetime | None = None,
) -> Letter | None:
    """Write a letter that goes out after commit; None without a usable address.

    Asking again for the same key finds the same letter: it goes once. A letter to a
    machine, or one too many to an address today, is kept but not sent; so is one that
    is ``withheld`` for a reason of the caller's.  One that ``waits`` goes when the desk
    lets it go; none goes before ``due_at``.
    """
    recipient = recipient.strip()
    if not is_address(recipient):
        return None
    return _write(
        unique_key=unique_key,
        kind=kind,
        recipient=recipient,
        subject=subject,
        body=body,
        obj=obj,
        enclosures=enclosures,
        withheld=withheld or suppressed(recipient),
        waits=waits,
        due_at=due_at,
    )


@transaction.atomic(savepoint=False)
def _write(
    *,
    unique_key: str,
    kind: str,
    recipient: str,
    subject: str,
    body: str,
    obj: models.Model | None,
    enclosures: Sequence[Enclosure],
    withheld: str,
    waits: bool,
    due_at: datetime | None,
) -> Letter:
    state = LetterState.WAITING if waits else LetterState.QUEUED
    fitting, left_out = _fitting(enclosures)
    letter, created = Letter.objects.get_or_create(
        unique_key=unique_key,
        defaults={
            "kind": kind,
            "message_id": make_message_id(unique_key),
            "recipient": recipient,
            "subject": one_line(subject),
            "body": "\n\n".join((body, *left_out)).replace("\x00", ""),
            "object_type": obj._meta.label_lower if obj else "",
            "object_id": str(obj.pk) if obj else "",
            "state": LetterState.SUPPRESSED if withheld else state,
            "error": withheld,
            "due_at": due_at or timezone.now(),
        },
    )
    if created:
        for enclosure in fitting:
            _enclose(letter, enclosure)
    if created and letter.state == LetterState.QUEUED:
        ring_for_letters()
    return letter


@transaction.atomic
def enclose_anew(letter: Letter, enclosures: Sequence[Enclosure]) -> bool:
    """Let a letter that has not left yet carry other files; tell whether it does."""
    unsent = (LetterState.WAITING, LetterState.QUEUED)
    held = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    fitting, _left_out = _fitting(enclosures)
    hashes = [hashlib.sha256(each.data).hexdigest() for each in fitting]
    known = list(held.enclosures.values_list("sha256", flat=True))
    if held.state not in unsent or not hashes or known == hashes:
        return False
    held.enclosures.all().delete()
    for enclosure in fitting:
        _enclose(held, enclosure)
    return True


def ring_for_letters() -> None:
    """Have the letters that are due sent, after commit."""
    call = partial(ring, "desk.send_letters", queue=JobQueue.LETTERS.value)
    transaction.on_commit(call, robust=True)


def one_line(subject: str) -> str:
    """Return a subject as a header may bear it."""
    return CONTROL.sub(" ", subject).strip()[:SUBJECT_CHARACTERS]


def _fitting(enclosures: Sequence[Enclosure]) -> tuple[list[Enclosure], list[str]]:
    """Return what a letter can carry, and a sentence for each thing it cannot."""
    fitting, left_out, room = [], [], ENCLOSED_BYTES
    for enclosure in enclosures:
        if len(enclosure.data) <= room:
            fitting.append(enclosure)
            room -= len(enclosure.data)
            continue
        logger.warning("Enclosure %s is too large for a letter", enclosure.name)
        said = _("(“%(name)s” is too large for a letter and could not be enclosed.)")
        left_out.append(said % {"name": one_line(enclosure.name)})
    return fitting, left_out


def _enclose(letter: Letter, enclosure: Enclosure) -> None:
    row = LetterEnclosure(
        letter=letter,
        name=one_line(enclosure.name)[:120],
        content_type=enclosure.content_type[:60],
        sha256=hashlib.sha256(enclosure.data).hexdigest(),
    )
    row.file.save(row.name, ContentFile(enclosure.data), save=False)
    row.save()


def _silenced(kind: LetterKind, recipient: str) -> str:
    answers = (rule(kind, recipient) for rule in _silences)
    return next((answer for answer in answers if answer), "")


def make_message_id(unique_key: str) -> str:
    """Return a letter's Message-ID: the same for every try, and not to be guessed.

    Only who got the letter knows it, so an answer that bears it is the recipient's.
    """
    key = settings.SECRET_KEY.encode()
    digest = hmac.new(key, f"letter:{unique_key}".encode(), hashlib.sha256)
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> ") or "localhost"
    return f"<{digest.hexdigest()[:40]}@{domain}>"


def is_automatic(address: str) -> bool:
    """Tell whether a machine reads there: bounces, no-reply addresses, ourselves."""
    ours = settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip("> ")
    return bool(AUTOMATIC.match(address)) or address.lower() == ours.lower()


def is_address(recipient: str) -> bool:
    """Tell whether something can be sent there."""
    try:
        validate_email(recipient)
    except ValidationError:
        return False
    return True


def suppressed(recipient: str) -> str:
    """Return why an address gets no letter now; nothing where it may get one."""
    if is_automatic(recipient):
        return _("Not sent: a machine reads this address.")
    today = Letter.objects.filter(
        recipient__iexact=recipient,
        created_at__gt=timezone.now() - timedelta(days=1),
    ).exclude(state__in=(LetterState.SUPPRESSED, LetterState.DROPPED))
    if today.count() >= LETTERS_A_DAY:
        return _("Not sent: this address had %(count)d letters today already.") % {
            "count": LETTERS_A_DAY
        }
    return ""
