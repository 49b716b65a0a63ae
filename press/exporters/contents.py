"""版面清单: the issue's contents as a sheet, one row a story."""

from __future__ import annotations

import io
from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from press.exporters.idml.xml import clean
from press.exporters.plain import characters
from press.exporters.snapshot import IssueSnapshot, PageSnapshot, Signature
from press.exporters.zips import settle

COLUMNS = {
    "版次": 6,
    "版名": 12,
    "序号": 6,
    "稿号": 16,
    "版本": 6,
    "标题": 44,
    "署名": 28,
    "字数": 8,
    "图片": 6,
    "稿件签发": 36,
    "版面签样": 36,
}
FORMULA_STARTS = tuple("=+-@\t\r")
Cell = str | int


def contents_xlsx(snapshot: IssueSnapshot) -> bytes:
    """Return the sheet; what looks like a formula is written as text and stays so."""
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):  # a new workbook always has one
        raise TypeError("The workbook has no sheet.")
    sheet.title = "版面清单"
    sheet.append(list(COLUMNS))
    for number, width in enumerate(COLUMNS.values(), 1):
        head = sheet.cell(1, number)
        head.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = width
    for row, values in enumerate(_rows(snapshot), 2):
        for column, value in enumerate(values, 1):
            _write(sheet, row, column, value)
    sheet.freeze_panes = "A2"
    book.properties.creator = "guidekit"
    out = io.BytesIO()
    book.save(out)
    return settle(out.getvalue(), snapshot.taken_at)


def _write(sheet: Worksheet, row: int, column: int, value: Cell) -> None:
    cell = sheet.cell(row, column)
    if isinstance(value, int):
        cell.value = value
        return
    cell.value = clean(value)
    cell.data_type = "s"
    cell.quotePrefix = value.startswith(FORMULA_STARTS)


def _rows(snapshot: IssueSnapshot) -> Iterator[list[Cell]]:
    for page in snapshot.pages:
        yield from _page_rows(page)


def _page_rows(page: PageSnapshot) -> Iterator[list[Cell]]:
    for story in page.stories:
        yield [
            page.number,
            page.label,
            story.slot,
            story.ref,
            story.version,
            story.copy.headline or _first_caption(story.copy.pictures),
            story.copy.byline,
            characters(story.copy),
            len(story.pictures),
            _signed(story.signatures),
            _signed(page.signatures),
        ]


def _first_caption(pictures: tuple[object, ...]) -> str:
    return next((str(getattr(p, "caption", "")) for p in pictures), "")


def _signed(signatures: tuple[Signature, ...]) -> str:
    return "；".join(f"{s.stage} {s.name} {s.at:%Y-%m-%d %H:%M}" for s in signatures)
