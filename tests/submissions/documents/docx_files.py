"""Word files written by hand, one feature at a time."""

import io
import zipfile

from PIL import Image

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
ROOT = ("rId1", "officeDocument", "word/document.xml")


def p(text: str = "", *, properties: str = "", run: str = "") -> str:
    """Return a paragraph of one run."""
    words = f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{words if text else ''}</w:p>"


def r(inside: str) -> str:
    return f"<w:r>{inside}</w:r>"


def t(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def rels(*pointers: tuple[str, ...]) -> str:
    """Return relationships: id, kind, target and, for those outside, a mode."""
    mode = ' TargetMode="External"'
    made = "".join(
        f'<Relationship Id="{name}" Type="{R}/{kind}" Target="{target}"'
        f"{mode if outside else ''}/>"
        for name, kind, target, *outside in pointers
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{made}</Relationships>'


def document(body: str) -> str:
    inside = f"<w:body>{body}</w:body>"
    return f'<?xml version="1.0"?><w:document {SPACES}>{inside}</w:document>'


def bare(name: str, inside: str) -> str:
    """Return a part with another root than a document's."""
    return f"<{name} {SPACES}>{inside}</{name}>"


def docx_bytes(
    body: str = "",
    *,
    pointers: tuple[tuple[str, ...], ...] = (),
    parts: dict[str, str | bytes] | None = None,
    main: str | bytes | None = None,
) -> bytes:
    """Return a .docx of a body and other parts."""
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": rels(ROOT),
        "word/document.xml": document(body) if main is None else main,
        "word/_rels/document.xml.rels": rels(*pointers),
        **(parts or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def blip(relation: str = "rId9") -> str:
    """Return a picture as Word writes it, shortened to what is read."""
    return f'<w:r><w:drawing><a:blip r:embed="{relation}"/></w:drawing></w:r>'


def photo(size: tuple[int, int] = (64, 48), kind: str = "JPEG") -> bytes:
    """Return the bytes of a picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind)
    return out.getvalue()
