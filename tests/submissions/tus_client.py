"""tus as a program speaks it, one request at a time, through Django's test client."""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.test import Client

TUS = {"tus-resumable": "1.0.0"}
BODY_TYPE = "application/offset+octet-stream"


def metadata(**words: str) -> str:
    """Write ``Upload-Metadata``."""
    return ",".join(
        f"{key} {base64.b64encode(value.encode()).decode()}"
        for key, value in words.items()
    )


def checksum(content: bytes, algorithm: str = "sha256") -> dict[str, str]:
    """Promise what a chunk hashes to."""
    digest = hashlib.new(algorithm, content).digest()
    return {"upload-checksum": f"{algorithm} {base64.b64encode(digest).decode()}"}


def begin(
    client: Client,
    *,
    size: object,
    form: UUID | str,
    name: str = "现场.jpg",
    body: bytes | None = None,
    headers: Mapping[str, str] = {},
    **words: str,
) -> Any:
    """Begin an upload, with its first bytes when there are some."""
    said = metadata(filename=name, **({"form": str(form)} if form else {}), **words)
    return client.generic(
        "POST",
        "/files/",
        data=body or b"",
        content_type=BODY_TYPE if body is not None else "",
        headers={
            **TUS,
            "upload-length": str(size),
            "upload-metadata": said,
            **headers,
        },
    )


def add(
    client: Client,
    address: str,
    content: bytes,
    *,
    offset: object = 0,
    length: int | None = None,
    **headers: str,
) -> HttpResponse:
    """Add bytes at an offset; ``length`` says more than there is: a cut line."""
    said = len(content) if length is None else length
    # The client itself says nothing of an empty body, and reads no less than it said.
    extra: dict[str, Any] = {
        "CONTENT_LENGTH": str(said),
        "CONTENT_TYPE": BODY_TYPE,
        "wsgi.input": io.BytesIO(content),
    }
    return client.generic(
        "PATCH",
        address,
        data=content,
        content_type=BODY_TYPE,
        headers={
            **TUS,
            "upload-offset": str(offset),
            **{name.replace("_", "-"): value for name, value in headers.items()},
        },
        **extra,
    )


def ask(client: Client, address: str) -> Any:
    """Ask how much is here."""
    return client.generic("HEAD", address, headers=TUS)


def end(client: Client, address: str) -> Any:
    """Take an upload back."""
    return client.generic("DELETE", address, headers=TUS)


def send_whole(
    client: Client, content: bytes, *, form: UUID | str, **words: str
) -> str:
    """Send a file up in one request; return its id."""
    answer = begin(client, size=len(content), form=form, body=content, **words)
    assert answer.status_code == 201, answer.content.decode()
    return answer["Location"].split("/")[-2]
