"""tus 1.0.0, rule by rule."""

import hashlib
from uuid import UUID, uuid4

import pytest
from django.test import Client

from submissions import limits
from submissions.enums import UploadState
from submissions.models import Upload
from submissions.services.uploads import path_of
from tests.submissions.pieces import jpeg_bytes
from tests.submissions.tus_client import (
    BODY_TYPE,
    TUS,
    add,
    ask,
    begin,
    checksum,
    end,
    metadata,
)

pytestmark = pytest.mark.django_db

PHOTO = jpeg_bytes(640, 480)


def test_the_server_tells_what_it_can(client: Client):
    answer = client.options("/files/")

    assert answer.status_code == 204
    assert answer["Tus-Version"] == answer["Tus-Resumable"] == "1.0.0"
    assert answer["Tus-Max-Size"] == str(100 * 1024**2)
    assert answer["Tus-Extension"] == (
        "creation,creation-with-upload,termination,expiration,checksum"
    )
    assert answer["Tus-Checksum-Algorithm"] == "sha1,sha256"


def test_a_file_comes_in_pieces_and_is_byte_for_byte(client: Client):
    made = begin(client, size=len(PHOTO), form=uuid4(), name="../现场.jpg")
    address = made["Location"]
    first = add(client, address, PHOTO[:700])
    told = ask(client, address)
    last = add(client, address, PHOTO[700:], offset=700)

    upload = Upload.objects.get()
    assert (made.status_code, first.status_code, last.status_code) == (201, 204, 204)
    assert address == f"/files/{upload.key.hex}/"
    assert (told.status_code, told["Upload-Offset"], told["Upload-Length"]) == (
        *(200, "700"),
        str(len(PHOTO)),
    )
    assert told["Cache-Control"] == "no-store"
    assert told["Upload-Metadata"] == metadata(filename="现场.jpg", purpose="photo")
    assert "GMT" in told["Upload-Expires"]
    assert last["Upload-Offset"] == str(len(PHOTO))
    assert path_of(upload.key).read_bytes() == PHOTO
    assert (upload.state, upload.format) == (UploadState.CHECKING, "JPEG")
    assert upload.sha256 == hashlib.sha256(PHOTO).hexdigest()


def test_a_file_may_come_with_its_creation(client: Client):
    answer = begin(client, size=len(PHOTO), form=uuid4(), body=PHOTO)

    assert (answer.status_code, answer["Upload-Offset"]) == (201, str(len(PHOTO)))
    assert Upload.objects.get().state == UploadState.CHECKING


@pytest.mark.parametrize("version", [None, "0.2.2", "2.0.0"])
def test_another_version_is_refused(client: Client, version: str | None):
    said = {} if version is None else {"tus-resumable": version}

    answer = client.post("/files/", headers={**said, "upload-length": "10"})

    assert (answer.status_code, answer["Tus-Version"]) == (412, "1.0.0")
    assert Upload.objects.count() == 0


@pytest.mark.parametrize("offset", [0, 699, 701, 10**14])
def test_a_wrong_offset_is_a_conflict_and_changes_nothing(client: Client, offset: int):
    address = begin(client, size=len(PHOTO), form=uuid4(), body=PHOTO[:700])["Location"]

    answer = add(client, address, PHOTO[700:], offset=offset)

    assert (answer.status_code, ask(client, address)["Upload-Offset"]) == (409, "700")


@pytest.mark.parametrize("offset", ["", "-1", "1.5", "７", "9" * 400, "0x10"])
def test_an_offset_is_a_whole_number(client: Client, offset: str):
    address = begin(client, size=len(PHOTO), form=uuid4())["Location"]

    assert add(client, address, PHOTO, offset=offset).status_code == 400


@pytest.mark.parametrize("size", ["", "-5", "none", "1e3", "９", "0"])
def test_a_length_is_a_whole_number_of_bytes(client: Client, size: str):
    answer = begin(client, size=size, form=uuid4())

    assert answer.status_code == 400
    assert answer.content.decode().endswith(".")
    assert Upload.objects.count() == 0


@pytest.mark.parametrize(
    ("header", "value"), [("upload-defer-length", "1"), ("upload-concat", "partial")]
)
def test_what_is_not_offered_is_refused_kindly(client: Client, header: str, value: str):
    answer = begin(client, size=10, form=uuid4(), headers={header: value})

    assert answer.status_code == 400
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().endswith(".")


def test_more_than_was_announced_is_refused_before_it_is_read(client: Client):
    address = begin(client, size=len(PHOTO), form=uuid4())["Location"]

    answer = add(client, address, PHOTO + b"x")

    assert (answer.status_code, ask(client, address)["Upload-Offset"]) == (413, "0")


