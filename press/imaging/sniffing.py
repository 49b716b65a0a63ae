"""Tell what a file is from its first bytes; its name is never asked."""

from __future__ import annotations

HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")
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
    (b"FUJIFILMCCD-RAW", "camera raw"),
    (b"IIU\0", "camera raw"),
    (b"II\x1a\0\0\0HEAPCCDR", "camera raw"),
    (b"\xd7\xcd\xc6\x9a", "Windows metafile"),
)


def sniff(head: bytes) -> str:
    """Return the decoder's name for a file's first bytes, or nothing."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    if head[4:8] == b"ftyp" and head[8:12] in HEIF_BRANDS:
        return "HEIF"
    return next((name for magic, name in MAGIC if head.startswith(magic)), "")


def known_but_unsupported(head: bytes) -> str:
    """Return the everyday name of a format that we know and do not take."""
    if head[4:8] == b"ftyp":
        return "AVIF" if head[8:12] in (b"avif", b"avis") else "video"
    if b"<svg" in head[:1024].lower():
        return "SVG"
    return next((name for magic, name in UNSUPPORTED if head.startswith(magic)), "")
