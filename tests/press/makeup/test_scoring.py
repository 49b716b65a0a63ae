"""A score says what a page lost, and by what."""

from hypothesis import given
from hypothesis import strategies as st

from press.makeup.scoring import HARD, WEIGHTS, Reason, score

broken = st.lists(st.tuples(st.sampled_from([*WEIGHTS, "of_the_desk"]), st.booleans()))


def test_a_page_that_breaks_nothing_and_is_full_is_worth_a_hundred():
    assert score((), 1.0).points == 100
    assert score((), 1.0).reasons == ()


def test_each_rule_weighs_as_it_is_counted_and_no_more_than_its_most():
    found = score([("short_leg", False)] * 5 + [("overlap", True)], 0.99)

    assert found.reasons == (
        Reason("overlap", 1, HARD),
        Reason("short_leg", 5, 9),
        Reason("white", 1, 4),
    )
    assert found.points == 100 - HARD - 9 - 4


@given(broken, broken, st.floats(0, 1))
def test_more_faults_are_never_worth_more(some, more, fill):
    before, after = score(some, fill), score(some + more, fill)

    assert 0 <= after.points <= before.points <= 100
    lost = sum(reason.points for reason in after.reasons)
    assert after.points == max(0, 100 - lost)
    assert [r.points for r in after.reasons] == sorted(
        (r.points for r in after.reasons), reverse=True
    )
