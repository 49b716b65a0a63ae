"""What an OLE file is, by the names of its streams."""

import io
import struct

import pytest

from submissions.documents.sniffing import ole_format


def ole_bytes(*streams: str) -> bytes:
    """Return an OLE file of some empty streams."""
    free, end = 0xFFFFFFFF, 0xFFFFFFFE
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9L", 0, 1, 1, 0, 4096, end, 0, end, 0)
    head += struct.pack("<109L", 0, *[free] * 108)
    table = struct.pack("<128L", 0xFFFFFFFD, end, *[free] * 126)
    names = [("Root Entry", 5, free, 1), *((one, 2, free, free) for one in streams)]
    entries = b"".join(
        struct.pack(
            "<64sH2B3L36xLQ",
            *(name.encode("utf-16-le"), 2 * len(name) + 2, kind, 1),
            *(free, at + 1 if 0 < at < len(streams) else free, child, end, 0),
        )
        for at, (name, kind, _, child) in enumerate(names)
    )
    return head + table + entries.ljust(512, b"\0")


@pytest.mark.parametrize(
    ("stream", "form"),
    [("WordDocument", "doc"), ("MN0", "works"), ("CONTENTS", "works"), ("x", "ole")],
)
def test_kinds_of_ole_files(stream, form):
    assert ole_format(io.BytesIO(ole_bytes(stream))) == form
