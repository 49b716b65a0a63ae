"""The loop that keeps all children running until it is told to stop."""

import logging
import signal
import threading
from collections.abc import Callable, Sequence
from types import FrameType

from guidekit.supervisor.child import Child, Role

logger = logging.getLogger(__name__)

STEP = 0.2


class Supervisor:
    """Run roles until TERM or INT; a second signal stops at once."""

    def __init__(self, roles: Sequence[Role]) -> None:
        """Take the roles in the order of starting."""
        self.children = [Child(role) for role in roles]
        self.signals = 0
        self.woken = threading.Event()

    def run(self, *, started: Callable[[], bool] | None = None) -> None:
        """Start, watch and stop.

        ``started`` is asked at every step until it answers yes; it tells the
        person at the terminal that the house is open.
        """
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._heard)
        try:
            while not self.signals:
                for child in self.children:
                    if not self.signals:
                        child.watch()
                if started and started():
                    started = None
                self.woken.wait(STEP)
        finally:
            self.stop()

    def stop(self) -> None:
        """Stop all; the first to start, Redis, ends last."""
        redis = [child for child in self.children if child.role.name == "redis"]
        others = [child for child in self.children if child not in redis]
        for group in (others, redis):
            for child in reversed(group):
                child.ask_to_stop()
            for child in reversed(group):
                child.wait_until_stopped()
        logger.debug("All children have ended")

    def _heard(self, number: int, frame: FrameType | None) -> None:
        """Note a signal; at the second one nobody is waited for."""
        self.signals += 1
        self.woken.set()
        if self.signals > 1:
            for child in self.children:
                child.signal_group(signal.SIGKILL)
