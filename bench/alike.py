"""A large archive of prose that shares set phrases, and copies of it that were changed.

What real pages share is made on purpose: words by Zipf's law and, every few of them, a
phrase that hundreds of pieces have.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from functools import cache

from django.db import transaction
from django.utils import timezone

from bench.timing import percentile, timed
from press.alike.bands import bands
from press.alike.shingles import shingles_of
from press.copy.model import Block, BlockKind, Copy, Run
from submissions.enums import Source, Status
from submissions.models import SearchText, Submission, TextBand, Version
from submissions.services.copy import row_fields, version_fields
from submissions.services.searching.indexing import index_copy
from submissions.services.seen.looking import look
from submissions.services.seen.meeting import text_of

WORDS, PHRASES = 6000, 400
PARAGRAPHS, SENTENCES = 6, 4
BATCH = 500
EACH = 25  # pieces changed in each way
STEP = 3967  # between the pieces that are changed
NEW = 10_000_000  # the number of the first piece that nobody has


def prose(number: int) -> Copy:
    """Write a piece of about six hundred characters."""
    pick = random.Random(number)
    blocks = (
        Block(f"b{n}", BlockKind.PARAGRAPH, (Run(_paragraph(pick)),))
        for n in range(PARAGRAPHS)
    )
    return Copy(headline=_sentence(pick)[:20], blocks=tuple(blocks))


def band_all() -> None:
    """Keep the bands of every piece, as the look at each of them would have."""
    rows: list[TextBand] = []
    for row in SearchText.objects.order_by("key").iterator(BATCH):
        keys = dict.fromkeys(bands(shingles_of(text_of(row))))
        rows += [TextBand(key=key, submission_id=row.submission_id) for key in keys]
        if len(rows) > BATCH * 64:
            TextBand.objects.bulk_create(rows)
            rows = []
    TextBand.objects.bulk_create(rows)


def measure(texts: list[str]) -> dict[str, object]:
    """Let changed copies of pieces come in; time the look at each, count what it finds.

    ``recall`` is the worst of the ways in which a piece was changed.
    """
    seconds: list[float] = []
    found: dict[str, float] = {}
    strangers = 0
    _arrive(texts[0], -1)  # what is made once is made now
    for name, change in CHANGES.items():
        right = 0
        for place in range(EACH):
            first = (place * STEP + len(name)) % len(texts)
            pairs, taken = _arrive(change(texts[first], random.Random(place)), first)
            seconds.append(taken)
            right += first + 1 in pairs
            strangers += len(pairs - {first + 1})
        found[name] = right / EACH
    for place in range(EACH):
        other = "\n".join(b.text for b in prose(NEW + place).blocks)
        pairs, taken = _arrive(other, place)
        seconds.append(taken)
        strangers += len(pairs)
    return {
        "p95_ms": percentile(seconds, 0.95) * 1000,
        "recall": min(found.values()),
        "found": found,
        "strangers": strangers,
    }


def _arrive(text: str, number: int) -> tuple[set[int], float]:
    """Take a piece in, look at it, and take it out again."""
    lines = [line for line in text.split("\n") if line]
    blocks = (
        Block(f"b{n}", BlockKind.PARAGRAPH, (Run(line),))
        for n, line in enumerate(lines)
    )
    copy = Copy(headline="一稿又来", blocks=tuple(blocks))
    with transaction.atomic():
        piece = Submission.objects.create(
            ref=f"GK-2021-{number + 10:06d}",
            year=2021,
            serial=number + 10,
            source=Source.DESK,
            status=Status.RECEIVED,
            status_token_hash=f"x{number:060x}",
            received_at=timezone.now() + timedelta(minutes=1),
            **row_fields(copy),
        )
        version = Version.objects.create(
            submission=piece, number=1, **version_fields(copy)
        )
        piece.current_version = version
        piece.save(update_fields=["current_version"])
        index_copy(piece, copy)
        row = SearchText.objects.select_related("submission").get(submission=piece)
        pairs, taken = timed(lambda: look(row))
        serials = {pair.earlier.serial for pair in pairs}
        transaction.set_rollback(True)
    return serials, taken


@cache
def _bank() -> tuple[tuple[str, ...], tuple[str, ...]]:
    pick = random.Random(4711)
    words = tuple(
        "".join(chr(0x4E00 + pick.randrange(2500) * 8) for _ in range(2))
        for _ in range(WORDS)
    )
    phrases = tuple("".join(pick.choices(words, k=4)) for _ in range(PHRASES))
    return words, phrases


def _paragraph(pick: random.Random) -> str:
    return "".join(f"{_sentence(pick)}。" for _ in range(SENTENCES))


def _sentence(pick: random.Random) -> str:
    return "".join(_spoken(pick))


def _spoken(pick: random.Random) -> Iterator[str]:
    words, phrases = _bank()
    if pick.random() < 0.5:
        yield pick.choice(phrases)
    for _ in range(pick.randint(7, 13)):
        yield words[min(int(8 * pick.paretovariate(0.6)), WORDS) - 8]


def _edited(share: float) -> Callable[[str, random.Random], str]:
    def change(text: str, pick: random.Random) -> str:
        return "".join(
            chr(0x4E00 + pick.randrange(20_000))
            if sign != "\n" and pick.random() < share
            else sign
            for sign in text
        )

    return change


def _shuffled(text: str, pick: random.Random) -> str:
    lines = text.split("\n")
    pick.shuffle(lines)
    return "\n".join(lines)


def _cut(share: float) -> Callable[[str, random.Random], str]:
    return lambda text, _pick: text[: int(len(text) * (1 - share))]


CHANGES: dict[str, Callable[[str, random.Random], str]] = {
    "same": lambda text, _pick: text,
    "5 % edited": _edited(0.05),
    "15 % edited": _edited(0.15),
    "30 % cut": _cut(0.3),
    "half": _cut(0.5),
    "shuffled": _shuffled,
}


def ways() -> Iterable[str]:
    """Return in which ways pieces are changed."""
    return CHANGES
