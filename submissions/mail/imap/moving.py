"""Marking and moving messages, so that no message is ever lost by it.

Without MOVE a message is taken out of its folder only after the server has named the
copy (COPYUID), and only this message (UID EXPUNGE).  Where that is not offered, it
stays and is marked as read.
"""

from __future__ import annotations

from submissions.mail.imap.connection import Answer, quoted
from submissions.mail.imap.folder_names import encode_name, folders_of
from submissions.mail.imap.line import Line
from submissions.mail.imap.refusals import naming
from submissions.mail.imap.replies import was_copied
from submissions.mail.imap.sentences import SAME_FOLDER
from submissions.mail.imap.steps import MailboxFailure, Step


class Mover:
    """Changes the folder of a line, which is open for writing."""

    def __init__(self, line: Line, *, here: bytes) -> None:
        self._line = line
        self._here = here

    def mark(self, uid: int, flag: bytes) -> None:
        """Set a flag of a message."""
        answer = self._ask("STORE", uid, "+FLAGS.SILENT", b"(" + flag + b")")
        if not answer.ok:
            raise self._line.refused(Step.MOVE, answer, only_this=True)

    def move(self, uid: int, folder: str) -> bool:
        """Move a message into a folder, made if missing; tell whether it left."""
        with naming(Step.MOVE, self._line.account):
            target = quoted(encode_name(folder))
        if target.upper() == quoted(self._here).upper():
            raise MailboxFailure(Step.MOVE, SAME_FOLDER, retry=False, only_this=True)
        if self._line.offers("MOVE"):
            return self._into("MOVE", uid, folder)
        if self._line.offers("UIDPLUS") and self._into("COPY", uid, folder):
            self.mark(uid, rb"\Deleted")
            return self._ask("EXPUNGE", uid).ok
        self.mark(uid, rb"\Seen")
        return False

    def _into(self, verb: str, uid: int, folder: str) -> bool:
        """Copy or move, and tell whether the server has named the new message."""
        target = quoted(encode_name(folder))
        answer = self._ask(verb, uid, target)
        if not answer.ok:
            target = self._target(folder, answer)
            answer = self._ask(verb, uid, target)
        if not answer.ok:
            raise self._line.refused(Step.MOVE, answer, only_this=True)
        return was_copied(answer.data.get("COPYUID", ()), uid)

    def _target(self, folder: str, refusal: Answer) -> bytes:
        """Give the name under which the server has the folder; make it if missing."""
        listed = self._line.ask(Step.MOVE, "LIST", '""', '"*"')
        for known in folders_of(listed.data.get("LIST", [])):
            if known.name == folder:
                if known.wire == encode_name(folder):
                    raise self._line.refused(Step.MOVE, refusal, only_this=True)
                return quoted(known.wire)
        target = quoted(encode_name(folder))
        made = self._line.ask(Step.MOVE, "CREATE", target)
        if not made.ok:
            raise self._line.refused(Step.MOVE, made, only_this=True)
        # So that phones show it.
        self._line.ask(Step.MOVE, "SUBSCRIBE", target)
        return target

    def _ask(self, verb: str, uid: int, *arguments: str | bytes) -> Answer:
        return self._line.ask(Step.MOVE, "UID", verb, str(uid), *arguments)
