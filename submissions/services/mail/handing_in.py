"""Take a raw mail that a person or a program hands in, instead of a mailbox."""

from __future__ import annotations

import hashlib

from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from submissions import limits
from submissions.models import MailMessage
from submissions.services.mail.arriving import Delivery, keep_mail

KEY_CHARACTERS = 64  # of a caller's key that stand in ours as they are


def hand_in(
    *, raw: bytes, key: str, actor: User, acknowledge: bool = False
) -> tuple[MailMessage, bool]:
    """Keep a mail and have it read; return its row, and whether it is a new one.

    The same key is the same delivery.  Nobody is written to unless ``acknowledge``.
    """
    policy.require(actor, "mail.process")
    _refuse_unusable(raw)
    delivery = Delivery(_own_key(key, actor), silent=not acknowledge)
    known = MailMessage.objects.filter(delivery_key=delivery.key).exists()
    message = keep_mail(raw, delivery)
    if message.sha256 != hashlib.sha256(raw).hexdigest():
        raise Refused(
            _(
                "This key was used for another mail. Send this one with a key of its"
                " own."
            ),
            code="key_reused",
        )
    return message, not known


def _refuse_unusable(raw: bytes) -> None:
    if not raw.strip():
        raise Refused(_("Nothing was sent. Send the mail as it came."), code="empty")
    if len(raw) > limits.MAIL_BYTES:
        raise Refused(too_large_sentence(), code="too_large")


def too_large_sentence() -> str:
    """Say how large a mail may be."""
    return _("This mail is larger than %(most)d MB. It is not taken.") % {
        "most": limits.MAIL_BYTES // 1024**2
    }


def _own_key(key: str, actor: User) -> str:
    """Return the delivery's key; a long one by its hash, so that no two are one."""
    if len(key) > KEY_CHARACTERS:
        key = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
    return f"api:{actor.pk}:{key}"
