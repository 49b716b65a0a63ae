"""Which encoding the bytes of an RTF run are in: by its font, else by the file."""

from __future__ import annotations

import codecs

CHARSETS = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gb18030",
    136: "big5hkscs",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}
PAGES = {
    936: "gb18030",
    950: "big5hkscs",
    10008: "gb2312",
    65001: "utf-8",
    54936: "gb18030",
}
EAST_ASIAN = frozenset(("gb18030", "big5hkscs", "cp932", "cp949", "johab"))
WESTERN = "cp1252"


def code_page(number: int | None) -> str:
    """Return the encoding of a code page; Western for one that is not known."""
    name = PAGES.get(number or 0, f"cp{number}")
    try:
        codecs.lookup(name)
    except LookupError:
        return WESTERN
    return name


def decode(raw: bytes, *, font: str, page: str) -> str:
    """Return the text of a run.

    Word writes Chinese bytes under Western fonts too, as long as the file's page is a
    Chinese one; so the font is believed only as far as its bytes agree.
    """
    if raw.isascii():
        return raw.decode("ascii")
    candidates = dict.fromkeys(filter(None, (font, page, WESTERN)))
    if not font and page not in EAST_ASIAN:
        candidates = dict.fromkeys((page, WESTERN))
    for name in candidates:
        try:
            return raw.decode(name)
        except UnicodeDecodeError:
            continue
    return raw.decode(font or page, "replace")
