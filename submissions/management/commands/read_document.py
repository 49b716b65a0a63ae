"""Say what documents and archives hold; no database."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from press.copy.counting import characters
from submissions.documents.model import Document, DocumentOutcome
from submissions.documents.reading import read_document


class Command(BaseCommand):
    help = "Read documents and archives: outcome, words, pictures, entries."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path)
        parser.add_argument("--json", action="store_true", help="one object a line")

    def handle(self, *args: Any, **options: Any) -> None:
        refused = False
        for path in files(options["paths"]):
            report = describe(path)
            refused = refused or report["outcome"] == "rejected"
            self.stdout.write(
                as_json(report)
                if options["json"]
                else f"{path}: {report['outcome']} {report['reason']}".strip()
            )
            self.stdout.flush()
        if refused:
            raise SystemExit(1)


def as_json(report: Mapping[str, Any]) -> str:
    """Return one line; a name on disk that is no Unicode is written with escapes."""
    line = json.dumps(report, ensure_ascii=False)
    try:
        line.encode(sys.stdout.encoding or "utf-8")
        line.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(report)
    return line


def files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files named, and all files in the folders named."""
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.is_file())
        else:
            yield path


def describe(path: Path) -> dict[str, Any]:
    """Return the report of one file."""
    if not path.is_file():
        report = _report(path, Document(DocumentOutcome.REJECTED), [])
        return {**report, "reason": "There is no such file."}
    with work_folder() as folder:
        made = read_document(path, name=path.name, work=folder)
        return _report(path, made, [made, *_members(made, folder)])


@contextmanager
def work_folder() -> Iterator[Path]:
    """Lend a folder of the home: nothing of a document is written anywhere else."""
    home = Path(settings.GUIDEKIT_HOME) / "uploads" / "documents"
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(dir=home, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _report(path: Path, made: Document, documents: list[Document]) -> dict[str, Any]:
    texts = [document.text for document in documents if document.text]
    return {
        "file": str(path),
        "outcome": made.outcome.value,
        "reason": made.reason.sentence if made.reason else "",
        "format": made.format,
        "char_count": sum(map(characters, texts)),
        "text": "\n".join(texts),
        "paragraphs": sum(len(document.blocks) for document in documents),
        "pictures": [
            {"name": picture.name, "width": picture.width, "height": picture.height}
            for document in documents
            for picture in document.pictures
        ],
        "entries": [member.name for member in made.members],
        "problems": [problem.code.value for problem in made.problems],
        "notes": [note for document in documents for note in document.notes],
    }


def _members(made: Document, folder: Path) -> Iterator[Document]:
    """Read what an archive holds, one level deep."""
    for number, member in enumerate(made.members):
        work = folder / f"read-{number}"
        work.mkdir()
        yield read_document(member.path, name=member.name, work=work)
