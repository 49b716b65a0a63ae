"""Started as a program of its own: take away what a converter needs not, then run it.

It runs before anything of ours is imported and imports nothing of ours; arguments are
the way it is boxed, the limits (address space, data, processor seconds, size of a
file) and the command.  It ends with 125 where it cannot cut the network off.
"""

import ctypes
import os
import platform
import resource
import signal
import struct
import sys

NO_BOX = 125
PR_SET_PDEATHSIG, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 22, 38
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
SECCOMP_MODE_FILTER = 2
AF_UNIX, EACCES = 1, 13
# Of each machine: its audit number, its call numbers of socket and socketpair.
MACHINES = {
    "x86_64": (0xC000003E, 41, 53),
    "aarch64": (0xC00000B7, 198, 199),
    "riscv64": (0xC00000F3, 198, 199),
}


def main(arguments: list[str]) -> None:
    """Set limits, cut the network off and become the command."""
    boxed, space, data, seconds, size, *command = arguments
    _limit(int(space), int(data), int(seconds), int(size))
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if boxed == "bare":
            libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
            own_network = libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0
            if not own_network and not _forbid_sockets(libc):
                sys.exit(NO_BOX)
    os.execv(command[0], command)  # noqa: S606  # a list of ours, no shell wanted


def _limit(space: int, data: int, seconds: int, size: int) -> None:
    wanted = (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, space),
        (resource.RLIMIT_DATA, data),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, size),
        (resource.RLIMIT_NOFILE, 512),
    )
    for kind, most in wanted:
        _, hard = resource.getrlimit(kind)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(kind, (allowed, allowed))
        except (ValueError, OSError):
            if sys.platform == "linux":
                raise  # elsewhere some limits are not known


def _forbid_sockets(libc: ctypes.CDLL) -> bool:
    """Let the kernel refuse every socket that is not a local one."""
    numbers = MACHINES.get(platform.machine())
    if numbers is None:
        return False
    audit, socket_call, _pair = numbers
    refuse = (0x06, 0, 0, 0x00050000 | EACCES)
    allow = (0x06, 0, 0, 0x7FFF0000)
    program = (
        (0x20, 0, 0, 4),  # the machine the call is of
        (0x15, 1, 0, audit),
        refuse,
        (0x20, 0, 0, 0),  # the number of the call
        (0x35, 4, 0, 0x40000000),  # calls of another table of the same machine
        (0x15, 0, 2, socket_call),
        (0x20, 0, 0, 16),  # its first argument: the family
        (0x15, 0, 1, AF_UNIX),
        allow,
        refuse,
    )
    code = b"".join(struct.pack("HBBI", *step) for step in program)
    steps = ctypes.create_string_buffer(code)
    head = struct.pack("HP", len(program), ctypes.addressof(steps))
    holder = ctypes.create_string_buffer(head)
    return bool(libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, holder, 0, 0) == 0)


if __name__ == "__main__":
    main(sys.argv[1:])
