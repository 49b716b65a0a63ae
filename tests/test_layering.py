"""Who may import whom, and how long a thing may grow: read from the code itself."""

import ast
import gc
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# Lowest first: an app imports itself and those before it.
APPS = ("desk", "submissions", "issues")
CODE = ("press", *APPS, "guidekit")

# What a module of an app is, by its first name below the app; see docs/structure.md.
FLOORS = {
    **dict.fromkeys(("enums", "exceptions", "validators", "fields", "duties"), 0),
    **dict.fromkeys(("mail", "documents", "incoming", "upload_names", "problems"), 0),
    **dict.fromkeys(("mail_enums", "tag_enums", "proof_enums"), 0),
    **dict.fromkeys(("body_text", "limits", "transitions"), 0),
    **dict.fromkeys(("ledger_words", "job_words", "letter_kinds"), 0),
    **dict.fromkeys(("letter_subjects", "change_words"), 0),
    **dict.fromkeys(("letter_serializers", "term_serializers", "tag_serializers"), 4),
    **dict.fromkeys(("talk_serializers",), 4),
    **dict.fromkeys(("account_serializers",), 4),
    **dict.fromkeys(("querysets",), 1),
    **dict.fromkeys(("models",), 2),
    **dict.fromkeys(("services", "policy", "jobs", "tasks"), 3),
    **dict.fromkeys(("forms", "serializers", "filters", "panels"), 4),
    **dict.fromkeys(("form_fields", "photo_rows", "letter_panels", "room_panels"), 4),
    **dict.fromkeys(("tag_panels", "talk_panels"), 4),
    **dict.fromkeys(("approval_panels", "approval_serializers"), 4),
    **dict.fromkeys(("unread_serializers", "directory_serializers"), 4),
    **dict.fromkeys(("presence_serializers",), 4),
    **dict.fromkeys(("author_forms", "revise_forms", "search_forms"), 4),
    **dict.fromkeys(("mail_serializers", "mailbox_serializers"), 4),
    **dict.fromkeys(("proposal_serializers", "search_serializers"), 4),
    **dict.fromkeys(("link_serializers", "document_serializers"), 4),
    **dict.fromkeys(("seen_serializers", "version_serializers"), 4),
    **dict.fromkeys(("calendar_serializers", "plan_serializers", "plan_forms"), 4),
    **dict.fromkeys(("format_forms", "format_serializers"), 4),
    **dict.fromkeys(("board_forms", "board_serializers"), 4),
    **dict.fromkeys(("block_serializers", "preview_serializers"), 4),
    **dict.fromkeys(("proof_forms", "proof_serializers", "proof_panels"), 4),
    **dict.fromkeys(("booking_forms", "booking_serializers"), 4),
    **dict.fromkeys(("call_letters",), 0),
    **dict.fromkeys(("call_panels", "call_forms"), 4),
    **dict.fromkeys(("call_serializers", "archive_serializers", "archive_forms"), 4),
    **dict.fromkeys(("admin", "views", "api", "urls", "management", "apps"), 5),
    **dict.fromkeys(("templatetags", "checks"), 5),
}
NOT_OF_PRESS = {"django", "celery", "rest_framework", "environ", *APPS, "guidekit"}
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc"}

LONGEST_MODULE = 400
LONGEST_FUNCTION = 50


def modules(*tops: str) -> Iterator[tuple[str, Path]]:
    """Yield each module's dotted name and file, without migrations."""
    for top in tops:
        for path in sorted((ROOT / top).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            if "migrations" not in parts:
                yield ".".join(part for part in parts if part != "__init__"), path


def is_type_checking(node: ast.AST) -> bool:
    """Tell whether a branch is read by the type checker only."""
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)


def statements(node: ast.AST) -> Iterator[ast.AST]:
    """Walk everything that runs."""
    for child in ast.iter_child_nodes(node):
        if not is_type_checking(child):
            yield child
            yield from statements(child)


def is_module(name: str) -> bool:
    """Tell whether a dotted name is a module of ours."""
    path = ROOT.joinpath(*name.split("."))
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


