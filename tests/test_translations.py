"""Every sentence of ours has its Chinese, and what is compiled is what is written."""

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import polib
from django.utils.translation import template

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
CODE = ("guidekit", "desk", "submissions", "issues")
# How many leading arguments are text, and where they begin.
CALLS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), (0, 1)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (0, 1)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), (1, 2)),
}
TEMPLATE_CALL = re.compile(
    r"""\b(?:_|gettext|ngettext)\(\s*u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


def sentences_of_code(path: Path) -> Iterator[str]:
    """Yield the constant texts given to gettext's functions."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            first, last = CALLS.get(node.func.id, (0, 0))
            for argument in node.args[first:last]:
                if isinstance(argument, ast.Constant) and argument.value:
                    yield argument.value


def sentences_of_template(path: Path) -> Iterator[str]:
    """Yield the texts of translation tags."""
    for found in TEMPLATE_CALL.finditer(template.templatize(path.read_text())):
        yield ast.literal_eval(found[1])


def sentences() -> set[str]:
    """Collect every sentence of ours that a person may see."""
    found: set[str] = set()
    for path in (path for top in CODE for path in (ROOT / top).rglob("*.py")):
        if "migrations" not in path.parts:
            found.update(sentences_of_code(path))
    for folder in (ROOT / "templates", *ROOT.glob("*/templates")):
        for path in (path for path in folder.rglob("*") if path.is_file()):
            found.update(sentences_of_template(path))
    return found


def test_every_sentence_has_its_chinese() -> None:
    known = {entry.msgid for entry in polib.pofile(CATALOGUE).translated_entries()}

    assert sorted(sentences() - known) == []


def test_no_translation_is_doubtful() -> None:
    assert [entry.msgid for entry in polib.pofile(CATALOGUE).fuzzy_entries()] == []


def test_placeholders_are_the_same_on_both_sides() -> None:
    differing = [
        entry.msgid
        for entry in polib.pofile(CATALOGUE).translated_entries()
        if not entry.msgid_plural
        and set(PLACEHOLDER.findall(entry.msgid))
        != set(PLACEHOLDER.findall(entry.msgstr))
    ]

    assert differing == []


def test_compiled_translations_are_up_to_date() -> None:
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)

    stale = [
        entry.msgid
        for entry in polib.pofile(CATALOGUE).translated_entries()
        if not entry.msgid_plural
        and not entry.msgctxt
        and compiled.gettext(entry.msgid) != entry.msgstr
    ]

    assert stale == []


def test_no_sentence_is_built_before_it_is_translated() -> None:
    built = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for top in CODE
        for path in (ROOT / top).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in CALLS
        and any(isinstance(argument, ast.JoinedStr) for argument in node.args)
    ]

    assert built == []
