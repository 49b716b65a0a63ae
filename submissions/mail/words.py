"""A mail's bodies → blocks of its sender's own words, and what was cut off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from press.copy.identity import number_blocks
from press.copy.model import Block
from press.copy.plain import blocks_from_plain
from submissions.mail.division import Division, Line, divide
from submissions.mail.gathering import Body, Gathered
from submissions.mail.html_pictures import pictures_in_html
from submissions.mail.html_sorting import QUOTED, SIGNED, sorted_blocks
from submissions.mail.large_files import find_large_files, mentions_large_files
from submissions.mail.model import Attachment, LargeFile
from submissions.mail.plain_text import paragraph_lines

LONGEST_SIGNATURE = 600  # characters; what is longer is no signature
LONGEST_KEPT = 200_000  # characters of quoted history
MOST_LINES = 20_000  # of all bodies together


@dataclass(frozen=True, slots=True)
class Words:
    """What a mail's bodies say."""

    blocks: tuple[Block, ...] = ()
    signature: str = ""
    quoted: str = ""
    note: str = ""
    charset: str = ""
    guessed: bool = False
    large_files: tuple[LargeFile, ...] = ()
    pictures: tuple[Attachment, ...] = ()
    forwarded: bool = False
    forwarded_from: str = ""
    cut: bool = False  # there were more lines than are read


@dataclass(frozen=True, slots=True)
class _Said:
    """One line of a mail, with its block where it comes from HTML."""

    text: str
    block: Block | None = None
    marked: bool = False
    signed: bool = False


def read_words(gathered: Gathered, *, subject: str, sent_at: datetime | None) -> Words:
    """Return the words of a mail, the sender's own apart from the rest."""
    bodies = gathered.bodies or gathered.spare
    every = list(islice((ln for body in bodies for ln in _lines(body)), MOST_LINES + 1))
    said = every[:MOST_LINES]
    files, spent = find_large_files([line.text for line in said], sent_at=sent_at)
    if not files and gathered.other_html:
        linking = [b for b in gathered.other_html if mentions_large_files(b.text)]
        beside = [line.text for body in linking for line in _lines(body)]
        files, _ = find_large_files(beside, sent_at=sent_at)
    said = [line for at, line in enumerate(said) if at not in spent]
    said, signature = _without_signed(said)
    lines = [Line(line.text, line.marked) for line in said]
    division = divide(lines, subject=subject)
    told = next((body for body in bodies if body.charset != "ascii"), None)
    html = [body.text for body in (*gathered.bodies, *gathered.other_html) if body.html]
    return Words(
        blocks=_blocks(said, division),
        signature="\n".join(filter(None, (_text(said, division.signature), signature))),
        quoted=_text(said, division.quoted)[:LONGEST_KEPT],
        note=_text(said, division.note),
        charset=told.charset if told else (bodies[0].charset if bodies else ""),
        guessed=any(body.guessed for body in bodies),
        large_files=files,
        pictures=pictures_in_html(html),
        forwarded=division.forwarded,
        forwarded_from=division.forwarded_from,
        cut=len(every) > MOST_LINES,
    )


def _lines(body: Body) -> list[_Said]:
    if body.html:
        return [
            _Said(block.text, block, marked=whose == QUOTED, signed=whose == SIGNED)
            for block, whose in sorted_blocks(body.text)
        ]
    lines = paragraph_lines(body.text, flowed=body.flowed, delsp=body.delsp)
    return [_Said(line, marked=line.lstrip().startswith(">")) for line in lines]


def _without_signed(said: list[_Said]) -> tuple[list[_Said], str]:
    """Cut off what the HTML itself calls a signature, unless it is all there is."""
    kept = [line for line in said if not line.signed]
    signature = "\n".join(line.text for line in said if line.signed).strip()
    if len(signature) > LONGEST_SIGNATURE or not any(
        line.text.strip() for line in kept
    ):
        return [replace(line, signed=False) for line in said], ""
    return kept, signature


def _blocks(said: Sequence[_Said], division: Division) -> tuple[Block, ...]:
    """Return the sender's own lines as blocks, plain ones read together."""
    blocks: list[Block] = []
    plain: list[str] = []
    for number in division.own:
        line = said[number]
        if line.block is None:
            text = (
                re.sub(r"^\s*(?:> ?)+", "", line.text)
                if division.forwarded
                else line.text
            )
            plain.append(text)
            continue
        blocks += blocks_from_plain("\n".join(plain))
        plain = []
        blocks.append(line.block)
    blocks += blocks_from_plain("\n".join(plain))
    return number_blocks((block.kind, block.runs) for block in blocks)


def _text(said: Sequence[_Said], numbers: Sequence[int]) -> str:
    return "\n".join(said[number].text for number in numbers).strip()
