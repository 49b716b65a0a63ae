"""Placeholders: filled once, and what a word says is never read again."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.letter_kinds import (
    BRACES,
    LetterKind,
    all_kinds,
    filled,
    kind_of,
    kind_word,
)

NAMES = ("ref", "title", "link", "note", "paper")
names = st.sampled_from(NAMES)
# Words that try hard to be placeholders, headers or lines of their own.
nasty = st.one_of(
    st.text(),
    st.sampled_from(
        [
            "{link}",
            "{ref}{note}",
            "好\r\nBcc: x@y.cn",
            "%(ref)s",
            "{{ref}}",
            "{",
            "}",
            "",
        ]
    ),
)
words = st.fixed_dictionaries(dict.fromkeys(NAMES, nasty))
pieces = st.lists(st.one_of(st.text(st.characters(exclude_characters="{}\r\n")), names))


@given(words=words, parts=pieces)
def test_every_word_stands_as_it_was_typed(words, parts):
    marked = [part in NAMES for part in parts]
    text = "x" + "".join(
        f"{{{part}}}" if mark else part
        for part, mark in zip(parts, marked, strict=True)
    )

    expected = "x" + "".join(
        words[part] if mark else part for part, mark in zip(parts, marked, strict=True)
    )

    assert filled(text, words) == expected


@given(words=words)
def test_f37_a_word_with_a_placeholder_in_it_is_not_filled_again(words):
    text = "· {title} ·"

    assert filled(text, {**words, "title": "{link}"}) == "· {link} ·"


@given(text=st.text(st.characters(exclude_characters="{}\r")))
def test_a_text_without_braces_stays(text):
    assert filled(text, {"ref": "x"}) == text


def test_a_line_with_an_empty_word_goes_with_the_blank_line_after_it():
    text = "Hello,\n\n{note}\n\nGood-bye."

    assert filled(text, {"note": ""}) == "Hello,\n\nGood-bye."
    assert filled(text, {"note": "x"}) == "Hello,\n\nx\n\nGood-bye."


@given(text=st.text())
def test_what_is_not_refused_is_filled_whole(text):
    kind = LetterKind("k", "k", dict.fromkeys(NAMES, ""))
    if kind.unknown(text):
        return

    left = BRACES.findall(filled(text, dict.fromkeys(kind.placeholders, "word")))

    assert [word for word in left if re.fullmatch("[a-z_]{1,30}", word)] == []


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.kind)
def test_the_houses_words_use_what_their_kind_explains(kind):
    assert kind.unknown(str(kind.subject) + str(kind.body)) == []
    assert str(kind.name)
    assert len(kind.kind) <= 40
    assert "\n" not in str(kind.subject)


def test_a_kind_that_nobody_named_is_a_mistake():
    with pytest.raises(LookupError, match="nothing"):
        kind_of("nothing")
    assert kind_word("of_an_old_release") == "of_an_old_release"
