"""Zip files that are the same, byte for byte, for the same members."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

from lxml import etree

EARLIEST = (1980, 1, 1, 0, 0, 0)  # zip knows no earlier time
READABLE = 0o100644 << 16
CORE_PROPERTIES = "docProps/core.xml"
DUBLIN_CORE = "http://purl.org/dc/terms/"


def member(
    name: str, *, stored: bool = False, stamp: datetime | None = None
) -> zipfile.ZipInfo:
    """Return a member's head with a fixed date, mode and system."""
    date = stamp.timetuple()[:6] if stamp and stamp.year >= EARLIEST[0] else EARLIEST
    info = zipfile.ZipInfo(name, date)
    info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    info.create_system = 3  # unix, wherever it is made
    info.external_attr = READABLE
    return info


def settle(data: bytes, stamp: datetime) -> bytes:
    """Pack an Office file again so that only its content decides its bytes."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(out, "w") as after,
    ):
        for name in before.namelist():
            content = before.read(name)
            if name == CORE_PROPERTIES:
                content = _dated(content, stamp)
            after.writestr(member(name), content)
    return out.getvalue()


def _dated(core: bytes, stamp: datetime) -> bytes:
    """Set when a document was made and changed, which libraries take from the clock."""
    root = etree.fromstring(core)
    when = stamp.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for name in ("created", "modified"):
        for element in root.findall(f"{{{DUBLIN_CORE}}}{name}"):
            element.text = when
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
