"""A plain table as CSV and as a spreadsheet; what looks like a formula stays a word."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from press.exporters.idml.xml import clean
from press.exporters.zips import settle

FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
BYTE_ORDER_MARK = "\ufeff"  # by which spreadsheets know UTF-8
STAMP = datetime(2020, 1, 1, tzinfo=UTC)
NARROWEST, WIDEST = 8, 48  # characters of a column
TITLE_LENGTH = 31  # what a sheet's name may have
Cell = str | int


def table_csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return a table as CSV; a word that looks like a formula gets an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return BYTE_ORDER_MARK + out.getvalue()


def table_xlsx(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> bytes:
    """Return a table as a spreadsheet; the same table gives the same bytes."""
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):  # a new workbook always has one
        raise TypeError("The workbook has no sheet.")
    sheet.title = title[:TITLE_LENGTH]
    widths = [len(name) * 2 for name in columns]
    for row, values in enumerate((columns, *rows), start=1):
        for column, value in enumerate(values, start=1):
            _write(sheet, row, column, value)
            if row > 1:
                widths[column - 1] = max(widths[column - 1], _width(value))
    for column, width in enumerate(widths, start=1):
        sheet.cell(1, column).font = Font(bold=True)
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = min(max(width, NARROWEST), WIDEST)
    sheet.freeze_panes = "A2"
    book.properties.creator = "guidekit"
    out = io.BytesIO()
    book.save(out)
    return settle(out.getvalue(), STAMP)


def _write(sheet: Worksheet, row: int, column: int, value: Cell) -> None:
    cell = sheet.cell(row, column)
    if isinstance(value, int):
        cell.value = value
        return
    cell.value = clean(value)
    cell.data_type = "s"  # never a formula, whatever it begins with
    if value.startswith(FORMULA_STARTS):
        cell.quotePrefix = True


def _safe(cell: Cell) -> Cell:
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return f"'{cell}"
    return cell


def _width(value: Cell) -> int:
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in str(value)) + 2
