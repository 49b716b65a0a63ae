"""Set up mailboxes: what is typed in the admin, what the environment names, tests."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from desk.services.ledger import record
from submissions.mail.imap.probing import ProbeStep, probe
from submissions.mail_enums import Security
from submissions.models import Mailbox
from submissions.services.mail.polling import account_of

PORTS = {Security.SSL: 993, Security.STARTTLS: 143, Security.NONE: 143}
LOOPBACK = ("localhost", "127.0.0.1", "::1")
# When one of these changes, the marks of how far we have read mean nothing any more.
PLACE = ("host", "username", "folder")
# A kept code goes this way and no other.
WAY = ("host", "port", "security")
TYPED = (
    *("name", "host", "port", "security", "username", "code", "folder"),
    *("poll_seconds", "largest_mb", "after_intake", "done_folder", "is_active"),
    *("acknowledges", "receipt_subject", "receipt_body"),
    *("receipts_per_address", "receipts_per_hour"),
)
ANEW = ("next_poll_at", "failures", "failed_step", "failure")
MARKS = ("uid_validity", "start_uid", "last_uid", "connected_at", "succeeded_at")


def save_mailbox(*, mailbox: Mailbox, actor: User, new_code: str = "") -> Mailbox:
    """Write a mailbox down as it was typed; the next tick looks into it.

    An empty ``new_code`` keeps the code that is there.
    """
    policy.require(actor, "mailbox.configure", mailbox)
    with transaction.atomic():
        before = Mailbox.objects.filter(pk=mailbox.pk).first()
        refuse_code_elsewhere(mailbox, before, new_code)
        if new_code:
            mailbox.code = new_code
        if before and any(getattr(before, n) != getattr(mailbox, n) for n in PLACE):
            forget_marks(mailbox)
        mailbox.next_poll_at = None
        mailbox.failures, mailbox.failed_step, mailbox.failure = 0, "", ""
        _write(mailbox, before)
        data = {"name": mailbox.name, "active": mailbox.is_active}
        record(obj=mailbox, verb="mailbox.saved", actor=actor, data=data)
    return mailbox


def _write(mailbox: Mailbox, before: Mailbox | None) -> None:
    """Write what was typed; the marks of a poller at work are left alone."""
    if before is None:
        mailbox.save()
        return
    marks = MARKS if mailbox.uid_validity is None else ()
    mailbox.save(update_fields=(*TYPED, *ANEW, *marks))


def refuse_code_elsewhere(
    mailbox: Mailbox, before: Mailbox | None, new_code: str
) -> None:
    """Send no code that is kept to another server than the one it was given for.

    Who may set a mailbox up could otherwise have the code told to a server of her own.
    """
    if not before or not before.code or new_code:
        return
    if any(getattr(before, name) != getattr(mailbox, name) for name in WAY):
        raise Refused(
            _(
                "The server, its port or the protection is another one. Enter the"
                " authorisation code again."
            ),
            code="code_missing",
        )


def forget_marks(mailbox: Mailbox) -> None:
    """Forget how far a mailbox was read: it is another place now."""
    mailbox.uid_validity = mailbox.connected_at = mailbox.succeeded_at = None
    mailbox.start_uid, mailbox.last_uid = 1, 0


def test_mailbox(*, mailbox: Mailbox, actor: User) -> tuple[ProbeStep, ...]:
    """Go through every step to a mail and say how each went; nothing is marked."""
    policy.require(actor, "mailbox.configure", mailbox)
    before = Mailbox.objects.filter(pk=mailbox.pk).first()
    if before and before.code == mailbox.code:
        refuse_code_elsewhere(mailbox, before, "")
    steps = probe(account_of(mailbox))
    if before:  # one that is only typed has no row to write about
        failed = next((step.step.value for step in steps if not step.ok), "")
        record(obj=mailbox, verb="mailbox.tested", actor=actor, data={"failed": failed})
    return steps


def delete_mailbox(*, mailbox: Mailbox, actor: User) -> None:
    """Take a mailbox out; one whose mail is here can only be switched off."""
    policy.require(actor, "mailbox.configure", mailbox)
    if mailbox.messages.exists():
        raise Refused(
            _("Mail of this mailbox is kept here, so it stays. Switch it off instead."),
            code="has_mail",
        )
    with transaction.atomic():
        data = {"name": mailbox.name}
        record(obj=mailbox, verb="mailbox.deleted", actor=actor, data=data)
        mailbox.delete()


def troubled_mailboxes() -> list[Mailbox]:
    """Return the mailboxes whose last look failed, for the first screen of the desk."""
    return list(Mailbox.objects.filter(is_active=True, failures__gt=0))


def ensure_mailbox() -> Mailbox | None:
    """Write down the mailbox that ``MAILBOX_URL`` names; None when it names none."""
    url = settings.MAILBOX_URL
    if not url:
        return None
    parts = urlsplit(url)
    security = Security.SSL if parts.scheme == "imaps" else _unsafe(parts.hostname)
    username, folder = unquote(parts.username or ""), unquote(parts.path.strip("/"))
    mailbox, created = Mailbox.objects.get_or_create(
        host=parts.hostname or "",
        username=username,
        folder=folder or "INBOX",
        defaults={"name": _free_name(username)},
    )
    named = {
        "port": parts.port or PORTS[security],
        "security": security,
        "code": unquote(parts.password or ""),
    }
    changed = [name for name, value in named.items() if getattr(mailbox, name) != value]
    for name in changed:
        setattr(mailbox, name, named[name])
    if changed:
        mailbox.save(update_fields=changed)
    if created:
        record(obj=mailbox, verb="mailbox.saved", data={"by": "MAILBOX_URL"})
    return mailbox


def _unsafe(host: str | None) -> Security:
    return Security.NONE if host in LOOPBACK else Security.STARTTLS


def _free_name(username: str) -> str:
    name = username[:50] or str(_("Mailbox"))
    taken = Mailbox.objects.filter(name__startswith=name).count()
    return f"{name} {timezone.now():%m%d%H%M}" if taken else name
