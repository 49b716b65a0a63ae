"""A bad line: a TCP proxy that cuts each connection after so many bytes up.

A cut is a reset to the client and an end to the server, at a byte of the test's choice;
the server has got exactly what came before it.
"""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from tests.servers.ports import HOST

BLOCK = 16 * 1024
RESET = struct.pack("ii", 1, 0)  # linger for no time: closing is a reset


@dataclass
class Line:
    """A line to a server; ``cut_after`` may be changed at any time."""

    server_port: int
    cut_after: int | None = None  # bytes up, of each connection that brings so many
    cuts_left: int = 0
    cuts: int = 0
    listener: socket.socket = field(
        default_factory=lambda: socket.create_server((HOST, 0))
    )

    @property
    def port(self) -> int:
        port: int = self.listener.getsockname()[1]
        return port

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def serve(self) -> None:
        """Take connections until the listener is closed."""
        with suppress(OSError):
            while True:
                client, _address = self.listener.accept()
                threading.Thread(
                    target=self._carry, args=(client,), daemon=True
                ).start()

    def _carry(self, client: socket.socket) -> None:
        server = socket.create_connection((HOST, self.server_port))
        down = threading.Thread(target=_copy, args=(server, client), daemon=True)
        down.start()
        carried = 0
        with suppress(OSError):
            while block := client.recv(BLOCK):
                room = None if self.cut_after is None else self.cut_after - carried
                if self.cuts_left > 0 and room is not None and len(block) >= room:
                    server.sendall(block[:room])
                    self._cut(client, server)
                    return
                server.sendall(block)
                carried += len(block)
        with suppress(OSError):
            server.shutdown(socket.SHUT_WR)
        down.join(30)
        server.close()
        client.close()

    def _cut(self, client: socket.socket, server: socket.socket) -> None:
        self.cuts_left -= 1
        self.cuts += 1
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        client.close()
        with suppress(OSError):
            server.shutdown(socket.SHUT_WR)
        server.close()


@contextmanager
def bad_line(server_port: int) -> Iterator[Line]:
    """Stand a line before a server."""
    line = Line(server_port)
    thread = threading.Thread(target=line.serve, daemon=True)
    thread.start()
    try:
        yield line
    finally:
        line.listener.shutdown(socket.SHUT_RDWR)
        line.listener.close()


def _copy(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while block := source.recv(BLOCK):
            target.sendall(block)
        target.shutdown(socket.SHUT_WR)
