"""The yearly tally as a table, in the printed language."""

from __future__ import annotations

from dataclasses import dataclass

from press.exporters.tables import Cell, table_csv, table_xlsx
from submissions.services.directory.figures import (
    TallyRow,
    tally_of_people,
    tally_of_units,
)

FIGURES = ("来稿", "其中已见报", "见报率%", "当年见报", "当年见报字数")
OF_PEOPLE = ("序号", "姓名", "单位", "园区", "特约", *FIGURES)
OF_UNITS = ("序号", "单位", "园区", *FIGURES)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its title and its columns."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def csv(self) -> str:
        """Return it as CSV."""
        return table_csv(self.columns, self.rows)

    @property
    def xlsx(self) -> bytes:
        """Return it as a spreadsheet."""
        return table_xlsx(self.title, self.columns, self.rows)


def tally_sheet(*, year: int, by_unit: bool) -> Sheet:
    """Return everybody, or every unit, that wrote in a year."""
    if by_unit:
        rows = tally_of_units(year)
        cells = [(*_unit(row), *_figures(row)) for row in rows]
    else:
        rows = tally_of_people(year)
        cells = [(*_person(row), *_figures(row)) for row in rows]
    numbered = tuple((at, *row) for at, row in enumerate(cells, start=1))
    title = f"{year}年{'供稿单位' if by_unit else '通讯员'}统计"
    return Sheet(title, OF_UNITS if by_unit else OF_PEOPLE, numbered)


def _person(row: TallyRow) -> tuple[Cell, ...]:
    return (row.name, row.unit, row.zone, "特约" if row.is_special else "")


def _unit(row: TallyRow) -> tuple[Cell, ...]:
    return (row.unit, row.zone)


def _figures(row: TallyRow) -> tuple[Cell, ...]:
    said = row.figures
    return (said.received, said.used, said.rate, said.printed, row.characters)
