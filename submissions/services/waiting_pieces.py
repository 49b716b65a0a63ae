"""A piece that was sent and waits until its author has proved her e-mail.

It waits as an unsent piece does: the words encrypted, the photographs where they were
sent up, under the form's own key, so that it can only arrive once.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from submissions.models import FormDraft
from submissions.services.drafts import resume_token
from submissions.services.tokens import token_hash

KEPT = timedelta(days=7)
Words = dict[str, Any]


@transaction.atomic
def keep_piece(
    *, key: UUID, words: dict[str, str], photos: list[dict[str, str]]
) -> FormDraft:
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
    draft.words = json.dumps({"words": words, "photos": photos}, ensure_ascii=False)
    draft.revision += 1
    draft.title = words.get("headline", "")[:100]
    draft.updated_at, draft.expires_at = now, max(draft.expires_at, now + KEPT)
    draft.save()
    return draft


def kept_piece(key: UUID) -> Words | None:
    """Return what is kept under a form's key: ``words`` and ``photos``."""
    draft = FormDraft.objects.filter(key=key).first()
    if draft is None or not draft.words:
        return None
    found: Words = json.loads(draft.words)
    return found


def let_go(key: UUID) -> None:
    """Throw the kept words away: the piece is with the desk."""
    kept = FormDraft.objects.filter(key=key)
    if kept.exists():  # a deletion of nothing would still wait for its turn to write
        kept.delete()
