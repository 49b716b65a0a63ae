"""Find the header of a mail or a part: where its fields stand and where they end."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

MOST_FIELDS = 5000  # kept; of the fields below any number
MOST_OF_A_NAME = 100  # kept beyond that, of the fields below
LONGEST_FIELD = 200_000  # bytes of a field that are kept
FARTHEST_LOOK = 12  # lines of garbage that are looked over for the next field

_KNOWN = (
    *("from", "sender", "reply-to", "to", "cc", "subject", "date", "message-id"),
    *("received", "return-path", "mime-version", "content-type", "in-reply-to"),
    *("content-transfer-encoding", "content-disposition", "content-id", "references"),
    *("delivered-to", "x-mailer", "content-description", "auto-submitted"),
    *("precedence", "list-id", "x-originating-ip", "dkim-signature", "errors-to"),
)
_ESSENTIAL = frozenset((*_KNOWN, "list-unsubscribe", "x-guidekit-loop"))
_LINE = re.compile(rb"([^\r\n]*+)(\r{0,3}\n|\r|\Z)")
_FIELD = re.compile(rb"([!-9;-~]{1,100})[ \t]*:")
_KNOWN_FIELD = re.compile(
    rb"(?:x-[a-z0-9-]{1,60}|"
    + b"|".join(name.encode() for name in _KNOWN)
    + rb")[ \t]*:",
    re.IGNORECASE,
)
_MBOX_LINE = re.compile(rb">?From (?![ \t]*:)[^\r\n:]*+(?::\d\d[^\r\n]*+)?")
_INDENTED = re.compile(rb"[ \t]{1,8}(?=[!-9;-~]{1,100}:)")
_BLANKS = re.compile(rb"(?:[ \t]{0,80}(?:\r{0,3}\n|\r)){0,20}")
_BLANK_START = re.compile(rb"(?:\xef\xbb\xbf|[ \t]*+(?:\r{0,3}\n|\r))*+")


@dataclass(slots=True)
class Fields:
    """The fields of one header in order, names in lower case, values raw and folded."""

    pairs: list[tuple[str, bytes]] = field(default_factory=list)
    too_long: bool = False
    _by_name: dict[str, list[bytes]] = field(default_factory=dict, repr=False)

    def add(self, name: str, value: bytes) -> None:
        """Keep a field, unless there are far too many."""
        known = self._by_name.setdefault(name, [])
        essential = name in _ESSENTIAL and len(known) < MOST_OF_A_NAME
        if len(self.pairs) < MOST_FIELDS or essential:
            self.pairs.append((name, value))
            known.append(value)
        else:
            self.too_long = True

    def first(self, name: str) -> bytes:
        """Return the first value of a field, b'' when there is none."""
        return next(iter(self._by_name.get(name, ())), b"")

    def every(self, name: str) -> list[bytes]:
        return self._by_name.get(name, [])

    def has(self, *names: str) -> bool:
        return any(self._by_name.get(name) for name in names)


def read_message_fields(raw: bytes) -> tuple[Fields, int]:
    """Return a mail's fields and where its body begins.

    What stands before the first field (blank lines, a byte order mark, the ``From ``
    line of a mailbox file, a few lines of garbage) is passed over.
    """
    at = _message_start(raw)
    if indented := _INDENTED.match(raw, at):
        at = indented.end() if _KNOWN_FIELD.match(raw, indented.end()) else at
    line = _LINE.match(raw, at)
    if line and not _FIELD.match(raw, at) and line.group(1):
        at = _next_known(raw, at, over_blank=True)
        if at < 0:
            return Fields(), _message_start(raw)
    fields, body = read_fields(raw, at, len(raw))
    if not fields.has("from", "subject"):
        body = _read_on(fields, raw, body)
    return fields, body


def _read_on(fields: Fields, raw: bytes, body: int) -> int:
    """Read the rest of a header that blank lines cut in two."""
    gap = _BLANKS.match(raw, body)
    at = gap.end() if gap else body
    if not _KNOWN_FIELD.match(raw, at):
        return body
    rest, after = read_fields(raw, at, len(raw))
    if not rest.has("from", "subject"):
        return body
    for name, value in rest.pairs:
        fields.add(name, value)
    return after


def _message_start(raw: bytes) -> int:
    start = _BLANK_START.match(raw)
    at = start.end() if start else 0
    while envelope := _MBOX_LINE.match(raw, at):
        line = _LINE.match(raw, envelope.end())
        at = line.end() if line else len(raw)
    return at


def read_fields(raw: bytes, start: int, end: int) -> tuple[Fields, int]:
    """Return the fields from ``start`` on and where the body after them begins."""
    fields, at = Fields(), start
    spans: list[tuple[int, int]] = []
    while at < end:
        line = _LINE.match(raw, at, end)
        if not line or line.end() == at:
            break
        if not raw[at : min(line.end(), at + 1000)].strip():
            if line.start(2) > at and spans and _FIELD.match(raw, line.end(), end):
                at = line.end()  # white space that folding left, no blank line
                continue
            at = line.end()  # a blank line: the header is over
            break
        if raw[at] in b" \t" and spans:
            spans[-1] = (spans[-1][0], line.start(2))
        elif _FIELD.match(raw, at, end):
            _keep(fields, raw, spans)
            spans.append((at, line.start(2)))
        else:
            after = _next_known(raw, at, over_blank=False, end=end)
            if after < 0:
                break  # no blank line: the body begins here
            at = after
            continue
        at = line.end()
    _keep(fields, raw, spans)
    return fields, min(at, end)


def _keep(fields: Fields, raw: bytes, spans: list[tuple[int, int]]) -> None:
    """Take the field that has just ended."""
    if not spans:
        return
    start, end = spans.pop()
    found = _FIELD.match(raw, start, end)
    if not found:
        return
    name = found.group(1).decode("ascii").lower()
    fields.too_long |= end - start > LONGEST_FIELD
    value = raw[found.end() : min(end, found.end() + LONGEST_FIELD)]
    fields.add(name, value.strip(b" \t\r\n"))


def _next_known(
    raw: bytes, at: int, *, over_blank: bool, end: int | None = None
) -> int:
    """Return where the next well-known field begins, -1 if none is near."""
    end = len(raw) if end is None else end
    for _ in range(FARTHEST_LOOK):
        line = _LINE.match(raw, at, end)
        if not line or line.end() >= end:
            return -1
        if not line.group(1).strip() and not over_blank:
            return -1
        at = line.end()
        if _KNOWN_FIELD.match(raw, at, end):
            return at
    return -1
