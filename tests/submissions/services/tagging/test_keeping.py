"""Renaming, merging, retiring: nothing that was chosen is lost."""

from datetime import date

import pytest

from desk.exceptions import NotAllowed, Refused
from desk.models import LedgerEntry
from submissions.models import Tag, TagName
from submissions.services.filing import file_piece
from submissions.services.searching.asking import Wishes, search
from submissions.services.tagging.deciding import set_tags
from submissions.services.tagging.keeping import (
    add_tag,
    change_tag,
    merge_tags,
    rename_tag,
    undo_merge,
)
from submissions.services.tagging.lexicon import known_terms
from submissions.services.tagging.loading import load_vocabularies
from submissions.services.tagging.proposing import propose_for, propose_missing
from tests.submissions.builders import Cast, make_submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return Cast()


def make_tag(name, vocabulary="zone", **fields):
    return Tag.objects.create(name=name, vocabulary=vocabulary, **fields)


def tagged(*tags, actor, **fields):
    piece = make_submission(**fields)
    set_tags(piece=piece, tags=tags, actor=actor)
    return piece


def found(name, actor):
    hits = search(wishes=Wishes(tag=name), actor=actor).hits
    return {hit.piece.pk for hit in hits}


def test_a_renamed_tag_keeps_its_old_name_until_the_day(cast):
    tag = make_tag("云州经济开发区")
    piece = tagged(tag, actor=cast.editor)

    rename_tag(
        tag=tag, name="云州经济技术开发区", actor=cast.chief, since=date(2026, 3, 1)
    )

    assert [t.name for t in piece.tags.all()] == ["云州经济技术开发区"]
    old = TagName.objects.get()
    assert (old.name, old.until) == ("云州经济开发区", date(2026, 2, 28))
    entry = LedgerEntry.objects.get(verb="tag.renamed")
    assert entry.data == {
        "from": "云州经济开发区",
        "to": "云州经济技术开发区",
        "since": "2026-03-01",
    }


def test_a_renamed_tag_can_have_its_old_name_back(cast):
    tag = make_tag("甲区")

    rename_tag(tag=tag, name="乙区", actor=cast.chief)
    rename_tag(tag=tag, name="甲区", actor=cast.chief)

    assert tag.name == "甲区"
    assert [row.name for row in tag.names.all()] == ["乙区"]


def test_a_name_that_is_taken_is_refused_with_the_way_out(cast):
    make_tag("乙区")

    with pytest.raises(Refused, match="Merge the two instead"):
        rename_tag(tag=make_tag("甲区"), name="乙区", actor=cast.chief)


def test_a_merged_tag_keeps_its_pieces_and_is_found_as_the_other(cast):
    old, new = make_tag("云高区"), make_tag("云州高新区")
    piece, both = (
        tagged(old, actor=cast.editor),
        tagged(old, new, actor=cast.editor),
    )

    merge_tags(source=old, target=new, actor=cast.chief)

    assert [tag.name for tag in piece.tags.all()] == ["云高区"]
    assert found("云州高新区", cast.editor) == {piece.pk, both.pk}
    assert found("云高区", cast.editor) == {piece.pk, both.pk}
    assert list(new.names.values_list("name", flat=True)) == ["云高区"]


def test_a_merging_is_undone_as_it_was_done(cast):
    old, new = make_tag("云高区"), make_tag("云州高新区")
    piece = tagged(old, actor=cast.editor)
    merge_tags(source=old, target=new, actor=cast.chief)

    undo_merge(tag=old, actor=cast.chief)

    assert found("云州高新区", cast.editor) == set()
    assert found("云高区", cast.editor) == {piece.pk}
    assert not new.names.exists()
    assert (old.merged_into, old.current) == (None, None)
    verbs = LedgerEntry.objects.filter(object_type="submissions.tag")
    assert list(verbs.order_by("pk").values_list("verb", flat=True)) == [
        "tag.merged",
        "tag.merge_undone",
    ]


