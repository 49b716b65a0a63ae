"""What a process that decodes pictures may not do: use more than its share, reach out.

Decoders are written in C and read files from strangers.  One that is taken over finds
no network, cannot start a program and can write no file.
"""

from __future__ import annotations

import ctypes
import platform
import resource
import signal
import struct
import sys
from collections.abc import Mapping, Sequence

Step = tuple[int, int, int, int]  # one instruction of the kernel's filter

PR_SET_PDEATHSIG, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 22, 38
SECCOMP_MODE_FILTER = 2
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
EACCES = 13
LOAD_ARCH, LOAD_CALL = (0x20, 0, 0, 4), (0x20, 0, 0, 0)
REFUSE, ALLOW = (0x06, 0, 0, 0x00050000 | EACCES), (0x06, 0, 0, 0x7FFF0000)
# Its audit number; its calls socket, connect, execve, execveat, ptrace.
MACHINES = {
    "x86_64": (0xC000003E, (41, 42, 59, 322, 101)),
    "aarch64": (0xC00000B7, (198, 203, 221, 281, 117)),
    "riscv64": (0xC00000F3, (198, 203, 221, 281, 117)),
}


def wall_in() -> None:
    """Cut this process and its children off: no new socket, no other program."""
    if sys.platform != "linux":
        return
    leave_network()  # refused in many containers
    program = _filter()
    if program:
        judge_calls(program)


def leave_network() -> bool:
    """Move to a network with nobody in it; tell whether that was allowed.

    Whatever this process becomes then, it gets no more rights than it has now.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    return bool(libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0)


def judge_calls(program: Sequence[Step]) -> bool:
    """Have the kernel judge all calls from now on; tell whether it does.

    It does so for a process that gets no more rights (see ``leave_network``).
    """
    libc = ctypes.CDLL(None, use_errno=True)
    code = b"".join(struct.pack("HBBI", *step) for step in program)
    steps = ctypes.create_string_buffer(code)
    head = struct.pack("HP", len(program), ctypes.addressof(steps))
    holder = ctypes.create_string_buffer(head)
    return bool(libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, holder, 0, 0) == 0)


def _filter() -> list[Step]:
    """Return the kernel's rules: refuse these calls and those of other machines."""
    if platform.machine() not in MACHINES:
        return []
    audit, calls = MACHINES[platform.machine()]
    steps = [LOAD_ARCH, (0x15, 1, 0, audit), REFUSE, LOAD_CALL]
    steps.append((0x35, len(calls) + 1, 0, 0x40000000))  # another table of calls
    steps += [(0x15, len(calls) - at, 0, call) for at, call in enumerate(calls)]
    return [*steps, ALLOW, REFUSE]


def limit(*, memory: int, seconds: int) -> None:
    """Hold this process to so many bytes of data, seconds of work and no file."""
    set_limits(
        {
            resource.RLIMIT_DATA: memory,
            resource.RLIMIT_AS: 8 * memory,  # addresses, most of which stay untouched
            resource.RLIMIT_CPU: seconds,
            resource.RLIMIT_FSIZE: 0,
        }
    )
    # The kernel's own clock ends a decoder that waits for ever.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, 2 * seconds)


def set_limits(wanted: Mapping[int, int]) -> None:
    """Hold this process to limits where it is not held to less; it leaves no core."""
    for kind, most in {resource.RLIMIT_CORE: 0, **wanted}.items():
        _, hard = resource.getrlimit(kind)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(kind, (allowed, allowed))
        except (ValueError, OSError):
            if sys.platform == "linux":
                raise  # elsewhere some limits are not known


def end_with_parent() -> None:
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
