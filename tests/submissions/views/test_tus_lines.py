"""Files over bad lines, into a real web server, sent by another tus client (tuspy)."""

import hashlib
import socket
import struct
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from uuid import UUID, uuid4

import httpx
import pytest
import requests
from tusclient.client import TusClient
from tusclient.exceptions import TusCommunicationError

from submissions.enums import UploadState
from submissions.models import Upload
from submissions.services.uploads import bytes_here, path_of
from tests.servers.cutting_proxy import Line, bad_line
from tests.servers.ports import HOST
from tests.servers.web import WebServer, running_web
from tests.submissions.pieces import jpeg_bytes
from tests.submissions.tus_client import BODY_TYPE, TUS, metadata

pytestmark = pytest.mark.django_db(transaction=True)

MEBIBYTE = 1024**2
JPEG = jpeg_bytes(640, 480)
LOST_AT_MOST = 32 * 1024  # of what a killed process or a reset line had brought


@pytest.fixture(scope="module")
def web(django_db_setup):
    with running_web() as server:
        yield server


def large_jpeg(folder: Path, size: int) -> Path:
    """Write a JPEG made larger by bytes after its end, which no two places share."""
    path, written = folder / "现场.jpg", len(JPEG)
    with path.open("wb") as file:
        file.write(JPEG)
        number = 0
        while written < size:
            block = hashlib.sha256(str(number).encode()).digest() * 2048
            file.write(block[: size - written])
            written += len(block)
            number += 1
    return path


def hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def send_over(line: Line, path: Path, **options: object) -> Upload:
    """Send a file with tuspy, going on after each cut as a browser does."""
    form = str(uuid4())
    client = TusClient(f"{line.url}/files/")
    uploader = client.uploader(
        str(path), metadata={"filename": path.name, "form": form}, **options
    )
    while uploader.offset < path.stat().st_size:
        try:
            uploader.upload()
        except (TusCommunicationError, requests.RequestException):
            if uploader.url:
                uploader = client.uploader(str(path), url=uploader.url, **options)
    return Upload.objects.get(form_key=UUID(form))


@pytest.mark.parametrize(
    ("cut_after", "options"),
    [
        (550_001, {}),
        (300_001, {"chunk_size": 512 * 1024, "upload_checksum": True}),
    ],
    ids=["whole", "checksums"],
)
def test_a_line_cut_twenty_times_brings_the_file_byte_for_byte(
    web: WebServer, tmp_path: Path, cut_after: int, options: dict
):
    path = large_jpeg(tmp_path, 12 * MEBIBYTE)

    with bad_line(web.port) as line:
        line.cut_after, line.cuts_left = cut_after, 20
        upload = send_over(line, path, **options)

    assert line.cuts == 20
    assert hash_of(path_of(upload.key)) == hash_of(path) == upload.sha256
    assert (upload.state, upload.offset) == (UploadState.CHECKING, 12 * MEBIBYTE)


@pytest.mark.acceptance
def test_a_hundred_megabytes_come_whole_over_twenty_cuts(
    web: WebServer, tmp_path: Path
):
    path = large_jpeg(tmp_path, 100 * MEBIBYTE)

    with bad_line(web.port) as line:
        line.cut_after, line.cuts_left = 4_900_001, 20
        upload = send_over(line, path)

    assert line.cuts == 20
    assert hash_of(path_of(upload.key)) == hash_of(path) == upload.sha256


def begin(web: WebServer, size: int) -> str:
    """Begin an upload; return its path."""
    answer = httpx.post(
        f"{web.url}/files/",
        headers={
            **TUS,
            "Upload-Length": str(size),
            "Upload-Metadata": metadata(filename="现场.jpg", form=str(uuid4())),
        },
    )
    assert answer.status_code == 201
    return answer.headers["Location"]


@contextmanager
def open_line(web: WebServer, address: str, *, offset: int, length: int):
    """Promise the rest of a file, and let the test send of it what it likes."""
    with socket.create_connection((HOST, web.port)) as line:
        line.sendall(
            f"PATCH {address} HTTP/1.1\r\nHost: localhost\r\nTus-Resumable: 1.0.0\r\n"
            f"Content-Type: {BODY_TYPE}\r\nUpload-Offset: {offset}\r\n"
            f"Content-Length: {length}\r\n\r\n".encode()
        )
        yield line


def key_of(address: str) -> UUID:
    return UUID(hex=address.split("/")[-2])


def wait_until_here(address: str, count: int) -> None:
    end = time.monotonic() + 10
    while (bytes_here(key_of(address)) or 0) < count:
        assert time.monotonic() < end
        time.sleep(0.01)


def tell(web: WebServer, address: str) -> httpx.Response:
    return httpx.head(f"{web.url}{address}", headers=TUS, timeout=10)


def go_on(web: WebServer, address: str, content: bytes, offset: int) -> httpx.Response:
    return httpx.patch(
        f"{web.url}{address}",
        content=content,
        headers={**TUS, "Content-Type": BODY_TYPE, "Upload-Offset": str(offset)},
        timeout=30,
    )


def test_the_second_of_two_who_write_waits_its_turn(web: WebServer):
    content = JPEG + b"0" * 200_000
    address = begin(web, len(content))

    with open_line(web, address, offset=0, length=len(content)) as line:
        line.sendall(content[:100_000])
        wait_until_here(address, 65_536)
        raced = go_on(web, address, content, 0)
        asked = tell(web, address)
        line.sendall(content[100_000:])
        line.recv(1)

    assert (raced.status_code, asked.status_code) == (423, 423)
    assert raced.headers["Retry-After"]
    assert path_of(key_of(address)).read_bytes() == content