def test_a_chain_of_mergings_ends_at_the_last_and_comes_apart_again(cast):
    first, second, third = make_tag("甲"), make_tag("乙"), make_tag("丙")
    merge_tags(source=first, target=second, actor=cast.chief)
    merge_tags(source=second, target=third, actor=cast.chief)
    first.refresh_from_db()
    end = first.stands_for

    undo_merge(tag=second, actor=cast.chief)

    first.refresh_from_db()
    assert end == third
    assert first.stands_for == second


@pytest.mark.parametrize("number", [0, 1, 2])
def test_mergings_that_make_no_sense_are_refused(cast, number):
    zone, topic = make_tag("云州高新区"), make_tag("招商", "topic")
    done = make_tag("云高区")
    merge_tags(source=done, target=zone, actor=cast.chief)
    pairs = [(zone, zone), (topic, zone), (done, zone)]
    source, target = pairs[number]
    source.refresh_from_db()

    with pytest.raises(Refused):
        merge_tags(source=source, target=target, actor=cast.chief)

    # Neither into what was merged into it.
    with pytest.raises(Refused):
        merge_tags(source=zone, target=done, actor=cast.chief)


def test_an_editor_adds_and_a_chief_keeps(cast):
    tag = add_tag(name="夜校", vocabulary="topic", actor=cast.editor)
    other = make_tag("夜课", "topic")

    for ask in (
        lambda: rename_tag(tag=tag, name="夜大", actor=cast.editor),
        lambda: merge_tags(source=other, target=tag, actor=cast.editor),
        lambda: undo_merge(tag=other, actor=cast.editor),
        lambda: change_tag(tag=tag, fields={"is_retired": True}, actor=cast.editor),
        lambda: add_tag(name="别", vocabulary="topic", actor=cast.proofreader),
    ):
        with pytest.raises(NotAllowed):
            ask()


def test_a_tag_is_no_part_of_itself(cast):
    outer = make_tag("云州市", "region")
    inner = make_tag("云州高新区", parent=outer)

    with pytest.raises(Refused, match="within this tag"):
        change_tag(tag=outer, fields={"parent": inner}, actor=cast.chief)


def test_saving_a_piece_keeps_the_tag_that_was_chosen(cast):
    old, new = make_tag("云高区"), make_tag("云州高新区")
    piece = tagged(old, actor=cast.editor)
    merge_tags(source=old, target=new, actor=cast.chief)

    file_piece(
        submission=piece,
        actor=cast.editor,
        kind=piece.kind,
        section=None,
        tags=["云州高新区", "夜校"],
        deadline=None,
    )

    assert {tag.name for tag in piece.tags.all()} == {"云高区", "夜校"}


def test_proposals_follow_what_the_desk_changes(cast):
    load_vocabularies()
    hydrogen, energy = Tag.objects.get(name="氢能"), Tag.objects.get(name="新能源")
    piece = make_submission(headline="氢能项目开工", contact_unit="")
    propose_for(piece)

    merge_tags(source=hydrogen, target=energy, actor=cast.chief)
    propose_missing()

    names = {row.tag.name for row in piece.tag_proposals.all() if row.tag}
    assert "新能源" in names
    assert "氢能" not in names
    assert f"tag:{hydrogen.pk}" not in known_terms().lexicon.terms


def test_loading_leaves_what_was_renamed_or_merged(cast):
    load_vocabularies()
    hydrogen, energy = Tag.objects.get(name="氢能"), Tag.objects.get(name="新能源")
    merge_tags(source=hydrogen, target=energy, actor=cast.chief)
    rename_tag(tag=Tag.objects.get(name="风电"), name="风力发电业", actor=cast.chief)

    again = load_vocabularies()

    assert (again.added, again.changed, again.kept) == (0, 0, 3)
    assert not Tag.objects.filter(name="风电").exists()
