"""The parts of a .docx: found by relationships and content types, or by their names."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO
from urllib.parse import unquote

from lxml import etree

from submissions.documents.limits import (
    MAX_PARTS,
    MAX_RATIO,
    MAX_SIDE_PART,
    MAX_UNPACKED,
    RATIO_FREE,
)
from submissions.documents.refusal import RefusedError, rejected
from submissions.documents.word.xml_events import read_tree
from submissions.documents.zip_directory import (
    ZipDirectory,
    ZipEntry,
    overlapping,
    read_directory,
)
from submissions.documents.zip_streams import recovered_directory, stream
from submissions.problems import ProblemCode

TYPES_PART = "[content_types].xml"
_MAIN_TYPE = re.compile(r"main(?:\+xml)?$", re.IGNORECASE)
_MAIN_NAME = re.compile(r"(?:^|/)document\d*\.xml$")
_WORD_TYPE = re.compile(r"wordprocessingml|ms-word", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Relation:
    """A pointer from one part to another, or out of the file."""

    kind: str  # last word of its type: image, hyperlink, footnotes …
    target: str
    external: bool = False


class Parts:
    """A .docx as an archive: parts by their names, however these are spelled."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        directory = _directory(file)
        self.damaged = directory.damaged
        _check(file, directory)
        self._entries: dict[str, ZipEntry] = {}
        for entry in directory.entries:
            if not entry.is_folder:
                self._entries.setdefault(_plain(_entry_name(entry)), entry)

    def names(self) -> Iterator[str]:
        yield from self._entries

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._entries

    def open(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a part."""
        return stream(self._file, self._entries[_plain(name)])

    def tree(self, name: str) -> etree._Element | None:
        """Return a side part as a tree; nothing where it is missing or broken."""
        if name not in self:
            return None
        content = bytearray()
        try:
            for piece in self.open(name):
                content += piece
                if len(content) > MAX_SIDE_PART:
                    return None
        except RefusedError:
            self.damaged = True
        return read_tree(bytes(content))

    def relations(self, name: str) -> dict[str, Relation]:
        """Return where the ids in a part point to."""
        folder, base = posixpath.split(name)
        tree = self.tree(posixpath.join(folder, "_rels", f"{base}.rels"))
        if tree is None:
            return {}
        found = {}
        for element in tree.iter(etree.Element):
            if "Target" in element.attrib:
                found[str(element.get("Id", ""))] = _relation(element, folder)
        return found

    def main_part(self) -> str:
        """Return the name of the part with the words."""
        candidates = (*self._by_relation(), *self._by_type(), *self._by_name())
        found = next((name for name in candidates if name in self), None)
        if found is None:
            raise RefusedError(ProblemCode.DAMAGED)
        return found

    def _by_relation(self) -> Iterator[str]:
        for relation in self.relations("").values():
            if relation.kind == "officedocument" and not relation.external:
                yield relation.target

    def _by_type(self) -> Iterator[str]:
        tree = self.tree(TYPES_PART)
        for element in () if tree is None else tree.iter(etree.Element):
            kind = str(element.get("ContentType", ""))
            if _MAIN_TYPE.search(kind) and _WORD_TYPE.search(kind):
                yield str(element.get("PartName", "")).lstrip("/")

    def _by_name(self) -> Iterator[str]:
        yield from sorted(filter(_MAIN_NAME.search, self._entries), key=len)


def _directory(file: BinaryIO) -> ZipDirectory:
    """Return the directory, made up from headers where it is broken or lost."""
    try:
        directory = read_directory(file, most=MAX_PARTS)
    except RefusedError as refusal:
        if refusal.problem.code is not ProblemCode.VOLUME_MISSING:
            raise
        directory = None
    if directory is None or not directory.entries:
        return recovered_directory(file, most=MAX_PARTS)
    return directory


def _check(file: BinaryIO, directory: ZipDirectory) -> None:
    """Refuse what no word processor writes and bombs are made of."""
    if any(entry.is_encrypted for entry in directory.entries):
        raise RefusedError(ProblemCode.ENCRYPTED)
    if sum(entry.size for entry in directory.entries) > MAX_UNPACKED:
        raise rejected(ProblemCode.TOO_BIG_UNPACKED)
    for entry in directory.entries:
        if entry.size > RATIO_FREE and entry.size > MAX_RATIO * entry.packed:
            raise rejected(ProblemCode.BOMB)
    try:
        shared = not directory.damaged and overlapping(file, directory)
    except RefusedError:
        return  # a header is missing: that part will say so when it is read
    if shared:
        raise rejected(ProblemCode.OVERLAP)


def _entry_name(entry: ZipEntry) -> str:
    try:
        return entry.raw_name.decode("utf-8")
    except UnicodeDecodeError:
        return entry.raw_name.decode("latin-1")


def _plain(name: str) -> str:
    """Return the one spelling of a part's name."""
    return posixpath.normpath("/" + name.replace("\\", "/")).lstrip("/").lower()


def _relation(element: etree._Element, folder: str) -> Relation:
    target = str(element.get("Target", ""))
    kind = str(element.get("Type", "")).rsplit("/", 1)[-1].lower()
    if str(element.get("TargetMode", "")).lower() == "external":
        return Relation(kind, target, external=True)
    inside = target.replace("\\", "/").split("#")[0]
    joined = posixpath.join("/", folder, inside)
    return Relation(kind, unquote(posixpath.normpath(joined).lstrip("/")))
