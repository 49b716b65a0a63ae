"""imaplib on a socket of ours: it never waits, reads or remembers without end."""

from __future__ import annotations

import imaplib
import socket
import time
from binascii import b2a_base64
from dataclasses import dataclass
from io import BufferedReader, BytesIO
from typing import Any, Final, cast

# imaplib does not know the verb of RFC 2971.
imaplib.Commands.setdefault("ID", ("NONAUTH", "AUTH", "SELECTED"))

CHUNK: Final = 1 << 16
# Lines of one answer together; a SEARCH for 100,000 messages takes less than 1 MB.
MOST_LINE_BYTES: Final = 32 << 20
LONGEST_LITERAL: Final = 128 << 20
SLOWEST: Final = 16 << 10  # bytes a second of a literal
TIMEOUTS_PER_COMMAND: Final = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said to one command; ``data`` is imaplib's untagged responses."""

    ok: bool
    text: bytes
    data: dict[str, list[Any]]

    def last(self, name: str) -> bytes | None:
        """Give the last line of a kind."""
        lines = [line for line in self.data.get(name, ()) if isinstance(line, bytes)]
        return lines[-1] if lines else None

    def number(self, name: str) -> int | None:
        """Give the last line of a kind as a number."""
        line = (self.last(name) or b"").split(b" ")[0]
        return int(line) if line.isdigit() and len(line) <= 20 else None


class Farewell(imaplib.IMAP4.abort):
    """The server said BYE; the message is what it said with it."""


class UnsendableError(ValueError):
    """An argument holds what no command can carry."""


class Connection(imaplib.IMAP4):
    """One connection.

    Raises OSError and ``imaplib.IMAP4.abort`` when it is cut: a literal is whole or is
    not given at all.
    """

    def __init__(self, sock: socket.socket, *, host: str, timeout: float) -> None:
        """Read the greeting and the capabilities."""
        self._made = sock
        self._coded = b""
        self._patience = timeout * TIMEOUTS_PER_COMMAND
        self.overlong = 0  # length of a literal that was read past
        self.longest_literal = LONGEST_LITERAL
        self._allow()
        super().__init__(host)
        # We ask for read-only folders and look at the answer ourselves.
        self.is_readonly = True

    def open(self, host: str = "", port: int = 0, timeout: float | None = None) -> None:
        """Take the socket that is open already."""
        self.host, self.port, self.sock = host, port, self._made
        self.file = self.sock.makefile("rb")

    def ask(
        self, name: str, *arguments: str | bytes, reply: bytes | None = None
    ) -> Answer:
        """Send a command and give the whole answer; a BAD counts as a NO.

        ``reply`` goes out, in base64, when the server asks for more.
        """
        self.untagged_responses.clear()
        if reply is not None:
            self._coded = b2a_base64(reply, newline=False)
            # imaplib calls a literal that is a bound method.
            self.literal = self._reply  # type: ignore[assignment]
        self._allow()
        tag = self._command(name, *arguments)
        kind, (text,) = self._get_tagged_response(tag)
        self._check_bye()
        data, self.untagged_responses = self.untagged_responses, {}
        return Answer(ok=kind == "OK", text=text, data=data)

    def readline(self) -> bytes:
        """Read a line, within the time and the bytes that one command may take."""
        line, stream = bytearray(), cast(BufferedReader, self.file)
        while not line.endswith(b"\n"):
            self._check_time()
            seen = stream.peek(1)
            if not seen:
                break
            line += stream.read(seen.find(b"\n") + 1 or len(seen))
            if len(line) + self._line_bytes > MOST_LINE_BYTES:
                raise self.abort("the answer has no end")
        self._line_bytes += len(line)
        return bytes(line)

    def read(self, size: int) -> bytes:
        """Read a literal whole; one that is too much is read past and noted."""
        if keep := self._kept + size <= self.longest_literal:
            self._kept += size
            self._deadline += size / SLOWEST
        else:
            self.overlong = size
        whole, missing = BytesIO(), size
        stream = cast(BufferedReader, self.file)
        while missing:
            self._check_time()
            piece = stream.read1(min(missing, CHUNK))
            if not piece:
                raise self.abort(f"cut {missing} bytes before the end of a literal")
            missing -= len(piece)
            if keep:
                whole.write(piece)
        return whole.getvalue()

    def _check_bye(self) -> None:
        said = self.untagged_responses.get("BYE")
        if said:
            raise Farewell(said[-1])

    def _reply(self, challenge: bytes) -> bytes:
        return self._coded

    def _allow(self) -> None:
        self._deadline = time.monotonic() + self._patience
        self._line_bytes = self._kept = 0
        self.overlong = 0

    def _check_time(self) -> None:
        if time.monotonic() > self._deadline:
            raise TimeoutError("the answer took too long")

    def _log(self, line: bytes) -> None:
        """Keep nothing: imaplib would remember the line with the code."""


def quoted(text: str | bytes) -> bytes:
    """Return a quoted string; a line break would begin a command of its own."""
    raw = text.encode(errors="replace") if isinstance(text, str) else text
    if any(mark in raw for mark in (b"\r", b"\n", b"\0")):
        raise UnsendableError("a line break inside an argument")
    return b'"' + raw.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'
