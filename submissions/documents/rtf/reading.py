"""An .rtf from its tokens to blocks and pictures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from submissions.documents.flow import Assembled, Item, PictureMark, assemble
from submissions.documents.limits import MAX_WORD_FILE
from submissions.documents.model import Document, DocumentPicture
from submissions.documents.notes import note_of, with_notes
from submissions.documents.pages import not_whole, told
from submissions.documents.pictures import PictureStore
from submissions.documents.refusal import RefusedError
from submissions.documents.rtf.story import RtfStory
from submissions.documents.rtf.tokens import tokens
from submissions.problems import Problem, ProblemCode

LARGEST = MAX_WORD_FILE // 2


def read_rtf(path: Path, *, work: Path) -> Document:
    """Return the words and pictures of an RTF file."""
    if path.stat().st_size > LARGEST:
        raise RefusedError(ProblemCode.TOO_LARGE)
    story = RtfStory()
    items = story.read(tokens(path.read_bytes()))
    store = PictureStore(work)

    def picture(mark: PictureMark, after: int) -> DocumentPicture | None:
        content = story.pictures.get(mark.key, b"")
        return store.take(mark.key, source=[content], after=after, caption=mark.caption)

    def assembled(part: list[Item]) -> Assembled:
        return assemble(part, picture=picture, insert=lambda _insert: ())

    blocks, pictures = assembled(items)
    notes: list[str] = []
    for note in story.notes:
        words, shown = assembled(note)
        notes.append(note_of(words))
        pictures += tuple(replace(one, after=len(blocks)) for one in shown)
    for _ in range(story.left_out):
        store.leave_out("drawing")
    problems = [*store.problems]
    if story.objects:
        problems.append(Problem(ProblemCode.PICTURE_LEFT_OUT, "object"))
    made = told("rtf", blocks, pictures, problems=tuple(problems))
    made = with_notes(made, notes)
    if story.too_large:
        return not_whole(made, ProblemCode.TOO_LARGE)
    return not_whole(made, ProblemCode.DAMAGED) if story.damaged else made
