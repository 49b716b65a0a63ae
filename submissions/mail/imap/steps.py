"""The steps on the way to a mail, and the one exception that names where it stopped."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Step(StrEnum):
    """What is done with a mailbox, in this order."""

    RESOLVE = "resolve"
    CONNECT = "connect"
    TLS = "tls"
    LOGIN = "login"
    ID = "id"
    SELECT = "select"
    FETCH = "fetch"
    MOVE = "move"  # marking as read too


STEP_LABELS = {
    Step.RESOLVE: _("Find the server"),
    Step.CONNECT: _("Connect"),
    Step.TLS: _("Secure the connection"),
    Step.LOGIN: _("Log in"),
    Step.ID: _("Say who we are"),
    Step.SELECT: _("Open the folder"),
    Step.FETCH: _("Fetch a message"),
    Step.MOVE: _("Mark or move a message"),
}


class MailboxFailure(Exception):  # noqa: N818 - the name of an outcome, shown to people
    """Why a mailbox could not be read, in a sentence that says what to do.

    ``retry``: time may heal it; wrong credentials are not tried again, since that locks
    mailboxes.  ``only_this``: it concerns one message, the session goes on.
    ``server_said``: the server's own words, cleaned and without the code.
    """

    def __init__(
        self,
        step: Step,
        sentence: str | _StrPromise,
        *,
        retry: bool = True,
        only_this: bool = False,
        server_said: str = "",
    ) -> None:
        super().__init__(step, sentence)
        self.step = step
        self.sentence = sentence
        self.retry = retry
        self.only_this = only_this
        self.server_said = server_said

    def __str__(self) -> str:
        said = f" ({self.server_said})" if self.server_said else ""
        return f"{self.step}: {self.sentence}{said}"
