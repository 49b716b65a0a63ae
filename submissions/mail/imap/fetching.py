"""What is new, how large it is, and the message itself: whole or not at all."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final

from submissions.mail.imap.line import Line
from submissions.mail.imap.replies import Fetched, fetched, numbers, uid_set
from submissions.mail.imap.sentences import CUT_SHORT, NOT_GIVEN, TOO_LONG, UNSTEADY
from submissions.mail.imap.steps import MailboxFailure, Step

logger = logging.getLogger(__name__)

UIDS_A_COMMAND: Final = 500
UNKNOWN_SIZE: Final = 0
# A body this much shorter than announced was cut off inside the server; smaller
# differences are servers that count line ends in their own way.
SHORTER: Final = 0.1
SHORTER_BYTES: Final = 4096


class Reader:
    """Reads the open folder of a line."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._sizes_are_wrong = False

    def uids_after(self, uid: int) -> list[int]:
        """Give the UIDs above one, ascending.

        Asked by FETCH, as phones do: it does not go through a search index, which may
        be behind the folder.
        """
        self._catch_up()
        wanted = f"{max(uid, 0) + 1}:*"
        answer = self._line.ask(Step.FETCH, "UID", "FETCH", wanted, "(UID)")
        if answer.ok:
            found = _uids(fetched(answer.data.get("FETCH", ())))
        else:
            answer = self._line.ask(Step.FETCH, "UID", "SEARCH", "UID", wanted)
            if not answer.ok:
                raise self._line.refused(Step.FETCH, answer)
            found = set(numbers(answer.data.get("SEARCH", ())))
        # ``n:*`` names the last message even when its number is below n.
        return sorted(number for number in found if number > uid)

    def sizes(self, uids: Sequence[int]) -> dict[int, int]:
        """Give the sizes in bytes; a message that is gone is left out.

        ``UNKNOWN_SIZE`` stands for a message that is there but whose size is not told.
        """
        ordered = sorted(set(uids))
        found: dict[int, int] = {}
        for start in range(0, len(ordered), UIDS_A_COMMAND):
            found |= self._sizes(ordered[start : start + UIDS_A_COMMAND])
        return found

    def dates(self, uids: Sequence[int]) -> dict[int, datetime]:
        """Give the times at which the server got the messages, where it tells them."""
        ordered = sorted(set(uids))
        found: dict[int, datetime] = {}
        for start in range(0, len(ordered), UIDS_A_COMMAND):
            wanted = uid_set(ordered[start : start + UIDS_A_COMMAND])
            for one in self._listed(wanted, "(UID INTERNALDATE)"):
                if one.uid is not None and one.dated is not None:
                    found[one.uid] = one.dated
        return {uid: found[uid] for uid in ordered if uid in found}

    def fetch(self, uid: int, *, longest: int) -> bytes | None:
        """Fetch a message without marking it; None when it is gone."""
        first = self._message(uid, longest)
        if first is None or first.body is None:
            if self._there([uid]):
                raise MailboxFailure(Step.FETCH, NOT_GIVEN, only_this=True)
            return None
        if self._sizes_are_wrong or first.size in (None, len(first.body)):
            return first.body
        return self._compared(first, self._message(uid, longest))

    def newest(self, length: int) -> Fetched | None:
        """Look at size and first bytes of the newest message, without marking it."""
        if not self._line.exists:
            return None
        wanted = f"(UID RFC822.SIZE BODY.PEEK[]<0.{length}>)"
        answer = self._line.ask(Step.FETCH, "FETCH", str(self._line.exists), wanted)
        if not answer.ok:
            raise self._line.refused(Step.FETCH, answer)
        return next(iter(fetched(answer.data.get("FETCH", ()))), None)

    def _sizes(self, uids: list[int]) -> dict[int, int]:
        found = {
            one.uid: one.size
            for one in self._listed(uid_set(uids), "(UID RFC822.SIZE)")
            if one.uid is not None and one.size is not None
        }
        missing = [uid for uid in uids if uid not in found]
        if missing:  # gone, or refused
            found |= dict.fromkeys(self._there(missing), UNKNOWN_SIZE)
        return {uid: found[uid] for uid in uids if uid in found}

    def _listed(self, uids: str, fields: str) -> Iterator[Fetched]:
        """Ask for fields of many; what comes with a NO counts as far as it goes."""
        answer = self._line.ask(Step.FETCH, "UID", "FETCH", uids, fields)
        return fetched(answer.data.get("FETCH", ()))

    def _there(self, uids: Iterable[int]) -> set[int]:
        """Tell which messages still exist."""
        self._catch_up()
        wanted = uid_set(uids)
        answer = self._line.ask(Step.FETCH, "UID", "FETCH", wanted, "(UID)")
        if not answer.ok:
            raise self._line.refused(Step.FETCH, answer)
        return _uids(fetched(answer.data.get("FETCH", ()))) & set(uids)

    def _catch_up(self) -> None:
        """Let the server tell what came and went; it may not do so during a FETCH."""
        self._line.ask(Step.FETCH, "NOOP")

    def _message(self, uid: int, longest: int) -> Fetched | None:
        self._line.connection.longest_literal = longest
        answer = self._line.ask(
            Step.FETCH, "UID", "FETCH", str(uid), "(UID RFC822.SIZE BODY.PEEK[])"
        )
        if self._line.connection.overlong:
            raise MailboxFailure(Step.FETCH, TOO_LONG, retry=False, only_this=True)
        if not answer.ok and self._there([uid]):
            raise self._line.refused(Step.FETCH, answer, only_this=True)
        return _merged(uid, fetched(answer.data.get("FETCH", ())))

    def _compared(self, first: Fetched, second: Fetched | None) -> bytes:
        """Take a message whose size is not as announced, if it is the same twice."""
        body, size = first.body or b"", first.size or 0
        if second is not None and _digest(second) != _digest(first):
            raise MailboxFailure(Step.FETCH, UNSTEADY, only_this=True)
        if not body or size - len(body) > max(SHORTER * size, SHORTER_BYTES):
            raise MailboxFailure(Step.FETCH, CUT_SHORT, only_this=True)
        logger.warning(
            "UID %s: %d bytes announced, %d there", first.uid, size, len(body)
        )
        self._sizes_are_wrong = True
        return body


def _uids(responses: Iterable[Fetched]) -> set[int]:
    return {one.uid for one in responses if one.uid is not None}


def _merged(uid: int, responses: Iterable[Fetched]) -> Fetched | None:
    """Put together what was said of one message; servers say it in pieces."""
    size: int | None = None
    bodies: list[bytes] = []
    for one in responses:
        if one.uid == uid:
            size = one.size if one.size is not None else size
            bodies += [] if one.body is None else [one.body]
    if any(body != bodies[0] for body in bodies):
        raise MailboxFailure(Step.FETCH, UNSTEADY, only_this=True)
    return Fetched(uid=uid, size=size, body=bodies[0]) if bodies else None


def _digest(message: Fetched) -> bytes:
    return hashlib.sha256(message.body or b"").digest()
