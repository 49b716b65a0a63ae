"""Check a PDF against the rules of PDF/X-4 that software can break (ISO 15930-7).

This is a check of ours, no certified preflight: the printing house has the last word.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Name

PdfObject = Any  # a file from outside may hold anything anywhere

HIGHEST_VERSION = 1.6
TOLERANCE = 0.01  # points by which boxes may miss each other
INFO_KEYS = ("/Title", "/CreationDate", "/ModDate")
XMP_KEYS = (
    "CreateDate",
    "ModifyDate",
    "MetadataDate",
    "DocumentID",
    "VersionID",
    "RenditionClass",
    "Trapped",
)
XMP_VERSION = re.compile(r"GTS_PDFXVersion(>|=[\"'])PDF/X-4")
CHANNELS = {b"CMYK": 4, b"RGB ": 3, b"GRAY": 1}
FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
RGB_SPACES = ("/DeviceRGB", "/CalRGB")
RGB_OPERATORS = ("rg", "RG")
SPACE_OPERATORS = ("cs", "CS")


def check_pdfx(data: bytes) -> list[str]:
    """Return what breaks PDF/X-4, in words; nothing for a conforming file."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return sorted(
            {
                *_file(data, pdf),
                *_information(pdf),
                *_intents(pdf),
                *_metadata(pdf),
                *_actions(pdf),
                *_pages(pdf),
            }
        )


def _file(data: bytes, pdf: pikepdf.Pdf) -> Iterator[str]:
    if not data.startswith(b"%PDF-1.") or float(pdf.pdf_version) > HIGHEST_VERSION:
        yield f"The file is version {pdf.pdf_version}; PDF/X-4 allows 1.6."
    if pdf.is_encrypted:
        yield "The file is encrypted."
    if "/ID" not in pdf.trailer:
        yield "The trailer has no ID."


def _information(pdf: pikepdf.Pdf) -> Iterator[str]:
    info = pdf.docinfo
    if str(info.get("/Trapped", "")) not in ("/True", "/False"):
        yield "Info does not say whether the file is trapped."
    for key in INFO_KEYS:
        if not str(info.get(key, "")).strip():
            yield f"Info has no {key[1:]}."


def _intents(pdf: pikepdf.Pdf) -> Iterator[str]:
    intents = [
        intent
        for intent in pdf.Root.get("/OutputIntents", [])
        if intent.get("/S") == "/GTS_PDFX"
    ]
    if len(intents) != 1:
        yield f"There are {len(intents)} output intents for PDF/X; one is needed."
        return
    if not str(intents[0].get("/OutputConditionIdentifier", "")).strip():
        yield "The output intent names no condition."
    profile = intents[0].get("/DestOutputProfile")
    if profile is None:
        yield "The output intent has no profile."
        return
    head = profile.read_bytes()[:20]
    if head[12:16] != b"prtr":
        yield "The output profile is not of a printer."
    if int(profile.get("/N", 0)) != CHANNELS.get(head[16:20]):
        yield "The output profile has another number of inks than it says."


def _metadata(pdf: pikepdf.Pdf) -> Iterator[str]:
    stream = pdf.Root.get("/Metadata")
    if stream is None:
        yield "There is no XMP metadata."
        return
    if "/Filter" in stream:
        yield "The XMP metadata is compressed."
    text = stream.read_bytes().decode("utf-8", "replace")
    if not XMP_VERSION.search(text):
        yield "The XMP metadata does not say PDF/X-4."
    for key in XMP_KEYS:
        if key not in text:
            yield f"The XMP metadata has no {key}."


def _actions(pdf: pikepdf.Pdf) -> Iterator[str]:
    if "/OpenAction" in pdf.Root or "/AA" in pdf.Root:
        yield "The file has actions."
    if "/JavaScript" in pdf.Root.get("/Names", {}):
        yield "The file has JavaScript."
    if "/XFA" in pdf.Root.get("/AcroForm", {}):
        yield "The file has an XFA form."


