"""Photographs that joined an unsent piece by themselves: from a telephone or Word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from submissions.enums import UploadPurpose, UploadState
from submissions.models import FormDraft, Upload


def with_newcomers(
    draft: FormDraft, photos: Sequence[dict[str, str]]
) -> list[dict[str, Any]]:
    """Return a draft's photographs in their order, then what has come since.

    What came by a link is shown even when the page that was open then never heard of
    it; what the page knew and left out stays out.
    """
    known = {photo["id"] for photo in photos}
    came = Q(link__isnull=False) | Q(created_at__gt=draft.updated_at)
    rows = Upload.objects.filter(
        came, form_key=draft.key, purpose=UploadPurpose.PHOTO
    ).exclude(state__in=(UploadState.REFUSED, UploadState.ARRIVING))
    new = [
        {"id": row.key.hex, "caption": row.caption, "credit": row.credit}
        for row in rows
        if row.key.hex not in known
    ]
    return [*photos, *new]
