"""What makes a PDF a PDF/X-4: output intent, metadata, information (ISO 15930-7)."""

from __future__ import annotations

import hashlib
import uuid
import zlib
from datetime import UTC, datetime
from functools import lru_cache

import pikepdf
from lxml import etree
from pikepdf import Array, Dictionary, Name, Stream, String

from press.composing.model import PrintProfile

PRODUCER = "guidekit"
REGISTRY = "http://www.color.org"
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)  # stands where the caller names no time
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
}
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def finish(
    pdf: pikepdf.Pdf, *, profile: PrintProfile, title: str, stamp: datetime, key: bytes
) -> None:
    """Add all that PDF/X-4 asks of a document; ``key`` is what its id comes from."""
    pdf.Root.OutputIntents = Array([_output_intent(pdf, profile)])
    _write_information(pdf, title, stamp)
    metadata = Stream(pdf, _metadata(title, stamp, key))
    metadata.Type = Name.Metadata
    metadata.Subtype = Name.XML
    pdf.Root.Metadata = pdf.make_indirect(metadata)


def _output_intent(pdf: pikepdf.Pdf, profile: PrintProfile) -> pikepdf.Object:
    icc = Stream(pdf, _packed(profile.icc))
    icc.Filter = Name.FlateDecode
    icc.N = 4
    icc.Alternate = Name.DeviceCMYK
    return pdf.make_indirect(
        Dictionary(
            Type=Name.OutputIntent,
            S=Name.GTS_PDFX,
            OutputConditionIdentifier=String(profile.condition),
            OutputCondition=String(profile.name),
            RegistryName=String(REGISTRY),
            Info=String(profile.name),
            DestOutputProfile=pdf.make_indirect(icc),
        )
    )


@lru_cache(maxsize=4)
def _packed(icc: bytes) -> bytes:
    return zlib.compress(icc)


def _write_information(pdf: pikepdf.Pdf, title: str, stamp: datetime) -> None:
    when = String(stamp.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ"))
    info = pdf.docinfo
    info[Name.Title] = String(title or PRODUCER)
    info[Name.Creator] = String(PRODUCER)
    info[Name.Producer] = String(PRODUCER)
    info[Name.CreationDate] = when
    info[Name.ModDate] = when
    info[Name.Trapped] = Name("/False")
    info[Name.GTS_PDFXVersion] = String("PDF/X-4")


def _metadata(title: str, stamp: datetime, key: bytes) -> bytes:
    """Write the XMP packet; lxml escapes whatever the title holds."""
    when = stamp.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    document = uuid.UUID(bytes=hashlib.sha256(key).digest()[:16])
    root = etree.Element("{adobe:ns:meta/}xmpmeta", nsmap={"x": "adobe:ns:meta/"})
    rdf = etree.SubElement(root, f"{{{_RDF}}}RDF", nsmap={"rdf": _RDF})
    about = etree.SubElement(rdf, f"{{{_RDF}}}Description", nsmap=_SPACES)
    about.set(f"{{{_RDF}}}about", "")
    for name, value in (
        ("dc:format", "application/pdf"),
        ("xmp:CreateDate", when),
        ("xmp:ModifyDate", when),
        ("xmp:MetadataDate", when),
        ("xmp:CreatorTool", PRODUCER),
        ("pdf:Producer", PRODUCER),
        ("pdf:Trapped", "False"),
        ("xmpMM:DocumentID", f"uuid:{document}"),
        ("xmpMM:VersionID", "1"),
        ("xmpMM:RenditionClass", "default"),
        ("pdfxid:GTS_PDFXVersion", "PDF/X-4"),
    ):
        _property(about, name).text = value
    options = etree.SubElement(_property(about, "dc:title"), f"{{{_RDF}}}Alt")
    item = etree.SubElement(options, f"{{{_RDF}}}li")
    item.set(_XML_LANG, "x-default")
    item.text = title or PRODUCER
    head = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    body = etree.tostring(root, encoding="unicode")
    return f'{head}{body}\n<?xpacket end="w"?>'.encode()


def _property(parent: etree._Element, name: str) -> etree._Element:
    prefix, local = name.split(":")
    return etree.SubElement(parent, f"{{{_SPACES[prefix]}}}{local}")
