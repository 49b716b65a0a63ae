"""What a file is, from its bytes; its name is asked only by ``endings``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import BinaryIO

import olefile

from press.imaging.sniffing import known_but_unsupported
from press.imaging.sniffing import sniff as sniff_picture
from submissions.documents.limits import HEAD, MAX_PARTS
from submissions.documents.refusal import RefusedError
from submissions.documents.zip_directory import (
    END,
    LOCAL,
    SPANNED,
    ZipEntry,
    ends_as_zip,
    read_directory,
)
from submissions.documents.zip_streams import recovered_directory, stream

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LARGEST_TYPES_PART = 1024 * 1024

MAGIC = (
    (b"Rar!\x1a\x07\x00", "rar"),
    (b"Rar!\x1a\x07\x01\x00", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gz"),
    (b"BZh", "bz2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"\x28\xb5\x2f\xfd", "zst"),
    (b"MSCF", "cab"),
    (b"%PDF-", "pdf"),
    (b"%!PS", "postscript"),
    (b"\x78\x9f\x3e\x22", "winmail.dat"),
    (b"\xdb\xa5\x2d\0", "doc"),  # Word 2
    (b"\x9b\xa5\x21\0", "doc"),  # Word 1
)
RUNNABLE = (
    (b"MZ", "exe"),
    (b"\x7fELF", "elf"),
    (b"\xca\xfe\xba\xbe", "java or mach-o"),
    (b"\xcf\xfa\xed\xfe", "mach-o"),
    (b"\xce\xfa\xed\xfe", "mach-o"),
    (b"\xfe\xed\xfa", "mach-o"),
    (b"L\0\0\0\x01\x14\x02\0", "lnk"),
    (b"dex\n", "dex"),
    (b"\0asm", "wasm"),
)
PROGRAMS = frozenset(name for _, name in RUNNABLE)
PICTURES = {
    "JPEG": "jpeg",
    "PNG": "png",
    "TIFF": "tiff",
    "GIF": "gif",
    "WEBP": "webp",
    "HEIF": "heic",
    "BMP": "bmp",
}
# Words of a content type → the format; the more special ones first.
OFFICE_TYPES = (
    ("wordprocessingml.", "docx"),
    ("ms-word.", "docx"),
    ("spreadsheetml.", "xlsx"),
    ("ms-excel.", "xlsx"),
    ("presentationml.", "pptx"),
    ("ms-powerpoint.", "pptx"),
    ("ms-visio.", "vsdx"),
)
OLE_STREAMS = (
    ("encryptedpackage", "encrypted"),
    ("worddocument", "doc"),
    ("workbook", "xls"),
    ("book", "xls"),
    ("powerpoint document", "ppt"),
    ("visiodocument", "vsd"),
    ("__properties_version1.0", "msg"),
    ("contents", "works"),
    ("mn0", "works"),  # Works 4
    ("wpsmobiledata", "doc"),
)
_SCRIPT = re.compile(
    rb"<\?php|<\?=|<%@|#!\s*/|@echo off|<script|<%[ =]|WScript\.|Set-ExecutionPolicy",
    re.IGNORECASE,
)
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)*"
    rb"(?:<!doctype\s+html|<html|<head|<body|<meta|<table|<div|<p\b|<script)",
    re.IGNORECASE | re.DOTALL,
)
_MHT = re.compile(rb"(?:^|\n)mime-version\s*:", re.IGNORECASE)
_MHT_FIRST = re.compile(rb"\s*[A-Za-z][A-Za-z0-9-]{1,40}\s*:")
_MULTIPART = re.compile(rb"content-type\s*:\s*(?:multipart/related|text/html)", re.I)
_WORD_XML = re.compile(rb"<w:wordDocument|progid=.Word\.Document|<pkg:package")
_NOT_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def sniff_file(path: Path) -> str:
    """Return the format of a file: docx, doc, zip, jpeg, txt …; nothing if unknown."""
    with path.open("rb") as file:
        head = file.read(HEAD)
        if not head:
            return "empty"
        found = _by_magic(head) or _by_structure(file, head) or _by_words(head)
        return found or (_zip_format(file) if ends_as_zip(file) else "")


def sniff_head(head: bytes) -> str:
    """Return what a file's first bytes alone tell; ``zip`` and ``ole`` hide more."""
    if not head:
        return "empty"
    if head.startswith(OLE):
        return "ole"
    if head.startswith((LOCAL, END, *SPANNED)):
        return "zip"
    found = _by_magic(head)
    if not found and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rt"):
        return "rtf"
    return found or ("pdf" if b"%PDF-" in head[:1024] else _by_words(head))


def is_script(head: bytes) -> bool:
    """Tell whether a text begins like something that servers or shells run."""
    return bool(_SCRIPT.search(head))


def _by_magic(head: bytes) -> str:
    for magic, name in (*MAGIC, *RUNNABLE):
        if head.startswith(magic) and not (name == "exe" and _is_words(head)):
            return name
    if head[257:262] == b"ustar":
        return "tar"
    picture = sniff_picture(head[:64])
    if picture and not (picture == "BMP" and not _is_bitmap(head)):
        return PICTURES[picture]
    return ""


