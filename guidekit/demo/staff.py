"""A member of staff at the API."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import httpx

JOB_LIMIT = 300  # seconds


class StaffMember:
    """One person with a key of her own; every call is hers."""

    def __init__(self, base_url: str, key: str) -> None:
        headers = {"Authorization": f"Bearer {key}"}
        self.http = httpx.Client(
            base_url=f"{base_url}/api/", headers=headers, timeout=120
        )

    def get(self, path: str) -> dict[str, Any]:
        """Return what is there; raise ``RuntimeError`` with the refusal's words."""
        return _answer(self.http.get(path))

    def post(self, path: str, **data: Any) -> dict[str, Any]:
        """Ask for something to be done; raise ``RuntimeError`` when refused."""
        return _answer(self.http.post(path, json=data))

    def patch(self, path: str, **data: Any) -> dict[str, Any]:
        """Change some fields; raise ``RuntimeError`` when refused."""
        return _answer(self.http.patch(path, json=data))

    def wait(self, path: str, done: Any) -> dict[str, Any]:
        """Look again until ``done(answer)``; raise ``TimeoutError`` after a while."""
        end = time.monotonic() + JOB_LIMIT
        while time.monotonic() < end:
            answer = self.get(path)
            if done(answer):
                return answer
            time.sleep(0.3)
        raise TimeoutError(f"Nothing happened at {path} for {JOB_LIMIT} seconds.")

    def download(self, path: str, target: Path) -> Path:
        """Stream a file to ``target``."""
        with self.http.stream("GET", path) as answer, target.open("wb") as file:
            answer.raise_for_status()
            for chunk in answer.iter_bytes():
                file.write(chunk)
        return target


def _answer(response: httpx.Response) -> dict[str, Any]:
    if response.is_success:
        return response.json() if response.content else {}
    path = response.request.url.path
    raise RuntimeError(f"{path} answered {response.status_code}: {response.text[:400]}")
