"""A page from the layout desk: every change is found, and nothing else is."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from press.copy.comparing import compare

FOLIO = ("清河日报 10月8日 星期四", "园区周刊", "责任编辑：林晓 第05版")


def page_of(seed, stories=3):
    """Return the parts of a page by story; no sentence of it stands twice."""
    rand = random.Random(seed)
    parts = {}
    for story in range(1, stories + 1):
        parts[f"s{story}", "headline"] = words(rand, rand.randint(6, 16))
        for block in range(rand.randint(2, 5)):
            text = words(rand, rand.randint(40, 220)) + "。"
            parts[f"s{story}", f"block:b{block}"] = text
    return parts, stream_of(parts)


def words(rand, count):
    """Return Chinese characters with a mark here and there and some white space."""
    chars = [chr(rand.randint(0x4E00, 0x6FFF)) for _n in range(count)]
    for at in range(7, count - 3, 11):
        chars[at] = rand.choice("，，、；\u3000")
    return "".join(chars)


def stream_of(parts, width=17):
    """Break every part into lines, furniture before and behind."""
    lines = list(FOLIO[:2])
    for text in parts.values():
        lines += [text[at : at + width] for at in range(0, len(text), width)]
    return "\r\n".join([*lines, FOLIO[2]])


def told(compared):
    return [
        (one.story, one.part, one.offset, one.ours, one.theirs)
        for one in compared.deviations
    ]


@pytest.mark.parametrize("seed", range(6))
def test_a_page_as_we_gave_it_deviates_nowhere(seed):
    parts, stream = page_of(seed)

    compared = compare(parts, stream, FOLIO)

    assert told(compared) == []
    placed = [each for each in compared.places if each]
    assert len(placed) == sum(len("".join(text.split())) for text in parts.values())


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_each_change_of_a_page_is_found_at_its_place(seed):
    rand = random.Random(seed)
    parts, _stream = page_of(seed % 7)
    key = rand.choice([key for key in parts if key[1].startswith("block:")])
    text = parts[key]
    at = rand.randrange(8, len(text) - 10)
    kind = rand.choice(("changed", "gone", "come"))
    ours = "" if kind == "come" else text[at : at + 2]
    theirs = "" if kind == "gone" else "㐀㐁"
    changed = text[:at] + theirs + text[at + len(ours) :]

    compared = compare(parts, stream_of({**parts, key: changed}), FOLIO)

    (found,) = compared.deviations
    mended = text[: found.offset] + found.theirs
    mended += text[found.offset + len(found.ours) :]
    assert (found.story, found.part) == key
    # White space says nothing: what of it went along with a change is not missed.
    assert "".join(mended.split()) == "".join(changed.split())
    assert text.startswith(found.ours, found.offset)


def test_a_part_that_is_not_on_the_page_is_lost():
    parts, _stream = page_of(2)
    key = next(key for key in parts if key[1].startswith("block:"))
    others = {each: text for each, text in parts.items() if each != key}

    compared = compare(parts, stream_of(others), FOLIO)

    (found,) = compared.deviations
    assert ((found.story, found.part), found.lost, found.ours) == (
        key,
        True,
        parts[key],
    )


def test_words_nobody_gave_are_told_without_a_story():
    parts, stream = page_of(3)
    added = "遗失声明：张某不慎将公章丢失特此声明作废"

    compared = compare(parts, f"{stream}\r\n{added}", FOLIO)

    assert told(compared) == [("", "", 0, "", added)]


def test_a_frame_between_two_columns_is_no_change_of_the_words():
    parts, _stream = page_of(4)
    keys = [key for key in parts if key[1].startswith("block:")]
    first, other = parts[keys[0]], parts[keys[-1]]
    middle = len(first) // 2
    rest = {key: text for key, text in parts.items() if key not in (keys[0], keys[-1])}
    between = {
        ("a", "1"): first[:middle],
        ("a", "2"): other,
        ("a", "3"): first[middle:],
    }

    compared = compare(parts, stream_of({**between, **rest}), FOLIO)

    assert told(compared) == []


def test_white_space_and_what_is_not_printed_say_nothing():
    parts = {("s1", "headline"): "打造投资兴业热土　成就大运通海福地"}

    compared = compare(parts, "打造投资兴业热土\r\n\x02成就大运 通海福地")

    assert told(compared) == []


def test_nothing_on_the_page_is_everything_lost():
    parts = {("s1", "headline"): "园区开工", ("s1", "block:b1"): "项目年底投产。"}

    compared = compare(parts, "")

    assert [one.lost for one in compared.deviations] == [True, True]


@pytest.mark.parametrize("story", ["s1", "s2"])
def test_a_byline_that_two_stories_share_is_changed_where_it_was_changed(story):
    parts, _stream = page_of(5, stories=2)
    ours = {}
    for key, text in parts.items():
        ours[key] = text
        if key[1] == "headline":
            ours[key[0], "byline"] = "通讯员 林晓"

    theirs = {**ours, (story, "byline"): "何雨"}
    compared = compare(ours, stream_of(theirs), FOLIO)

    told = [(one.story, one.part, one.lost) for one in compared.deviations]
    assert told == [(story, "byline", True)]