def test_what_a_reset_line_had_brought_is_kept(web: WebServer):
    content = JPEG + b"0" * 3_000_000
    address = begin(web, len(content))

    with open_line(web, address, offset=0, length=len(content)) as line:
        line.sendall(content[:1_000_000])
        wait_until_here(address, 1_000_000 - LOST_AT_MOST)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    offset = int(tell(web, address).headers["Upload-Offset"])
    assert 1_000_000 - LOST_AT_MOST <= offset <= 1_000_000
    assert go_on(web, address, content[offset:], offset).status_code == 204
    assert path_of(key_of(address)).read_bytes() == content


def test_what_a_killed_process_had_taken_is_kept(web: WebServer):
    content = JPEG + b"1" * 3_000_000
    address = begin(web, len(content))

    with open_line(web, address, offset=0, length=len(content)) as line:
        line.sendall(content[:1_000_000])
        wait_until_here(address, 1_000_000 - LOST_AT_MOST)
        before = bytes_here(key_of(address))
        web.kill_serving()

    told = tell_again(web, address)
    offset = int(told.headers["Upload-Offset"])
    assert Upload.objects.get().offset == offset >= (before or 0)
    assert go_on(web, address, content[offset:], offset).status_code == 204
    assert path_of(key_of(address)).read_bytes() == content


def tell_again(web: WebServer, address: str) -> httpx.Response:
    """Ask until a new process serves."""
    end = time.monotonic() + 20
    while True:
        with suppress(httpx.TransportError):
            return tell(web, address)
        assert time.monotonic() < end
        time.sleep(0.1)


def test_slow_lines_leave_room_for_the_form(web: WebServer):
    addresses = [begin(web, 1_000_000) for _ in range(8)]

    with ExitStack() as stack:
        for address in addresses[:6]:
            line = stack.enter_context(
                open_line(web, address, offset=0, length=1_000_000)
            )
            line.sendall(JPEG[:5000].ljust(20_000, b"0"))
            wait_until_here(address, 8192)
        began = time.monotonic()
        pages = [httpx.get(f"{web.url}/") for _ in range(5)]
        seconds = (time.monotonic() - began) / len(pages)
        late = go_on(web, addresses[6], JPEG, 0)

    assert [page.status_code for page in pages] == [200] * 5
    assert seconds < 4
    assert (late.status_code, late.headers["Retry-After"]) == (503, "3")


def test_f20_memory_stays_flat_while_a_hundred_megabytes_arrive(
    web: WebServer, tmp_path: Path
):
    path = large_jpeg(tmp_path, 100 * MEBIBYTE)
    httpx.get(f"{web.url}/")
    address = begin(web, 100 * MEBIBYTE)
    before, seen = web.megabytes(), []

    def send() -> int:
        with path.open("rb") as file:
            return httpx.patch(
                f"{web.url}{address}",
                content=iter(lambda: file.read(MEBIBYTE), b""),
                headers={
                    **TUS,
                    "Content-Type": BODY_TYPE,
                    "Upload-Offset": "0",
                    "Content-Length": str(100 * MEBIBYTE),
                },
                timeout=120,
            ).status_code

    with ThreadPoolExecutor(1) as pool:
        sending = pool.submit(send)
        while not sending.done():
            seen.append(web.megabytes())
            time.sleep(0.02)

    assert sending.result() == 204
    assert max(seen) < 200
    assert max(seen) - before < 20


def test_a_refused_file_is_refused_before_the_rest_has_come(web: WebServer):
    address = begin(web, 90 * MEBIBYTE)

    with open_line(web, address, offset=0, length=90 * MEBIBYTE) as line:
        line.sendall(b"\0\0\0\x18ftypmp42".ljust(20_000, b"\0"))
        end = time.monotonic() + 20
        while Upload.objects.get().state != UploadState.REFUSED:
            assert time.monotonic() < end
            time.sleep(0.01)

    assert not path_of(key_of(address)).exists()


def test_f34_a_full_disk_claims_nothing():
    """The system's own limit on the size of a file stands for the full disk."""
    content = JPEG + b"2" * 20_000_000
    with running_web(largest_file=16_000_000) as web:
        address = begin(web, len(content))
        refused = go_on(web, address, content, 0)
        offset = int(tell(web, address).headers["Upload-Offset"])

    assert refused.status_code == 507
    assert refused.text.endswith("。")
    assert offset == 16_000_000
    with running_web() as web:
        assert go_on(web, address, content[offset:], offset).status_code == 204
    assert path_of(key_of(address)).read_bytes() == content


@pytest.mark.acceptance
def test_a_dead_line_gives_its_thread_and_its_file_back(web: WebServer):
    content = JPEG + b"3" * 500_000
    address = begin(web, len(content))

    with open_line(web, address, offset=0, length=len(content)) as line:
        line.sendall(content[:200_000])
        wait_until_here(address, 200_000 - LOST_AT_MOST)
        told = tell(web, address)
        end = time.monotonic() + 40
        while told.status_code == 423 and time.monotonic() < end:
            time.sleep(float(told.headers["Retry-After"]))
            told = tell(web, address)
        offset = int(told.headers["Upload-Offset"])
        answer = go_on(web, address, content[offset:], offset)

    assert answer.status_code == 204
    assert offset >= 200_000 - LOST_AT_MOST
    assert path_of(key_of(address)).read_bytes() == content
