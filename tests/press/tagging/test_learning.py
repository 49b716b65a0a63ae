"""What was chosen before speaks for what comes."""

from collections import Counter

from press.tagging.learning import features_of, likelihood
from press.tagging.lexicon import Lexicon
from press.tagging.model import Memory, Term
from press.tagging.proposing import propose
from tests.press.tagging.terms import piece

TERMS = Lexicon((Term("a", "topic", "夜校"), Term("b", "topic", "海缆")))


def memory_of(decided):
    """Return the counts of pieces: (unit, headline, terms)."""
    terms, features, both = Counter(), Counter(), Counter()
    for unit, headline, chosen in decided:
        found = features_of(piece("正文。", headline=headline), unit)
        terms.update(chosen)
        features.update(found)
        both.update((feature, term) for feature in found for term in chosen)
    return Memory(len(decided), terms, features, both)


def test_what_a_unit_was_given_before_is_proposed_again():
    memory = memory_of(
        [("临江宣传部", f"第{n}号", ["a"]) for n in range(6)]
        + [("长亭宣传部", f"第{n}号", ["b"]) for n in range(6)]
    )

    rows = propose(
        piece("正文。", headline="消息"), TERMS, unit="临江宣传部", memory=memory
    )

    assert [(row.key, row.is_learned) for row in rows] == [("a", True)]
    assert rows[0].words == ()


def test_words_of_headlines_are_remembered():
    memory = memory_of(
        [("", "码头新添三台吊机", ["a"]) for _ in range(4)]
        + [("", "春季植树活动举行", ["b"]) for _ in range(4)]
    )
    features = features_of(piece("正文。", headline="码头吊机上新"), "")

    assert likelihood("a", features, memory) > 0.8
    assert likelihood("b", features, memory) == 0.0


def test_once_is_no_habit():
    memory = memory_of([("临江宣传部", "消息", ["a"]), ("长亭", "别的", ["b"])])

    assert likelihood("a", ("unit:临江宣传部",), memory) == 0.0


def test_what_was_not_chosen_speaks_against_it():
    often = memory_of([("临江", "甲", ["a"])] * 5 + [("长亭", "乙", [])] * 5)
    seldom = memory_of([("临江", "甲", ["a"])] * 5 + [("临江", "乙", [])] * 20)

    features = ("unit:临江",)
    assert likelihood("a", features, often) > 0.8
    assert likelihood("a", features, seldom) < 0.4


def test_features_hold_no_name_of_a_person():
    copy = piece("正文。", headline="开工", byline="通讯员 林晓")

    assert features_of(copy, " 临江高新区 ") == ("unit:临江高新区", "pair:开工")
