"""Every template of ours can be read."""

from pathlib import Path

import pytest
from django.template import engines

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = sorted(
    path
    for folder in (ROOT / "templates", *ROOT.glob("*/templates"))
    for path in folder.rglob("*")
    if path.is_file()
)
LONGEST = 120


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_template_parses(path: Path) -> None:
    assert engines["django"].from_string(path.read_text()) is not None


def test_no_template_is_too_long() -> None:
    lengths = {path.name: len(path.read_text().splitlines()) for path in TEMPLATES}

    assert {name: size for name, size in lengths.items() if size > LONGEST} == {}


def test_nothing_from_outside_is_marked_safe() -> None:
    marked = [
        path.name
        for path in TEMPLATES
        if "|safe" in path.read_text() or "autoescape off" in path.read_text()
    ]

    # Letters are plain text: nothing in them is markup.
    assert [name for name in marked if not name.endswith(".txt")] == []


def test_no_template_runs_inline_script() -> None:
    inline = [
        path.name
        for path in TEMPLATES
        for tag in path.read_text().split("<script")[1:]
        if "src=" not in tag.split(">")[0] and "application/json" not in tag
    ]

    assert inline == []
