"""A PDF: kept as it came, with its words where it has any; read by a boxed child."""

from __future__ import annotations

import sys
from pathlib import Path

from submissions.documents.child import ChildLimits, child
from submissions.documents.limits import MAX_TEXT_FILE, PDF_SECONDS
from submissions.documents.model import Document
from submissions.documents.pages import told
from submissions.documents.refusal import RefusedError
from submissions.documents.text import blocks_of_text
from submissions.problems import ProblemCode

SCRIPT = Path(__file__).with_name("pdf_child.py")
LIMITS = ChildLimits(seconds=PDF_SECONDS)
LOCKED, BROKEN = 3, 4
CODES = {LOCKED: ProblemCode.ENCRYPTED, BROKEN: ProblemCode.DAMAGED}


def read_pdf(path: Path, *, work: Path) -> Document:
    """Return the words of a PDF; its pictures stay in it."""
    place = path.resolve()
    command = [sys.executable, "-I", str(SCRIPT), str(place)]
    prefixes = {Path(sys.prefix), Path(sys.base_prefix), Path(sys.exec_prefix)}
    reads = [*sorted(prefixes), SCRIPT, place]
    with child(command, work=work, limits=LIMITS, reads=reads) as running:
        raw = running.stdout.read(MAX_TEXT_FILE)
        code = running.ended_with()
        timed_out = running.timed_out
    text = raw.decode("utf-8", "replace").replace("\x02", "").replace("\f", "\n")
    if timed_out:
        raise RefusedError(ProblemCode.TIMED_OUT)
    if code and not text.strip():
        raise RefusedError(CODES.get(code, ProblemCode.CONVERTER_FAILED))
    return told("pdf", blocks_of_text(text))
