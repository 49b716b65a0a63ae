"""The connection test: every step to a mail, how it went, and what to do about it."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from submissions.mail.imap.account import Account, Security
from submissions.mail.imap.sentences import (
    FETCHED,
    NOTHING_TO_FETCH,
    OPENED,
    OPENED_UNNUMBERED,
    READABLE_ON_THE_WAY,
)
from submissions.mail.imap.session import Session, open_session
from submissions.mail.imap.steps import STEP_LABELS, MailboxFailure, Step

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# A person waits for the answer.
LONGEST_WAIT: Final = 10.0
STEPS: Final = tuple(step for step in Step if step is not Step.MOVE)


class Outcome(StrEnum):
    """How a step went."""

    OK = "ok"
    FAILED = "failed"
    NOT_REACHED = "not_reached"


@dataclass(frozen=True, slots=True)
class ProbeStep:
    """One step of a test; ``sentence`` says what was found, or what to do."""

    step: Step
    outcome: Outcome
    milliseconds: int | None = None
    sentence: str | _StrPromise = ""
    server_said: str = ""

    @property
    def ok(self) -> bool:
        """Tell whether the step went well."""
        return self.outcome is Outcome.OK

    @property
    def label(self) -> str:
        """Return the step's name for people."""
        return str(STEP_LABELS[self.step])


def probe(account: Account) -> tuple[ProbeStep, ...]:
    """Go the whole way to a mail, marking nothing, and tell of every step."""
    quick = replace(account, timeout=min(account.timeout, LONGEST_WAIT))
    record = _Record()
    try:
        with open_session(quick, begin=record.begin) as session:
            record.says(Step.SELECT, _opened(session))
            record.begin(Step.FETCH)
            record.says(Step.FETCH, _fetched(session))
            record.end()
    except MailboxFailure as failure:
        record.end()
        record.failure = failure
    if account.security is Security.NONE:
        record.says(Step.TLS, READABLE_ON_THE_WAY)
    return tuple(map(record.step, STEPS))


class _Record:
    """What was begun, how long it took and what it said."""

    def __init__(self) -> None:
        self.failure: MailboxFailure | None = None
        self._took: dict[Step, int] = {}
        self._said: dict[Step, str | _StrPromise] = {}
        self._current: tuple[Step, float] | None = None

    def begin(self, step: Step) -> None:
        """Note that a step begins, which ends the one before."""
        self.end()
        self._current = step, time.perf_counter()

    def end(self) -> None:
        """Note that the last step is over."""
        if self._current is not None:
            step, since = self._current
            self._took[step] = round((time.perf_counter() - since) * 1000)
            self._current = None

    def says(self, step: Step, sentence: str | _StrPromise) -> None:
        """Note what a step found."""
        self._said[step] = sentence

    def step(self, step: Step) -> ProbeStep:
        """Tell of one step."""
        took = self._took.get(step)
        failure = self.failure
        if failure is not None and failure.step is step:
            return ProbeStep(
                step, Outcome.FAILED, took, failure.sentence, failure.server_said
            )
        if took is None:
            return ProbeStep(step, Outcome.NOT_REACHED)
        return ProbeStep(step, Outcome.OK, took, self._said.get(step, ""))


def _opened(session: Session) -> str:
    sentence = OPENED if session.uid_validity else OPENED_UNNUMBERED
    return sentence % {"count": session.exists}


def _fetched(session: Session) -> str | _StrPromise:
    newest = session.newest()
    if newest is None:
        return NOTHING_TO_FETCH
    return FETCHED % {"size": newest.size or 0}
