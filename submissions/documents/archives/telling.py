"""What is said of an archive once its members are out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from submissions.documents.model import Document, DocumentOutcome, Member
from submissions.documents.sniffing import sniff_file
from submissions.problems import Problem, ProblemCode

ARCHIVES = frozenset(
    ("zip", "rar", "7z", "gz", "bz2", "xz", "zst", "cab", "tar", "jar", "winmail.dat")
)
ARCHIVE_ENDINGS = (".zip", ".rar", ".7z", ".gz", ".tgz", ".tar", ".bz2", ".xz")


def told_of_archive(
    form: str, members: Sequence[Member], problems: Iterable[Problem] = ()
) -> Document:
    """Return an archive's members; one that hides others within is for a person."""
    told = [*problems, *_nested(members)]
    if not members and not told:
        told.append(Problem(ProblemCode.EMPTY))
    reason = told[0] if told else None
    outcome = DocumentOutcome.QUARANTINED if told else DocumentOutcome.OK
    return Document(outcome, form, reason, members=tuple(members), problems=tuple(told))


def _nested(members: Iterable[Member]) -> Iterable[Problem]:
    for member in members:
        inner = sniff_file(member.path) in ARCHIVES
        if inner or member.name.lower().endswith(ARCHIVE_ENDINGS):
            yield Problem(ProblemCode.NESTED, member.name)
