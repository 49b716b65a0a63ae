"""Pictures written into HTML itself as data: addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote_to_bytes

from submissions.mail.model import Attachment
from submissions.mail.transfer import decode_base64

MOST_PICTURES = 50

_PICTURE = re.compile(
    r"""src\s*=\s*["']?\s*data:(image/[\w.+-]{1,40});base64,([A-Za-z0-9+/=%\s]+)""",
    re.IGNORECASE,
)


def pictures_in_html(pages: Iterable[str]) -> tuple[Attachment, ...]:
    """Return the pictures of HTML bodies, without names."""
    found: list[Attachment] = []
    for html in pages:
        if "data:image" not in html:
            continue
        for picture in _PICTURE.finditer(html):
            if len(found) >= MOST_PICTURES:
                break
            data = decode_base64(unquote_to_bytes(picture.group(2)))
            found.append(Attachment("", picture.group(1).lower(), data, inline=True))
    return tuple(found)
