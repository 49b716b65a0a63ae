"""Word files as authors send them up with the form, and the worker that reads them."""

from __future__ import annotations

from uuid import UUID, uuid4

from desk.models import Job
from desk.services.jobs import run_job
from guidekit.copyfile import CopyItem
from submissions.enums import UploadPurpose
from submissions.models import Upload
from submissions.services.uploads import store_upload
from tests.press.copy.recognising.habits import body_lines, head_lines, worded
from tests.submissions.mail_habits import (
    AUTHOR,
    PHONE,
    UNIT,
    gbk_zip,
    old_word_file,
    photograph,
    title,
    word_file,
)

WORD = "稿件.docx"
CARD = f"（{UNIT} {AUTHOR} {PHONE}）"


def send_up(data: bytes, name: str = WORD, *, form: UUID | None = None) -> Upload:
    """Send a Word file up for a form."""
    return store_upload(
        key=form or uuid4(),
        name=name,
        size=len(data),
        chunks=[data],
        purpose=UploadPurpose.DOCUMENT,
    )


def read(data: bytes, name: str = WORD, *, form: UUID | None = None) -> Upload:
    """Send a Word file up and let the worker read it."""
    upload = send_up(data, name, form=form)
    work()
    upload.refresh_from_db()
    return upload


def work() -> None:
    """Do what the worker would do now."""
    for job in Job.objects.filter(kind="submissions.look_at_upload").order_by("pk"):
        run_job(job.pk)


def typed_in_word(item: CopyItem) -> tuple[str, bytes]:
    """Type text and pictures into one Word file, with the author's card below."""
    pictures = [photograph() for _photo in item.photos]
    return f"{title(item)}.docx", word_file(item, pictures=pictures, card=CARD)


def saved_as_old_word(item: CopyItem) -> tuple[str, bytes]:
    """Save it as .doc, as the office has always done."""
    name, data = typed_in_word(item)
    return name[:-1], old_word_file(data)


def packed(item: CopyItem) -> tuple[str, bytes]:
    """Pack Word file and photographs, with a list of captions."""
    files = {f"{title(item)}.docx": word_file(item, card=CARD)}
    files |= {f"{number}.jpg": photograph() for number, _ in enumerate(item.photos, 1)}
    if item.photos:
        captions = (
            f"{number}.jpg：{worded(photo, '{caption}{credit}')}"
            for number, photo in enumerate(item.photos, 1)
        )
        files["图片说明.txt"] = "\r\n".join(captions).encode("gb18030")
    return "稿件.zip", gbk_zip(files)


def plain_text(item: CopyItem) -> tuple[str, bytes]:
    """Save the text in the old Chinese encoding; pictures cannot be in it."""
    lines = [*head_lines(item), *body_lines(item), CARD]
    return f"{title(item)}.txt", "\r\n".join(lines).encode("gb18030")
