import pypdfium2

from press.composing.pdf import compose_pdf
from press.composing.pdfx_check import check_pdfx
from press.composing.slips import Slip, SlipLine, SlipPart, SlipRow, slip_layouts
from press.copy.model import Block, BlockKind, Copy, Run
from press.imaging.profile import default_profile
from press.makeup.grid import MM

SENTENCE = "园区的新厂房上周封顶，工人们说来年春天就能投产，订单已经排到了夏天。"


def copy(paragraphs: int = 4) -> Copy:
    blocks = tuple(
        Block(f"b{number}", BlockKind.PARAGRAPH, (Run(SENTENCE * 3),))
        for number in range(paragraphs)
    )
    return Copy(
        kicker="云州开发区", headline="项目开工", deck="——记十月", blocks=blocks
    )


def slip(*, rows: int = 3, paragraphs: int = 4) -> Slip:
    struck = SlipLine("王编辑　2026年12月1日10:05", is_struck=True)
    said = tuple(
        SlipRow(
            f"第{number}版", (struck, SlipLine("意见：数字请再核。", is_small=True))
        )
        for number in range(1, rows + 1)
    )
    return Slip(
        title="稿签",
        foot="稿签　GK-2026-0001",
        facts=(("收稿编号", "GK-2026-0001"), ("栏目", ""), ("单位", SENTENCE)),
        parts=(SlipPart("三审签发", said),),
        text_heading="文字",
        copy=copy(paragraphs),
    )


def pdf(said: Slip) -> bytes:
    return compose_pdf(slip_layouts(said), {}, profile=default_profile(), title="稿签")


def words_of(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    return ["".join(text.split()) for text in texts]


def test_a_short_slip_is_one_page_with_all_its_words():
    (page,) = words_of(pdf(slip()))

    for words in ("稿签", "GK-2026-0001", "——记十月", "数字请再核", "第1页，共1页"):
        assert words in page
    assert page.count(SENTENCE) == 4 * 3 + 1


def test_a_long_slip_goes_on_and_loses_no_line():
    pages = words_of(pdf(slip(rows=60, paragraphs=60)))

    assert len(pages) > 3
    assert "".join(pages).count("数字请再核") == 60
    assert f"第{len(pages)}页，共{len(pages)}页" in pages[-1]
    letters = sum(page.count("厂") for page in pages)
    assert letters == 60 * 3 + 1


def test_what_holds_no_longer_is_struck_through():
    (page,) = slip_layouts(slip(rows=1))
    line = next(
        each
        for each in page.frames[0].lines
        if each.line.pieces[0].text.startswith("王编辑")
    )

    strokes = [rule for rule in page.rules if rule.weight == 0.6]

    assert [(rule.x1, rule.x2) for rule in strokes] == [
        (line.x, line.x + line.line.width)
    ]
    assert line.baseline - line.line.style.size < strokes[0].y1 < line.baseline


def test_nothing_stands_outside_the_page():
    for page in slip_layouts(slip(rows=40, paragraphs=30)):
        lines = [line for frame in page.frames for line in frame.lines]

        assert max(line.x + line.line.width for line in lines) < 200 * MM
        assert max(line.baseline for line in lines) < 290 * MM


def test_the_same_slip_gives_the_same_bytes_and_keeps_pdfx():
    first, second = pdf(slip()), pdf(slip())

    assert first == second
    assert check_pdfx(first) == []
