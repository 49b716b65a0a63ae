"""An author who has proved her e-mail: her sessions, and what she keeps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from django.core.files import File
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from submissions.models import Clearance, ConfirmedAddress, Submission
from submissions.services.codes import plain_email
from submissions.upload_names import clean_name

SEEN_AGAIN = timedelta(hours=1)  # how exactly we know when she was here last


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A stamped page as it was sent; ``name`` is only its label."""

    name: str
    file: File


@dataclass(frozen=True, slots=True)
class Profile:
    """What she keeps for next time; ``phone`` None leaves the number as it is."""

    name: str = ""
    unit: str = ""
    approved_by: str = ""
    phone: str | None = None
    page: KeptPage | None = None
    forget_page: bool = False
    wants_letters: bool = True


def confirm_address(email: str) -> ConfirmedAddress:
    """Return the address whose owner has just proved it; made at the first time."""
    now = timezone.now()
    address, created = ConfirmedAddress.objects.get_or_create(
        email=plain_email(email),
        defaults={"confirmed_at": now, "last_seen_at": now},
    )
    if not created:
        note_seen(address)
    return address


def note_seen(address: ConfirmedAddress) -> None:
    """Write down that she was here, at most once an hour."""
    now = timezone.now()
    if now - address.last_seen_at > SEEN_AGAIN:
        address.last_seen_at = now
        address.save(update_fields=["last_seen_at"])


def close_sessions(address: ConfirmedAddress) -> int:
    """Sign her out everywhere; return the number that her next session bears."""
    one = ConfirmedAddress.objects.filter(pk=address.pk)
    one.update(session_number=F("session_number") + 1)
    address.refresh_from_db(fields=["session_number"])
    return address.session_number


@transaction.atomic
def save_profile(*, address: ConfirmedAddress, profile: Profile) -> None:
    """Keep what she typed for next time."""
    address.name, address.unit = profile.name, profile.unit
    address.approved_by = profile.approved_by
    address.wants_letters = profile.wants_letters
    fields = ["name", "unit", "approved_by", "wants_letters"]
    if profile.phone is not None:
        address.phone = profile.phone
        fields.append("phone")
    if profile.page is not None or profile.forget_page:
        _put_page(address, profile.page)
        fields += ["clearance_page", "clearance_name"]
    address.save(update_fields=fields)


def keep_for_next_time(*, address: ConfirmedAddress, piece: Submission) -> None:
    """Fill what her profile lacks from a piece that she has just sent.

    What she wrote there herself stays, and a piece in another's name fills nothing.
    """
    if plain_email(piece.contact_email) != address.email:
        return
    clearance = Clearance.objects.filter(submission=piece).first()
    sent = {
        "name": piece.contact_name,
        "unit": piece.contact_unit,
        "phone": piece.contact_phone,
        "approved_by": clearance.approved_by if clearance else "",
    }
    lacking = [
        name for name, word in sent.items() if word and not getattr(address, name)
    ]
    for name in lacking:
        setattr(address, name, sent[name])
    if lacking:
        address.save(update_fields=lacking)


def _put_page(address: ConfirmedAddress, page: KeptPage | None) -> None:
    """Keep a stamped page in the place of the one before; None keeps none.

    The one before goes when the row is committed: until then it is the one she keeps.
    """
    before, storage = address.clearance_page.name, address.clearance_page.storage
    if before:
        transaction.on_commit(lambda: storage.delete(before), robust=True)
    address.clearance_page, address.clearance_name = "", ""
    if page is not None:
        address.clearance_name = clean_name(page.name)[:255]
        # Stored under a name of ours: the sender's is no path.
        address.clearance_page.save(uuid4().hex, page.file, save=False)


def forget_address(address: ConfirmedAddress) -> None:
    """Delete what she keeps and close her sessions; her pieces stay with the desk."""
    with transaction.atomic():
        page, storage = address.clearance_page.name, address.clearance_page.storage
        ConfirmedAddress.objects.filter(pk=address.pk).delete()
        if page:
            transaction.on_commit(lambda: storage.delete(page))
