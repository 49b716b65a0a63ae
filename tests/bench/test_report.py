"""What is written of results: lines, table, file, README."""

import json
from dataclasses import replace

from bench.registry import Result
from bench.report import (
    as_line,
    as_text,
    machine,
    merge,
    read_results,
    table,
    write_results,
    write_table,
)

ALONE = Result("page_ms", 1234, "ms", "", None, "Median of ten")
BESIDE = Result("cpu_s", 0.25, "s", "Pillow | plain", 0.5, "Three photographs")
TABLE = (
    "| figure | value | beside it | how |\n"
    "|---|---|---|---|\n"
    "| `page_ms` | 1,234 ms |  | Median of ten |\n"
    "| `cpu_s` | 0.25 s | 0.5 × Pillow \\| plain | Three photographs |"
)


def test_a_line_is_json_with_the_names_of_the_contract():
    assert json.loads(as_line(BESIDE)) == {
        "name": "cpu_s",
        "value": 0.25,
        "unit": "s",
        "peer": "Pillow | plain",
        "ratio": 0.5,
        "how": "Three photographs",
    }


def test_text_for_a_terminal():
    assert as_text(ALONE).split("\n") == [
        "page_ms                          1,234 ms",
        "    Median of ten",
    ]
    assert as_text(BESIDE).startswith(
        "cpu_s                              0.25 s  0.5 × Pillow"
    )


def test_table_has_a_row_for_each():
    assert table([ALONE, BESIDE]) == TABLE


def test_results_are_read_back(tmp_path):
    path = tmp_path / "results.json"

    write_results(path, [ALONE, BESIDE])

    assert read_results(path) == [ALONE, BESIDE]
    assert read_results(tmp_path / "none.json") == []
    assert sorted(json.loads(path.read_text())) == [
        "figures",
        "machine",
        "measured_at",
    ]


def test_merge_replaces_keeps_orders_and_drops():
    newer = replace(ALONE, value=5)
    left = replace(BESIDE, name="no_longer_known")

    assert merge([BESIDE, ALONE, left], [newer], ["page_ms", "cpu_s"]) == [
        newer,
        BESIDE,
    ]


def test_the_table_stands_between_its_marks_and_the_rest_stays(tmp_path):
    readme = tmp_path / "README.md"
    readme.write_text("# Head\n\n<!-- bench -->\nold\n<!-- /bench -->\n\nFoot.\n")

    write_table(readme, [ALONE, BESIDE])
    once = readme.read_text()
    write_table(readme, [ALONE, BESIDE])

    assert once == (
        f"# Head\n\n<!-- bench -->\n{TABLE}\n\n{where()}\n<!-- /bench -->\n\nFoot.\n"
    )
    assert readme.read_text() == once


def test_missing_marks_are_made_at_the_end(tmp_path):
    readme = tmp_path / "README.md"
    readme.write_text("# Head\n")

    write_table(readme, [BESIDE])

    begin, row, end = "# Head\n\n<!-- bench -->\n", table([BESIDE]), "<!-- /bench -->"
    assert readme.read_text() == f"{begin}{row}\n\n{where()}\n{end}\n"


def where() -> str:
    on = machine()
    return f"On {on['cpus']} CPUs, {on['memory_gb']} GB, Python {on['python']}."
