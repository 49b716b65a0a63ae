"""A folder of a mailbox, open.

Folders are opened read-only; the first mark or move opens them for writing.
"""

from __future__ import annotations

import imaplib
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Final

from submissions.mail.imap.account import Account
from submissions.mail.imap.connection import LONGEST_LITERAL, Answer, Connection, quoted
from submissions.mail.imap.dialling import connect
from submissions.mail.imap.entering import enter
from submissions.mail.imap.fetching import Reader
from submissions.mail.imap.folder_names import Folder, encode_name, folders_of
from submissions.mail.imap.line import Line
from submissions.mail.imap.moving import Mover
from submissions.mail.imap.refusals import folder_failure, is_unsafe_login
from submissions.mail.imap.replies import Fetched
from submissions.mail.imap.sentences import RENUMBERED
from submissions.mail.imap.steps import MailboxFailure, Step

logger = logging.getLogger(__name__)

GOODBYE_SECONDS: Final = 3.0


class Session:
    """An open folder; made by ``open_session``.

    ``uid_validity`` is 0 and ``uid_next`` None where the server names none.
    """

    def __init__(self, line: Line) -> None:
        """Open the account's folder read-only."""
        self._line = line
        self._account = line.account
        self._reader = Reader(line)
        self._wire = encode_name(self._account.folder)
        self._mover: Mover | None = None
        self.uid_validity = 0
        self.uid_next: int | None = None
        self._opened(self._examine())

    @property
    def exists(self) -> int:
        """Return how many messages there are, as the server said last."""
        return self._line.exists

    def uids_after(self, uid: int) -> list[int]:
        """Give the UIDs above one, ascending."""
        return self._reader.uids_after(uid)

    def sizes(self, uids: Sequence[int]) -> dict[int, int]:
        """Give sizes in bytes: 0 where the server tells none, nothing if it is gone."""
        return self._reader.sizes(uids)

    def dates(self, uids: Sequence[int]) -> dict[int, datetime]:
        """Give the times at which the server got the messages (INTERNALDATE)."""
        return self._reader.dates(uids)

    def fetch(self, uid: int, *, longest: int = LONGEST_LITERAL) -> bytes | None:
        """Fetch a message whole, without marking it; None when it is gone."""
        return self._reader.fetch(uid, longest=longest)

    def newest(self, *, length: int = 1024) -> Fetched | None:
        """Look at size and first bytes of the newest message, without marking it."""
        return self._reader.newest(length)

    def mark_seen(self, uid: int) -> None:
        """Mark a message as read."""
        self._writing().mark(uid, rb"\Seen")

    def move(self, uid: int, folder: str) -> bool:
        """Move a message into a folder, made if missing; tell whether it left this one.

        It is only marked as read where the server cannot move without risk.
        """
        return self._writing().move(uid, folder)

    def folders(self) -> list[str]:
        """Give the names of the folders that can be opened, as people read them."""
        return [folder.name for folder in self._folders() if folder.opens]

    def _examine(self) -> Answer:
        answer = self._line.ask(Step.SELECT, "EXAMINE", quoted(self._wire))
        if answer.ok:
            return answer
        if is_unsafe_login(answer.text, self._account):
            raise folder_failure(answer.text, self._account)
        folders = self._folders()
        for folder in folders:
            # The server may write the name in a way of its own.
            if folder.name == self._account.folder and folder.wire != self._wire:
                self._wire = folder.wire
                return self._examine()
        names = [folder.name for folder in folders if folder.opens]
        raise folder_failure(answer.text, self._account, names)

    def _opened(self, answer: Answer) -> None:
        self._line.connection.state = "SELECTED"
        self.uid_validity = answer.number("UIDVALIDITY") or 0
        self.uid_next = answer.number("UIDNEXT")
        if not self.uid_validity:
            logger.warning("%s names no UIDVALIDITY", self._account.host)

    def _writing(self) -> Mover:
        """Open the folder for writing, once, and make sure that it is the same one."""
        if self._mover is None:
            before = self.uid_validity
            answer = self._line.ask(Step.MOVE, "SELECT", quoted(self._wire))
            if not answer.ok or "READ-ONLY" in answer.data:
                raise self._line.refused(Step.MOVE, answer)
            self._opened(answer)
            if self.uid_validity != before:
                raise MailboxFailure(Step.MOVE, RENUMBERED)
            self._mover = Mover(self._line, here=self._wire)
        return self._mover

    def _folders(self) -> list[Folder]:
        answer = self._line.ask(Step.SELECT, "LIST", '""', '"*"')
        return folders_of(answer.data.get("LIST", []))


@contextmanager
def open_session(
    account: Account,
    *,
    client_id: Mapping[str, str] | None = None,
    begin: Callable[[Step], None] = lambda step: None,
) -> Iterator[Session]:
    """Open the account's folder; ``begin`` hears of each step before it is taken."""
    connection = connect(account, begin)
    try:
        enter(connection, account, client_id=client_id, begin=begin)
        begin(Step.SELECT)
        yield Session(Line(connection, account))
    finally:
        _hang_up(connection)


def _hang_up(connection: Connection) -> None:
    """Say good-bye if somebody listens, and close."""
    with suppress(OSError, ValueError, imaplib.IMAP4.error):
        connection.sock.settimeout(GOODBYE_SECONDS)
        connection.logout()
    with suppress(OSError, ValueError):
        connection.shutdown()
