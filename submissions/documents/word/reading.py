"""A .docx from its archive to blocks and pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, groupby, pairwise
from operator import itemgetter
from pathlib import Path
from typing import BinaryIO

from press.copy.model import Block
from submissions.documents.flow import Assembled, Insert, Item, PictureMark, assemble
from submissions.documents.limits import MAX_MAIN_PART, MAX_TEXT_FILE
from submissions.documents.model import Document, DocumentOutcome, DocumentPicture
from submissions.documents.notes import note_of, with_notes
from submissions.documents.pages import blocks_of_page
from submissions.documents.pictures import PictureStore
from submissions.documents.refusal import RefusedError
from submissions.documents.text import blocks_of_text, decode_text
from submissions.documents.word.numbering import Numbering
from submissions.documents.word.parts import Parts, Relation
from submissions.documents.word.story import StoryReader
from submissions.documents.word.styles import Styles
from submissions.documents.word.xml_events import Event, XmlEvents, attribute
from submissions.problems import Problem, ProblemCode

# What a document may point to outside without anything being fetched by Word itself.
HARMLESS = frozenset(("hyperlink",))
NOTES = ("footnotes", "endnotes")
SEPARATORS = frozenset(("separator", "continuationSeparator", "continuationNotice"))
NOT_WHOLE = frozenset((ProblemCode.DAMAGED, ProblemCode.TOO_LARGE))
DOCX = "docx"


def read_docx(path: Path, *, work: Path) -> Document:
    """Return the words and pictures of a .docx; raise ``RefusedError`` for bad ones."""
    with path.open("rb") as file:
        return _Reader(file, work).document()


class _Reader:
    def __init__(self, file: BinaryIO, work: Path) -> None:
        self._parts = Parts(file)
        self._store = PictureStore(work)
        self._main = self._parts.main_part()
        self._relations = self._parts.relations(self._main)
        self._styles = Styles(self._parts.tree(self._related("styles")))
        self._numbering = Numbering(self._parts.tree(self._related("numbering")))
        self._damaged = self._too_large = self._outside = False
        self._left_out: list[str] = []
        self._pointers: dict[str, Relation] = {}

    def document(self) -> Document:
        """Return everything; what is odd is told in ``problems``."""
        main = self._stories(self._main, depth=3)
        parts = [name for name in map(self._related, NOTES) if name in self._parts]
        apart = {name: self._stories(name, depth=2) for name in dict.fromkeys(parts)}
        self._pointers = self._parts.relations(self._main)
        blocks, pictures = self._assembled(chain.from_iterable(main))
        notes: list[str] = []
        for name, stories in apart.items():
            self._pointers = self._parts.relations(name)  # once, however many notes
            for story in stories:
                words, shown = self._assembled(story)
                notes.append(note_of(words))
                pictures += tuple(replace(one, after=len(blocks)) for one in shown)
        return with_notes(self._told(blocks, pictures), notes)

    def _related(self, kind: str) -> str:
        found = (one for one in self._relations.values() if one.kind == kind)
        inside = next((one.target for one in found if not one.external), "")
        return inside if inside in self._parts else f"word/{kind}.xml"

    def _stories(self, name: str, *, depth: int) -> list[list[Item]]:
        """Return what a part holds: each note by itself, any other text as one."""
        events = XmlEvents(_limited(self._parts.open(name)), keep_depth=depth)
        reader = StoryReader(self._styles, self._numbering)
        items: list[Item] = []
        ends = [0]
        for _, story in groupby(_by_note(events), itemgetter(0)):
            items = reader.read(event for _, event in story)
            ends.append(len(items))
        self._too_large = self._too_large or events.too_large or reader.too_large
        self._damaged = self._damaged or events.damaged
        self._outside = self._outside or reader.outside
        self._left_out += reader.left_out
        return [items[start:end] for start, end in pairwise(ends)]

    def _assembled(self, items: Iterable[Item]) -> Assembled:
        return assemble(items, picture=self._picture, insert=self._inserted)

    def _picture(self, mark: PictureMark, after: int) -> DocumentPicture | None:
        relation = self._pointers.get(mark.key)
        if relation is None or relation.external or relation.target not in self._parts:
            if relation is not None:
                self._outside = self._outside or relation.external
            self._store.leave_out(mark.key)
            return None
        return self._store.take(
            relation.target,
            source=self._parts.open(relation.target),
            after=after,
            caption=mark.caption,
        )

    def _inserted(self, insert: Insert) -> tuple[Block, ...]:
        """Return the words of a page or text that stands for a part of the document."""
        relation = self._pointers.get(insert.key)
        if relation is None or relation.external or relation.target not in self._parts:
            return ()
        content = bytearray()
        for piece in self._parts.open(relation.target):
            content += piece
            if len(content) > MAX_TEXT_FILE:
                raise RefusedError(ProblemCode.TOO_LARGE)
        if relation.target.lower().endswith((".txt", ".text")):
            return blocks_of_text(decode_text(bytes(content))[0])
        return blocks_of_page(bytes(content))

    def _told(
        self, blocks: tuple[Block, ...], pictures: tuple[DocumentPicture, ...]
    ) -> Document:
        for name in self._left_out:
            self._store.leave_out(name)
        problems = [*self._about_file(), *self._store.problems]
        broken = next((one for one in problems if one.code in NOT_WHOLE), None)
        if broken is None and not blocks and not pictures:
            broken = Problem(ProblemCode.NO_WORDS)
            problems.append(broken)
        outcome = DocumentOutcome.QUARANTINED if broken else DocumentOutcome.OK
        return Document(
            outcome, DOCX, broken, blocks, pictures, problems=tuple(problems)
        )

    def _about_file(self) -> Iterator[Problem]:
        if self._damaged or self._parts.damaged:
            yield Problem(ProblemCode.DAMAGED)
        if self._too_large:
            yield Problem(ProblemCode.TOO_LARGE)
        names = list(self._parts.names())
        if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
            yield Problem(ProblemCode.MACROS)
        if self._outside or self._points_outside(names):
            yield Problem(ProblemCode.EXTERNAL)

    def _points_outside(self, names: list[str]) -> bool:
        for name in names:
            if not name.endswith(".rels"):
                continue
            tree = self._parts.tree(name)
            for element in () if tree is None else tree:
                outside = attribute(element, "TargetMode").lower() == "external"
                kind = attribute(element, "Type").rsplit("/", 1)[-1].lower()
                if outside and kind not in HARMLESS:
                    return True
        return False


def _limited(source: Iterator[bytes]) -> Iterator[bytes]:
    given = 0
    for piece in source:
        given += len(piece)
        if given > MAX_MAIN_PART:
            raise RefusedError(ProblemCode.TOO_LARGE)
        yield piece


def _by_note(events: XmlEvents) -> Iterator[tuple[int, Event]]:
    """Count the notes of a part, without the rules that Word keeps among them."""
    hidden = None
    count = 0
    for event, name, element in events:
        is_note = name in ("w:footnote", "w:endnote")
        if is_note and event == "start":
            hidden = element if attribute(element, "type") in SEPARATORS else hidden
        if hidden is None:
            yield count, (event, name, element)
        elif event == "end" and element is hidden:
            hidden = None
        count += is_note and event == "end"
