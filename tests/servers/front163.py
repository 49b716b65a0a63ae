"""A front before Dovecot that behaves like 163.com, and as badly as a test wants.

It reads what goes by line by line (literals apart), so that it can answer a command
itself, change what Dovecot says, cut the connection at a byte, and count.
"""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from io import BufferedReader

from imap_tools.imap_utf7 import utf7_decode, utf7_encode

from tests.servers.ports import HOST

GREETING = (
    b"* OK Coremail System IMap Server Ready(163com[10774b260cc7a37d26d71b52404dcf5c])"
)
CAPABILITIES = (
    "IMAP4rev1 XLIST SPECIAL-USE ID LITERAL+ APPENDLIMIT=71680000 XAPPLEPUSHSERVICE"
    " UIDPLUS X-CM-EXT-1"
)
UNSAFE_LOGIN = "NO {verb} Unsafe Login. Please contact kefu@188.com for help"
WRONG_CODE = "NO LOGIN Login error or password error"
ABSENT_UID = 2**32 - 2

_LITERAL = re.compile(rb"\{(\d+)\+?\}\r\n$")
_UID_COMMAND = re.compile(
    r"(UID (?:FETCH|STORE|COPY|MOVE|EXPUNGE|SEARCH UID) )(\S+)(.*)"
)


@dataclass
class Habits:
    """How the front behaves from now on; a test changes it at any time."""

    wants_id: bool = True
    capabilities: str = CAPABILITIES
    greeting: bytes = GREETING
    login_answer: str = ""  # instead of asking Dovecot
    uid_validity: int | None = None  # 0: none is named
    names_uid_next: bool = False  # Coremail does not
    uid_offset: int = 0  # every UID is this much higher
    size_factor: float = 1  # of every RFC822.SIZE
    folder_charset: str = ""  # raw names in this charset instead of modified UTF-7
    # Regular expression on a command → what is answered; {tag} stands for its tag.
    answers: dict[str, bytes] = field(default_factory=dict)
    # Regular expression on a command → lines that come before Dovecot's answer.
    chatter: dict[str, bytes] = field(default_factory=dict)
    silent_on: str = ""  # regular expression on a command; "greeting" too
    cut_after: int | None = None  # bytes sent to the client, per connection
    cut_in_literal: int | None = None  # bytes of a message
    drop_connections: int = 0  # so many are closed without a word
    seconds_a_line: float = 0
    bytes_a_second: int = 0  # of literals


class Front163:
    """Listens on ``port``; what clients did stands in the counters."""

    def __init__(self, upstream: int) -> None:
        self.upstream = upstream
        self.habits = Habits()
        self.commands: list[str] = []
        self.connections = 0
        self.bytes_sent = 0
        self._listener = socket.create_server((HOST, 0))
        self.port = self._listener.getsockname()[1]
        self._open: list[socket.socket] = []

    @property
    def body_fetches(self) -> int:
        """Count the commands that asked for a body, or a piece of one."""
        return sum("BODY" in command for command in self.commands)

    @property
    def verbs(self) -> list[str]:
        return [command.split()[0] for command in self.commands]

    def forget(self) -> None:
        """Set the counters to nothing."""
        self.commands.clear()
        self.connections = self.bytes_sent = 0

    def start(self) -> None:
        threading.Thread(target=self._accept, daemon=True).start()

    def stop(self) -> None:
        close(self._listener)
        for sock in self._open:
            close(sock)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                self.connections += 1
                if self.habits.drop_connections > 0:
                    self.habits.drop_connections -= 1
                    client.close()
                    continue
                self._serve(client)

    def _serve(self, client: socket.socket) -> None:
        server = socket.create_connection((HOST, self.upstream))
        self._open += [client, server]
        talk = Talk(self, client=client, server=server)
        for target in (talk.from_client, talk.from_server):
            threading.Thread(target=target, daemon=True).start()


