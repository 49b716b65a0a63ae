"""Every sentence of ours has its Chinese, and what is compiled is what is written."""

import ast
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
PLACEHOLDER = re.compile(r"%\(\w+\)[\d.]*[sdf]|\{\w*\}")
# Chinese is set close to numbers, and with its own marks.
ILL_SET = re.compile(
    r"[一-鿿] (?:%\(\w+\)[\d.]*[df]|\d)|%\(\w+\)[\d.]*[df] [一-鿿]|[一-鿿][,;:!?(]"
)


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


def translations(entry: polib.POEntry | polib.MOEntry) -> list[str]:
    """Return the Chinese of an entry; counted sentences have one form."""
    if entry.msgid_plural:
        return list(entry.msgstr_plural.values())
    return [entry.msgstr]


def placeholders(text: str) -> set[str]:
    """Return what is filled in later."""
    return set(PLACEHOLDER.findall(text))


def test_every_sentence_has_its_chinese() -> None:
    known = {entry.msgid for entry in polib.pofile(CATALOGUE).translated_entries()}

    assert sorted(sentences() - known) == []


def test_no_translation_is_missing_or_doubtful() -> None:
    catalogue = polib.pofile(CATALOGUE)

    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []
    assert [entry.msgid for entry in catalogue.obsolete_entries()] == []


def test_placeholders_are_the_same_on_both_sides() -> None:
    differing = [
        entry.msgid
        for entry in polib.pofile(CATALOGUE)
        for translated in translations(entry)
        # The singular may say "a page" where the plural says "%(n)d pages".
        if placeholders(translated)
        not in (placeholders(entry.msgid), placeholders(entry.msgid_plural))
    ]

    assert differing == []


def test_lines_end_alike_on_both_sides() -> None:
    differing = [
        entry.msgid
        for entry in polib.pofile(CATALOGUE)
        for translated in translations(entry)
        if translated.endswith("\n") != entry.msgid.endswith("\n")
    ]

    assert differing == []


def test_chinese_has_no_blank_before_numbers_and_no_half_width_marks() -> None:
    ill_set = [
        translated
        for entry in polib.pofile(CATALOGUE)
        for translated in translations(entry)
        if ILL_SET.search(translated)
    ]

    assert ill_set == []


def test_catalogue_names_its_language_and_no_place() -> None:
    catalogue = polib.pofile(CATALOGUE)
    places = {place for entry in catalogue for place, _ in entry.occurrences}

    assert catalogue.metadata["Language"] == "zh_Hans"
    assert catalogue.metadata["Plural-Forms"] == "nplurals=1; plural=0;"
    assert [place for place in places if place.startswith(("/", ".."))] == []


def test_compiled_translations_are_up_to_date() -> None:
    written, compiled = (
        {(entry.msgctxt, entry.msgid): translations(entry) for entry in catalogue}
        for catalogue in (
            polib.pofile(CATALOGUE),
            polib.mofile(CATALOGUE.with_suffix(".mo")),
        )
    )

    assert compiled == written


def test_no_sentence_is_built_before_it_is_translated() -> None:
    built = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for top in CODE
        for path in (ROOT / top).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in CALLS
        and any(
            isinstance(argument, ast.JoinedStr | ast.BinOp) for argument in node.args
        )
    ]

    assert built == []
