"""XML from outside as events: no DTD, no entities, no network, memory flat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TypedDict, cast

from lxml import etree

from submissions.documents.limits import MAX_ELEMENTS
from submissions.documents.refusal import RefusedError, rejected
from submissions.problems import ProblemCode

Event = tuple[str, str, etree._Element]
BREAKS = frozenset((ProblemCode.DAMAGED, ProblemCode.BOMB))
BROKEN_XML = (etree.XMLSyntaxError, ValueError, AssertionError)

STRICT = "http://purl.oclc.org/ooxml/"
TRANSITIONAL = "http://schemas.openxmlformats.org/"
PREFIXES = {
    f"{TRANSITIONAL}wordprocessingml/2006/main": "w",
    f"{STRICT}wordprocessingml/main": "w",
    f"{TRANSITIONAL}officeDocument/2006/relationships": "r",
    f"{STRICT}officeDocument/relationships": "r",
    f"{TRANSITIONAL}officeDocument/2006/math": "m",
    f"{STRICT}officeDocument/math": "m",
    f"{TRANSITIONAL}drawingml/2006/main": "a",
    f"{STRICT}drawingml/main": "a",
    f"{TRANSITIONAL}drawingml/2006/chart": "c",
    f"{STRICT}drawingml/chart": "c",
    f"{TRANSITIONAL}drawingml/2006/diagram": "dgm",
    f"{STRICT}drawingml/diagram": "dgm",
    f"{TRANSITIONAL}drawingml/2006/wordprocessingDrawing": "wp",
    f"{STRICT}drawingml/wordprocessingDrawing": "wp",
    f"{TRANSITIONAL}markup-compatibility/2006": "mc",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    "http://schemas.microsoft.com/office/drawing/2014/chartex": "cx",
}


@lru_cache(maxsize=4096)
def short_name(tag: object) -> str:
    """Return ``w:p`` for a tag, whichever of its namespaces it is written in."""
    if not isinstance(tag, str):
        return ""  # comments and processing instructions
    namespace, brace, local = tag.rpartition("}")
    return f"{PREFIXES.get(namespace[1:], '?')}:{local}" if brace else local


def attribute(element: etree._Element, name: str) -> str:
    """Return an attribute by its local name, in whatever namespace it stands."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def child(element: etree._Element, name: str) -> etree._Element | None:
    """Return the first child of a short name."""
    return next((one for one in element if short_name(one.tag) == name), None)


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the children of a short name."""
    return (one for one in element if short_name(one.tag) == name)


class _Options(TypedDict):
    resolve_entities: bool
    load_dtd: bool
    no_network: bool
    huge_tree: bool
    recover: bool
    remove_comments: bool
    remove_pis: bool


_SAFE = _Options(
    resolve_entities=False,
    load_dtd=False,
    no_network=True,
    huge_tree=False,
    recover=True,
    remove_comments=True,
    remove_pis=True,
)


def read_tree(content: bytes) -> etree._Element | None:
    """Return a small part as a tree, as far as it can be read."""
    try:
        tree = etree.fromstring(content, etree.XMLParser(**_SAFE))
    except (etree.XMLSyntaxError, ValueError):
        return None
    if tree is not None:
        _refuse_grammar(tree)
    return tree


class XmlEvents:
    """Start and end events of a part.

    ``damaged`` once the XML was found broken, ``too_large`` once it went on too long.
    """

    def __init__(self, source: Iterable[bytes], *, keep_depth: int) -> None:
        self._source = source
        self._keep_depth = keep_depth
        self.damaged = self.too_large = False

    def __iter__(self) -> Iterator[Event]:
        """Yield events; children deeper than ``keep_depth`` live until their end.

        Whoever is that high in the tree is emptied when it ends, so that memory holds
        one paragraph or table, not the book.
        """
        parser = etree.XMLPullParser(events=("start", "end"), **_SAFE)
        depth = elements = 0
        for event, element in self._events(parser):
            name = short_name(element.tag)
            if event == "start":
                depth += 1
                elements += 1
                if elements == 1:
                    _refuse_grammar(element)
                if elements > MAX_ELEMENTS:
                    self.too_large = True
                    return
                yield event, name, element
                continue
            yield event, name, element
            if depth <= self._keep_depth:
                _forget(element)
            depth -= 1

    def _events(
        self, parser: etree.XMLPullParser
    ) -> Iterator[tuple[str, etree._Element]]:
        events = cast(Iterable[tuple[str, etree._Element]], parser.read_events())
        try:
            for piece in self._source:
                parser.feed(piece)
                yield from events
        except RefusedError as refusal:
            # The container broke off: what was read stays, what follows is lost.
            if refusal.problem.code not in BREAKS:
                raise
            self.damaged = True
        except BROKEN_XML:
            self.damaged = True
        self._close(parser)
        yield from events

    def _close(self, parser: etree.XMLPullParser) -> None:
        try:
            parser.close()
        except BROKEN_XML:
            self.damaged = True
        log = parser.feed_error_log
        fatal = etree.ErrorLevels.FATAL
        self.damaged = self.damaged or any(entry.level == fatal for entry in log)


def _refuse_grammar(element: etree._Element) -> None:
    """Refuse XML that brings a DTD: Office writes none, attackers do."""
    info = element.getroottree().docinfo
    if info.internalDTD is not None:
        raise rejected(ProblemCode.DTD)


def _forget(element: etree._Element) -> None:
    # Only what stands before it: emptying an element of very many children is slow.
    while (before := element.getprevious()) is not None:
        parent = before.getparent()
        if parent is None:
            return
        parent.remove(before)
