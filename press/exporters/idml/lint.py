"""Find what is wrong inside an IDML package before a page desk does.

Layout programs stay silent about most of this: they open an empty page instead.
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from press.exporters.idml.package import MIMETYPE
from press.exporters.idml.xml import PACKAGING, Element

NAMELESS = frozenset(("n", "", "None"))
PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
REFERENCES = (
    ("AppliedParagraphStyle", "ParagraphStyle"),
    ("AppliedCharacterStyle", "CharacterStyle"),
    ("AppliedObjectStyle", "ObjectStyle"),
    ("FillColor", "Color"),
    ("StrokeColor", "Color"),
    ("ItemLayer", "Layer"),
    ("ParentStory", "Story"),
    ("PreviousTextFrame", "TextFrame"),
    ("NextTextFrame", "TextFrame"),
    ("AppliedMaster", "MasterSpread"),
)
NEEDED = tuple(f"Resources/{name}.xml" for name in ("Fonts", "Styles", "Graphic"))
BESIDE = {"Color": ("Swatch",), "Story": ("XmlStory",)}


@dataclass(frozen=True, slots=True)
class LintFinding:
    """One fault: a stable code, the part it is in, and what is wrong."""

    code: str
    part: str
    detail: str


def lint_idml(data: bytes) -> list[LintFinding]:
    """Return every fault found; nothing for a sound package."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _lint(package)
    except zipfile.BadZipFile as error:
        return [LintFinding("not-a-zip", "", str(error))]


def _lint(package: zipfile.ZipFile) -> list[LintFinding]:
    findings = [*_wrapping(package)]
    parts, broken = _parse(package)
    findings += broken
    design_map = parts.get("designmap.xml")
    if design_map is None:
        return [*findings, LintFinding("no-designmap", "designmap.xml", "missing")]
    findings += _sources(design_map, parts)
    findings += _ids(parts)
    findings += _references(parts)
    findings += _story_list(design_map, parts)
    findings += _threads(parts)
    findings += _links(parts)
    return findings


def _wrapping(package: zipfile.ZipFile) -> Iterator[LintFinding]:
    members = package.infolist()
    first = members[0] if members else None
    if first is None or first.filename != "mimetype":
        yield LintFinding("mimetype-not-first", "mimetype", "must be the first member")
    elif first.compress_type != zipfile.ZIP_STORED:
        yield LintFinding("mimetype-packed", "mimetype", "must be stored")
    elif package.read("mimetype") != MIMETYPE:
        yield LintFinding("mimetype-wrong", "mimetype", "names another kind of file")
    if "META-INF/container.xml" not in package.namelist():
        yield LintFinding("no-container", "META-INF/container.xml", "missing")


def _parse(
    package: zipfile.ZipFile,
) -> tuple[dict[str, Element], list[LintFinding]]:
    parts: dict[str, Element] = {}
    broken = []
    for name in package.namelist():
        if not name.endswith(".xml"):
            continue
        try:
            parts[name] = etree.fromstring(package.read(name), PARSER)
        except etree.XMLSyntaxError as error:
            broken.append(LintFinding("not-well-formed", name, str(error)))
    return parts, broken


def _sources(design_map: Element, parts: dict[str, Element]) -> Iterator[LintFinding]:
    sources = {e.get("src", "") for e in design_map.iter() if _is_reference(e)}
    for source in sorted(sources - set(parts)):
        yield LintFinding("no-such-part", "designmap.xml", source)
    for name in NEEDED:
        if name not in sources:
            yield LintFinding("part-not-listed", "designmap.xml", name)


def _is_reference(element: Element) -> bool:
    return isinstance(element.tag, str) and element.tag.startswith(f"{{{PACKAGING}}}")


def _elements(parts: dict[str, Element]) -> Iterator[tuple[str, Element]]:
    for name, root in parts.items():
        for element in root.iter():
            if isinstance(element.tag, str):
                yield name, element


def _ids(parts: dict[str, Element]) -> Iterator[LintFinding]:
    ids = Counter(e.get("Self") for _, e in _elements(parts) if e.get("Self"))
    for own, count in ids.items():
        if count > 1:
            yield LintFinding("id-twice", "", f"{own} stands {count} times")


def _known(parts: dict[str, Element], kinds: Iterable[str]) -> set[str]:
    return {
        e.get("Self", "") for _, e in _elements(parts) if e.tag in set(kinds)
    } | NAMELESS


def _references(parts: dict[str, Element]) -> Iterator[LintFinding]:
    for attribute, kind in REFERENCES:
        known = _known(parts, (kind, *BESIDE.get(kind, ())))
        for name, element in _elements(parts):
            target = element.get(attribute, "n")
            if target not in known:
                yield LintFinding(f"no-such-{kind.lower()}", name, target)


def _story_list(
    design_map: Element, parts: dict[str, Element]
) -> Iterator[LintFinding]:
    listed = set(design_map.get("StoryList", "").split())
    there = _known(parts, ("Story", "XmlStory")) - NAMELESS
    for own in sorted(there - listed):
        yield LintFinding("story-not-listed", "designmap.xml", own)
    for own in sorted(listed - there):
        yield LintFinding("no-such-story", "designmap.xml", own)


def _threads(parts: dict[str, Element]) -> Iterator[LintFinding]:
    frames = {
        e.get("Self", ""): (name, e)
        for name, e in _elements(parts)
        if e.tag == "TextFrame"
    }
    for own, (name, frame) in frames.items():
        after = frame.get("NextTextFrame", "n")
        if after in frames:
            other = frames[after][1]
            if other.get("PreviousTextFrame") != own:
                yield LintFinding("thread-one-way", name, f"{own} to {after}")
            if other.get("ParentStory") != frame.get("ParentStory"):
                yield LintFinding("thread-of-two-stories", name, f"{own}, {after}")
    yield from _thread_heads(frames)


def _thread_heads(
    frames: dict[str, tuple[str, Element]],
) -> Iterator[LintFinding]:
    """Find stories that begin in two places, or in none because the chain is a ring."""
    heads = Counter(
        frame.get("ParentStory")
        for _, frame in frames.values()
        if frame.get("PreviousTextFrame", "n") in NAMELESS
    )
    for story in sorted({f.get("ParentStory", "") for _, f in frames.values()}):
        if heads[story] != 1:
            detail = f"{story} begins in {heads[story]} frames"
            yield LintFinding("thread-broken", "", detail)


def _links(parts: dict[str, Element]) -> Iterator[LintFinding]:
    for name, element in _elements(parts):
        uri = element.get("LinkResourceURI") if element.tag == "Link" else None
        if uri is None:
            continue
        path = unquote(uri).removeprefix("file:Links/")
        if not uri.startswith("file:Links/") or "/" in path or ".." in path:
            yield LintFinding("link-outside", name, uri)
