"""Photographs that wait for their form."""

import os
import threading
import time
from io import BytesIO
from uuid import uuid4

import pytest
from PIL import Image

from desk.exceptions import Refused
from submissions import limits
from submissions.services.uploads import (
    discard_uploads,
    find_upload,
    hold_form,
    store_upload,
    sweep_uploads,
)
from submissions.upload_names import file_label


def jpeg(width: int = 60, height: int = 40) -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), (120, 160, 90)).save(out, "JPEG")
    return out.getvalue()


def test_a_photograph_is_kept_byte_for_byte_for_its_form_only():
    key, content = uuid4(), jpeg()

    stored = store_upload(
        key=key, name="现场.jpg", size=len(content), chunks=[content[:9], content[9:]]
    )

    assert stored.path.read_bytes() == content
    assert (stored.name, stored.size, stored.format) == (
        "现场.jpg",
        len(content),
        "JPEG",
    )
    assert find_upload(key=key, upload_id=stored.id) == stored
    assert find_upload(key=uuid4(), upload_id=stored.id) is None


@pytest.mark.parametrize("upload_id", ["", "../../etc/passwd", "x" * 22, "a/b", ".."])
def test_f31_an_id_that_is_not_ours_finds_nothing(upload_id: str):
    assert find_upload(key=uuid4(), upload_id=upload_id) is None


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"just text", "no_photograph"),
        (b"<?php echo 1; ?>", "no_photograph"),
        (b"%PDF-1.7", "unsupported"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unsupported"),
    ],
)
def test_what_is_no_photograph_is_refused_and_leaves_nothing(content: bytes, code: str):
    key = uuid4()

    with pytest.raises(Refused) as refusal:
        chunks = [content] if content else []
        store_upload(key=key, name="a.jpg", size=len(content), chunks=chunks)

    assert refusal.value.code == code
    assert files_of(key) == []


def files_of(key) -> list[str]:
    from submissions.services import uploads

    return sorted(path.name for path in uploads._folder(key).iterdir())


def test_f20_a_photograph_that_says_too_much_is_refused_unread(monkeypatch):
    monkeypatch.setattr(limits, "PHOTO_BYTES", 1000)

    def chunks():
        raise AssertionError("read before it was refused")
        yield b""

    with pytest.raises(Refused) as refusal:
        store_upload(key=uuid4(), name="a.jpg", size=1001, chunks=chunks())

    assert refusal.value.code == "too_large"


def test_f20_a_photograph_that_lies_about_its_size_is_stopped_on_the_way(monkeypatch):
    monkeypatch.setattr(limits, "PHOTO_BYTES", 3000)
    key, taken = uuid4(), []

    def chunks():
        for _ in range(100):
            taken.append(1)
            yield jpeg()[:500].ljust(1000, b"\0")

    with pytest.raises(Refused) as refusal:
        store_upload(key=key, name="a.jpg", size=10, chunks=chunks())

    assert (refusal.value.code, len(taken), files_of(key)) == ("too_large", 4, [])


def test_a_form_holds_so_many_photographs_and_no_more(monkeypatch):
    monkeypatch.setattr(limits, "PHOTOS", 2)
    key = uuid4()
    for name in ("a.jpg", "b.jpg"):
        store_upload(key=key, name=name, size=1, chunks=[jpeg()])

    with pytest.raises(Refused) as refusal:
        store_upload(key=key, name="c.jpg", size=1, chunks=[jpeg()])

    assert refusal.value.code == "too_many"


def test_discarding_a_form_throws_its_photographs_away():
    key = uuid4()
    stored = store_upload(key=key, name="a.jpg", size=1, chunks=[jpeg()])

    discard_uploads(key)
    discard_uploads(key)

    assert find_upload(key=key, upload_id=stored.id) is None


def test_sweeping_takes_forms_that_were_never_sent_and_no_others(settings):
    old, new = uuid4(), uuid4()
    stale = store_upload(key=old, name="a.jpg", size=1, chunks=[jpeg()])
    fresh = store_upload(key=new, name="b.jpg", size=1, chunks=[jpeg()])
    long_ago = time.time() - settings.FORM_UPLOADS_KEPT - 60
    os.utime(stale.path.parent, (long_ago, long_ago))

    sweep_uploads()

    assert find_upload(key=old, upload_id=stale.id) is None
    assert find_upload(key=new, upload_id=fresh.id) == fresh


def test_f43_one_request_at_a_time_holds_a_form():
    key, order = uuid4(), []

    def second():
        with hold_form(key):
            order.append("second")

    with hold_form(key):
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.2)
        order.append("first")
    thread.join(5)

    assert order == ["first", "second"]


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("现场.jpg", "现场.jpg"),
        ("../../etc/passwd", "passwd"),
        ("C:\\photos\\a.jpg", "a.jpg"),
        (".htaccess", "htaccess"),
        ("\u200b.htaccess", "htaccess"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("a\r\nBcc: x@y.jpg", "aBcc： x@y.jpg"),
        ("nul\x00.jpg", "_nul.jpg"),
        ("图1：说明.jpg", "图1：说明.jpg"),
        ("12:30 现场.jpg", "12：30 现场.jpg"),
        ("COM1", "_COM1"),
        ("console.txt", "console.txt"),
        ("photos/", "photo"),
        ("", "photo"),
        ("...", "photo"),
        ("长" * 300 + ".jpeg", "长" * 115 + ".jpeg"),
    ],
)
def test_f31_hostile_names_become_labels(name: str, label: str):
    assert file_label(name) == label