def test_bytes_have_their_own_type(client: Client):
    address = begin(client, size=len(PHOTO), form=uuid4())["Location"]

    answer = client.patch(
        address,
        data=PHOTO,
        content_type="image/jpeg",
        headers={**TUS, "upload-offset": "0"},
    )

    assert (answer.status_code, ask(client, address)["Upload-Offset"]) == (415, "0")


def test_a_body_of_unknown_length_is_refused(client: Client):
    address = begin(client, size=len(PHOTO), form=uuid4())["Location"]

    answer = client.generic(
        "PATCH",
        address,
        data=PHOTO,
        content_type=BODY_TYPE,
        headers={**TUS, "upload-offset": "0"},
        CONTENT_LENGTH="",
    )

    assert answer.status_code == 411


def test_only_post_passes_some_networks(client: Client):
    address = begin(client, size=len(PHOTO), form=uuid4())["Location"]

    answer = client.post(
        address,
        data=PHOTO,
        content_type=BODY_TYPE,
        headers={**TUS, "upload-offset": "0", "x-http-method-override": "PATCH"},
    )

    assert (answer.status_code, answer["Upload-Offset"]) == (204, str(len(PHOTO)))


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_a_checksum_vouches_for_its_chunk(client: Client, algorithm: str):
    address = begin(client, size=len(PHOTO), form=uuid4())["Location"]
    good = checksum(PHOTO[:700], algorithm)["upload-checksum"]

    kept = add(client, address, PHOTO[:700], upload_checksum=good)
    lied = add(client, address, PHOTO[700:], offset=700, upload_checksum=good)

    assert (kept.status_code, lied.status_code) == (204, 460)
    assert ask(client, address)["Upload-Offset"] == "700"
    assert path_of(Upload.objects.get().key).read_bytes() == PHOTO[:700]


def test_a_chunk_cut_off_before_its_checksum_is_whole_does_not_count(client: Client):
    address = begin(client, size=len(PHOTO), form=uuid4())["Location"]
    promised = checksum(PHOTO[:700])["upload-checksum"]

    answer = add(client, address, PHOTO[:300], length=700, upload_checksum=promised)

    assert (answer.status_code, ask(client, address)["Upload-Offset"]) == (460, "0")


@pytest.mark.parametrize("said", ["md5 AAAA", "sha256", "sha256 ?", "sha1 AAAA"])
def test_a_checksum_that_means_nothing_is_refused(client: Client, said: str):
    address = begin(client, size=len(PHOTO), form=uuid4())["Location"]

    assert add(client, address, PHOTO, upload_checksum=said).status_code == 400
    assert ask(client, address)["Upload-Offset"] == "0"


def test_what_came_before_the_line_was_cut_is_kept(client: Client):
    address = begin(client, size=len(PHOTO), form=uuid4())["Location"]

    add(client, address, PHOTO[:500], length=len(PHOTO))
    told = ask(client, address)
    answer = add(client, address, PHOTO[500:], offset=500)

    assert (told["Upload-Offset"], answer.status_code) == ("500", 204)
    assert path_of(Upload.objects.get().key).read_bytes() == PHOTO


def test_an_upload_that_was_taken_back_is_gone(client: Client):
    address = begin(client, size=len(PHOTO), form=uuid4(), body=PHOTO[:99])["Location"]
    path = path_of(Upload.objects.get().key)

    answer = end(client, address)

    assert answer.status_code == 204
    assert not path.exists()
    assert Upload.objects.count() == 0
    for again in (
        ask(client, address),
        add(client, address, b"x"),
        end(client, address),
    ):
        assert again.status_code == 404


def test_no_cookie_and_no_token_is_asked_for():
    client = Client(enforce_csrf_checks=True)
    address = begin(client, size=len(PHOTO), form=uuid4())["Location"]

    assert add(client, address, PHOTO).status_code == 204
    assert not client.cookies


@pytest.mark.parametrize("method", ["put", "get"])
def test_other_methods_are_not_taken(client: Client, method: str):
    address = begin(client, size=len(PHOTO), form=uuid4())["Location"]

    assert getattr(client, method)(address, headers=TUS).status_code == 405


def test_addresses_that_are_not_ours_find_nothing(client: Client):
    for key in (uuid4().hex, "..%2f..%2fetc", "A" * 32, "0" * 31):
        assert ask(client, f"/files/{key}/").status_code == 404


@pytest.mark.parametrize(
    "said", ["filename ???", "filename", "purpose cGFydHk=", "form bm8ga2V5"]
)
def test_metadata_is_read_strictly(client: Client, said: str):
    answer = client.post(
        "/files/", headers={**TUS, "upload-length": "9"} | {"upload-metadata": said}
    )

    assert answer.status_code == 400
    assert Upload.objects.count() == 0


