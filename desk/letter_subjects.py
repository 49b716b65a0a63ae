"""What letters are about, named by the apps that know it.

The desk keeps a kind and an id with a letter; higher apps give the word and the address
for them, and what a letter would say of something real when the desk words it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from desk.letter_kinds import COMMON_WORDS, LetterKind


@dataclass(frozen=True, slots=True)
class Subject:
    """What a letter is about: its name on screens, and where it stands."""

    name: str
    address: str


Find = Callable[[Collection[str]], Mapping[str, Subject]]
Sample = Callable[[LetterKind], Mapping[str, str]]

_finders: dict[str, Find] = {}
_samples: list[Sample] = []


def register_subject(object_type: str, find: Find) -> None:
    """Name who finds the things of a kind: ids in, names and addresses out."""
    _finders[object_type] = find


def register_sample(fill: Sample) -> None:
    """Name who knows words of something real for a kind of letter."""
    if fill not in _samples:
        _samples.append(fill)


def find_subjects(
    named: Collection[tuple[str, str]],
) -> dict[tuple[str, str], Subject]:
    """Return the subjects of kinds and ids; one question a kind."""
    found: dict[tuple[str, str], Subject] = {}
    for object_type, find in _finders.items():
        ids = {object_id for kind, object_id in named if kind == object_type}
        if ids:
            found |= {(object_type, pk): row for pk, row in find(ids).items()}
    return found


def sample_words(kind: LetterKind) -> dict[str, str]:
    """Return a word for every placeholder of a kind; its explanation where none is."""
    words = {name: f"〔{said}〕" for name, said in kind.words.items()}
    for fill in _samples:
        words |= {name: word for name, word in fill(kind).items() if name in words}
    return {name: word for name, word in words.items() if name not in COMMON_WORDS}
