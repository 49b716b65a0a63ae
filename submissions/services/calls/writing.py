"""Write a call for copy, send it, remind once, close it."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Collection, Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from desk.exceptions import Refused
from desk.letter_subjects import Subject, register_subject
from desk.models import Letter, User
from desk.policy import policy
from desk.services.ledger import record
from desk.services.letters import is_address, write_letter_of_kind
from submissions import call_letters as kinds
from submissions.models import CallForCopy, CallRecipient, Correspondent, Section
from submissions.services.calls.choosing import MOST
from submissions.services.calls.tracking import silent_recipients
from submissions.services.tokens import BYTES, token_hash

WRITE = "call.write"
MOST_WORDS = 4000


@transaction.atomic
def write_call(
    *,
    actor: User,
    title: str,
    text: str,
    until: datetime,
    people: Iterable[Correspondent],
    section: Section | None = None,
) -> CallForCopy:
    """Write a call down with those it will go to; nothing is sent yet."""
    policy.require(actor, WRITE)
    title, text = title.strip(), text.strip()
    _require_words(title, text)
    if until <= timezone.now():
        raise Refused(_("Choose a moment that is still to come."), code="until")
    call = CallForCopy.objects.create(
        title=title, text=text, section=section, until=until, created_by=actor
    )
    count = _add(call, people)
    if not count:
        raise Refused(_("Choose at least one person with an e-mail."), code="nobody")
    data = {"people": count, "until": until.isoformat()}
    record(obj=call, verb="call.written", actor=actor, data=data)
    return call


@transaction.atomic
def send_call(*, call: CallForCopy, actor: User) -> int:
    """Write the letter to everybody who has none yet; return how many are new.

    The rules of the outbox hold: a kind that waits for the desk waits here, too.
    """
    policy.require(actor, WRITE, call)
    held = _open(call)
    written = [
        letter
        for recipient in held.recipients.all()
        if (letter := _write(held, recipient, kinds.CALL)) is not None
    ]
    held.sent_at = held.sent_at or timezone.now()
    held.save(update_fields=("sent_at",))
    data = {"letters": len(written)}
    record(obj=held, verb="call.sent", actor=actor, data=data)
    call.refresh_from_db()
    return len(written)


@transaction.atomic
def remind(*, call: CallForCopy, actor: User) -> int:
    """Write once more to those who neither answered nor declined; once a call."""
    policy.require(actor, WRITE, call)
    held = _open(call)
    if held.sent_at is None:
        raise Refused(_("The call has not been sent yet."), code="not_sent")
    if held.reminded_at is not None:
        raise Refused(_("They have been reminded once; once is enough."), code="again")
    silent = silent_recipients(held)
    for recipient in silent:
        _write(held, recipient, kinds.CALL_REMINDER)
    held.reminded_at = timezone.now()
    held.save(update_fields=("reminded_at",))
    data = {"letters": len(silent)}
    record(obj=held, verb="call.reminded", actor=actor, data=data)
    call.refresh_from_db()
    return len(silent)


@transaction.atomic
def close_call(*, call: CallForCopy, actor: User) -> CallForCopy:
    """Let a call's links open nothing any more; pieces begun are sent as any others."""
    policy.require(actor, WRITE, call)
    held = CallForCopy.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if held.closed_at is None:
        held.closed_at = timezone.now()
        held.save(update_fields=("closed_at",))
        record(obj=held, verb="call.closed", actor=actor)
    call.refresh_from_db()
    return call


def call_token(recipient: CallRecipient) -> str:
    """Return the word in the link of a recipient: the same for call and reminder."""
    words = f"call:{recipient.call_id}:{recipient.email.lower()}"
    key = settings.SECRET_KEY.encode()
    digest = hmac.new(key, words.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:BYTES]).decode()


def call_link(recipient: CallRecipient) -> str:
    """Return the address a letter names: on the configured site."""
    path = reverse("submissions:call", args=[call_token(recipient)])
    return f"{settings.SITE_URL}{path}"


def letter_key(recipient: CallRecipient, kind: str) -> str:
    """Return under which key a letter to a recipient goes once."""
    return f"{kind}:{recipient.pk}"


def _require_words(title: str, text: str) -> None:
    if not title or not text:
        raise Refused(_("Say what is wanted, and write the text."), code="empty")
    if len(title) > 80 or len(text) > MOST_WORDS:
        raise Refused(
            _("Write at most 80 characters of title and %(most)d of text.")
            % {"most": MOST_WORDS},
            code="too_long",
        )


def _add(call: CallForCopy, people: Iterable[Correspondent]) -> int:
    known: dict[str, Correspondent] = {}
    for person in people:
        if is_address(person.email):
            known.setdefault(person.email.lower(), person)
    if len(known) > MOST:
        raise Refused(
            _("A call goes to at most %(most)d people; write two.") % {"most": MOST},
            code="too_many",
        )
    for person in known.values():
        recipient = CallRecipient(
            call=call,
            correspondent=person,
            name=person.name,
            email=person.email,
        )
        recipient.token_hash = token_hash(call_token(recipient))
        recipient.save()
    return len(known)


def _open(call: CallForCopy) -> CallForCopy:
    held = CallForCopy.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if held.closed_at is not None:
        raise Refused(_("This call is closed."), code="closed")
    if held.until <= timezone.now():
        raise Refused(_("The time of this call is over; write a new one."), code="over")
    return held


def _write(call: CallForCopy, recipient: CallRecipient, kind: str) -> Letter | None:
    """Write a letter; None when it was written before or none can go."""
    key = letter_key(recipient, kind)
    if Letter.objects.filter(unique_key=key).exists():
        return None
    with override(settings.LANGUAGE_CODE):
        until = date_format(timezone.localtime(call.until), "DATETIME_FORMAT")
    return write_letter_of_kind(
        kind=kind,
        unique_key=key,
        recipient=recipient.email,
        words={
            "person": recipient.name,
            "title": call.title,
            "text": call.text,
            "section": call.section.name if call.section else "",
            "until": until,
            "link": call_link(recipient),
        },
        obj=call,
    )


def find_calls(ids: Collection[str]) -> dict[str, Subject]:
    """Return name and page of calls, for the letters about them."""
    known = [int(pk) for pk in ids if pk.isdecimal()]
    rows = CallForCopy.objects.filter(pk__in=known).values_list("pk", "title")
    return {
        str(pk): Subject(
            name=title,
            address=reverse("admin:submissions_callforcopy_change", args=(pk,)),
        )
        for pk, title in rows
    }


def register_subject_of_calls() -> None:
    """Name the calls to the desk's letters."""
    register_subject(CallForCopy._meta.label_lower, find_calls)
