import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from press.composing.pdf import compose_pdf
from press.composing.pdfx_check import check_pdfx
from press.imaging.profile import default_profile
from tests.press.pages import make_page


def damaged(change) -> bytes:
    data = compose_pdf(
        [make_page(picture=None)], {}, profile=default_profile(), title="版"
    )
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(out, fix_metadata_version=False, force_version="1.6")
    return out.getvalue()


def paint_rgb(pdf):
    content = pdf.pages[0].Contents.read_bytes()
    pdf.pages[0].Contents = pikepdf.Stream(pdf, content + b"\n1 0 0 rg")


def drop_font_file(pdf):
    font = next(iter(dict(pdf.pages[0].Resources.Font).values()))
    del font.DescendantFonts[0].FontDescriptor["/FontFile2"]


def replace_metadata(pdf):
    pdf.Root.Metadata = pikepdf.Stream(pdf, b"<x/>")


DAMAGE = {
    "page 1 paints in DeviceRGB.": paint_rgb,
    "There are 0 output intents for PDF/X; one is needed.": lambda pdf: (
        pdf.Root.__delitem__("/OutputIntents")
    ),
    "Info does not say whether the file is trapped.": lambda pdf: (
        pdf.docinfo.__delitem__("/Trapped")
    ),
    "page 1 needs exactly one of TrimBox and ArtBox.": lambda pdf: pdf.pages[
        0
    ].__delitem__("/TrimBox"),
    "page 1 has boxes that do not lie within each other.": lambda pdf: pdf.pages[
        0
    ].__setitem__("/TrimBox", Array([-5, 0, 100, 100])),
    "The file has actions.": lambda pdf: pdf.Root.__setitem__(
        "/OpenAction", Dictionary(S=Name.GoTo)
    ),
    "The XMP metadata does not say PDF/X-4.": replace_metadata,
}


@pytest.mark.parametrize("finding", DAMAGE)
def test_planted_damage_is_found(finding):
    assert finding in check_pdfx(damaged(DAMAGE[finding]))


def test_a_font_that_is_not_embedded_is_named():
    findings = check_pdfx(damaged(drop_font_file))

    assert [f for f in findings if "is not embedded" in f] != []


def test_undamaged_file_has_no_findings():
    assert check_pdfx(damaged(lambda _pdf: None)) == []
