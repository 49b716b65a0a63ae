"""Tell what a file is from its first bytes; its name is never asked."""

from __future__ import annotations

HEAD = 64  # bytes that are enough to tell
HEVC_BRANDS = frozenset(
    (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"hevm", b"hevs")
)
ANY_BRANDS = frozenset((b"mif1", b"mif2", b"msf1", b"miaf"))  # whatever the coding
AV1_BRANDS = frozenset((b"avif", b"avis"))
# Pillow's name of the decoder that may then open the file, and nothing else.
MAGIC = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"BM", "BMP"),
)
# Pictures and pages that we know and do not take, with the name people know them by.
UNSUPPORTED = (
    (b"8BPS", "Photoshop"),
    (b"%PDF", "PDF"),
    (b"%!PS", "PostScript"),
    (b"\xc5\xd0\xd3\xc6", "PostScript"),
    (b"\0\0\0\x0cjP  ", "JPEG 2000"),
    (b"\xff\x0a", "JPEG XL"),
    (b"\0\0\0\x0cJXL ", "JPEG XL"),
    (b"II+\0", "BigTIFF"),
    (b"MM\0+", "BigTIFF"),
    (b"FUJIFILMCCD-RAW", "camera raw"),
    (b"IIU\0", "camera raw"),
    (b"II\x1a\0\0\0HEAPCCDR", "camera raw"),
    (b"\xd7\xcd\xc6\x9a", "Windows metafile"),
)


def sniff(head: bytes) -> str:
    """Return the decoder's name for a file's first bytes, or nothing."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    brands = _brands(head)
    if brands and (brands[0] in HEVC_BRANDS or HEVC_BRANDS & set(brands)):
        return "HEIF"
    if brands and brands[0] in ANY_BRANDS and not AV1_BRANDS & set(brands):
        return "HEIF"
    return next((name for magic, name in MAGIC if head.startswith(magic)), "")


def known_but_unsupported(head: bytes) -> str:
    """Return the everyday name of a format that we know and do not take."""
    brands = _brands(head)
    if brands:
        return "AVIF" if AV1_BRANDS & set(brands) else "video"
    if b"<svg" in head[:1024].lower():
        return "SVG"
    return next((name for magic, name in UNSUPPORTED if head.startswith(magic)), "")


def _brands(head: bytes) -> list[bytes]:
    """Return the brands of an ISO file: its own first, then those it is also like."""
    if head[4:8] != b"ftyp":
        return []
    end = min(int.from_bytes(head[:4], "big"), len(head))
    return [head[8:12], *(head[at : at + 4] for at in range(16, end - 3, 4))]
