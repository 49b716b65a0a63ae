"""A port and a home have one holder at a time."""

import os
import socket
from pathlib import Path

import pytest

from guidekit.supervisor.errors import StartRefusedError
from guidekit.supervisor.places import hold_roles, require_free_port


def test_taken_port_is_refused_with_another() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        with pytest.raises(StartRefusedError, match=f"PORT={port + 1}"):
            require_free_port("127.0.0.1", port)


def test_free_port_is_accepted() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

    require_free_port("127.0.0.1", port)


def test_held_home_is_refused_with_the_holder(tmp_path: Path) -> None:
    with (
        hold_roles(tmp_path, ["redis", "web"]),
        pytest.raises(StartRefusedError, match=str(os.getpid())),
        hold_roles(tmp_path, ["web"]),
    ):
        pass


def test_other_role_of_the_same_home_is_accepted(tmp_path: Path) -> None:
    with hold_roles(tmp_path, ["web"]), hold_roles(tmp_path, ["worker"]):
        pass


def test_home_is_free_after_its_holder(tmp_path: Path) -> None:
    with hold_roles(tmp_path, ["web"]):
        pass
    with hold_roles(tmp_path, ["web"]):
        pass
