"""The outbox: a letter is a row, written with the act that causes it."""

from __future__ import annotations

import hashlib
import hmac
import re
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.enums import JobQueue, LetterState
from desk.models import Letter
from desk.services.bell import ring

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


@transaction.atomic
def write_letter(
    *,
    unique_key: str,
    kind: str,
    recipient: str,
    subject: str,
    body: str,
    obj: models.Model | None = None,
    withheld: str = "",
) -> Letter | None:
    """Write a letter that goes out after commit; None without a usable address.

    Asking again for the same key finds the same letter: it goes once. A letter to a
    machine, or one too many to an address today, is kept but not sent; so is one that
    is ``withheld`` for a reason of the caller's.
    """
    recipient = recipient.strip()
    if not _is_address(recipient):
        return None
    reason = withheld or _suppressed(recipient)
    letter, created = Letter.objects.get_or_create(
        unique_key=unique_key,
        defaults={
            "kind": kind,
            "message_id": make_message_id(unique_key),
            "recipient": recipient,
            "subject": CONTROL.sub(" ", subject).strip()[:SUBJECT_CHARACTERS],
            "body": body,
            "object_type": obj._meta.label_lower if obj else "",
            "object_id": str(obj.pk) if obj else "",
            "state": LetterState.SUPPRESSED if reason else LetterState.QUEUED,
            "error": reason,
            "due_at": timezone.now(),
        },
    )
    if created and not reason:
        call = partial(ring, "desk.send_letters", queue=JobQueue.LETTERS.value)
        transaction.on_commit(call, robust=True)
    return letter


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


def _is_address(recipient: str) -> bool:
    try:
        validate_email(recipient)
    except ValidationError:
        return False
    return True


def _suppressed(recipient: str) -> str:
    if is_automatic(recipient):
        return _("Not sent: a machine reads this address.")
    today = Letter.objects.filter(
        recipient__iexact=recipient,
        created_at__gt=timezone.now() - timedelta(days=1),
    ).exclude(state=LetterState.SUPPRESSED)
    if today.count() >= LETTERS_A_DAY:
        return _("Not sent: this address had %(count)d letters today already.") % {
            "count": LETTERS_A_DAY
        }
    return ""