def _by_structure(file: BinaryIO, head: bytes) -> str:
    if head.startswith(OLE):
        return ole_format(file)
    if head.startswith((LOCAL, END, *SPANNED)):
        return _zip_format(file)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    return "rtf" if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rt") else ""


def _by_words(head: bytes) -> str:
    plain = head.removeprefix(b"\xef\xbb\xbf")
    if _WORD_XML.search(plain):
        return "wordml"
    if _MHT_FIRST.match(plain) and _MHT.search(plain) and _MULTIPART.search(plain):
        return "mht"
    if _HTML.match(plain) or _HTML.match(plain.replace(b"\0", b"")[2:]):
        return "html"
    if plain.lstrip().startswith(b"<?xml") or b"<svg" in plain[:1024].lower():
        return "xml"
    if _is_words(head):
        return "txt"
    return known_but_unsupported(head).lower()


def _is_words(head: bytes) -> bool:
    """Tell text from data: no control characters, or only UTF-16's zero bytes."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        return True
    control = len(_NOT_TEXT.findall(head))
    if control <= len(head) * 0.002 or (control <= 2 and head.count(0) == 0):
        return True
    few, many = sorted((head[0::2].count(0), head[1::2].count(0)))
    if few * 10 > many:
        return False  # zeros anywhere: data
    others = len(_NOT_TEXT.findall(head.replace(b"\0", b"")))
    # Chinese in UTF-16 has control bytes as halves of characters: 一 is 4E 00.
    spaces = many > len(head) * 0.005 and _reads_as_wide(head)
    return spaces or (not others and many * 5 >= len(head))


def _reads_as_wide(head: bytes) -> bool:
    even = head[: len(head) // 2 * 2]
    for encoding in ("utf-16-le", "utf-16-be"):
        text = even.decode(encoding, "replace")
        usual = sum("\u4e00" <= c <= "\u9fff" or " " <= c <= "~" for c in text)
        if usual >= 0.8 * len(text):
            return True
    return False


def _is_bitmap(head: bytes) -> bool:
    """Tell a bitmap from a text that begins with BM."""
    return len(head) > 18 and head[6:10] == b"\0\0\0\0" and 12 <= head[14] <= 124


def ole_format(file: BinaryIO) -> str:
    """Return what an OLE file is by the names of its streams."""
    file.seek(0)
    try:
        with olefile.OleFileIO(file, raise_defects=olefile.DEFECT_FATAL) as ole:
            names = {entry[0].lower() for entry in ole.listdir() if entry}
    except OLE_ERRORS:
        return "ole"
    return next((form for name, form in OLE_STREAMS if name in names), "ole")


OLE_ERRORS = (
    OSError,
    ValueError,
    IndexError,
    KeyError,
    TypeError,
    AttributeError,
    OverflowError,
    MemoryError,
    RecursionError,
    AssertionError,
)
"""What olefile raises for broken files, besides its own ``OSError``."""


def _zip_format(file: BinaryIO) -> str:
    try:
        directory = read_directory(file, most=MAX_PARTS)
        if directory is None:
            directory = recovered_directory(file, most=MAX_PARTS)
    except RefusedError:
        return "zip"
    names = {_part_name(entry): entry for entry in directory.entries}
    if "[content_types].xml" in names:
        return _office_format(file, names["[content_types].xml"], set(names))
    if "mimetype" in names:
        return _named_type(file, names["mimetype"])
    if "word/document.xml" in names:
        return "docx"
    runs = ("androidmanifest.xml", "meta-inf/manifest.mf")
    return "jar" if any(name in names for name in runs) else "zip"


def _part_name(entry: ZipEntry) -> str:
    return entry.raw_name.decode("latin-1").replace("\\", "/").lstrip("/").lower()


def _named_type(file: BinaryIO, entry: ZipEntry) -> str:
    kind = _small_part(file, entry)
    if b"opendocument" in kind:
        return "odf"
    return "epub" if b"epub" in kind else "zip"


def _office_format(file: BinaryIO, entry: ZipEntry, names: set[str]) -> str:
    types = _small_part(file, entry).replace(b"\0", b"").decode("latin-1").lower()
    mains = re.findall(r'contenttype\s*=\s*["\']([^"\']*main(?:\+xml)?)["\']', types)
    found = _first_type(" ".join(mains))
    if not found:
        folders = {name.split("/")[0] for name in names}
        by_folder = (("word", "docx"), ("xl", "xlsx"), ("ppt", "pptx"))
        found = next((form for top, form in by_folder if top in folders), "")
    return found or _first_type(types) or "zip"


def _first_type(types: str) -> str:
    return next((form for words, form in OFFICE_TYPES if words in types), "")


def _small_part(file: BinaryIO, entry: ZipEntry) -> bytes:
    content = b""
    try:
        for piece in stream(file, entry):
            content += piece
            if len(content) > LARGEST_TYPES_PART:
                break
    except RefusedError:
        return content
    return content
