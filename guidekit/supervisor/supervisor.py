"""The loop that keeps all children running until it is told to stop."""

import logging
import signal
import threading
from collections.abc import Sequence
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

    def run(self) -> None:
        """Start, watch and stop."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._heard)
        try:
            while not self.signals:
                self._watch()
                self.woken.wait(STEP)
        finally:
            self.stop()

    def _watch(self) -> None:
        """Look after each child; the first page comes before the worker starts."""
        for child in self.children:
            if self.signals:
                return
            child.watch()
            if not child.lets_others_start():
                return

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
