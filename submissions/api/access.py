"""What every view of the submissions API shares."""

from __future__ import annotations

from typing import Any, ClassVar

from rest_framework.request import Request
from rest_framework.serializers import Serializer

from desk.api.refusals import answer_refusal
from desk.policy import policy


class DutyOnly:
    """Let in whose duty a verb is; services ask the policy about the rest."""

    duty: ClassVar[str]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Ask the policy before anything is looked up."""
        super().initial(request, *args, **kwargs)  # type: ignore[misc]
        policy.require(request.user, self.duty)

    def get_exception_handler(self) -> Any:
        """Answer refusals as refusals."""
        return answer_refusal


class ReadersOnly(DutyOnly):
    """Let in who may read pieces."""

    duty = "submission.read"


class MailReadersOnly(DutyOnly):
    """Let in who may look at the mail that came in."""

    duty = "mail.read"


class MailboxKeepersOnly(DutyOnly):
    """Let in who may set up mailboxes."""

    duty = "mailbox.configure"


def read(kind: type[Serializer[Any]], request: Request) -> dict[str, Any]:
    """Return the validated data of a request."""
    asked = kind(data=request.data)
    asked.is_valid(raise_exception=True)
    return dict(asked.validated_data)
