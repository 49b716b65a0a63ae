"""The sending unit's approval with a piece: a name, a stamped page, a kept one."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

from submissions.enums import UploadPurpose, UploadState
from submissions.incoming import IncomingClearance
from submissions.models import ConfirmedAddress, Upload
from submissions.services import uploads

USABLE = (UploadState.READY, UploadState.CHECKING, UploadState.DAMAGED)


def clearance_of(
    data: dict[str, Any], *, key: UUID, author: ConfirmedAddress | None
) -> IncomingClearance | None:
    """Return the approval that goes with a piece; None when nothing was said."""
    name, page = _page_of(data.get("clearance_upload"), key)
    if page is None and data.get("use_kept_page") and author is not None:
        name, page = kept_page(author)
    approved_by = data["approved_by"]
    if not approved_by and page is None:
        return None
    return IncomingClearance(approved_by=approved_by, page_name=name, page=page)


def find_page(upload_id: UUID | None, key: UUID) -> Upload | None:
    """Return the stamped page that was sent up for this form, and for no other."""
    if upload_id is None:
        return None
    found = Upload.objects.filter(
        key=upload_id, form_key=key, purpose=UploadPurpose.CLEARANCE, state__in=USABLE
    )
    return found.first()


def kept_page(author: ConfirmedAddress) -> tuple[str, Path | None]:
    """Return the stamped page that an author keeps, if its file is there."""
    if not author.clearance_page:
        return "", None
    path = Path(author.clearance_page.path)
    return author.clearance_name, path if path.exists() else None


def _page_of(upload_id: UUID | None, key: UUID) -> tuple[str, Path | None]:
    upload = find_page(upload_id, key)
    return (upload.name, uploads.path_of(upload.key)) if upload else ("", None)
