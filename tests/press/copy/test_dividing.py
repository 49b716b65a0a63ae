"""Pieces found in the text of printed pages."""

import pytest

from press.copy.dividing import divide, page_in_name

TEXT = "昨天，云州开发区的第三座零碳工厂正式投产，全年可以少用两万吨标准煤。"
MORE = "负责人说，明年还有两座工厂要开工，届时全区一半的用电将来自屋顶。"

PAGE = f"""第01版：要闻

云州开发区
第三座零碳工厂投产
——少用两万吨标准煤
本报记者 林晓 通讯员 陈河
{TEXT}
屋顶上的电站
{MORE}
“这只是开始。”他说。（林晓）

夜校开课
　　本报讯 {TEXT}
02版 综合
运动会上的新项目
　　{TEXT}
{MORE}
""".splitlines()


def found(lines, **more):
    return [
        (p.page, p.page_label, p.lines[0], len(p.lines)) for p in divide(lines, **more)
    ]


def test_pages_and_pieces_are_found():
    assert found(PAGE) == [
        (1, "要闻", "云州开发区", 8),
        (1, "要闻", "夜校开课", 2),
        (2, "综合", "运动会上的新项目", 3),
    ]


def test_a_small_heading_stays_in_its_piece():
    first = divide(PAGE)[0]

    assert first.lines[5] == "屋顶上的电站"


def test_text_without_a_heading_is_one_piece():
    assert found([TEXT, MORE], page=3) == [(3, "", TEXT, 2)]


def test_two_blank_lines_part_two_pieces():
    lines = ["零碳工厂", TEXT, "", "", "夜校开课", MORE]

    assert [piece.lines[0] for piece in divide(lines)] == ["零碳工厂", "夜校开课"]


def test_a_text_of_our_own_export_is_read_by_its_marks():
    lines = [
        *("【引题】", "云州开发区", "【主题】", "零碳工厂投产", "【副题】", "少用煤"),
        *("【署名】", "林晓", "【正文】", f"　　{TEXT}", "【小标题】", "屋顶"),
        *("【正文】", f"　　{MORE}", "【图说】（a.tif）", "工人在调试。"),
        *("【主题】", "夜校开课", "【正文】", f"　　{MORE}"),
    ]

    one, other = divide(lines)

    assert (one.kicker, one.headline, one.deck, one.byline) == (
        "云州开发区",
        "零碳工厂投产",
        "少用煤",
        "林晓",
    )
    assert one.lines == [TEXT, "## 屋顶", MORE]
    assert (other.headline, other.lines, other.is_marked) == ("夜校开课", [MORE], True)


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("2026-03-02 第2版.docx", 2),
        ("A4版.pdf", 4),
        ("十二版.txt", 12),
        ("第三版 产业.docx", 3),
        ("20260302.txt", None),
        ("第0版.txt", None),
    ],
)
def test_a_file_is_called_after_its_page(name, page):
    assert page_in_name(name) == page


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("第01版：要闻", True),
        ("02版 综合", True),
        ("【三版】产业", True),
        ("第二版", True),
        ("新版教材第三版于昨天在云州开发区首次公开发布", False),
        ("他住在三版街", False),
        ("今年出版图书三百种", False),
    ],
)
def test_a_folio_line_is_known(line, is_one):
    first = divide([line, TEXT])[0].lines[0]

    assert (first == TEXT) is is_one


def test_nothing_is_no_piece():
    assert divide([]) == divide(["", "　"]) == []
