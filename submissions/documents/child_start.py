"""Started as a program of its own: take away what a converter needs not, then run it.

Nothing of ours is imported but the walls; arguments are the way it is boxed, the limits
(address space, data, processor seconds, size of a file) and the command.  It ends with
125 where it cannot cut the network off.
"""

import importlib
import os
import platform
import resource
import sys
from pathlib import Path
from typing import Any

NO_BOX = 125
AF_UNIX = 1
MOST_FILES = 512  # open at once


def main(arguments: list[str]) -> None:
    """Set limits, cut the network off and become the command."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    walls = importlib.import_module("press.imaging.walls")
    boxed, space, data, seconds, size, *command = arguments
    walls.set_limits(
        {
            resource.RLIMIT_AS: int(space),
            resource.RLIMIT_DATA: int(data),
            resource.RLIMIT_CPU: int(seconds),
            resource.RLIMIT_FSIZE: int(size),
            resource.RLIMIT_NOFILE: MOST_FILES,
        }
    )
    walls.end_with_parent()
    bare = boxed == "bare" and sys.platform == "linux"
    if bare and not walls.leave_network() and not _forbid_sockets(walls):
        sys.exit(NO_BOX)
    os.execv(command[0], command)  # noqa: S606  # a list of ours, no shell wanted


def _forbid_sockets(walls: Any) -> bool:
    """Let the kernel refuse every socket that is not a local one."""
    if platform.machine() not in walls.MACHINES:
        return False
    audit, (socket_call, *_others) = walls.MACHINES[platform.machine()]
    program = (
        walls.LOAD_ARCH,
        (0x15, 1, 0, audit),
        walls.REFUSE,
        walls.LOAD_CALL,
        (0x35, 4, 0, 0x40000000),  # calls of another table of the same machine
        (0x15, 0, 2, socket_call),
        (0x20, 0, 0, 16),  # its first argument: the family
        (0x15, 0, 1, AF_UNIX),
        walls.ALLOW,
        walls.REFUSE,
    )
    return bool(walls.judge_calls(program))


if __name__ == "__main__":
    main(sys.argv[1:])
