"""A page proof that the layout desk sends back: kept, read in a box, compared.

Its text is compared with the words that were frozen when it came; each difference is an
open mark, to be decided one by one: ours stand, or theirs become an edit.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from desk.enums import JobQueue
from desk.exceptions import Refused
from desk.jobs import JobContext, register
from desk.models import Job, User
from desk.policy import policy
from desk.services.jobs import enqueue
from issues.models import Page, Proof, ProofMark, ProofSheet
from issues.proof_enums import ProofSource, ProofState
from issues.services.page_changes import lock_page
from issues.services.proofing import rules
from issues.services.proofing.desk_marks import lines_of_page, marks_of
from issues.services.proofing.drawing import PAGE_PIXELS
from issues.services.proofing.frozen import copies_of, layout_of_snapshot
from issues.services.proofing.making import (
    MAKE,
    keep_new,
    lock_proof,
    new_page_proof,
    note,
    require_page,
)
from issues.services.snapshots import freeze_page
from press.copy.comparing import Compared, Key, compare
from press.copy.spots import parts_of
from press.makeup.hitting import text_lines
from submissions.documents.pdf_page import PdfPage, read_pdf_page
from submissions.documents.refusal import RefusedError
from submissions.upload_names import file_label

READ = "issues.read_desk_proof"
MOST_BYTES = 100 * 1024**2
HEAD = 1024  # bytes within which a PDF says that it is one
LEAST_FOUND = 0.3  # of our characters; with fewer it is another page
MOST_DEVIATIONS = 400


def bring_desk_proof(
    *,
    page: Page,
    actor: User,
    file: File,
    sheet: int = 1,
    number: int | None = None,
    reader: User | None = None,
    due_at: datetime | None = None,
) -> Proof:
    """Keep a PDF of a page that the layout desk made, and have it read and compared.

    ``sheet`` is which page of the file it is.  What is compared with are the words on
    the page as it stands now.
    """
    policy.require(actor, MAKE, page)
    digest = _checked(file, sheet)
    with transaction.atomic():
        held = lock_page(page)
        number = number or rules.next_round(rules.proofs_of(held))
        require_page(held, number)
        proof = new_page_proof(held, freeze_page(held), number, actor, reader, due_at)
        proof.source, proof.state = ProofSource.DESK, ProofState.COMING
        proof.file_name = file_label(file.name or "")[:200]
        proof.file_sha256 = digest
        proof.file.save("page.pdf", file, save=False)
        keep_new(proof, [])
        proof.job = enqueue(
            kind=READ,
            unique_key=f"{READ}:{proof.key.hex}",
            payload={"proof": proof.pk, "sheet": sheet},
            created_by=actor,
        )
        proof.save(update_fields=("job",))
    return proof


def _checked(file: File, sheet: int) -> str:
    """Return the hash of a PDF; refuse what is none, or too large."""
    if file.size > MOST_BYTES:
        raise Refused(
            _("The file has more than %(most)d MB; send a page with smaller pictures.")
            % {"most": MOST_BYTES // 1024**2},
            code="file_large",
        )
    file.seek(0)
    if b"%PDF-" not in file.read(HEAD):
        raise Refused(
            _("This is no PDF. Ask the layout desk for a PDF of the page."),
            code="not_a_pdf",
        )
    if sheet < 1:
        raise Refused(_("Pages of a file are counted from 1."), code="no_sheet")
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest


def read_desk_proof(job: Job, context: JobContext) -> dict[str, Any]:
    """Read a page that came back and compare it; done again it does nothing."""
    proof = Proof.objects.filter(pk=job.payload.get("proof")).first()
    if proof is None or proof.state != ProofState.COMING:
        return {"outcome": "gone"}
    context.progress(1, 3)
    with override(settings.LANGUAGE_CODE):
        try:
            page = _read(proof, int(job.payload.get("sheet", 1)))
        except RefusedError as refused:
            return _refuse(proof, refused.problem.sentence)
        context.progress(2, 3)
        words = _words(proof)
        compared = compare(words, page.text, _furniture(proof))
        said = _is_another_page(words, compared)
        if said:
            return _refuse(proof, said)
        return _keep(proof, page, compared)


def _read(proof: Proof, sheet: int) -> PdfPage:
    home = Path(settings.GUIDEKIT_HOME) / "uploads" / "documents"
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(dir=home, ignore_cleanup_errors=True) as folder:
        work = Path(folder) / "work"
        work.mkdir()
        source = Path(folder) / "page.pdf"
        with proof.file.open("rb") as kept, source.open("wb") as out:
            for chunk in kept.chunks():
                out.write(chunk)
        return read_pdf_page(source, work=work, number=sheet, pixels=PAGE_PIXELS)


def _words(proof: Proof) -> dict[Key, str]:
    """Return the parts of the page's stories that we print, by story and part."""
    layout = layout_of_snapshot(proof.snapshot_id or 0, proof.text_hash)
    copies = copies_of(proof)
    printed = {(line.story, line.part) for line in text_lines(layout, copies)}
    return {
        (ref, part): text
        for ref, copy in copies.items()
        for part, text in parts_of(copy).items()
        if (ref, part) in printed
    }


def _furniture(proof: Proof) -> list[str]:
    layout = layout_of_snapshot(proof.snapshot_id or 0, proof.text_hash)
    own = (thread for thread in layout.threads if not thread.story)
    return [paragraph.text for thread in own for paragraph in thread.paragraphs]


def _is_another_page(words: Mapping[Key, str], compared: Compared) -> str:
    """Return why a file is not this page; nothing when it is."""
    ours = sum(len("".join(text.split())) for text in words.values())
    found = sum(place is not None for place in compared.places)
    if found < LEAST_FOUND * ours or len(compared.deviations) > MOST_DEVIATIONS:
        return _("The file has little of this page's text; is it another page?")
    return ""


def _refuse(proof: Proof, said: str) -> dict[str, Any]:
    """Void a proof that could not be read, with the reason where it is seen."""
    with transaction.atomic():
        held = lock_proof(proof)
        if held.state == ProofState.COMING:
            held.state, held.void_reason = ProofState.VOID, str(said)[:300]
            held.save(update_fields=("state", "void_reason"))
            note(held, "proof.voided", None, reason=held.void_reason)
    return {"outcome": "refused", "reason": str(said)}


def _keep(proof: Proof, page: PdfPage, compared: Compared) -> dict[str, Any]:
    with transaction.atomic():
        held = lock_proof(proof)
        if held.state != ProofState.COMING:
            return {"outcome": "gone"}
        sheet = ProofSheet(
            proof=held,
            number=1,
            width=page.width,
            height=page.height,
            lines=list(lines_of_page(page.characters, compared.places)),
        )
        sheet.picture.save("sheet.png", ContentFile(page.png), save=False)
        sheet.save()
        marks = list(marks_of(held, page, compared.deviations))
        ProofMark.objects.bulk_create(marks)
        held.state = ProofState.OPEN
        held.save(update_fields=("state",))
        note(held, "proof.compared", None, differences=len(marks))
    return {"outcome": "compared", "differences": len(marks)}


def register_jobs() -> None:
    """Name the job to the desk."""
    register(READ, read_desk_proof, queue=JobQueue.DEFAULT, lease_seconds=180)
