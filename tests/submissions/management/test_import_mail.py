"""``import_mail`` says what a mail is, in the words of the mail."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.submissions.mail.making import (
    file_part,
    mail,
    multipart,
    plain_mail,
    text_part,
)

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


@pytest.mark.parametrize(
    ("sender", "shown"),
    [(b"Zhao <a@b.cn>", "a@b.cn"), (b"MAILER-DAEMON", "MAILER-DAEMON"), (b"A B", "")],
)
def test_the_sender_is_an_address_or_a_bare_account(
    sender: bytes, shown: str, tmp_path: Path
):
    assert (
        imported(plain_mail("Our story.", sender=sender), tmp_path)["sender"] == shown
    )
