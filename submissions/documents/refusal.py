"""The one exception of the readers: this file is not read any further."""

from __future__ import annotations

from submissions.documents.model import Document, DocumentOutcome
from submissions.problems import Problem, ProblemCode


class RefusedError(Exception):
    """Reading stops here; carries what the desk is told."""

    def __init__(
        self,
        code: ProblemCode,
        *,
        detail: str = "",
        outcome: DocumentOutcome = DocumentOutcome.QUARANTINED,
    ) -> None:
        super().__init__(str(code))
        self.problem = Problem(code, detail)
        self.outcome = outcome

    def document(self, form: str) -> Document:
        """Return the refusal as a document without words."""
        return Document(self.outcome, form, self.problem, problems=(self.problem,))


def rejected(code: ProblemCode, detail: str = "") -> RefusedError:
    """Return the refusal of a file that is not opened at all."""
    return RefusedError(code, detail=detail, outcome=DocumentOutcome.REJECTED)
