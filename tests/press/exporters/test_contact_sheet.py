import subprocess
from dataclasses import replace

import pikepdf
import pytest

from press.composing.pdfx_check import check_pdfx
from press.exporters.contact_sheet import ContactEntry, contact_sheet, verdict
from press.imaging.cmyk import to_press
from press.imaging.profile import default_profile
from tests.needs import needs_poppler
from tests.press.exporters.issues import SIGNED
from tests.press.imaging.drawn import draw, encode

PREVIEW = to_press(
    encode(draw()),
    picture_id="p",
    width_pt=120,
    height_pt=90,
    profile=default_profile(),
    tiff=False,
).picture
ENTRY = ContactEntry(
    "01-01-1", "河畔新图书馆", "读者在看书。", "许静 摄", PREVIEW, 2400, 1600,
    (283.46, 188.98), 300.0,
)  # fmt: skip


def sheet(*entries: ContactEntry) -> bytes:
    return contact_sheet(
        entries, title="图片清单", profile=default_profile(), stamp=SIGNED
    )


@pytest.mark.parametrize(
    ("ppi", "printed", "expected"),
    [
        (300.0, (283.46, 188.98), "10.0 × 6.7 厘米：合格"),
        (210.0, (283.46, 188.98), "10.0 × 6.7 厘米：可用，210 ppi"),
        (120.0, (283.46, 188.98), "10.0 × 6.7 厘米：偏小，120 ppi"),
        (0.0, None, "未上版"),
    ],
)
def test_verdict_weighs_pixels_against_the_printed_size(ppi, printed, expected):
    assert verdict(replace(ENTRY, ppi=ppi, printed=printed)) == expected


@needs_poppler
def test_sheet_names_every_photograph(tmp_path):
    path = tmp_path / "sheet.pdf"
    path.write_bytes(sheet(ENTRY))

    text = subprocess.run(
        ["pdftotext", "-raw", str(path), "-"],
        capture_output=True, check=True, text=True,
    ).stdout  # fmt: skip

    assert text.split("\n")[:5] == [
        "01-01-1 2400 × 1600",
        "河畔新图书馆",
        "读者在看书。",
        "许静 摄",
        "10.0 × 6.7 厘米：合格",
    ]


def test_many_photographs_take_more_sheets(tmp_path):
    path = tmp_path / "sheet.pdf"
    path.write_bytes(sheet(*(replace(ENTRY, name=f"01-{n:02d}-1") for n in range(14))))

    assert check_pdfx(path.read_bytes()) == []
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == 2


def test_an_issue_without_photographs_has_an_empty_sheet():
    assert check_pdfx(sheet()) == []


def test_a_long_caption_is_cut_and_says_so(tmp_path):
    long = replace(ENTRY, caption="读者" * 60)

    assert check_pdfx(sheet(long)) == []
