"""Whether a piece that came by mail is answered with a receipt, and in which words."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from desk.enums import LetterState
from desk.models import Letter
from submissions.incoming import Receipt
from submissions.mail.model import IncomingMessage
from submissions.models import MailMessage

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def receipt_for(message: MailMessage, parsed: IncomingMessage) -> Receipt | None:
    """Return the receipt of a piece; None when nobody is to be written to.

    An answer to a letter of ours is never answered: two machines would go on for ever.
    """
    mailbox = message.mailbox
    if message.is_silent or parsed.automatic or not parsed.sender_address:
        return None
    if mailbox is not None and not mailbox.acknowledges:
        return None
    if _answers_us(parsed):
        return None
    return Receipt(
        subject=mailbox.receipt_subject if mailbox else "",
        body=mailbox.receipt_body if mailbox else "",
        withheld=_too_many(message, parsed.sender_address),
    )


def _answers_us(parsed: IncomingMessage) -> bool:
    named = [reference[:200] for reference in parsed.references[:20]]
    return Letter.objects.filter(message_id__in=named).exclude(message_id="").exists()


def _too_many(message: MailMessage, address: str) -> str:
    """Return why this receipt is one too many; nothing while it is not."""
    if message.mailbox is None:
        return ""
    now = timezone.now()
    written = Letter.objects.filter(kind="receipt").exclude(
        state=LetterState.SUPPRESSED
    )
    today = written.filter(recipient__iexact=address, created_at__gt=now - DAY).count()
    if today >= message.mailbox.receipts_per_address:
        return _("Not sent: this address had %(count)d receipts today already.") % {
            "count": today
        }
    hour = written.filter(created_at__gt=now - HOUR).count()
    if hour >= message.mailbox.receipts_per_hour:
        return _("Not sent: %(count)d receipts went out within the hour.") % {
            "count": hour
        }
    return ""
