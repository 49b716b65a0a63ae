"""What every view of the submissions API shares."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request
from rest_framework.serializers import Serializer

from desk.api.refusals import answer_refusal
from desk.policy import policy


class ReadersOnly:
    """Let in who may read pieces; services ask the policy about the rest."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Ask the policy before anything is looked up."""
        super().initial(request, *args, **kwargs)  # type: ignore[misc]
        policy.require(request.user, "submission.read")

    def get_exception_handler(self) -> Any:
        """Answer refusals as refusals."""
        return answer_refusal


def read(kind: type[Serializer[Any]], request: Request) -> dict[str, Any]:
    """Return the validated data of a request."""
    asked = kind(data=request.data)
    asked.is_valid(raise_exception=True)
    return dict(asked.validated_data)
