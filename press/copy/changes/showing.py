"""The words of a change, cut to what a person needs to see."""

from __future__ import annotations

from collections.abc import Iterator

from press.copy.diff import Op, differences

AROUND = 6  # characters shown on each side of a change of marks
LONGEST = 120  # characters of either side
CUT = "…"


def pieces(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Give each change of a text with a little of what stands around it."""
    parts = differences(before, after)
    at = 0
    while at < len(parts):
        if parts[at].op is Op.EQUAL:
            at += 1
            continue
        head = parts[at - 1].text[-AROUND:] if at else ""
        gone = come = ""
        while at < len(parts) and parts[at].op is not Op.EQUAL:
            if parts[at].op is Op.DELETE:
                gone += parts[at].text
            else:
                come += parts[at].text
            at += 1
        tail = parts[at].text[:AROUND] if at < len(parts) else ""
        yield f"{head}{gone}{tail}", f"{head}{come}{tail}"


def both(before: str, after: str) -> tuple[str, str]:
    """Return two texts without the long stretches they share at both ends."""
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    most = min(len(before), len(after)) - head
    tail = 0
    while tail < most and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return _cut(before, head, tail), _cut(after, head, tail)


def _cut(text: str, head: int, tail: int) -> str:
    start = max(0, head - AROUND)
    end = min(len(text), len(text) - tail + AROUND)
    middle = text[start:end]
    if len(middle) > LONGEST:
        middle = middle[: LONGEST - 1] + CUT
    return f"{CUT if start else ''}{middle}{CUT if end < len(text) else ''}"
