"""A correspondent at the public form, without JavaScript."""

from __future__ import annotations

import re
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import httpx
from lxml import html as lxml_html

from guidekit.copyfile import CopyItem
from guidekit.demo.challenge import solve

REF = re.compile(r"GK-\d{4}-\d{4,}")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the form answers with."""

    ref: str
    status_url: str


def submit_item(base_url: str, item: CopyItem, *, number: int) -> Receipt:
    """Send an item through the public form, photographs too; return the receipt.

    Raises ``RuntimeError`` with the form's own words when it refuses.
    """
    with httpx.Client(base_url=base_url, timeout=120, follow_redirects=True) as http:
        page: Any = lxml_html.fromstring(http.get("/").text)
        form = page.xpath("//form[.//input[@name='headline']]")[0]
        solved = solve(http.get("/challenge/").json())
        data = {**_data(form, item, number), "altcha": solved}
        headers = {"Referer": f"{base_url}/"}
        with ExitStack() as stack:
            answer = http.post(
                form.get("action") or "/",
                data=data,
                files=_files(item, stack) or None,
                headers=headers,
            )
    found = REF.search(answer.text)
    if not answer.is_success or "/status/" not in str(answer.url) or not found:
        raise RuntimeError(_refusal(answer))
    return Receipt(found.group(), str(answer.url))


def _refusal(answer: httpx.Response) -> str:
    page: Any = lxml_html.fromstring(answer.text or "<p></p>")
    words = page.xpath("//*[contains(@class, 'error')]//text()")
    said = " ".join(word.strip() for word in words if word.strip())
    return f"The form answered {answer.status_code}: {said or 'no reason given'}."


def _data(form: Any, item: CopyItem, number: int) -> dict[str, object]:
    hidden = {
        node.get("name"): node.get("value", "")
        for node in form.xpath(".//input[@type='hidden']")
        if node.get("name")
    }
    options = {
        node.text_content().strip(): node.get("value")
        for node in form.xpath(".//select[@name='section']/option")
    }
    photos = [photo for photo in item.photos if photo.path]
    return {
        **hidden,
        "kind": item.kind,
        "kicker": item.kicker,
        "headline": item.headline,
        "deck": item.deck,
        "byline": item.byline,
        "body": item.plain_body,
        "section": options.get(item.section, ""),
        "contact_name": f"通讯员{number}",
        "contact_unit": "示例开发区宣传中心",
        "contact_email": f"correspondent{number}@example.org",
        "contact_phone": "",
        "note_to_desk": "",
        "consent": "on",
        "photo_captions": [photo.caption for photo in photos],
        "photo_credits": [photo.credit for photo in photos],
    }


def _files(item: CopyItem, stack: ExitStack) -> list[tuple[str, tuple]]:
    return [
        ("photos", (photo.path.name, stack.enter_context(photo.path.open("rb"))))
        for photo in item.photos
        if photo.path
    ]
