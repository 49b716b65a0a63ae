"""The names of files inside the mails that are attached to a mail."""

from __future__ import annotations

from collections.abc import Sequence

from submissions.mail.gathering import MESSAGES
from submissions.mail.part_names import part_name
from submissions.mail.structure import Part, read_tree

DEEPEST = 5  # mails within mails
MOST_PARTS = 2000  # that are looked at


def names_within(mails: Sequence[Part]) -> tuple[str, ...]:
    """Return the names given in mails and in the mails within them, in order."""
    found: list[str] = []
    waiting = [(mail, 1) for mail in reversed(mails)]
    for _ in range(MOST_PARTS):
        if not waiting:
            break
        part, depth = waiting.pop()
        name = part_name(part)
        found += [name] if name else []
        inner = part.children
        if part.content_type in MESSAGES and not inner and depth < DEEPEST:
            inner, depth = [read_tree(part.payload()).root], depth + 1
        waiting += [(child, depth) for child in reversed(inner)]
    return tuple(found)
