"""Files that arrive before the piece they belong to: tus 1.0.0, and all around it."""

from submissions.services.uploads.arriving import (
    Checksum,
    FoundIn,
    append_bytes,
    ask_for_look,
    create_upload,
    reconciled,
    settled,
    store_upload,
)
from submissions.services.uploads.keeping import (
    discard_uploads,
    end_upload,
    find_upload,
    find_uploads,
    hand_over,
    hold_uploads,
    sweep_uploads,
    uploads_of,
)
from submissions.services.uploads.places import (
    bytes_here,
    copy_path,
    held_file,
    hold_form,
    path_of,
)
from submissions.services.uploads.telling import (
    copy_file,
    describe,
    describe_form,
    describe_one,
)

__all__ = [
    "Checksum",
    "FoundIn",
    "append_bytes",
    "ask_for_look",
    "bytes_here",
    "copy_file",
    "copy_path",
    "create_upload",
    "describe",
    "describe_form",
    "describe_one",
    "discard_uploads",
    "end_upload",
    "find_upload",
    "find_uploads",
    "hand_over",
    "held_file",
    "hold_form",
    "hold_uploads",
    "path_of",
    "reconciled",
    "settled",
    "store_upload",
    "sweep_uploads",
    "uploads_of",
]
