"""Send a file up by tus as the form's script does: again until all of it is there."""

from __future__ import annotations

import base64
import time

import httpx

TUS = {"Tus-Resumable": "1.0.0"}
BODY_TYPE = "application/offset+octet-stream"
LATER = frozenset((423, 429, 500, 502, 503, 504, 507))
PAUSE = 1.0  # seconds
LIMIT = 300  # seconds in all


def send_up(http: httpx.Client, content: bytes, *, form: str, name: str) -> str:
    """Send a file up; return its id, or nothing when it was refused for good."""
    end = time.monotonic() + LIMIT
    address = _begin(http, len(content), form, name, end)
    offset = 0
    while address and offset < len(content) and time.monotonic() < end:
        try:
            answer = http.patch(
                address,
                content=content[offset:],
                headers={
                    **TUS,
                    "Content-Type": BODY_TYPE,
                    "Upload-Offset": str(offset),
                },
            )
        except httpx.HTTPError:
            offset = _here(http, address, offset)
            continue
        if answer.is_success:
            offset = int(answer.headers["Upload-Offset"])
        elif answer.status_code in LATER or answer.status_code == 409:
            offset = _here(http, address, offset)
        else:
            return ""
    return address.split("/")[-2] if address and offset == len(content) else ""


def _begin(http: httpx.Client, size: int, form: str, name: str, end: float) -> str:
    said = ",".join(
        f"{key} {base64.b64encode(value.encode()).decode()}"
        for key, value in (("filename", name), ("form", form))
    )
    headers = {**TUS, "Upload-Length": str(size), "Upload-Metadata": said}
    while time.monotonic() < end:
        try:
            answer = http.post("/files/", headers=headers)
        except httpx.HTTPError:
            time.sleep(PAUSE)
            continue
        if answer.status_code == 201:
            return answer.headers["Location"]
        if answer.status_code not in LATER:
            return ""
        time.sleep(PAUSE)
    return ""


def _here(http: httpx.Client, address: str, offset: int) -> int:
    time.sleep(PAUSE)
    try:
        told = http.head(address, headers=TUS)
        return int(told.headers["Upload-Offset"]) if told.is_success else offset
    except httpx.HTTPError:
        return offset
