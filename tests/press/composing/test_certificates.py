import io

import pypdfium2
from PIL import Image

from press.composing.certificates import (
    A4,
    PICTURE,
    Certificate,
    certificate_layout,
    picture_size,
)
from press.composing.page_heads import PageHead, head_layout
from press.composing.pdf import compose_pdf
from press.composing.pdfx_check import check_pdfx
from press.imaging.cmyk import to_press
from press.imaging.profile import default_profile
from press.makeup.grid import BROADSHEET, TABLOID

SAID = Certificate(
    title="见报证明",
    facts=(("标题", "一条河两岸的加速度"), ("署名", "周砚秋 何雨桐"), ("版面", "")),
    statement="上述稿件刊于2026年12月2日《园区导刊》。下图为该版版面，红框内即该稿。",
    foot="本证明由编辑部按签样存档的版面生成。",
    size=(1171, 1712),
)


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", SAID.size, (120, 160, 90)).save(out, "JPEG")
    return out.getvalue()


def sheet() -> bytes:
    width, height = picture_size(SAID)
    profile = default_profile()
    picture = to_press(
        jpeg(),
        picture_id=PICTURE,
        width_pt=width,
        height_pt=height,
        profile=profile,
        tiff=False,
    ).picture
    layout = certificate_layout(SAID)
    return compose_pdf([layout], {PICTURE: picture}, profile=profile, title="证明")


def test_the_sheet_is_one_page_with_all_its_words():
    with pypdfium2.PdfDocument(sheet()) as document:
        text = document[0].get_textpage().get_text_bounded()
        size = document[0].get_size()

    assert [round(side) for side in size] == [595, 842]
    said = "".join(text.split())
    for words in (SAID.title, "一条河两岸的加速度", "周砚秋何雨桐", SAID.foot, "—"):
        assert words in said


def test_the_sheet_is_as_our_other_pdfs_are():
    assert check_pdfx(sheet()) == []


def test_the_same_words_give_the_same_bytes():
    assert sheet() == sheet()


def test_the_picture_keeps_its_shape_and_stays_on_the_sheet():
    box = certificate_layout(SAID).pictures[0].box

    assert abs(box.width / box.height - SAID.size[0] / SAID.size[1]) < 0.001
    assert box.x >= 0
    assert box.bottom < A4.page_height - 20
    assert box.height > A4.page_height / 2


def test_a_head_is_as_wide_as_its_page_and_holds_its_lines():
    for grid in (BROADSHEET, TABLOID):
        for headline in ("短题", "很长的标题" * 12, ""):
            layout = head_layout(PageHead("《园区导刊》2026年第1期", headline), grid)

            assert layout.grid.page_width == grid.page_width
            for frame in layout.frames:
                assert frame.box.bottom <= layout.grid.page_height
                for line in frame.lines:
                    assert line.line.width <= frame.box.width + 0.5