@cache
def parsed(path: Path) -> ast.Module:
    """Return a file's tree; each is read once for all tests.

    Without the collector: what it runs in between upsets the parser's count of its own
    depth (python/cpython 106905, "AST constructor recursion depth mismatch").
    """
    gc.disable()
    try:
        return ast.parse(path.read_text())
    finally:
        gc.enable()


@cache
def imports(name: str, path: Path) -> tuple[str, ...]:
    """Return the dotted names that a module imports."""
    return tuple(_imports(name, path))


def _imports(name: str, path: Path) -> Iterator[str]:
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in statements(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parts = package.split(".")[: len(package.split(".")) + 1 - node.level]
            base = ".".join([*(parts if node.level else []), node.module or ""])
            for alias in node.names:
                deeper = f"{base.strip('.')}.{alias.name}"
                yield deeper if is_module(deeper) else base.strip(".")


def floor(name: str) -> int | None:
    """Give the floor of a module of an app; None for the app itself."""
    parts = name.split(".")
    return FLOORS[parts[1]] if len(parts) > 1 and parts[0] in APPS else None


def may_import(importer: str, imported: str) -> bool:
    """Tell whether the direction of an import is right."""
    own, other = importer.split(".")[0], imported.split(".")[0]
    if other == "bench":
        return False
    if own == "press":
        return other not in NOT_OF_PRESS
    if other == "guidekit":
        return own == "guidekit"
    if own not in APPS or other not in APPS:
        return True
    if APPS.index(other) > APPS.index(own):
        return False
    mine, theirs = floor(importer), floor(imported)
    return mine is None or theirs is None or theirs <= mine


def test_every_module_of_an_app_has_a_floor() -> None:
    homeless = [
        name
        for name, _ in modules(*APPS)
        if "." in name and name.split(".")[1] not in FLOORS
    ]

    assert homeless == []


def test_imports_go_one_way() -> None:
    wrong = [
        f"{name} imports {imported}"
        for name, path in modules(*CODE)
        for imported in imports(name, path)
        if not may_import(name, imported)
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("importer", "imported", "right"),
    [
        ("desk.services.jobs", "submissions.models", False),
        ("desk.models.user", "desk.services.jobs", False),
        ("issues.services.planning", "submissions.services.workflow", True),
        ("issues.enums", "submissions.models", False),
        ("press.copy.model", "django.db", False),
        ("press.makeup.solver", "press.copy.model", True),
        ("desk.apps", "guidekit.settings", False),
        ("guidekit.urls", "issues.urls", True),
        ("guidekit.management.commands.bench", "bench.registry", False),
    ],
)
def test_direction_of_an_import(importer: str, imported: str, right: bool) -> None:
    assert may_import(importer, imported) is right


def test_only_imaging_knows_pillow() -> None:
    others = [
        name
        for name, path in modules(*CODE)
        if not name.startswith("press.imaging")
        and any(other.split(".")[0] == "PIL" for other in imports(name, path))
    ]

    assert others == []


def test_migrations_import_no_code_that_may_change() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {imported}"
        for app in APPS
        for path in sorted((ROOT / app / "migrations").glob("*.py"))
        for imported in imports(f"{app}.migrations.{path.stem}", path)
        if ".services" in imported or ".querysets" in imported
    ]

    assert wrong == []


def test_no_module_has_a_vague_name() -> None:
    vague = [
        name for name, _ in modules(*CODE, "tests") if VAGUE & set(name.split("."))
    ]

    assert vague == []


def test_no_module_is_too_long() -> None:
    lengths = {
        name: len(path.read_text().splitlines())
        for name, path in modules(*CODE, "tests", "bench")
    }

    assert {n: size for n, size in lengths.items() if size > LONGEST_MODULE} == {}


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Yield each function of a file and its lines."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_function_is_too_long() -> None:
    long = [
        f"{name}.{function}: {size} lines"
        for name, path in modules(*CODE, "tests", "bench")
        for function, size in functions(path)
        if size > LONGEST_FUNCTION
    ]

    assert long == []