def test_f20_more_than_100_mb_is_refused_before_it_comes(client: Client):
    answer = begin(client, size=limits.PHOTO_BYTES + 1, form=uuid4())

    assert answer.status_code == 413
    assert answer.content.decode() == (
        "This photograph is larger than 100 MB; send it smaller."
    )


def test_f20_five_hundred_files_in_one_form_are_refused_at_the_21st(client: Client):
    form = uuid4()

    answers = [begin(client, size=99, form=form).status_code for _ in range(500)]

    assert answers == [201] * 20 + [413] * 480
    assert Upload.objects.filter(form_key=form).count() == 20


def test_an_hour_s_share_is_told_before_a_file_comes(client: Client, settings):
    settings.FORM_UPLOAD_BYTES_PER_HOUR = 2 * len(PHOTO) - 1
    begin(client, size=len(PHOTO), form=uuid4(), body=PHOTO)

    answer = begin(client, size=len(PHOTO), form=uuid4(), body=PHOTO)

    assert answer.status_code == 429
    assert answer.content.decode() == (
        "Too much was sent from your address; go on in an hour."
    )


def test_a_cut_line_costs_only_what_came_over_it(client: Client, settings):
    settings.FORM_UPLOAD_BYTES_PER_HOUR = 2 * len(PHOTO)
    address = begin(client, size=len(PHOTO), form=uuid4())["Location"]

    for offset in range(0, 500, 100):
        length = len(PHOTO) - offset
        cut = PHOTO[offset : offset + 100]
        assert (
            add(client, address, cut, offset=offset, length=length).status_code == 204
        )

    assert add(client, address, PHOTO[500:], offset=500).status_code == 204


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\0\0\0\x18ftypmp42" + b"\0" * 99, "This is a video"),
        (b"%PDF-1.7\n" + b"0" * 99, "We cannot take PDF files"),
        (b"<html><script>alert(1)</script>" + b" " * 99, "This is no photograph"),
        (b"<?php system($_GET[0]);" + b" " * 99, "This is no photograph"),
        (b"PK\3\4" + b"\0" * 99, "This is a Word file or an archive"),
        (b"MZ\x90" + b"\0" * 99, "This is no photograph"),
    ],
)
def test_f31_what_is_no_photograph_is_refused_by_its_first_bytes(
    client: Client, content: bytes, said: str
):
    address = begin(client, size=10**6, form=uuid4())["Location"]

    answer = add(client, address, content.ljust(5000, b" "))

    upload = Upload.objects.get()
    assert answer.status_code == 415
    assert answer.content.decode().startswith(said)
    assert (upload.state, path_of(upload.key).exists()) == (UploadState.REFUSED, False)
    again = ask(client, address)
    assert again.status_code == 410
    assert add(client, address, b"x", offset=5000).status_code == 410


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("../../etc/passwd", "passwd"),
        (".htaccess", "htaccess"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("a\r\nBcc: x@y.jpg", "aBcc： x@y.jpg"),
        ("nul\x00.jpg", "_nul.jpg"),
        ("长" * 300 + ".jpeg", "长" * 115 + ".jpeg"),
        ("", "photo"),
    ],
)
def test_f31_hostile_names_become_labels(client: Client, name: str, label: str):
    answer = begin(client, size=99, form=uuid4(), name=name)

    upload = Upload.objects.get()
    assert upload.name == label
    assert path_of(upload.key).name == upload.key.hex
    assert UUID(hex=answer["Location"].split("/")[-2]) == upload.key


@pytest.mark.parametrize(
    ("purpose", "content", "status"),
    [
        ("document", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 201),
        ("document", b"PK\3\4", 201),
        ("document", b"{\\rtf1 ", 201),
        ("document", "南溪工业园。".encode(), 201),
        ("document", PHOTO, 415),
        ("document", b"%PDF-1.7", 415),
        ("document", b"7z\xbc\xaf\x27\x1c", 415),
        ("document", b"\x7fELF", 415),
        ("clearance", PHOTO, 201),
        ("clearance", b"%PDF-1.7", 201),
        ("clearance", b"PK\3\4", 415),
        ("photo", PHOTO, 201),
    ],
)
def test_each_purpose_takes_its_own_kinds(
    client: Client, purpose: str, content: bytes, status: int
):
    body = content.ljust(5000, b" ")

    answer = begin(client, size=9000, form=uuid4(), body=body, purpose=purpose)

    assert answer.status_code == status


@pytest.mark.parametrize("purpose", ["document", "clearance"])
def test_a_word_file_has_50_mb(client: Client, purpose: str):
    size = limits.DOCUMENT_BYTES
    answers = [
        begin(client, size=s, form=uuid4(), purpose=purpose) for s in (size, size + 1)
    ]

    assert [answer.status_code for answer in answers] == [201, 413]