def _pages(pdf: PdfObject) -> Iterator[str]:
    seen: set[tuple[int, int]] = set()
    for number, page in enumerate(pdf.pages, 1):
        where = f"page {number}"
        yield from _boxes(page, where)
        if "/Annots" in page:
            yield f"{where} has annotations."
        yield from _content(page, page.get("/Resources", {}), where, seen)


def _boxes(page: PdfObject, where: str) -> Iterator[str]:
    if ("/TrimBox" in page) == ("/ArtBox" in page):
        yield f"{where} needs exactly one of TrimBox and ArtBox."
        return
    inner = page.get("/TrimBox", page.get("/ArtBox"))
    media = page.get("/MediaBox")
    bleed = page.get("/BleedBox", media)
    if not (_within(inner, bleed) and _within(bleed, media)):
        yield f"{where} has boxes that do not lie within each other."


def _within(inner: PdfObject, outer: PdfObject) -> bool:
    left, bottom, right, top = (float(edge) for edge in inner)
    x0, y0, x1, y1 = (float(edge) for edge in outer)
    starts = left >= x0 - TOLERANCE and bottom >= y0 - TOLERANCE
    return starts and right <= x1 + TOLERANCE and top <= y1 + TOLERANCE


def _content(
    holder: PdfObject,
    resources: PdfObject,
    where: str,
    seen: set[tuple[int, int]],
) -> Iterator[str]:
    for step in pikepdf.parse_content_stream(holder):
        name = str(step.operator)
        if name in RGB_OPERATORS:
            yield f"{where} paints in DeviceRGB."
        if name in SPACE_OPERATORS:
            asked = step.operands[0]
            spaces = resources.get("/ColorSpace", {})
            yield from _space(spaces.get(str(asked), asked), where)
    yield from _fonts(resources, seen)
    yield from _states(resources, where)
    yield from _objects(resources, where, seen)


def _space(space: PdfObject, where: str) -> Iterator[str]:
    if space is None:
        return
    family = str(space) if isinstance(space, Name) else str(space[0])
    if family == "/Indexed":
        yield from _space(space[1], where)
    if family in RGB_SPACES:
        yield f"{where} uses {family[1:]}."


def _fonts(resources: PdfObject, seen: set[tuple[int, int]]) -> Iterator[str]:
    for font in dict(resources.get("/Font", {})).values():
        if font.objgen in seen or str(font.get("/Subtype")) == "/Type3":
            continue
        seen.add(font.objgen)
        is_composite = str(font.get("/Subtype")) == "/Type0"
        described = font.DescendantFonts[0] if is_composite else font
        descriptor = described.get("/FontDescriptor", {})
        if not any(key in descriptor for key in FONT_FILES):
            yield f"The font {font.get('/BaseFont')} is not embedded."


def _states(resources: PdfObject, where: str) -> Iterator[str]:
    for state in dict(resources.get("/ExtGState", {})).values():
        if "/TR" in state:
            yield f"{where} uses a transfer function."


def _objects(
    resources: PdfObject, where: str, seen: set[tuple[int, int]]
) -> Iterator[str]:
    for name, item in dict(resources.get("/XObject", {})).items():
        if item.objgen in seen:
            continue
        seen.add(item.objgen)
        place = f"{where}, {name[1:]}"
        kind = str(item.get("/Subtype"))
        if kind == "/Image":
            yield from _image(item, place)
        elif kind == "/Form":
            group = item.get("/Group", {})
            yield from _space(group.get("/CS"), place)
            yield from _content(item, item.get("/Resources", resources), place, seen)
        else:
            yield f"{place} is a PostScript object."


def _image(image: PdfObject, where: str) -> Iterator[str]:
    yield from _space(image.get("/ColorSpace"), where)
    if "/LZWDecode" in str(image.get("/Filter", "")):
        yield f"{where} is packed with LZW."
    if "/Alternates" in image or "/OPI" in image:
        yield f"{where} has alternates."
