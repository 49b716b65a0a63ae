"""What is set as what."""

from press.copy.model import Block, BlockKind, Copy, Run, RunStyle
from press.typesetting import styles
from press.typesetting.cache import cached_line_table
from press.typesetting.model import StyledParagraph
from press.typesetting.paragraphs import body_paragraphs, caption_paragraphs
from press.typesetting.sheets import STYLES


def block(number: int, text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    return Block(f"b{number}", kind, (Run(text),))


def test_dateline_runs_in_at_the_first_paragraph():
    copy = Copy(
        dateline="本报讯(通讯员王小明)",
        blocks=(
            block(1, "东岭园区开新局。", BlockKind.SUMMARY),
            block(2, "日前，项目开工。"),
            block(3, "办事更快", BlockKind.SUBHEAD),
        ),
    )

    assert body_paragraphs(copy) == (
        StyledParagraph(styles.SUMMARY, (Run("东岭园区开新局。"),), "b1"),
        StyledParagraph(
            styles.BODY,
            (Run("本报讯(通讯员王小明)", RunStyle.STRONG), Run("日前，项目开工。")),
            "b2",
        ),
        StyledParagraph(styles.SUBHEAD, (Run("办事更快"),), "b3"),
    )


def test_dateline_without_a_paragraph_stands_alone():
    copy = Copy(dateline="本报讯", blocks=(block(1, "甲\n乙", BlockKind.VERSE),))

    assert [paragraph.text for paragraph in body_paragraphs(copy)] == [
        "本报讯",
        "甲",
        "乙",
    ]


def test_line_feeds_inside_a_block_begin_paragraphs():
    runs = (Run("一、甲\n二、"), Run("乙", RunStyle.STRONG), Run("\n\n三、丙"))
    copy = Copy(blocks=(Block("b1", BlockKind.LIST, runs),))

    assert [paragraph.runs for paragraph in body_paragraphs(copy)] == [
        (Run("一、甲"),),
        (Run("二、"), Run("乙", RunStyle.STRONG)),
        (Run("三、丙"),),
    ]


def test_caption_leaves_out_what_is_empty():
    assert caption_paragraphs("", "") == ()
    assert [p.style.name for p in caption_paragraphs("车间一景。", "李华 摄")] == [
        "图说",
        "图片署名",
    ]


def test_styles_that_flow_with_the_body_stand_on_the_grid():
    flowing = ("正文", "小标题", "提要", "编者按", "诗", "表", "署名")

    assert {STYLES[name].leading for name in flowing} == {styles.GRID}


def test_line_table_is_kept():
    paragraphs = caption_paragraphs("车间一景。", "李华 摄")

    assert cached_line_table(paragraphs, 100) is cached_line_table(
        list(paragraphs), 100
    )
