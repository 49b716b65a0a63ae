"""A story as plain text for programs that take nothing else: marked, CRLF.

GB18030 holds every character of Unicode, so nothing is ever replaced.
"""

from __future__ import annotations

from collections.abc import Iterator

from press.exporters.plain import Part, passages
from press.exporters.snapshot import PageSnapshot, StorySnapshot

INDENT = "\u3000\u3000"
LINE_END = "\r\n"
INDENTED = (Part.BODY, Part.SUMMARY, Part.EDITORS_NOTE)


def story_text(page: PageSnapshot, story: StorySnapshot) -> str:
    return LINE_END.join([*_lines(page, story), ""])


def utf8(text: str) -> bytes:
    return text.encode("utf-8")


def gb18030(text: str) -> bytes:
    return text.encode("gb18030")


def _lines(page: PageSnapshot, story: StorySnapshot) -> Iterator[str]:
    """Yield lines: a mark before each part, one paragraph a line."""
    before = None
    for passage in passages(page, story):
        if passage.part is not before or passage.note:
            note = f"（{passage.note}）" if passage.note else ""
            yield f"【{passage.part}】{note}"
        before = passage.part
        indent = INDENT if passage.part in INDENTED else ""
        for line in passage.text.splitlines() or [""]:
            yield f"{indent}{line}"
