"""Pieces and photographs, received through the one door and not read by anybody."""

from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from PIL import Image

from desk.enums import StaffRole
from press.copy.model import Block, BlockKind, Run
from submissions.enums import Kind, Source
from submissions.incoming import Incoming, IncomingPhoto
from submissions.models import Submission
from submissions.services.receiving import receive_submission
from tests.desk.builders import make_user

numbers = count(1)


class Cast:
    """Two readers, a chief, the one who may do everything, and one who only looks."""

    def __init__(self) -> None:
        """Make the five."""
        self.editor = make_user(StaffRole.EDITOR)
        self.other = make_user(StaffRole.EDITOR)
        self.chief = make_user(StaffRole.SECTION_CHIEF)
        self.head = make_user(StaffRole.EDITOR_IN_CHIEF)
        self.proofreader = make_user(StaffRole.PROOFREADER)


def paragraphs(*texts: str) -> tuple[Block, ...]:
    """Return body blocks of plain paragraphs."""
    return tuple(
        Block(f"b{number}", BlockKind.PARAGRAPH, (Run(text),))
        for number, text in enumerate(texts, start=1)
    )


def make_incoming(**overrides: Any) -> Incoming:
    """Return a valid, unremarkable delivery with words of its own."""
    number = next(numbers)
    fields = {
        "source": Source.FORM,
        "key": f"delivery-{number}",
        "kind": Kind.NEWS,
        "headline": f"云州开发区第{number}个项目开工",
        "byline": "通讯员 林晓",
        "blocks": paragraphs(f"昨天，第{number}个项目在云州开发区开工。", "明年投产。"),
        "contact_name": "林晓",
        "contact_unit": "云州开发区",
        "contact_email": f"author{number}@example.org",
        "contact_phone": "0311-80000000",
        "consent": True,
    }
    return Incoming(**{**fields, **overrides})


def make_submission(**overrides: Any) -> Submission:
    """Receive a piece."""
    return receive_submission(incoming=make_incoming(**overrides)).submission


def make_photo_file(
    name: str = "现场.jpg",
    *,
    size: tuple[int, int] = (640, 480),
    format: str = "JPEG",  # noqa: A002 - Pillow's word
    colour: str = "teal",
    exif: Image.Exif | None = None,
) -> Path:
    """Draw a photograph where uploads wait."""
    folder = Path(settings.FILE_UPLOAD_TEMP_DIR) / uuid4().hex
    folder.mkdir(parents=True)
    extra = {} if exif is None else {"exif": exif}
    Image.new("RGB", size, colour).save(folder / name, format, **extra)
    return folder / name


def make_photo(path: Path | None = None, **overrides: Any) -> IncomingPhoto:
    """Return a photograph that waits for its piece."""
    path = path or make_photo_file()
    words = {"caption": "工人在调试生产线。", "credit": "林晓 摄"}
    return IncomingPhoto(**{"name": path.name, "path": path, **words, **overrides})
