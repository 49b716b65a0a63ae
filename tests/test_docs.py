"""What the documents list is complete."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
READERS = {"text", "words", "flag", "number", "choice", "address"}
CODE = ("guidekit", "desk", "submissions", "issues")


def variables() -> Iterator[str]:
    """Yield the environment variables that the code reads."""
    for path in (path for top in CODE for path in (ROOT / top).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Call)
                and ast.unparse(node.func).removeprefix("given.") in READERS
                and node.args
                and isinstance(node.args[0], ast.Constant)
                and re.fullmatch("[A-Z_]+", str(node.args[0].value))
            ):
                yield str(node.args[0].value)


def test_operations_lists_every_variable() -> None:
    listed = set(re.findall(r"`([A-Z_]+)`", (ROOT / "docs/operations.md").read_text()))

    assert sorted(set(variables()) - listed) == []


def test_dependencies_gives_a_reason_for_each_package() -> None:
    reasons = (ROOT / "docs/dependencies.md").read_text().lower()
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    names = [Requirement(line).name for line in lines if line and line[0] != "#"]

    assert [name for name in names if name.lower() not in reasons] == []


def test_lock_files_name_no_place() -> None:
    for name in ("requirements.lock", "requirements-dev.lock", "package-lock.json"):
        text = (ROOT / name).read_text().replace("https://github.com/sponsors/", "")

        assert re.findall(r"\w+://\S+|find-links|\s/\w+/\S+", text) == []


def test_every_link_and_picture_of_the_documents_is_there() -> None:
    pages = (ROOT / "README.md", *(ROOT / "docs").glob("*.md"))
    missing = [
        (page.name, target)
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text())
        if not (page.parent / target).exists()
    ]

    assert missing == []


def test_every_picture_is_shown_and_light() -> None:
    shown = (ROOT / "README.md").read_text() + "".join(
        page.read_text() for page in (ROOT / "docs").glob("*.md")
    )
    pictures = sorted((ROOT / "docs" / "pictures").iterdir())

    assert [at.name for at in pictures if at.name not in shown] == []
    assert [at.name for at in pictures if at.stat().st_size > 400_000] == []
