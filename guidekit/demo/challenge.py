"""The form's challenge, solved as a program solves it."""

from __future__ import annotations

from typing import Any

from altcha import Challenge, Payload, solve_challenge

SECONDS = 60.0


def solve(challenge: dict[str, Any]) -> str:
    """Return what the field ``altcha`` carries for a challenge of ``/challenge/``.

    Raises ``RuntimeError`` when it cannot be solved in a minute.
    """
    asked = Challenge.from_dict(challenge)
    solution = solve_challenge(asked, timeout=SECONDS)
    if solution is None:
        raise RuntimeError("The form's challenge was not solved within a minute.")
    return Payload(asked, solution).to_base64()
