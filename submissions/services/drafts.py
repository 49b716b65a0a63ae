"""Unsent pieces, kept here while they are written: on one machine or on several.

A saving names the revision it was written from.  When another machine has saved since,
nothing is overwritten: the later words come back, and the person decides.  The words
are encrypted, because a telephone number is among them.  The link that opens a piece
again is made from its key and the site's secret, so that every saving can tell it; the
database keeps only its hash.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from submissions.models import FormDraft
from submissions.services.deliveries import has_arrived
from submissions.services.tokens import BYTES, token_hash
from submissions.services.uploads import discard_uploads

TITLE_CHARACTERS = 100
LISTED = 30  # unsent pieces of an author
TRIES = 3


class LaterWords(Refused):
    """Refuse to overwrite what another machine has saved in the meantime."""

    def __init__(self, draft: FormDraft) -> None:
        """Keep the draft as it is now."""
        sentence = _(
            "This piece was changed on another machine in the meantime. Choose which"
            " of the two you go on with."
        )
        super().__init__(sentence, code="later_words")
        self.draft = draft


@dataclass(frozen=True, slots=True)
class Written:
    """What was typed, by field, and the photographs in their order."""

    words: Mapping[str, str]
    photos: Sequence[Mapping[str, str]] = ()

    @property
    def title(self) -> str:
        """Return the headline, as lists of unsent pieces show it."""
        return self.words.get("headline", "").strip()[:TITLE_CHARACTERS]

    def as_text(self) -> str:
        """Return it as it is kept."""
        kept = {"words": dict(self.words), "photos": [dict(p) for p in self.photos]}
        return json.dumps(kept, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Unsent:
    """An unsent piece as an author's list shows it."""

    title: str
    updated_at: datetime
    expires_at: datetime
    address: str

    def __str__(self) -> str:
        return self.title or _("without a headline")


def save_draft(
    *, key: UUID, revision: int, written: Written, owner_email: str = ""
) -> FormDraft:
    """Save what was written from ``revision``; raise ``LaterWords`` when it is old.

    The same saving twice is one: its answer may have been lost on the way.
    """
    refuse_sent(key)
    fields = _fields(key, written, owner_email)
    for _attempt in range(TRIES):
        saved = _advance(key, revision, fields) or _begin(key, revision + 1, fields)
        if saved is not None:
            return saved
        draft = FormDraft.objects.filter(key=key).first()
        if draft is None or draft.revision == revision:
            continue  # begun or thrown away by another machine at this very moment
        if draft.words != fields["words"]:
            raise LaterWords(draft)
        return draft
    raise Refused(_("It could not be kept just now; it is tried again."), code="busy")


def find_draft(key: UUID) -> FormDraft | None:
    """Return what is kept of a form, while it is kept."""
    return _living().filter(key=key).first()


def draft_for_token(token: str) -> FormDraft | None:
    """Return the unsent piece that a link opens; None alike for wrong and for old."""
    return _living().filter(token_hash=token_hash(token)).first()


def draft_of(key: UUID) -> FormDraft:
    """Return a form's draft, an empty one when nothing has been saved yet."""
    refuse_sent(key)
    fields = _fields(key, Written({}), "")
    draft, created = FormDraft.objects.get_or_create(
        key=key, defaults={**fields, "words": ""}
    )
    if not created:
        draft.expires_at = fields["expires_at"]
        draft.save(update_fields=["expires_at"])
    return draft


def written_in(draft: FormDraft) -> dict[str, Any]:
    """Return ``words`` and ``photos`` of a draft."""
    if not draft.words:
        return {"words": {}, "photos": []}
    found: dict[str, Any] = json.loads(draft.words)
    return found


def drafts_of(email: str) -> list[Unsent]:
    """Return the unsent pieces of a signed-in author, newest first."""
    if not email:
        return []
    found = _living().filter(owner_email=email, revision__gt=0)
    rows = found.defer("words").order_by("-updated_at")[:LISTED]
    return [
        Unsent(row.title, row.updated_at, row.expires_at, resume_path(row.key))
        for row in rows
    ]


def finish(key: UUID) -> None:
    """Let a form's draft go: its piece is with the desk."""
    kept = FormDraft.objects.filter(key=key)
    if kept.exists():  # a deletion of nothing would still wait for its turn to write
        kept.delete()


def throw_away(key: UUID) -> None:
    """Throw an unsent piece away with what was sent up for it."""
    finish(key)
    discard_uploads(key)


def sweep_drafts() -> int:
    """Throw away what nobody went on with; return how many.

    Their files go with the next sweep of uploads, as no draft keeps them any longer.
    """
    old = FormDraft.objects.filter(expires_at__lte=timezone.now())
    count, _kinds = old.delete()
    return count


def resume_token(key: UUID) -> str:
    """Return the word that opens an unsent piece on any machine (144 bits)."""
    secret = settings.SECRET_KEY.encode()
    digest = hmac.new(secret, f"draft:{key.hex}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:BYTES]).decode()


def resume_path(key: UUID) -> str:
    """Return where an unsent piece is opened again."""
    return reverse("submissions:continue", args=[resume_token(key)])


def resume_link(key: UUID) -> str:
    """Return it for a letter or a note: on the configured site."""
    return f"{settings.SITE_URL}{resume_path(key)}"


def refuse_sent(key: UUID) -> None:
    """Refuse to keep a piece that is with the desk already."""
    if has_arrived(key):
        raise Refused(
            _("This piece has been sent already; look at its receipt."), code="sent"
        )


def _living() -> Any:
    return FormDraft.objects.filter(expires_at__gt=timezone.now())


def _advance(key: UUID, revision: int, fields: dict[str, Any]) -> FormDraft | None:
    """Write over the revision that was read, and over no other."""
    read = FormDraft.objects.filter(key=key, revision=revision)
    if not read.update(revision=revision + 1, **fields):
        return None
    return FormDraft.objects.filter(key=key).first()


def _begin(key: UUID, revision: int, fields: dict[str, Any]) -> FormDraft | None:
    """Write the first words of a form; None when there are some already."""
    if FormDraft.objects.filter(key=key).exists():
        return None
    try:
        with transaction.atomic():
            return FormDraft.objects.create(key=key, revision=revision, **fields)
    except IntegrityError:
        return None


def _fields(key: UUID, written: Written, owner_email: str) -> dict[str, Any]:
    now = timezone.now()
    fields: dict[str, Any] = {
        "token_hash": token_hash(resume_token(key)),
        "words": written.as_text(),
        "title": written.title,
        "updated_at": now,
        "expires_at": now + timedelta(days=settings.FORM_DRAFTS_KEPT_DAYS),
    }
    return fields | ({"owner_email": owner_email} if owner_email else {})
