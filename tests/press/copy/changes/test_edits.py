"""Whatever edit is made, its class is not lighter than what was done."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from press.copy.changes.finding import changes_between
from press.copy.changes.model import Change, Signature, voided_by
from press.copy.changes.words import words_of
from press.copy.model import Block, BlockKind, Copy, Run
from press.copy.serial import copy_hash

WORDS = st.text("项目开工很快园区建设推进企业产品工人车间", min_size=2, max_size=8)
NUMBERS = st.integers(1, 9999).map(lambda number: f"{number}人")
NAMES = st.sampled_from(["市长王强", "村民李大山", "记者林晓", "书记张三"])
PARTS = st.one_of(WORDS, WORDS, NUMBERS, NAMES)
SENTENCES = st.lists(PARTS, min_size=1, max_size=4).map("，".join)
BODIES = st.lists(st.lists(SENTENCES, min_size=1, max_size=4), min_size=1, max_size=4)
ANYTHING = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60)
LESS = settings(max_examples=80, deadline=None)


def piece(paragraphs):
    """Return a piece of paragraphs of sentences."""
    texts = ["".join(f"{sentence}。" for sentence in each) for each in paragraphs]
    blocks = (
        Block(f"b{at}", BlockKind.PARAGRAPH, (Run(text),))
        for at, text in enumerate(texts, start=1)
    )
    return Copy(headline="标题", blocks=tuple(blocks))


def rewritten(copy, at, text):
    """Return the piece with another text in one paragraph."""
    block = replace(copy.blocks[at], runs=(Run(text),))
    return replace(copy, blocks=(*copy.blocks[:at], block, *copy.blocks[at + 1 :]))


def paragraph(data, copy):
    at = data.draw(st.integers(0, len(copy.blocks) - 1))
    return at, copy.blocks[at].text


@LESS
@given(BODIES, st.data())
def test_marks_between_words_void_nothing(body, data):
    copy = piece(body)
    at, text = paragraph(data, copy)
    place = data.draw(st.integers(0, len(text)))
    around = text[max(0, place - 1) : place + 1]
    if any(char.isdigit() for char in around):
        return
    mark = data.draw(st.sampled_from("，。；！？—“”《》（） \u3000"))

    found = changes_between(
        copy, rewritten(copy, at, text[:place] + mark + text[place:])
    )

    assert {each.change for each in found} == {Change.MARKS}
    assert voided_by(found) == frozenset()


@LESS
@given(BODIES, st.data())
def test_cutting_whole_sentences_voids_the_page_only(body, data):
    flags = [
        data.draw(st.lists(st.booleans(), min_size=len(p), max_size=len(p)))
        for p in body
    ]
    left = [
        [sentence for sentence, kept in zip(*pair, strict=True) if kept]
        for pair in zip(body, flags, strict=True)
    ]

    found = changes_between(piece(body), piece(left))

    whole = all(all(each) for each in flags)
    expected = frozenset() if whole else {Signature.PAGE}
    assert {each.change for each in found} <= {Change.CUT}
    assert voided_by(found) == expected


@LESS
@given(BODIES, st.data())
def test_a_character_changed_inside_a_sentence_voids_the_second_read(body, data):
    copy = piece(body)
    at, text = paragraph(data, copy)
    place = data.draw(st.integers(0, len(text) - 1))
    if text[place] in "，。":
        return
    new = data.draw(st.sampled_from(["", "新", "七", "8"]))
    changed = text[:place] + new + text[place + 1 :]
    if words_of(changed) == words_of(text) or not words_of(changed):
        return
    sentence = text[:place].rpartition("。")[2] + text[place:].partition("。")[0]
    if len(sentence) == 1:  # the only character of a sentence went: a cut
        return

    found = changes_between(copy, rewritten(copy, at, changed))

    assert Signature.SECOND in voided_by(found)


@LESS
@given(BODIES, st.data())
def test_a_digit_changed_voids_every_signature(body, data):
    copy = piece([*body, ["来了250人"]])
    places = [
        (at, place)
        for at, block in enumerate(copy.blocks)
        for place, char in enumerate(block.text)
        if char.isdigit()
    ]
    at, place = data.draw(st.sampled_from(places))
    text = copy.blocks[at].text
    other = str((int(text[place]) + data.draw(st.integers(1, 9))) % 10)

    found = changes_between(
        copy, rewritten(copy, at, text[:place] + other + text[place + 1 :])
    )

    assert voided_by(found) == frozenset(Signature)


@LESS
@given(BODIES, st.data())
def test_a_name_changed_voids_every_signature(body, data):
    name, other = data.draw(
        st.sampled_from([("王强", "王刚"), ("李大山", "李小山"), ("林晓", "林小")])
    )
    title = {"王强": "市长", "李大山": "村民", "林晓": "记者"}[name]
    copy = piece([*body, [f"{title}{name}出席", f"{name}走了"]])
    at = len(copy.blocks) - 1
    text = copy.blocks[at].text
    head, _, tail = text.rpartition(name)
    if data.draw(st.booleans()):
        head, _, tail = text.partition(name)

    found = changes_between(copy, rewritten(copy, at, f"{head}{other}{tail}"))

    assert voided_by(found) == frozenset(Signature)


@LESS
@given(BODIES, BODIES)
def test_what_is_found_nowhere_says_the_same(one, other):
    before, after = piece(one), piece(other)

    found = changes_between(before, after)

    if not found:
        assert copy_hash(before) == copy_hash(after)
    if words_of("".join(b.text for b in before.blocks)) != words_of(
        "".join(b.text for b in after.blocks)
    ):
        assert Signature.PAGE in voided_by(found)


@LESS
@given(st.lists(ANYTHING, max_size=3), st.lists(ANYTHING, max_size=3))
def test_any_text_is_judged_and_only_sameness_is_silent(one, other):
    before, after = (
        Copy(
            headline="标题",
            blocks=tuple(
                Block(f"b{n}", BlockKind.PARAGRAPH, (Run(text),))
                for n, text in enumerate(texts)
            ),
        )
        for texts in (one, other)
    )

    found = changes_between(before, after)

    said = [
        [w for b in each.blocks for w in words_of(b.text)] for each in (before, after)
    ]
    assert bool(voided_by(found)) == (said[0] != said[1])