class Talk:
    """One connection through the front."""

    def __init__(
        self, front: Front163, *, client: socket.socket, server: socket.socket
    ) -> None:
        self._front = front
        self._client, self._server = client, server
        self._sent = 0
        self._identified = False
        self._greeted = False
        self._tag = self._chatter = b""
        self._in_sasl = False

    @property
    def habits(self) -> Habits:
        return self._front.habits

    def from_client(self) -> None:
        """Take one command after another."""
        with suppress(OSError, ValueError):
            stream = self._client.makefile("rb")
            while line := stream.readline():
                self._command(line, stream)
        self.close()

    def from_server(self) -> None:
        """Hand on what Dovecot says, changed as the habits want."""
        with suppress(OSError, ValueError):
            stream = self._server.makefile("rb")
            while line := stream.readline():
                self._respond(line, stream)
        self.close()

    def close(self) -> None:
        close(self._client)
        close(self._server)

    def _command(self, line: bytes, stream: BufferedReader) -> None:
        if self._in_sasl:
            self._in_sasl = False
            self._server.sendall(line)
            return
        tag, _, text = line.rstrip(b"\r\n").decode("latin-1").partition(" ")
        self._note(text)
        if self.habits.silent_on and re.search(self.habits.silent_on, text):
            return
        answer = self._own_answer(text)
        if answer is not None:
            self.send(answer.replace(b"{tag}", tag.encode()))
            return
        self._tag = tag.encode()
        self._chatter = _first_match(self.habits.chatter, text) or b""
        self._in_sasl = text.upper().startswith("AUTHENTICATE")
        sent = f"{tag} {self._lowered(text)}\r\n".encode("latin-1")
        literal = _LITERAL.search(sent)
        self._server.sendall(sent)
        if literal:
            self._server.sendall(stream.read(int(literal[1])))
            self._server.sendall(stream.readline())

    def _note(self, text: str) -> None:
        verb = text.split(" ")[0].upper()
        secret = verb in ("LOGIN", "AUTHENTICATE")
        self._front.commands.append(verb if secret else text)
        self._identified |= verb == "ID"

    def _own_answer(self, text: str) -> bytes | None:
        """Answer in Dovecot's place, or not at all."""
        habits, verb = self.habits, text.split(" ")[0].upper()
        scripted = _first_match(habits.answers, text)
        if scripted is not None:
            return scripted
        if verb in ("LOGIN", "AUTHENTICATE") and habits.login_answer:
            return f"{{tag}} {habits.login_answer}\r\n".encode()
        if verb == "CAPABILITY":
            listed = f"* CAPABILITY {habits.capabilities}\r\n"
            return f"{listed}{{tag}} OK CAPABILITY completed\r\n".encode()
        if verb in ("SELECT", "EXAMINE") and habits.wants_id and not self._identified:
            return f"{{tag}} {UNSAFE_LOGIN.format(verb=verb)}\r\n".encode()
        for word in ("IDLE", "MOVE"):
            if word in text.split(" ")[:2] and word not in habits.capabilities.split():
                return b"{tag} BAD invalid command or parameters\r\n"
        return None

    def _lowered(self, text: str) -> str:
        """Translate the UIDs and folder names of a command for Dovecot."""
        offset, match = self.habits.uid_offset, _UID_COMMAND.match(text)
        if offset and match:
            text = match[1] + _shifted(match[2], -offset) + match[3]
        charset, verb = self.habits.folder_charset, text.split(" ")[0]
        if charset and verb in ("SELECT", "EXAMINE"):
            name = text.partition(" ")[2].encode("latin-1").decode(charset, "replace")
            text = f"{verb} {utf7_encode(name).decode()}"
        return text

    def _respond(self, line: bytes, stream: BufferedReader) -> None:
        if not self._greeted:
            self._greeted = True
            if self.habits.silent_on != "greeting":
                self.send(self.habits.greeting + b"\r\n")
            return
        if self._chatter and line.startswith(self._tag + b" "):
            self.send(self._chatter)
            self._chatter = b""
        literal = _LITERAL.search(line)
        changed = self._changed(line)
        if changed:
            self.send(changed)
        if literal:
            self._send_literal(stream.read(int(literal[1])))

    def _changed(self, line: bytes) -> bytes:
        habits = self.habits
        line = re.sub(rb"\[CAPABILITY [^\]]*\] ", b"", line)
        if habits.uid_validity == 0 and b"[UIDVALIDITY" in line:
            return b""
        if b"[UIDNEXT" in line and not habits.names_uid_next:
            return b""
        if habits.uid_validity:
            line = re.sub(rb"(UIDVALIDITY) \d+", rb"\1 %d" % habits.uid_validity, line)
        if habits.size_factor != 1:
            line = re.sub(
                rb"(RFC822\.SIZE) (\d+)",
                lambda m: b"%b %d" % (m[1], int(m[2]) * habits.size_factor),
                line,
            )
        if habits.folder_charset and line.startswith(b"* LIST"):
            line = _relabelled(line, habits.folder_charset)
        return self._raised(line) if habits.uid_offset else line

    def _raised(self, line: bytes) -> bytes:
        offset = self.habits.uid_offset
        if line.startswith(b"* SEARCH"):
            return re.sub(rb"\d+", lambda m: b"%d" % (int(m[0]) + offset), line)
        return re.sub(
            rb"(\bUID |\bUIDNEXT |\bCOPYUID \d+ )(\d+)",
            lambda m: m[1] + b"%d" % (int(m[2]) + offset),
            line,
        )

    def _send_literal(self, body: bytes) -> None:
        habits = self.habits
        cut = habits.cut_in_literal
        if cut is not None and cut < len(body):
            self.send(body[:cut])
            self.close()
            raise ConnectionAbortedError
        step = habits.bytes_a_second // 10 or len(body) or 1
        for start in range(0, len(body), step):
            self.send(body[start : start + step])
            if habits.bytes_a_second:
                time.sleep(0.1)

    def send(self, data: bytes) -> None:
        """Send to the client, up to the byte at which the connection is cut."""
        if self.habits.seconds_a_line:
            time.sleep(self.habits.seconds_a_line)
        cut = self.habits.cut_after
        piece = data if cut is None else data[: max(cut - self._sent, 0)]
        self._client.sendall(piece)
        self._sent += len(piece)
        self._front.bytes_sent += len(piece)
        if cut is not None and self._sent >= cut:
            self.close()
            raise ConnectionAbortedError


def close(sock: socket.socket) -> None:
    """Close a socket, also one that another thread waits at."""
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)
    sock.close()


@contextmanager
def running_front(upstream: int) -> Iterator[Front163]:
    """Run a front before the plain port of a Dovecot."""
    front = Front163(upstream)
    front.start()
    try:
        yield front
    finally:
        front.stop()


def _first_match(table: dict[str, bytes], text: str) -> bytes | None:
    for wanted, answer in table.items():
        if re.search(wanted, text):
            return answer
    return None


def _shifted(uids: str, by: int) -> str:
    def shift(match: re.Match[str]) -> str:
        shifted = int(match[0]) + by
        if shifted > 0:
            return str(shifted)
        return "1" if ":" in uids else str(ABSENT_UID)

    return re.sub(r"\d+", shift, uids)


def _relabelled(line: bytes, charset: str) -> bytes:
    head, _, name = line.rstrip(b"\r\n").rpartition(b" ")
    raw = utf7_decode(name.strip(b'"')).encode(charset)
    return head + b' "' + raw + b'"\r\n'
