import csv
import io

import pytest
from openpyxl import load_workbook

from press.exporters.tables import table_csv, table_xlsx

COLUMNS = ("姓名", "来稿")
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "＝1", "\t=1", "\r=1")


@pytest.mark.parametrize("word", FORMULAS)
def test_what_looks_like_a_formula_stays_a_word(word):
    text = table_csv(COLUMNS, [(word, 3)])
    book = load_workbook(io.BytesIO(table_xlsx("统计", COLUMNS, [(word, 3)])))

    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    cell = book.active.cell(2, 1)
    assert rows == [list(COLUMNS), [f"'{word}", "3"]]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert cell.value.strip() == word.strip()


def test_numbers_stay_numbers_and_the_head_stands_above():
    book = load_workbook(io.BytesIO(table_xlsx("统计", COLUMNS, [("林晓", 12)])))

    sheet = book.active
    assert [[cell.value for cell in row] for row in sheet] == [
        ["姓名", "来稿"],
        ["林晓", 12],
    ]
    assert (sheet.title, sheet.freeze_panes) == ("统计", "A2")
    assert sheet.cell(1, 1).font.bold


def test_the_same_table_gives_the_same_bytes_and_a_long_title_is_cut():
    rows = [("林晓", 12), ("何雨", 0)]

    assert table_xlsx("统计", COLUMNS, rows) == table_xlsx("统计", COLUMNS, rows)
    book = load_workbook(io.BytesIO(table_xlsx("字" * 40, COLUMNS, [])))
    assert book.active.title == "字" * 31
