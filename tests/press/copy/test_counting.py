"""Three counts, named apart."""

from press.copy.counting import cells, characters, fee_characters
from press.copy.model import Block, BlockKind, Copy, Picture, Run


def test_characters_are_what_can_be_seen():
    assert characters("GDP增长12.5%，　好\u200b ok\n") == 14


def test_piece_counts_dateline_and_body():
    copy = Copy(
        headline="不计",
        dateline="本报讯(王)",
        blocks=(Block("b1", BlockKind.PARAGRAPH, (Run("甲"), Run("乙。"))),),
        pictures=(Picture("p1", "0" * 64, "不计。"),),
    )

    assert characters(copy) == 9


def test_photo_news_counts_its_captions():
    assert characters(Copy(pictures=(Picture("p1", "0" * 64, "园区一景。"),))) == 5


def test_cells_are_room_in_a_line():
    assert cells("增长12.5%，“好”") == 2 + 2.5 + 1 + 3
    assert cells(Copy(dateline="本报讯", headline="不计")) == 3


def test_fee_characters_are_full_lines():
    assert fee_characters(41, 17) == 697
