from press.copy.model import Block, BlockKind, Run
from press.exporters.text import gb18030, story_text, utf8
from tests.press.exporters.issues import make_copy, make_issue, make_story, page_of
from tests.press.pages import PARAGRAPHS

EXPECTED = """\
【引题】
全民阅读
【主题】
河畔新图书馆今日开门迎客
【副题】
首月夜间开放至十点
【署名】
本报通讯员 周明远
【正文】
　　本报讯(通讯员周明远){0}
【小标题】
三楼看河
【正文】
　　新馆共5层。
【图说】（01-01-1.tif）
读者在河畔图书馆三楼看书。　许静 摄
"""


def test_story_is_marked_part_by_part():
    page = make_issue().pages[0]

    text = story_text(page, page.stories[0])

    assert text == EXPECTED.format(PARAGRAPHS[0]).replace("\n", "\r\n")


def test_both_encodings_hold_every_character():
    odd = "镕㛃𠮷·—〇\ue5e5"
    block = Block("b", BlockKind.PARAGRAPH, (Run(odd),))
    story = make_story(copy=make_copy(blocks=(block,), dateline=""))
    text = story_text(page_of(1, make_issue().pages[0].layout, story), story)

    assert odd in text
    assert utf8(text).decode("utf-8") == gb18030(text).decode("gb18030") == text


def test_a_story_without_paragraphs_keeps_its_dateline():
    story = make_story(copy=make_copy(blocks=(), kicker="", deck="", byline=""))

    text = story_text(make_issue().pages[0], story)

    assert text.split() == [
        "【主题】",
        "河畔新图书馆今日开门迎客",
        "【正文】",
        "本报讯(通讯员周明远)",
    ]
