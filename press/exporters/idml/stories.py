"""Text of a document: one story a thread, paragraphs and runs in named styles."""

from __future__ import annotations

from press.copy.model import Run
from press.exporters.idml.names import Names, character_style_name, run_face
from press.exporters.idml.resources import story_preference
from press.exporters.idml.spacing import spaces_before
from press.exporters.idml.xml import (
    NO_CHARACTER_STYLE,
    Element,
    add,
    clean,
    number,
    part,
)
from press.makeup.model import FrameKind, Thread
from press.typesetting.model import StyledParagraph

LINE_SEPARATOR = "\u2028"  # a line end inside a paragraph, as IDML writes it


def story(thread: Thread, names: Names) -> Element:
    root = part("Story")
    element = add(
        root,
        "Story",
        Self=names.story(thread.id),
        AppliedTOCStyle="n",
        TrackChanges="false",
        StoryTitle=clean(thread.story) or "$ID/",
        AppliedNamedGrid="n",
    )
    story_preference(element)
    last = len(thread.paragraphs) - 1
    spaces = _spaces(thread, names)
    for place, paragraph in enumerate(thread.paragraphs):
        own = _paragraph(element, paragraph, names, ends=place < last)
        if place in spaces:
            own.set("SpaceBefore", number(spaces[place]))
    return root


def _spaces(thread: Thread, names: Names) -> dict[int, float]:
    """Return the white inside a stack; text that flows has none of its own."""
    frames = [f for f in names.layout.frames if f.thread == thread.id]
    if len(frames) != 1 or thread.kind is FrameKind.BODY:
        return {}
    return spaces_before(frames[0])


def _paragraph(
    parent: Element, paragraph: StyledParagraph, names: Names, *, ends: bool
) -> Element:
    own = add(
        parent,
        "ParagraphStyleRange",
        AppliedParagraphStyle=names.paragraph_style(paragraph.style),
    )
    runs = [run for run in paragraph.runs if run.text] or [Run("")]
    for run in runs:
        held = run_face(paragraph.style, run.style)
        name = character_style_name(*held) if held else NO_CHARACTER_STYLE
        style = f"CharacterStyle/{name}"
        element = add(own, "CharacterStyleRange", AppliedCharacterStyle=style)
        text = clean(run.text).replace("\n", LINE_SEPARATOR)
        if text:
            add(element, "Content").text = text
        if ends and run is runs[-1]:
            add(element, "Br")
    return own


def backing_story() -> Element:
    """Return the story that holds the XML structure; ours is empty."""
    root = part("BackingStory")
    element = add(
        root,
        "XmlStory",
        Self="ubacking",
        AppliedTOCStyle="n",
        TrackChanges="false",
        StoryTitle="$ID/",
        AppliedNamedGrid="n",
    )
    paragraph = add(
        element,
        "ParagraphStyleRange",
        AppliedParagraphStyle="ParagraphStyle/$ID/NormalParagraphStyle",
    )
    characters = add(
        paragraph,
        "CharacterStyleRange",
        AppliedCharacterStyle=f"CharacterStyle/{NO_CHARACTER_STYLE}",
    )
    add(characters, "XMLElement", Self="di2", MarkupTag="XMLTag/Root")
    return root


def tags() -> Element:
    root = part("Tags")
    tag = add(root, "XMLTag", Self="XMLTag/Root", Name="Root")
    add(add(tag, "Properties"), "TagColor", type="enumeration").text = "LightBlue"
    return root
