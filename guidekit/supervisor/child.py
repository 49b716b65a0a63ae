"""One child process: started in a group of its own, restarted with growing pauses."""

import contextlib
import ctypes
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from guidekit.supervisor.errors import StartRefusedError

logger = logging.getLogger(__name__)

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0
# A child that lived this long is taken to be well; the next pause is short again.
STEADY_AFTER = 30.0
PR_SET_PDEATHSIG = 1
# Later roles wait this long at most for an earlier one.
READY_WITHIN = 20.0
# After this many seconds a child that was asked to stop is urged, then killed.
URGE_AFTER = 20.0
KILL_AFTER = 30.0


@dataclass(frozen=True, slots=True)
class Role:
    """What a child is: its name and command line, what comes before and after a start.

    ``after`` waits until the child is there; it is given a way to ask whether the
    process still lives, and raises `StartRefusedError` when it will not come.
    ``ready`` is asked without waiting: roles after this one start when it says yes.
    ``environment`` is set where the environment does not say otherwise; ``niceness``
    is what the role gives way by when processors are scarce.
    """

    name: str
    command: Callable[[], Sequence[str]]
    before: Callable[[], None] | None = None
    after: Callable[[Callable[[], bool]], None] | None = None
    ready: Callable[[], bool] | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    niceness: int = 0


@dataclass(slots=True)
class Child:
    """The process that plays a role now."""

    role: Role
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    due: float = 0.0
    pause: float = FIRST_PAUSE
    stop_asked: float = 0.0
    is_ready: bool = False

    def watch(self) -> None:
        """Start the child when it is due; take note when it ended."""
        if self.process is None:
            if not self.due:
                self.start()
            elif time.monotonic() >= self.due:
                self._start_again()
        elif self.process.poll() is not None:
            self._note_end(self.process.returncode)

    def start(self) -> None:
        """Start the process and wait until it is ready, where the role can tell."""
        if self.role.before:
            self.role.before()
        self.process = subprocess.Popen(  # noqa: S603 - our own command lines
            self.role.command(),
            stdin=subprocess.DEVNULL,
            env={**self.role.environment, **os.environ},
            start_new_session=True,
            preexec_fn=die_with(os.getpid(), niceness=self.role.niceness),
        )
        self.started = time.monotonic()
        logger.debug("%s runs as process %d", self.role.name, self.process.pid)
        if self.role.after:
            self.role.after(self.lives)

    def lets_others_start(self) -> bool:
        """Tell whether later roles may start; asked until yes, and not for long."""
        if not self.is_ready:
            late = time.monotonic() > self.started + READY_WITHIN
            self.is_ready = late or self.role.ready is None or self.role.ready()
        return self.is_ready

    def lives(self) -> bool:
        """Tell whether the process runs."""
        return self.process is not None and self.process.poll() is None

    def _start_again(self) -> None:
        """Start the child once more; the others go on when it cannot."""
        try:
            self.start()
        except (StartRefusedError, OSError) as error:
            logger.error("%s did not start: %s", self.role.name, error)
            self._note_end(-1)

    def _note_end(self, code: int) -> None:
        """Sweep up what the process left, and set the time of the next start."""
        lived = time.monotonic() - self.started
        self.signal_group(signal.SIGKILL)
        self.process = None
        if lived >= STEADY_AFTER:
            self.pause = FIRST_PAUSE
        self.due = time.monotonic() + self.pause
        logger.warning(
            "%s ended with code %d; it is started again in %.0f s",
            self.role.name,
            code,
            self.pause,
        )
        self.pause = min(self.pause * 2, LONGEST_PAUSE)

    def ask_to_stop(self) -> None:
        """Send TERM: finish what is at hand."""
        self.stop_asked = time.monotonic()
        if self.process and self.lives():
            self.process.terminate()

    def wait_until_stopped(self, *, patience: float = KILL_AFTER) -> None:
        """Wait for the end; urge, then kill, what does not come to it."""
        if self.process is None:
            return
        end = self.stop_asked + patience
        urged = False
        while self.lives() and time.monotonic() < end:
            if not urged and time.monotonic() > self.stop_asked + URGE_AFTER:
                self.process.send_signal(signal.SIGQUIT)
                urged = True
            time.sleep(0.05)
        self.signal_group(signal.SIGKILL)
        self.process.wait()

    def signal_group(self, number: signal.Signals) -> None:
        """Signal the process and all that came from it."""
        if self.process:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, number)


def die_with(parent: int, *, niceness: int = 0) -> Callable[[], None] | None:
    """Make what a child does first: bind its life to ours, even past kill -9.

    With a ``niceness`` it also gives way to others when processors are scarce.
    """
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None)

    def bind() -> None:
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        os.nice(niceness)
        if os.getppid() != parent:  # the parent died in between
            os._exit(1)

    return bind
