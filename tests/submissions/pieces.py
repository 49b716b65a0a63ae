"""A piece as a correspondent types it, and photographs to go with it."""

import re
from io import BytesIO
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tests.submissions.tus_client import send_whole

BODY = """　　本月，滨河开发区二期厂房封顶。

## 服务更近
“从拿地到开工只用四十天。”**负责人**说。"""


def typed(**overrides: Any) -> dict[str, Any]:
    """Return what is posted for a valid, unremarkable piece."""
    return {
        "key": str(uuid4()),
        "kind": "news",
        "section": "",
        "kicker": "滨河开发区",
        "headline": "项目建设跑出“加速度”",
        "deck": "——前十月新签约项目二十六个",
        "byline": "通讯员 林晓",
        "body": BODY,
        "contact_name": "林晓",
        "contact_unit": "滨河开发区宣传中心",
        "contact_email": "linxiao@example.org",
        "contact_phone": "0311-80000000",
        "note_to_desk": "",
        "consent": "on",
        **overrides,
    }


def jpeg_bytes(width: int = 64, height: int = 48, colour: str = "teal") -> bytes:
    """Draw a photograph."""
    out = BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "JPEG")
    return out.getvalue()


def photo_file(name: str = "现场.jpg", content: bytes | None = None):
    """Return a photograph as a form carries it."""
    content = jpeg_bytes() if content is None else content
    return SimpleUploadedFile(name, content, "image/jpeg")


def send_up(client: Client, *, key: str, name: str = "a.jpg", content=None) -> str:
    """Send a photograph up as the form's script does; return its id."""
    content = jpeg_bytes() if content is None else content
    return send_whole(client, content, form=key, name=name)


def sentences(page: str) -> list[str]:
    """Return the sentences beside the fields of a returned form, in order."""
    found = re.findall(r'<p class="field-error"[^>]*>([^<]+)</p>', page)
    return [sentence for sentence in found if sentence.strip()]
