"""A person accepts or refuses a proposed tag, or sets tags by hand."""

import pytest

from desk.exceptions import NotAllowed
from desk.models import LedgerEntry
from submissions.models import Section, Tag, TagMemory, TagProposal
from submissions.services.filing import file_piece
from submissions.services.tagging.deciding import (
    accept_tag,
    accept_tags,
    change_tags,
    refuse_tag,
    set_tags,
)
from submissions.services.tagging.loading import load_vocabularies
from submissions.services.tagging.proposing import propose_for
from submissions.tag_enums import TagState
from tests.submissions.builders import Cast, make_submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def piece():
    load_vocabularies()
    piece = make_submission(headline="唐山高新区氢能项目开工", contact_unit="")
    propose_for(piece)
    return piece


def proposal(piece, name):
    return piece.tag_proposals.get(tag__name=name)


def names(piece):
    return {tag.name for tag in piece.tags.all()}


def count(feature, term):
    found = TagMemory.objects.filter(feature=feature, term=term).first()
    return found.pieces if found else 0


def test_an_accepted_tag_stands_on_the_piece_and_in_the_ledger(piece, cast):
    row = accept_tag(proposal=proposal(piece, "氢能"), actor=cast.editor)

    assert names(piece) == {"氢能"}
    assert (row.state, row.decided_by) == (TagState.ACCEPTED, cast.editor)
    entry = LedgerEntry.objects.get(verb="tag.accepted")
    assert entry.data == {"tags": ["氢能"], "words": {"氢能": ["氢能"]}}


def test_accepting_twice_is_once(piece, cast):
    for _ in range(2):
        accept_tag(proposal=proposal(piece, "氢能"), actor=cast.editor)

    assert LedgerEntry.objects.filter(verb="tag.accepted").count() == 1
    assert count("pair:氢能", f"tag:{Tag.objects.get(name='氢能').pk}") == 1


def test_all_are_accepted_at_once(piece, cast):
    open_names = {row.tag.name for row in piece.tag_proposals.all()}

    accepted = accept_tags(piece=piece, actor=cast.editor)

    assert names(piece) == open_names
    assert accepted == len(open_names) >= 3
    assert LedgerEntry.objects.filter(verb="tag.accepted").count() == 1
    assert accept_tags(piece=piece, actor=cast.editor) == 0


def test_a_refused_tag_stays_off(piece, cast):
    row = refuse_tag(proposal=proposal(piece, "氢能"), actor=cast.editor)

    assert row.state == TagState.REFUSED
    assert names(piece) == set()
    assert LedgerEntry.objects.get(verb="tag.refused").actor == cast.editor


def test_one_changes_one_s_mind_both_ways(piece, cast):
    row = accept_tag(proposal=proposal(piece, "氢能"), actor=cast.editor)

    refuse_tag(proposal=row, actor=cast.editor)
    off = names(piece)
    accept_tag(proposal=row, actor=cast.editor)

    assert off == set()
    assert names(piece) == {"氢能"}


def test_who_only_looks_decides_nothing(piece, cast):
    row = proposal(piece, "氢能")

    for ask in (
        lambda: accept_tag(proposal=row, actor=cast.proofreader),
        lambda: refuse_tag(proposal=row, actor=cast.proofreader),
        lambda: accept_tags(piece=piece, actor=cast.proofreader),
        lambda: set_tags(piece=piece, tags=(), actor=cast.proofreader),
    ):
        with pytest.raises(NotAllowed):
            ask()

    assert names(piece) == set()


def test_a_section_is_accepted_and_taken_off_again(cast):
    section = Section.objects.create(name="产业集群", slug="clusters", words="集群")
    piece = make_submission(headline="箱包产业集群添新链")
    propose_for(piece)
    row = piece.tag_proposals.get(section=section)

    accept_tag(proposal=row, actor=cast.editor)
    piece.refresh_from_db()
    given = piece.section
    refuse_tag(proposal=row, actor=cast.editor)

    piece.refresh_from_db()
    assert given == section
    assert piece.section is None


def test_tags_set_by_hand_settle_what_was_proposed(piece, cast):
    accept_tag(proposal=proposal(piece, "唐山市"), actor=cast.editor)
    hydrogen = Tag.objects.get(name="氢能")

    set_tags(piece=piece, tags=[hydrogen], actor=cast.editor)

    assert names(piece) == {"氢能"}
    assert proposal(piece, "氢能").state == TagState.ACCEPTED
    assert proposal(piece, "唐山市").state == TagState.REFUSED
    entry = LedgerEntry.objects.get(verb="tag.set")
    assert entry.data == {"before": ["唐山市"], "after": ["氢能"]}


def test_tags_are_added_and_removed_without_the_others(piece, cast):
    one, other = Tag.objects.create(name="甲"), Tag.objects.create(name="乙")
    set_tags(piece=piece, tags=[one], actor=cast.editor)

    borne = change_tags(piece=piece, add=[other], remove=[one], actor=cast.editor)

    assert [tag.name for tag in borne] == ["乙"]


def test_filing_by_name_finds_other_names_and_makes_new_words(piece, cast):
    file_piece(
        submission=piece,
        actor=cast.editor,
        kind=piece.kind,
        section=None,
        tags=["石家庄", "夜校"],
        deadline=None,
    )

    assert names(piece) == {"石家庄市", "夜校"}
    assert Tag.objects.get(name="夜校").vocabulary == "other"


def test_what_was_chosen_is_proposed_to_the_same_sender(cast):
    tag = Tag.objects.create(name="夜谈")
    for number in range(4):
        piece = make_submission(headline=f"第{number}回", contact_unit="临江宣传部")
        set_tags(piece=piece, tags=[tag], actor=cast.editor)
    for number in range(4):
        other = make_submission(headline=f"第{number}篇", contact_unit="长亭宣传部")
        set_tags(
            piece=other,
            tags=[Tag.objects.create(name=f"别{number}")],
            actor=cast.editor,
        )
    new = make_submission(headline="夜里的灯", contact_unit="临江宣传部")

    propose_for(new)

    row = TagProposal.objects.get(submission=new)
    assert (row.tag, row.is_learned, row.words) == (tag, True, [])


def test_the_counts_follow_a_change_of_mind(piece, cast):
    tag = Tag.objects.get(name="氢能")
    row = accept_tag(proposal=proposal(piece, "氢能"), actor=cast.editor)
    first = (count("pair:氢能", f"tag:{tag.pk}"), count("", ""))

    refuse_tag(proposal=row, actor=cast.editor)

    assert first == (1, 1)
    assert count("pair:氢能", f"tag:{tag.pk}") == 0
    assert (count("pair:氢能", ""), count("", "")) == (1, 1)
