"""Bring a printed issue in: its files are kept, and a job reads and divides them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from desk.enums import JobQueue
from desk.exceptions import Refused
from desk.jobs import GiveUp, JobContext, register
from desk.models import Job, User
from desk.policy import policy
from desk.services.jobs import enqueue
from desk.services.ledger import record
from issues.enums import PastIssueState
from issues.models import PastFile, PastIssue, PastPiece, Supplement
from press.copy.dividing import FoundPiece, divide, page_in_name
from press.copy.model import Block, BlockKind, Run
from press.copy.recognising.model import Material, TextMaterial
from press.copy.recognising.story import recognise
from submissions.body_text import body_from_blocks
from submissions.documents.model import Document, DocumentOutcome
from submissions.documents.reading import read_document
from submissions.upload_names import file_label

KEEP = "archive.keep"
READ = "issues.read_past_issue"
MOST_FILES = 60  # what a request may carry
MOST_BYTES = 100 * 1024**2
LINE = 200  # characters of a line of the headline


def bring_in(
    *,
    actor: User | None,
    supplement: Supplement,
    cover_date: date,
    number: int,
    files: Sequence[tuple[str, File]],
) -> PastIssue:
    """Keep the files of a printed issue and have them read.

    ``actor`` None is the operator at the command line.
    """
    if actor is not None:
        policy.require(actor, KEEP)
    _require_files(files)
    try:
        with transaction.atomic():
            past = PastIssue.objects.create(
                supplement=supplement,
                cover_date=cover_date,
                number=number,
                created_by=actor,
            )
            for name, file in files:
                row = PastFile(past=past, name=file_label(name)[:200])
                row.file.save(row.name, file, save=False)
                row.save()
            past.job = enqueue(
                kind=READ,
                unique_key=f"{READ}:{past.key.hex}",
                payload={"past": past.pk},
                created_by=actor,
            )
            past.save(update_fields=("job",))
            data = {"date": cover_date.isoformat(), "files": len(files)}
            record(obj=past, verb="archive.brought_in", actor=actor, data=data)
    except IntegrityError as error:
        raise Refused(
            _("The issue of %(date)s has been brought in already.")
            % {"date": cover_date.isoformat()},
            code="past_issue_taken",
        ) from error
    return past


def read_past_issue(job: Job, context: JobContext) -> dict[str, Any]:
    """Read the files of a past issue and divide them; done again it begins anew."""
    past = PastIssue.objects.filter(pk=job.payload.get("past")).first()
    if past is None or past.state != PastIssueState.READING:
        return {"outcome": "gone"}
    files = list(past.files.all())
    found: list[FoundPiece] = []
    problems: list[str] = []
    for number, row in enumerate(files):
        context.progress(number, len(files), row.name)
        pieces, said = read_file(Path(row.file.path), name=row.name)
        found += pieces
        problems += said
    with transaction.atomic():
        past.pieces.all().delete()
        PastPiece.objects.bulk_create(
            piece_row(past, position, piece) for position, piece in enumerate(found, 1)
        )
        past.problem = "\n".join(problems)
        past.state = PastIssueState.DIVIDED
        past.save(update_fields=("problem", "state"))
    if not found:
        raise GiveUp(past.problem or _("No text was found in the files."))
    return {"pieces": len(found)}


def read_file(path: Path, *, name: str) -> tuple[list[FoundPiece], list[str]]:
    """Return the pieces of a file, or of every file of an archive, and what failed."""
    with override(settings.LANGUAGE_CODE), _work_folder() as folder:
        work = folder / "read"
        work.mkdir()
        whole = read_document(path, name=name, work=work)
        documents = list(_documents(whole, name, folder))
    pieces: list[FoundPiece] = []
    problems: list[str] = []
    for label, document in documents:
        if document.blocks:
            page = page_in_name(label) or 1
            pieces += divide(list(_lines(document)), page=page)
        elif document.outcome != DocumentOutcome.OK and document.reason:
            problems.append(f"{file_label(label)}: {document.reason.sentence}")
    return pieces, problems


def piece_row(past: PastIssue, position: int, piece: FoundPiece) -> PastPiece:
    """Return a found piece as the row that a person corrects."""
    row = PastPiece(
        past=past,
        position=position,
        page_number=piece.page,
        page_label=piece.page_label[:40],
    )
    if piece.is_marked:
        row.kicker, row.headline = piece.kicker[:LINE], piece.headline[:LINE]
        row.deck, row.byline = piece.deck[:LINE], piece.byline[:LINE]
        row.body = "\n".join(piece.lines)
        return row
    blocks = tuple(
        Block(f"b{number}", BlockKind.PARAGRAPH, (Run(line),))
        for number, line in enumerate(piece.lines, 1)
    )
    story = recognise(Material(documents=(TextMaterial("", blocks),)))
    row.kicker, row.headline = story.kicker[:LINE], story.headline[:LINE]
    row.deck, row.byline = story.deck[:LINE], story.byline[:LINE]
    row.body = body_from_blocks(story.blocks)
    return row


def register_jobs() -> None:
    """Name the job to the desk."""
    register(READ, read_past_issue, queue=JobQueue.DEFAULT, lease_seconds=300)


def _require_files(files: Sequence[tuple[str, File]]) -> None:
    if not files:
        raise Refused(_("Choose the files of the issue."), code="no_files")
    if len(files) > MOST_FILES:
        raise Refused(
            _("At most %(most)d files; put the rest into a zip.")
            % {"most": MOST_FILES},
            code="many_files",
        )
    if sum(file.size for _name, file in files) > MOST_BYTES:
        raise Refused(
            _("The files have more than %(most)d MB together.")
            % {"most": MOST_BYTES // 1024**2},
            code="large_files",
        )


def _documents(
    whole: Document, name: str, folder: Path
) -> Iterator[tuple[str, Document]]:
    """Yield a document, or those of an archive in the order of their names."""
    if not whole.members:
        yield name, whole
    for number, member in enumerate(sorted(whole.members, key=lambda one: one.name)):
        work = folder / f"member-{number}"
        work.mkdir()
        yield member.name, read_document(member.path, name=member.name, work=work)


def _lines(document: Document) -> Iterable[str]:
    for block in document.blocks:
        yield from block.text.splitlines() or [""]


@contextmanager
def _work_folder() -> Iterator[Path]:
    """Lend a folder of the home: nothing of a file is written anywhere else."""
    home = Path(settings.GUIDEKIT_HOME) / "uploads" / "documents"
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(dir=home, ignore_cleanup_errors=True) as folder:
        yield Path(folder)
