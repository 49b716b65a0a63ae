"""Many people at the public form at once, each with a connection of her own."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import httpx

from bench.copywriter import Copywriter
from bench.timing import timed
from bench.web_forms import read_form
from guidekit.demo.challenge import solve

REF = re.compile(r"GK-\d{4}-\d{4,}")
LIMIT = 120  # seconds
CHARACTERS = 600


@dataclass(frozen=True, slots=True)
class Sending:
    """One sending: the headline, the receipt's number or nothing, its seconds."""

    headline: str
    ref: str
    seconds: float


def send_all(url: str, *, users: int, each: int, photo: bytes) -> Sequence[Sending]:
    """Have so many people send so many pieces each, all beginning at one moment."""
    together = threading.Barrier(users)

    def one(number: int) -> list[Sending]:
        # Nothing is encrypted on the loopback: loading certificates would cost more
        # than the request.
        with httpx.Client(base_url=url, timeout=LIMIT, verify=False) as http:
            http.follow_redirects = True
            writer = Copywriter(number)
            together.wait(LIMIT)
            return [_send(http, writer, number, n, photo) for n in range(each)]

    with ThreadPoolExecutor(users) as pool:
        return [sent for some in pool.map(one, range(users)) for sent in some]


def _send(
    http: httpx.Client, writer: Copywriter, user: int, number: int, photo: bytes
) -> Sending:
    """Open the form and send a piece, the first one with a photograph."""
    copy = writer.copy(CHARACTERS)
    headline = f"{copy.headline}（{user}之{number}）"
    body = "\n".join(block.text for block in copy.blocks)
    form = read_form(http.get("/").text, "data-piece")
    data = {**form.words, **_words(user), "headline": headline}
    data["altcha"] = solve(http.get("/challenge/").json())
    files = {"photos": ("photo.jpg", photo)} if number == 0 else None

    def press_the_button() -> httpx.Response:
        return http.post(
            form.action,
            data={**data, "body": body},
            files=files,
            headers={"Referer": str(http.base_url)},
        )

    try:
        answer, seconds = timed(press_the_button)
    except httpx.HTTPError:
        return Sending(headline, "", LIMIT)
    ref = REF.search(answer.text) if "/status/" in str(answer.url) else None
    return Sending(headline, ref.group() if ref else "", seconds)


def _words(user: int) -> dict[str, str]:
    return {
        "kind": "news",
        "contact_name": f"通讯员{user}",
        "contact_unit": "南溪工业园宣传中心",
        "contact_email": f"user{user}@example.org",
        "consent": "on",
        "photo_captions": "南溪工业园的码头。",
        "photo_credits": f"通讯员{user} 摄",
    }
