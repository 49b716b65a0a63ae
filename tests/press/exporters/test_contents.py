import io

import pytest
from openpyxl import load_workbook

from press.exporters.contents import contents_xlsx
from tests.press.exporters.issues import make_copy, make_issue, make_story, page_of


def rows(issue):
    sheet = load_workbook(io.BytesIO(contents_xlsx(issue))).active
    return list(sheet.iter_rows(values_only=True))


def test_every_story_has_a_row():
    head, first, second, third = rows(make_issue())

    signed = "终审 林晓 2026-05-06 15:30"
    assert head[:9] == (
        "版次", "版名", "序号", "稿号", "版本", "标题", "署名", "字数", "图片",
    )  # fmt: skip
    assert first == (
        1, "要闻", 1, "s1", 2, "河畔新图书馆今日开门迎客", "本报通讯员 周明远", 69, 1,
        "初审 陈立 2026-05-06 15:30；复审 何芳 2026-05-06 15:30", signed,
    )  # fmt: skip
    assert (second[2:4], third[0], third[5]) == ((2, "s2"), 2, "河上第三座桥合龙")


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_f33_what_looks_like_a_formula_stays_text(start):
    layout = make_issue().pages[0].layout
    page = page_of(1, layout, make_story(copy=make_copy(start)))

    data = contents_xlsx(make_issue(pages=(page,)))

    cell = load_workbook(io.BytesIO(data)).active["F2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert cell.value.strip() == start.strip()


def test_control_characters_are_left_out():
    layout = make_issue().pages[0].layout
    page = page_of(1, layout, make_story(copy=make_copy("河\x00畔\x1f")))

    assert rows(make_issue(pages=(page,)))[1][5] == "河畔"


def test_same_issue_gives_same_bytes():
    assert contents_xlsx(make_issue()) == contents_xlsx(make_issue())
