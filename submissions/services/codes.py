"""Codes of six digits and links by mail: they prove that an e-mail is somebody's own.

Only hashes are kept.  A code dies with its time, its use or five wrong tries; all codes
of one e-mail together stand twenty tries an hour and fifty a day, whoever asks and from
wherever: who asks for codes all year finds one in fifty years.  The link in the letter
is not to be guessed and goes on working.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.db.models import F, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.enums import LetterState
from desk.exceptions import Refused
from submissions.enums import CodePurpose
from submissions.models import MailedCode, SpentChallenge
from submissions.services.author_letters import write_code_letter

LASTS = timedelta(minutes=15)
KEPT = timedelta(days=2)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
DIGITS = 6
TRIES = 5  # of one code
TRIES_PER_HOUR, TRIES_PER_DAY = 20, 50  # of all codes of one e-mail


def plain_email(email: str) -> str:
    """Return an e-mail as we compare it: the same mailbox in one spelling."""
    return email.strip().lower()


@transaction.atomic
def mail_code(
    *,
    email: str,
    purpose: CodePurpose,
    link: Callable[[str], str],
    form_key: UUID | None = None,
) -> MailedCode:
    """Mail a code and a link to an e-mail, known to us or not: nobody learns which.

    ``link`` makes an address of a secret.  Raises ``Refused`` when this e-mail has had
    as many codes in an hour as it gets.
    """
    email, now = plain_email(email), timezone.now()
    recent = MailedCode.objects.filter(email=email, created_at__gt=now - HOUR)
    if recent.count() >= settings.CODES_PER_EMAIL_PER_HOUR:
        raise Refused(
            _("Many codes went to this e-mail already; ask again in an hour."),
            code="too_often",
        )
    code, secret = _digits(), secrets.token_urlsafe(32)
    handle = secrets.token_urlsafe(32)
    mailed = MailedCode.objects.create(
        email=email,
        purpose=purpose,
        form_key=form_key,
        handle=handle,
        code_hash=_code_hash(handle, code),
        link_hash=_link_hash(secret),
        expires_at=now + LASTS,
    )
    minutes = round(LASTS.total_seconds() / 60)
    letter = write_code_letter(mailed, code=code, link=link(secret), minutes=minutes)
    # A code that nobody gets must not be there to be guessed.
    if letter is None or letter.state == LetterState.SUPPRESSED:
        raise Refused(
            _("No letter can be sent to this e-mail now. Please call the desk."),
            code="not_sent",
        )
    return mailed


def find_by_handle(handle: str, purpose: CodePurpose) -> MailedCode | None:
    """Return the code that a page waits for, dead or alive."""
    return _of(purpose).filter(handle=handle).first()


def find_by_link(secret: str, purpose: CodePurpose) -> MailedCode | None:
    """Return what a link of a letter stands for, while it is good."""
    found = _living(purpose).filter(link_hash=_link_hash(secret))
    return found.first()


def check_code(mailed: MailedCode, typed: str) -> None:
    """Raise ``Refused`` unless this is the code; each try is counted before it."""
    if tries_left(mailed) <= 0:
        raise Refused(_spent(), code="code_spent")
    counted = (
        _living(CodePurpose(mailed.purpose))
        .filter(pk=mailed.pk, attempts__lt=TRIES)
        .update(attempts=F("attempts") + 1)
    )
    if not counted:
        raise Refused(_spent(), code="code_spent")
    mailed.refresh_from_db(fields=["attempts"])
    given = _code_hash(mailed.handle, _only_digits(typed))
    if not hmac.compare_digest(given, mailed.code_hash):
        left = min(TRIES - mailed.attempts, tries_left(mailed))
        raise Refused(
            _("This is not the code. You have %(left)d more tries.") % {"left": left}
            if left > 0
            else _spent(),
            code="code_wrong",
        )


def tries_left(mailed: MailedCode) -> int:
    """Return how often this e-mail's codes may still be tried now."""
    now = timezone.now()
    of_hour = Q(created_at__gt=now - HOUR - LASTS)
    tried = MailedCode.objects.filter(
        email=mailed.email, created_at__gt=now - DAY
    ).aggregate(hour=Sum("attempts", filter=of_hour), day=Sum("attempts"))
    return min(
        TRIES_PER_HOUR - (tried["hour"] or 0), TRIES_PER_DAY - (tried["day"] or 0)
    )


def is_good(mailed: MailedCode) -> bool:
    """Tell whether a code may still be tried."""
    return (
        mailed.used_at is None
        and mailed.attempts < TRIES
        and mailed.expires_at > timezone.now()
    )


def use_up(mailed: MailedCode) -> bool:
    """Let a code end with its use; false when another request was first."""
    unused = MailedCode.objects.filter(pk=mailed.pk, used_at=None)
    return bool(unused.update(used_at=timezone.now()))


def sweep_codes() -> None:
    """Throw away what opens nothing any more: codes, spent challenges, sessions."""
    now = timezone.now()
    MailedCode.objects.filter(expires_at__lt=now - KEPT).delete()
    SpentChallenge.objects.filter(expires_at__lt=now).delete()
    SessionStore.clear_expired()


def masked_email(email: str) -> str:
    """Return an e-mail of which a passer-by learns little: l***@example.org."""
    name, at, host = email.partition("@")
    return f"{name[:1]}***{at}{host}"


def _of(purpose: CodePurpose) -> QuerySet[MailedCode]:
    return MailedCode.objects.filter(purpose=purpose)


def _living(purpose: CodePurpose) -> QuerySet[MailedCode]:
    """Return the codes that may be used; one for a piece leads to its receipt again."""
    living = _of(purpose).filter(expires_at__gt=timezone.now())
    once = purpose != CodePurpose.SEND_PIECE
    return living.filter(used_at=None) if once else living


def _digits() -> str:
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"


def _only_digits(typed: str) -> str:
    """Take a code as people type it: full-width figures and blanks are no mistake."""
    signs = (sign for sign in typed[:40] if sign.isdecimal())
    return "".join(str(int(sign)) for sign in signs)


def _spent() -> str:
    return _("This code is no longer good. Have a new one sent to you.")


def _code_hash(handle: str, code: str) -> str:
    """Hash a code with the site's secret: a million guesses are no protection."""
    return _hmac(f"code:{handle}:{code}")


def _link_hash(secret: str) -> str:
    return _hmac(f"link:{secret}")


def _hmac(words: str) -> str:
    key: Any = settings.SECRET_KEY.encode()
    data = words.encode("utf-8", "surrogatepass")
    return hmac.new(key, data, hashlib.sha256).hexdigest()
