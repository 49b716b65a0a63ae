"""A click on the picture of a page: every character leads back to its own place."""

from dataclasses import replace
from functools import cache

import pytest

from press.copy.model import Picture
from press.copy.spots import parts_of
from press.makeup.drafts import make_drafts
from press.makeup.grid import BROADSHEET, TABLOID
from press.makeup.hitting import hit, hit_of, nearest_line, place_of, text_lines
from tests.press.makeup.pages import Writer, page_furniture, random_page


@cache
def made(grid, seed):
    """Return a made page and the words of its stories."""
    stories = random_page(grid, seed, share=0.55, stories=5, pictures=3)
    stories = (*stories, Writer(seed).photo_news(6))
    layout = make_drafts(grid, stories, page_furniture(), number=1, drafts=1)[0]
    return layout, {story.ref: words_of(story) for story in stories}


def words_of(story):
    shots = tuple(
        Picture(spec.id, "0" * 64, spec.caption, spec.credit) for spec in story.pictures
    )
    return replace(story.copy, pictures=shots)


@pytest.mark.parametrize(("grid", "seed"), [(BROADSHEET, 3), (TABLOID, 8)])
def test_every_character_of_a_page_is_hit_where_it_stands(grid, seed):
    layout, copies = made(grid, seed)
    lines = [line for line in text_lines(layout, copies) if line.story and line.part]
    wrong = []

    for line in lines:
        text = parts_of(copies[line.story])[line.part]
        for at, char in enumerate(line.text):
            box = place_of(lines, line.story, line.part, line.start + at)
            middle = (line.edges[at] + line.edges[at + 1]) / 2
            found = hit_of(line, middle)
            if not (box and text[found.offset] == char and found.at == at):
                wrong.append((line, at))

    assert wrong == []
    assert len({(line.story, line.part) for line in lines}) > 20


def test_all_words_of_every_story_are_known_by_their_part():
    layout, copies = made(BROADSHEET, 3)
    shown = {}
    for line in text_lines(layout, copies):
        own = shown.setdefault((line.story, line.part), set())
        own |= set(range(line.start, line.start + len(line.text)))

    assert layout.overset_lines == 0
    unknown = [key for key in shown if key[0] and not key[1]]
    missing = [
        (ref, part)
        for ref, copy in copies.items()
        for part, text in parts_of(copy).items()
        if not is_signed_in_text(copy, part)
        if len(shown.get((ref, part), ())) < len("".join(text.split()))
    ]

    assert (unknown, missing) == ([], [])


def is_signed_in_text(copy, part):
    """Tell whether a byline is left out because the dateline names the same people."""
    return part == "byline" and bool(copy.dateline)


def test_a_click_between_lines_means_the_nearest_and_far_off_means_nothing():
    layout, copies = made(TABLOID, 8)
    lines = text_lines(layout, copies)
    line = next(line for line in lines if line.part.startswith("block:"))

    beside = nearest_line(lines, line.edges[0], line.bottom + 1)

    assert beside is not None
    assert (beside.story, beside.part) == (line.story, line.part)
    assert nearest_line(lines, -200, -200) is None
    assert nearest_line((), 0, 0) is None


def test_a_click_on_a_photograph_names_it():
    layout, copies = made(TABLOID, 8)
    frame = layout.pictures[0]
    box = frame.box

    found = hit(layout, copies, box.x + box.width / 2, box.y + box.height / 2)

    assert (found.story, found.part) == (frame.story, f"photo:{frame.picture}")


def test_a_click_on_furniture_names_no_story():
    layout, copies = made(TABLOID, 8)
    folio = next(frame for frame in layout.frames if frame.kind == "folio")
    line = folio.lines[0]

    found = hit(layout, copies, line.x + 3, line.baseline - 2)

    assert (found.story, found.part, found.at) == ("", "folio", 0)


def test_the_end_of_a_part_is_the_right_edge_of_its_last_line():
    layout, copies = made(TABLOID, 8)
    lines = text_lines(layout, copies)
    line = next(line for line in lines if line.part == "headline")
    whole = parts_of(copies[line.story])["headline"]
    last = [
        each for each in lines if (each.story, each.part) == (line.story, line.part)
    ]

    box = place_of(lines, line.story, line.part, len(whole))

    assert (box.x, box.width) == (max(last, key=lambda e: e.start).edges[-1], 0.0)
    assert place_of(lines, line.story, "deck-of-nobody", 0) is None
