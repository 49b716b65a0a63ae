"""The recipient's side of a call: she opens it, writes her piece, or declines.

Who has the link may write under the call and decline it, nothing else; no piece is read
by it.
"""

from __future__ import annotations

from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from desk.services.ledger import record
from submissions.models import CallForm, CallRecipient
from submissions.services.deliveries import delivery_key, has_arrived
from submissions.services.drafts import Written, find_draft, save_draft
from submissions.services.tokens import token_hash

NOTE_CHARACTERS = 300


def recipient_of(token: str) -> CallRecipient | None:
    """Return whose link it is; None alike for wrong, for over and for closed."""
    now = timezone.now()
    living = Q(call__closed_at=None, call__until__gt=now, call__sent_at__isnull=False)
    found = CallRecipient.objects.filter(living, token_hash=token_hash(token))
    return found.select_related("call__section", "correspondent__unit").first()


def note_opened(recipient: CallRecipient) -> None:
    """Note the first time that she opened her link."""
    CallRecipient.objects.filter(pk=recipient.pk, opened_at=None).update(
        opened_at=timezone.now()
    )


def begin_piece(recipient: CallRecipient) -> UUID:
    """Return the form in which she writes under the call, filled in with her name.

    A form begun and not sent is the same one again; after a piece was sent there is a
    new one.
    """
    with transaction.atomic():
        # Her row is the turnstile: two clicks never begin two forms.
        CallRecipient.objects.select_for_update().get(pk=recipient.pk)
        form = recipient.forms.order_by("-pk").first()
        if form is None or has_arrived(form.key):
            key = uuid4()
            form = CallForm.objects.create(
                recipient=recipient, key=key, delivery_key=delivery_key(key)
            )
        if find_draft(form.key) is None:
            save_draft(key=form.key, revision=0, written=_first_words(recipient))
    return form.key


@transaction.atomic
def decline_call(*, recipient: CallRecipient, note: str = "") -> None:
    """Write down that she sends nothing this time; a later word replaces the first."""
    held = CallRecipient.objects.select_for_update(of=("self",)).get(pk=recipient.pk)
    first = held.declined_at is None
    held.declined_at = held.declined_at or timezone.now()
    held.note = " ".join(note.split())[:NOTE_CHARACTERS]
    held.save(update_fields=("declined_at", "note"))
    if first:
        data = {"recipient": held.pk}
        record(obj=held.call, verb="call.declined", data=data)


def _first_words(recipient: CallRecipient) -> Written:
    call, person = recipient.call, recipient.correspondent
    unit = person.unit if person else None
    words = {
        "contact_name": recipient.name,
        "contact_email": recipient.email,
        "contact_unit": unit.name if unit else "",
        "section": call.section.slug if call.section else "",
    }
    return Written({name: word for name, word in words.items() if word})
