"""``import_mail`` says what a mail is, in the words of the mail."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.submissions.mail.making import file_part, mail, multipart, text_part

pytestmark = pytest.mark.django_db


def imported(raw: bytes, folder: Path) -> dict[str, Any]:
    """Run the command over one mail and return what it says."""
    path = folder / "copy.eml"
    path.write_bytes(raw)
    out = StringIO()
    call_command("import_mail", str(path), "--json", stdout=out)
    return json.loads(out.getvalue())


def test_only_names_that_the_mail_gives_are_listed(tmp_path: Path):
    inner = mail(text_part("inside"), subject=b"inside")
    attached = b"Content-Type: message/rfc822\r\n\r\n" + inner
    parts = [text_part("Our story."), file_part("名单.txt", b"a b"), attached]

    said = imported(mail(multipart("mixed", parts, boundary="x")), tmp_path)

    assert said["names"] == ["名单.txt"]
    assert said["attachments"] == 2
