"""Many people at the public form at once, each with a connection of her own."""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import httpx

from bench.copywriter import Copywriter
from bench.photographs import numbered
from bench.timing import timed
from bench.tus import send_up
from bench.web_forms import read_form
from guidekit.demo.challenge import solve

REF = re.compile(r"GK-\d{4}-\d{4,}")
LIMIT = 120  # seconds
CHARACTERS = 600


@dataclass(frozen=True, slots=True)
class Sending:
    """One sending: the headline, the receipt's number or nothing, its seconds.

    ``photos`` are the hashes of the photographs that went up before it.
    """

    headline: str
    ref: str
    seconds: float
    photos: tuple[str, ...] = ()


def send_all(
    url: str, *, users: int, each: int, photograph: bytes, photos: int
) -> Sequence[Sending]:
    """Have so many people send so many pieces each, all beginning at one moment.

    Every piece has so many photographs, which go up by tus before the button is
    pressed; each has bytes of its own.
    """
    together = threading.Barrier(users)

    def one(number: int) -> list[Sending]:
        # Nothing is encrypted on the loopback: loading certificates would cost more
        # than the request.
        with httpx.Client(base_url=url, timeout=LIMIT, verify=False) as http:
            http.follow_redirects = True
            writer = Copywriter(number)
            first = number * each * photos
            # What costs a browser's processor is done before: it is not the server's.
            bags = [
                _pack(http, photograph, first + piece * photos, photos)
                for piece in range(each)
            ]
            together.wait(LIMIT)
            return [_send(http, writer, number, bag) for bag in bags]

    with ThreadPoolExecutor(users) as pool:
        return [sent for some in pool.map(one, range(users)) for sent in some]


@dataclass(frozen=True, slots=True)
class Bag:
    """What a person has ready: photographs, their hashes, the challenge solved."""

    photos: list[bytes]
    hashes: tuple[str, ...]
    solution: str


def _pack(http: httpx.Client, photograph: bytes, first: int, photos: int) -> Bag:
    made = [numbered(photograph, first + photo) for photo in range(photos)]
    hashes = tuple(hashlib.sha256(photo).hexdigest() for photo in made)
    return Bag(made, hashes, solve(http.get("/challenge/").json()))


def _send(http: httpx.Client, writer: Copywriter, user: int, bag: Bag) -> Sending:
    """Open the form, send the photographs up, then press the button."""
    copy = writer.copy(CHARACTERS)
    headline = f"{copy.headline}（{user}之{len(bag.photos)}）"
    form = read_form(_opened(http), "data-piece")
    ids = [
        send_up(http, photo, form=form.words["key"], name=f"{place}.jpg")
        for place, photo in enumerate(bag.photos, start=1)
    ]
    data = {
        **form.words,
        **_words(user),
        "headline": headline,
        "body": "\n".join(block.text for block in copy.blocks),
        "altcha": bag.solution,
        "uploads": ids,
        "upload_captions": ["南溪工业园的码头。"] * len(ids),
        "upload_credits": [f"通讯员{user} 摄"] * len(ids),
    }

    def press_the_button() -> httpx.Response:
        return http.post(
            form.action, data=data, headers={"Referer": str(http.base_url)}
        )

    try:
        answer, seconds = timed(press_the_button)
    except httpx.HTTPError:
        return Sending(headline, "", LIMIT, bag.hashes)
    ref = REF.search(answer.text) if "/status/" in str(answer.url) else None
    return Sending(headline, ref.group() if ref else "", seconds, bag.hashes)


def _opened(http: httpx.Client) -> str:
    """Return the form's page; asked for once more on a line that was closed idle.

    A server may close a connection that was kept open in the moment in which it is used
    again (RFC 9112, 9.3.1: a client may retry); browsers ask again by themselves.
    """
    try:
        return http.get("/").text
    except httpx.TransportError:
        return http.get("/").text


def _words(user: int) -> dict[str, str]:
    return {
        "kind": "news",
        "contact_name": f"通讯员{user}",
        "contact_unit": "南溪工业园宣传中心",
        "contact_email": f"user{user}@example.org",
        "consent": "on",
    }
