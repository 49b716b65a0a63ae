from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from press.makeup.filling import (
    Dealt,
    FillPlan,
    Left,
    LeftBecause,
    PageRoom,
    ReadyStory,
    plan_issue,
)

SECTIONS = ("news", "people", "culture")

# A busy machine draws slowly; how fast it draws proves nothing.
unhurried = settings(suppress_health_check=[HealthCheck.too_slow])


@st.composite
def issues(draw):
    stories = [
        ReadyStory(
            f"s{n}",
            draw(st.sampled_from(SECTIONS)),
            draw(st.integers(1, 60)),
            draw(st.integers(0, 3)),
            draw(st.booleans()),
            draw(st.none() | st.integers(0, 9)),
            draw(st.sampled_from(("", "", "", "clearance"))),
        )
        for n in range(draw(st.integers(0, 14)))
    ]
    pages = [
        PageRoom(
            n + 1,
            draw(st.frozensets(st.sampled_from(SECTIONS))),
            draw(st.integers(20, 120)),
            draw(st.integers(0, 130)),
            draw(st.booleans()),
            draw(st.booleans()),
        )
        for n in range(draw(st.integers(0, 4)))
    ]
    return stories, pages


@unhurried
@given(issues(), st.integers(0, 5))
def test_plan_keeps_every_story_once_and_every_page_in_its_room(issue, seed):
    stories, pages = issue
    plan = plan_issue(stories, pages, seed=seed)
    names = [row.story for row in plan.dealt] + [row.story for row in plan.left]
    assert sorted(names) == sorted(story.key for story in stories)
    by_key = {story.key: story for story in stories}
    for page in pages:
        rows = [row for row in plan.dealt if row.page == page.number]
        here = [by_key[row.story] for row in rows]
        assert not (rows and page.locked)
        assert not rows or sum(s.lines for s in here) + page.taken <= page.lines
        assert all(not page.sections or s.section in page.sections for s in here)
        assert not any(s.held_back for s in here)
        assert sum(row.lead for row in rows) <= (0 if page.has_lead else 1)
        assert all(by_key[row.story].can_lead for row in rows if row.lead)


@unhurried
@given(issues(), st.integers(0, 5), st.randoms())
def test_plan_does_not_hang_on_the_order_it_is_asked_in(issue, seed, random):
    stories, pages = issue
    plan = plan_issue(stories, pages, seed=seed)
    random.shuffle(stories)
    random.shuffle(pages)
    assert plan_issue(stories, pages, seed=seed) == plan


@unhurried
@given(issues())
def test_plan_leaves_for_want_of_room_only_what_fits_nowhere(issue):
    stories, pages = issue
    for row in plan_issue(stories, pages).left:
        if row.because is LeftBecause.NO_ROOM:
            assert row.needs > row.room >= 0


def test_plan_says_why_each_story_stays_over():
    pages = [
        PageRoom(1, frozenset({"news"}), 50),
        PageRoom(2, frozenset({"people"}), 90, locked=True),
    ]
    stories = [
        ReadyStory("lead", "news", 38, 3, can_lead=True),
        ReadyStory("long", "news", 46, 2),
        ReadyStory("portrait", "people", 10, 1),
        ReadyStory("poem", "culture", 10),
        ReadyStory("claim", "news", 5, held_back="clearance"),
    ]
    plan = plan_issue(stories, pages)
    assert plan.dealt == (Dealt("lead", 1, True),)
    assert set(plan.left) == {
        Left("long", LeftBecause.NO_ROOM, 46, 1, 12),
        Left("portrait", LeftBecause.ONLY_LOCKED),
        Left("poem", LeftBecause.NO_SECTION),
        Left("claim", LeftBecause.HELD_BACK, held_back="clearance"),
    }


def test_plan_moves_a_story_so_that_another_gets_in():
    pages = [PageRoom(1, frozenset({"news"}), 60), PageRoom(2, frozenset(), 30)]
    stories = [
        ReadyStory("short", "news", 25, 2),
        ReadyStory("long", "news", 50, 1),
    ]
    assert plan_issue(stories, pages) == FillPlan(
        (Dealt("long", 1, False), Dealt("short", 2, False)), ()
    )


def test_a_page_with_one_possible_lead_gets_it():
    pages = [
        PageRoom(1, frozenset(), 50),
        PageRoom(2, frozenset({"news"}), 50),
    ]
    stories = [
        ReadyStory("only", "news", 30, 3, can_lead=True),
        ReadyStory("other", "culture", 30, 1, can_lead=True),
    ]
    assert plan_issue(stories, pages).dealt == (
        Dealt("other", 1, True),
        Dealt("only", 2, True),
    )


def test_plan_takes_first_what_cannot_wait():
    pages = [PageRoom(1, frozenset(), 20)]
    calm, urgent = ReadyStory("calm", "news", 20), ReadyStory("urgent", "news", 20)
    plan = plan_issue([calm, replace(urgent, days_left=1)], pages)
    assert plan.dealt == (Dealt("urgent", 1, False),)


def test_plan_refuses_a_story_named_twice():
    story = ReadyStory("same", "news", 5)
    with pytest.raises(ValueError, match="named twice"):
        plan_issue([story, story], [])
