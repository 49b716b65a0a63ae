"""The photographs of a form: those that came before it, and those that came with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desk.exceptions import Refused
from submissions.body_text import one_line
from submissions.enums import UploadState
from submissions.incoming import IncomingPhoto
from submissions.models import Upload
from submissions.services.uploads import find_uploads, path_of, store_upload

CAPTION_MAX = 1_000
CREDIT_MAX = 100


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """A photograph that arrived, with the words that go with it."""

    upload: Upload
    caption: str = ""
    credit: str = ""
    error: str = ""

    @property
    def id(self) -> str:
        return self.upload.key.hex

    @property
    def name(self) -> str:
        return self.upload.name

    @property
    def size(self) -> int:
        return self.upload.byte_size

    @property
    def format(self) -> str:
        return self.upload.format

    def incoming(self) -> IncomingPhoto:
        """Return it as every door hands photographs over."""
        return IncomingPhoto(
            name=self.name,
            path=path_of(self.upload.key),
            caption=self.caption,
            credit=self.credit,
            upload=self.upload.key,
        )


@dataclass(slots=True)
class PhotoRows:
    """All rows of a form, and a sentence for each photograph that is not among them."""

    rows: list[PhotoRow] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    came_without_words: bool = False

    def kept(self) -> list[dict[str, str]]:
        """Return the photographs as an unsent piece keeps them."""
        return [
            {"id": row.id, "caption": row.caption, "credit": row.credit}
            for row in self.rows
        ]

    def ask_for_captions(self) -> bool:
        """Mark the rows without a caption; tell whether there were any."""
        sentence = _("Say what the photograph shows.")
        missing = [not row.caption for row in self.rows]
        self.rows = [
            replace(row, error=row.error or ("" if row.caption else sentence))
            for row in self.rows
        ]
        return any(missing)


def gather_rows(
    rows: PhotoRows,
    *,
    data: QueryDict,
    files: MultiValueDict[str, UploadedFile],
    key: UUID,
) -> None:
    """Collect the photographs of a form; those sent with it are stored here first.

    What was collected stays in ``rows`` when the disk fails halfway.
    """
    _take_earlier(rows, data, key)
    _take_now(rows, data, files, key)
    _check_words(rows)


def _take_earlier(gathered: PhotoRows, data: QueryDict, key: UUID) -> None:
    removed = set(data.getlist("remove"))
    missing = 0
    here = find_uploads(key=key, upload_ids=data.getlist("uploads"))
    for upload_id, caption, credit in _words(data, "uploads", "upload_"):
        if not upload_id or upload_id in removed:
            continue  # a row whose photograph did not arrive, or was taken out
        upload = here.get(upload_id)
        if upload is None:
            missing += 1
            continue
        late = upload.state == UploadState.ARRIVING
        sentence = _("It is still on its way; send the form when it has arrived.")
        gathered.rows.append(
            PhotoRow(upload, caption, credit, error=sentence if late else "")
        )
        if late:
            gathered.refusals.append(f"{upload.name}: {sentence}")
    if missing:
        gathered.refusals.append(
            ngettext(
                "%(count)d photograph is no longer here; choose it again.",
                "%(count)d photographs are no longer here; choose them again.",
                missing,
            )
            % {"count": missing}
        )


def _take_now(
    gathered: PhotoRows,
    data: QueryDict,
    files: MultiValueDict[str, UploadedFile],
    key: UUID,
) -> None:
    sent = files.getlist("photos")
    words = list(_words(data, "", "photo_"))
    for place, file in enumerate(sent):
        caption, credit = words[place][1:] if place < len(words) else ("", "")
        try:
            upload = store_upload(
                key=key,
                name=file.name or "",
                size=file.size or 0,
                chunks=file.chunks(),
                look=False,  # the piece's own check is about to look
            )
        except Refused as refusal:
            gathered.refusals.append(f"{one_line(file.name or '')[:80]}: {refusal}")
        else:
            gathered.rows.append(PhotoRow(upload, caption, credit))
    gathered.came_without_words = bool(sent) and "photo_captions" not in data


def _words(data: QueryDict, ids: str, prefix: str) -> Iterator[tuple[str, str, str]]:
    """Give the parallel fields of a list of photographs, row by row."""
    columns = (
        data.getlist(ids) if ids else [],
        data.getlist(f"{prefix}captions"),
        data.getlist(f"{prefix}credits"),
    )
    for upload_id, caption, credit in zip_longest(*columns, fillvalue=""):
        yield upload_id, caption.replace("\x00", "").strip(), one_line(credit)


def _check_words(gathered: PhotoRows) -> None:
    for place, row in enumerate(gathered.rows):
        error = ""
        if len(row.caption) > CAPTION_MAX:
            error = _("The caption is longer than %(most)d characters.") % {
                "most": CAPTION_MAX
            }
        elif len(row.credit) > CREDIT_MAX:
            error = _("The photo credit is longer than %(most)d characters.") % {
                "most": CREDIT_MAX
            }
        if error:
            gathered.rows[place] = replace(row, error=error)
            gathered.refusals.append(f"{row.name}: {error}")
