"""The ids and names of one document: the same layout gives the same ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from press.copy.model import RunStyle
from press.makeup.model import PageLayout, TextFrame, Thread
from press.typesetting.model import BLACK, Cmyk, Face, TextStyle


class Names:
    """Styles, colours, stories and frames of a layout, each with its id."""

    def __init__(self, layout: PageLayout) -> None:
        self.layout = layout
        self.styles = _named_styles(layout.threads)
        self.colours = _colours(layout, self.styles)
        self._stories = {t.id: f"ustory{i}" for i, t in enumerate(layout.threads, 1)}
        self._frames = {f.id: f"uframe{i}" for i, f in enumerate(layout.frames, 1)}

    def story(self, thread: str) -> str:
        return self._stories[thread]

    def frame(self, frame: str) -> str:
        return self._frames[frame]

    def colour(self, colour: Cmyk) -> str:
        return f"Color/{colour_name(colour)}"

    def paragraph_style(self, style: TextStyle) -> str:
        name = next(name for name, known in self.styles.items() if known == style)
        return f"ParagraphStyle/{name}"

    def character_styles(self) -> dict[str, Face]:
        """Return the character styles used, by name."""
        faces = (
            run_face(p.style, run.style)
            for thread in self.layout.threads
            for p in thread.paragraphs
            for run in p.runs
        )
        found = {character_style_name(*face): face[1] for face in faces if face}
        return dict(sorted(found.items()))

    def chain_of(self, frame: TextFrame) -> tuple[str, str]:
        """Return the ids of the frames before and after one in its thread."""
        ids = [f.id for f in self.layout.frames if f.thread == frame.thread]
        place = ids.index(frame.id)
        before = self.frame(ids[place - 1]) if place else "n"
        after = self.frame(ids[place + 1]) if place + 1 < len(ids) else "n"
        return before, after

    def threads(self) -> tuple[Thread, ...]:
        """Return the threads that have a frame; text without one has no place."""
        placed = {frame.thread for frame in self.layout.frames}
        return tuple(t for t in self.layout.threads if t.id in placed)


def colour_name(colour: Cmyk) -> str:
    if colour == BLACK:
        return "Black"
    inks = zip("CMYK", (colour.c, colour.m, colour.y, colour.k), strict=True)
    return " ".join(f"{ink}={share:g}" for ink, share in inks)


def run_face(style: TextStyle, run: RunStyle) -> tuple[str, Face] | None:
    """Return the character style's word and face of a run; nothing for a plain one."""
    if run is RunStyle.STRONG:
        return "强调", style.strong
    if run is RunStyle.KAI:
        return "楷体", style.kai
    return None


def character_style_name(word: str, face: Face) -> str:
    return f"{word} {face.value}"


def _named_styles(threads: Iterable[Thread]) -> dict[str, TextStyle]:
    """Give every style a name of its own; one met again gets its size, then a count."""
    styles = dict.fromkeys(p.style for t in threads for p in t.paragraphs)
    named: dict[str, TextStyle] = {}
    for style in styles:
        named[next(n for n in _candidates(style) if n not in named)] = style
    return named


def _candidates(style: TextStyle) -> Iterator[str]:
    yield style.name
    yield f"{style.name} {style.size:g}"
    for count in range(2, 1000):
        yield f"{style.name} {style.size:g} ({count})"


def _colours(layout: PageLayout, styles: dict[str, TextStyle]) -> dict[str, Cmyk]:
    panels = ((panel.fill, panel.stroke) for panel in layout.panels)
    used = chain(
        [BLACK],
        (style.colour for style in styles.values()),
        (rule.colour for rule in layout.rules),
        (colour for pair in panels for colour in pair if colour is not None),
    )
    return {colour_name(colour): colour for colour in used}
