"""Changes after make-up: characters of a story changed since its first page proof."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from issues.models import Page, Proof
from issues.proof_enums import ProofState
from issues.services.proofing.frozen import FrozenStory, stories_of_snapshots
from issues.services.proofing.rules import MOST_CHANGED
from press.copy.counting import characters
from press.copy.diff import Op, differences
from press.copy.model import Copy
from press.copy.plain import copy_to_plain
from press.copy.serial import from_json
from submissions.models import Submission, Version

THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class StoryChanges:
    """How much of a story was changed since its first page proof, in characters."""

    submission: int
    ref: str
    title: str
    changed: int
    characters: int

    @property
    def per_thousand(self) -> float:
        """Return characters changed of 1,000, to a tenth."""
        return round(THOUSAND * self.changed / max(1, self.characters), 1)

    @property
    def is_over(self) -> bool:
        return self.per_thousand > MOST_CHANGED

    @property
    def share(self) -> int:
        """Return the changes as a share of what is allowed, at most 100 per cent."""
        return min(100, round(100 * self.per_thousand / MOST_CHANGED))


def changes_after_make_up(page: Page) -> tuple[StoryChanges, ...]:
    """Return the changes of the stories on a page; those without a proof have none."""
    return changes_on([page])[page.pk]


def changes_on(pages: Sequence[Page]) -> dict[int, tuple[StoryChanges, ...]]:
    """Return the changes of the stories on some pages, in a fixed number of queries."""
    first = _first_proved(pages)
    placed = {pk: place for page in pages for pk, place in _standing(page).items()}
    words = _words_now(placed.keys() & first.keys())
    return {
        page.pk: tuple(
            _changes(first[pk], words[pk])
            for pk in sorted(_standing(page), key=lambda each: placed[each])
            if pk in words
        )
        for page in pages
    }


def _standing(page: Page) -> dict[int, int]:
    return {story["submission"]: story["slot"] for story in page.set_stories}


def _changes(first: FrozenStory, now: Copy) -> StoryChanges:
    return StoryChanges(
        submission=first.submission,
        ref=first.ref,
        title=first.title,
        changed=changed_characters(first.copy, now),
        characters=characters(copy_to_plain(first.copy)),
    )


def _first_proved(pages: Sequence[Page]) -> dict[int, FrozenStory]:
    """Return each story as it stood on the first proof of its page that shows it."""
    proofs = Proof.objects.filter(page__in=pages).exclude(state=ProofState.VOID)
    made = list(proofs.order_by("made_at", "pk").values_list("snapshot_id", flat=True))
    frozen = stories_of_snapshots(made)
    first: dict[int, FrozenStory] = {}
    for snapshot in made:
        for story in frozen[snapshot or 0]:
            first.setdefault(story.submission, story)
    return first


def changed_characters(before: Copy, after: Copy) -> int:
    """Return how many characters were changed: what went or came, the larger of both.

    Words that stand in place of others are counted once; spaces are no characters, and
    a photograph that came or went is no change of words.
    """
    both = {one.id for one in before.pictures} & {one.id for one in after.pictures}
    old, new = (copy_to_plain(_showing(copy, both)) for copy in (before, after))
    parts = differences(old, new)
    total = gone = come = 0
    for part in parts:
        if part.op is Op.EQUAL:
            total += max(gone, come)
            gone = come = 0
        elif part.op is Op.DELETE:
            gone += characters(part.text)
        else:
            come += characters(part.text)
    return total + max(gone, come)


def _showing(copy: Copy, pictures: Collection[str]) -> Copy:
    shown = tuple(each for each in copy.pictures if each.id in pictures)
    return replace(copy, pictures=shown)


def _words_now(pieces: Iterable[int]) -> dict[int, Copy]:
    numbers = Submission.objects.filter(pk__in=list(pieces)).values("current_version")
    current = Version.objects.filter(pk__in=numbers)
    return {version.submission_id: from_json(version.copy) for version in current}
