"""A piece that was sent and waits until its author has proved her e-mail.

It waits as an unsent piece does: the words encrypted, the photographs where they were
sent up, under the form's own key, so that it can only arrive once.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from submissions.models import FormDraft
from submissions.services.drafts import Written, resume_token, written_in
from submissions.services.tokens import token_hash

KEPT = timedelta(days=7)


@transaction.atomic
def keep_piece(*, key: UUID, written: Written) -> FormDraft:
    """Keep what was sent; the newest words of a form count."""
    now = timezone.now()
    draft, _created = FormDraft.objects.select_for_update().get_or_create(
        key=key,
        defaults={
            "token_hash": token_hash(resume_token(key)),
            "updated_at": now,
            "expires_at": now + KEPT,
        },
    )
    draft.words, draft.title = written.as_text(), written.title
    draft.revision += 1
    draft.updated_at, draft.expires_at = now, max(draft.expires_at, now + KEPT)
    draft.save()
    return draft


def kept_piece(key: UUID) -> dict[str, Any] | None:
    """Return what is kept under a form's key: ``words`` and ``photos``."""
    draft = FormDraft.objects.filter(key=key).first()
    return written_in(draft) if draft and draft.words else None
