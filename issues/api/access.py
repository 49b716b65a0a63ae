"""What every view of the issues API shares: who may look, how refusals are answered."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request

from desk.api.refusals import answer_refusal
from desk.policy import policy


class IssuesAccess:
    """Let in whose duty it is to look at issues; services ask about the rest."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Ask the policy before anything is looked up."""
        super().initial(request, *args, **kwargs)  # type: ignore[misc]
        policy.require(request.user, "issue.view")

    def get_exception_handler(self) -> Any:
        """Answer refusals as refusals."""
        return answer_refusal
