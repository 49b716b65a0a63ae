"""Raw mail → a tree of parts, by places in the bytes; nothing is copied.

Python's own parser keeps every line as an object and asks each open boundary about each
line: deep or many-lined mails take it minutes.  Here a boundary's lines are found by
one search over its own stretch, so a lost end boundary costs the part that lost it and
no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from submissions.mail.fields import Fields, read_fields, read_message_fields
from submissions.mail.parameters import HeaderValue, parse_value
from submissions.mail.transfer import decode_transfer
from submissions.problems import Problem, ProblemCode

MOST_PARTS = 1000
DEEPEST = 100
MOST_GUESSES = 500  # dashed lines that may be a boundary nobody named
MOST_BYTES_SEARCHED = 2_000_000_000  # over all levels together

_TYPE = re.compile(r"[\w!#$&^.+-]{1,100}/[\w!#$&^.+-]{1,100}")
_DASHED = re.compile(rb"^--([^\s].{0,200}?)[ \t]*+\r?$", re.MULTILINE)
_MIME_LINE = re.compile(rb"\s{0,4}content-[a-z-]{2,30}[ \t]*:", re.IGNORECASE)


@dataclass(slots=True)
class Part:
    """A part of a mail: its fields, and its body as a stretch of ``raw``."""

    fields: Fields
    raw: bytes = field(repr=False)
    start: int
    end: int
    depth: int = 0
    default_type: str = "text/plain"
    children: list[Part] = field(default_factory=list)
    content: HeaderValue = field(default_factory=HeaderValue)
    disposition: HeaderValue = field(default_factory=HeaderValue)

    def __post_init__(self) -> None:
        self.content = parse_value(self.fields.first("content-type"))
        self.disposition = parse_value(self.fields.first("content-disposition"))

    @property
    def content_type(self) -> str:
        """Return the type as claimed, or the default where the claim is none."""
        claimed = self.content.value
        if _TYPE.fullmatch(claimed):
            return claimed
        return "multipart/mixed" if claimed == "multipart" else self.default_type

    @property
    def main_type(self) -> str:
        return self.content_type.partition("/")[0]

    @property
    def encoding(self) -> str:
        raw = self.fields.first("content-transfer-encoding")
        return raw[:100].decode("latin-1").strip()

    def body(self) -> bytes:
        """Return the body as it stands."""
        return self.raw[self.start : self.end]

    def payload(self) -> bytes:
        """Return the body with its transfer encoding undone."""
        return decode_transfer(self.body(), self.encoding)


@dataclass(slots=True)
class Tree:
    """A whole mail and what was odd about how it is built."""

    root: Part
    problems: list[Problem] = field(default_factory=list)
    parts: int = 1
    searched: int = 0

    def note(self, code: ProblemCode) -> None:
        if all(problem.code is not code for problem in self.problems):
            self.problems.append(Problem(code))


def read_tree(raw: bytes) -> Tree:
    """Return a mail's parts; never raises."""
    fields, start = read_message_fields(raw)
    tree = Tree(Part(fields, raw, start, len(raw)))
    if fields.too_long:
        tree.note(ProblemCode.TOO_LONG)
    waiting = [tree.root]
    while waiting:
        part = waiting.pop()
        _open(part, tree)
        waiting += reversed(part.children)
    return tree


def _open(part: Part, tree: Tree) -> None:
    """Find the parts of a part, if it has any."""
    boundary = part.content.token("boundary").rstrip()
    looks_multipart = part.main_type == "multipart" or (
        part.depth == 0 and not part.fields.has("content-type")
    )
    if not looks_multipart and not (boundary and part.main_type == "message"):
        return
    tree.searched += part.end - part.start
    if part.depth >= DEEPEST or tree.searched > MOST_BYTES_SEARCHED:
        tree.note(ProblemCode.TOO_DEEP)
        return
    stretches = _stretches(part, boundary.encode("utf-8", "replace"), tree)
    default = "message/rfc822" if part.content_type == "multipart/digest" else ""
    for start, end in stretches:
        fields, body = read_fields(part.raw, start, end)
        child = Part(fields, part.raw, body, end, part.depth + 1)
        child.default_type = default or child.default_type
        part.children.append(child)
        tree.parts += 1


def _stretches(part: Part, boundary: bytes, tree: Tree) -> list[tuple[int, int]]:
    """Return where the parts of a multipart begin and end."""
    found = _between(part, boundary, tree) if boundary else []
    if found or (boundary and part.depth):
        return found
    guessed = _guessed_boundary(part)
    found = _between(part, guessed, tree) if guessed else []
    if not found and _undo_encoding(part):
        return _between(part, boundary or _guessed_boundary(part), tree)
    return found


def _undo_encoding(part: Part) -> bool:
    """Decode a multipart that is encoded as a whole, against all rules."""
    if part.main_type != "multipart" or "64" not in part.encoding:
        return False
    part.raw = part.payload()
    part.start, part.end = 0, len(part.raw)
    return bool(part.raw)


def _between(part: Part, boundary: bytes, tree: Tree) -> list[tuple[int, int]]:
    stretches: list[tuple[int, int]] = []
    start, closed = -1, False
    for line_start, line_end, last in _boundary_lines(part, boundary):
        if start >= 0:
            stretches.append((start, _without_feed(part.raw, start, line_start)))
        start, closed = -1 if last else line_end, last
        if tree.parts + len(stretches) >= MOST_PARTS:
            tree.note(ProblemCode.TOO_MANY_PARTS)
            return stretches
    if start >= 0:
        stretches.append((start, part.end))
    if stretches and not closed and part.depth == 0:
        tree.note(ProblemCode.CUT_SHORT)
    return stretches


def _boundary_lines(part: Part, boundary: bytes) -> Iterator[tuple[int, int, bool]]:
    """Give start, end and "is the last one" of each line that is the boundary."""
    marked = b"--" + re.escape(boundary)
    pattern = re.compile(
        marked + rb"(?<![^\r\n]" + marked + rb")(--)?[ \t]*+(?:\r{0,3}\n|\r|\Z)"
    )
    for line in pattern.finditer(part.raw, part.start, part.end):
        yield line.start(), line.end(), line.group(1) is not None


def _without_feed(raw: bytes, start: int, end: int) -> int:
    """Return the end without the line feed, which belongs to the boundary."""
    if end > start and raw[end - 1] == 10:
        end -= 1
    while end > start and raw[end - 1] == 13:
        end -= 1
    return end


def _guessed_boundary(part: Part) -> bytes:
    """Return the first dashed line that is followed by a field of a part.

    Where the mail does not claim to have parts, only the very first line may be one:
    what comes later is a mail quoted in the text.
    """
    lines = _DASHED.finditer(part.raw, part.start, part.end)
    most = MOST_GUESSES if part.main_type == "multipart" else 1
    for line in islice(lines, most):
        if _MIME_LINE.match(part.raw, line.end(), part.end):
            return line.group(1)
    return b""
