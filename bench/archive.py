"""A large archive of pieces, and searches in it beside plain substring search."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial

from django.utils import timezone

from bench.copywriter import Copywriter
from bench.timing import percentile, timed
from desk.enums import StaffRole
from desk.models import User
from desk.services.roles import ensure_roles
from desk.services.staff import create_staff
from press.copy.model import Block, BlockKind, Copy, Run
from press.finding.folding import fold
from submissions.enums import Source, Status
from submissions.models import Submission, Version
from submissions.services.copy import row_fields, version_fields
from submissions.services.searching import Wishes, matching, search

CHARACTERS = 600
RARE = 120  # characters of a piece drawn from the common three thousand
BATCH = 1000
EACH = 40  # searches of a kind
CLOCK = "bench"
KINDS = ("two", "three", "four", "mixed", "words")


def fill(count: int, write: Callable[[int], Copy] | None = None) -> list[str]:
    """Write pieces, without the photographs and letters of real ones.

    Those that are there already from an earlier run stay; the texts of all are
    returned.
    """
    write = write or searched
    texts: list[str] = []
    now = timezone.now()
    there = Submission.objects.count()
    for start in range(0, count, BATCH):
        copies = [write(number) for number in range(start, min(count, start + BATCH))]
        if start < there:
            texts += map(_text_of, copies)
            continue
        rows = [
            Submission(
                ref=f"GK-2020-{number:06d}",
                year=2020,
                serial=number,
                source=Source.DESK,
                status=Status.RECEIVED,
                status_token_hash=f"{number:064x}",
                received_at=now - timedelta(minutes=count - number),
                **row_fields(copy),
            )
            for number, copy in enumerate(copies, start=start + 1)
        ]
        Submission.objects.bulk_create(rows)
        versions = Version.objects.bulk_create(
            Version(submission=row, number=1, **version_fields(copy))
            for row, copy in zip(rows, copies, strict=True)
        )
        for row, version in zip(rows, versions, strict=True):
            row.current_version = version
        Submission.objects.bulk_update(rows, ["current_version"])
        texts += map(_text_of, copies)
    return texts


def _text_of(copy: Copy) -> str:
    return "\n".join(block.text for block in copy.blocks)


def searched(number: int) -> Copy:
    """Write a piece with words that few others have."""
    writer = Copywriter(number)
    copy = writer.copy(CHARACTERS)
    rare = "".join(_words(writer.random))
    block = Block("rare", BlockKind.PARAGRAPH, (Run(rare),))
    return replace(copy, blocks=(*copy.blocks, block))


def measure(texts: list[str]) -> dict[str, object]:
    """Search as an editor does; compare the hits with those of substring search."""
    ensure_roles()
    actor = User.objects.filter(username=CLOCK).first()
    if actor is None:
        actor, _password = create_staff(
            username=CLOCK, display_name="计时员", roles=(StaffRole.EDITOR,)
        )
    folded = [fold(text) for text in texts]
    serials = dict(Submission.objects.values_list("pk", "serial"))
    pick = random.Random(7)
    taken: dict[str, float] = {}
    right = wanted = given = 0
    search(wishes=Wishes(words="开发"), actor=actor)
    for kind in KINDS:
        seconds = []
        for _ in range(EACH):
            words = SAMPLES[kind](pick, folded)
            asked = " ".join(words)
            find = partial(search, wishes=Wishes(words=asked), actor=actor)
            seconds.append(timed(find)[1])
            terms = [word.strip('"') for word in words]
            expected = {
                number
                for number, text in enumerate(folded, start=1)
                if all(term in text for term in terms)
            }
            fields = " ".join(f"正文:{word}" for word in words)
            hits = {serials[pk] for pk in matching(fields).values_list("pk", flat=True)}
            right += len(hits & expected)
            wanted += len(expected)
            given += len(hits)
        taken[kind] = percentile(seconds, 0.95) * 1000
    return {"p95_ms": taken, "recall": right / wanted, "precision": right / given}


def _words(pick: random.Random) -> Iterator[str]:
    """Give characters, the first of the list more often than the last."""
    for place in range(RARE):
        index = min(int(pick.paretovariate(0.6)), 3000)
        yield chr(0x4E00 + index * 7)
        if place % 17 == 16:
            yield "。"
        if place % 40 == 39:
            yield f"{pick.randint(2, 9)}G基地，{pick.randint(2010, 2026)}年底"


def _slice(pick: random.Random, texts: list[str], length: int) -> str:
    while True:
        text = pick.choice(texts)
        start = pick.randrange(len(text) - length)
        found = text[start : start + length]
        if found.isalnum():
            return found


def _mixed(pick: random.Random, texts: list[str]) -> list[str]:
    while True:
        found = _slice(pick, texts, pick.choice((3, 4, 5)))
        if not found.isascii() and any(character.isascii() for character in found):
            return [found]


SAMPLES: dict[str, Callable[[random.Random, list[str]], list[str]]] = {
    "two": lambda pick, texts: [_slice(pick, texts, 2)],
    "three": lambda pick, texts: [_slice(pick, texts, 3)],
    "four": lambda pick, texts: [_slice(pick, texts, 4)],
    "mixed": _mixed,
    "words": lambda pick, texts: [_slice(pick, [pick.choice(texts)], 2) for _ in "ab"],
}
