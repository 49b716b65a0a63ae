"""Tags are proposed for every version of a piece, and what is decided stays."""

import pytest

from desk.enums import JobState
from desk.models import Job
from desk.services.jobs import enqueue, run_job
from submissions.models import Section, Tag, Tagging, TagProposal
from submissions.services import new_words
from submissions.services.copy import current_copy
from submissions.services.editing import save_copy
from submissions.services.new_words import KIND
from submissions.services.tagging.deciding import accept_tag, refuse_tag
from submissions.services.tagging.loading import load_vocabularies
from submissions.services.tagging.proposing import propose_for, propose_missing
from submissions.tag_enums import TagState, Vocabulary
from submissions.tasks import propose_tags
from tests.submissions.builders import Cast, make_submission, paragraphs

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def terms():
    load_vocabularies()


def make_piece(headline="唐山高新区氢能项目开工", **fields):
    return make_submission(headline=headline, contact_unit="", **fields)


def proposed(piece):
    """Return the names of what is open, by vocabulary."""
    rows = piece.tag_proposals.filter(state=TagState.OPEN).select_related("tag")
    return {row.tag.name for row in rows if row.tag}


def edit(piece, cast, **words):
    copy = current_copy(piece)
    fields = {"headline": copy.headline, "blocks": copy.blocks, **words}
    changed = type(copy)(**{**{f: getattr(copy, f) for f in copy.__slots__}, **fields})
    number = piece.current_version.number
    save_copy(
        submission=piece, copy=changed, author=cast.editor, expected_number=number
    )


def test_a_piece_that_arrived_is_looked_at_by_the_next_tick(terms):
    piece = make_piece()

    propose_tags()

    assert {"唐山高新技术产业开发区", "唐山市", "氢能"} <= proposed(piece)
    row = piece.tag_proposals.get(tag__name="氢能")
    assert row.words[0] == {
        "word": "氢能",
        "place": "headline",
        "part": 0,
        "start": 5,
        "end": 7,
        "is_outdated": False,
    }


def read_by_a_worker(piece):
    """Do the job that the newest version of a piece asked for."""
    job = Job.objects.get(unique_key=f"{KIND}:{piece.current_version_id}")
    assert run_job(job.pk).state == JobState.DONE


def test_an_arrival_asks_for_it_with_its_other_readers(terms):
    piece = make_piece(
        blocks=paragraphs("本月，" + "唐山高新区的氢能项目全面开工建设。" * 4)
    )
    assert not piece.tag_proposals.exists()

    read_by_a_worker(piece)

    assert "氢能" in proposed(piece)
    assert piece.text_bands.exists()


def test_a_reader_that_fails_keeps_no_other_from_reading(terms, monkeypatch):
    piece = make_piece()

    def fails(_piece):
        raise ValueError("cannot be read")

    monkeypatch.setattr(new_words, "_readers", [fails, propose_for])
    job = Job.objects.get(unique_key=f"{KIND}:{piece.current_version_id}")

    assert run_job(job.pk).state == JobState.QUEUED  # tried again later
    assert "氢能" in proposed(piece)


def test_the_words_of_a_piece_that_is_gone_are_not_read():
    job = enqueue(kind=KIND, unique_key="gone", payload={"piece": 4711})

    assert run_job(job.pk).result == {"outcome": "gone"}


def test_a_tick_looks_at_each_version_once(terms, django_assert_num_queries):
    make_piece()
    make_piece()

    assert propose_missing() == 2
    with django_assert_num_queries(1):
        assert propose_missing() == 0


def test_an_edit_proposes_anew(terms, cast):
    piece = make_piece()
    propose_for(piece)

    edit(piece, cast, headline="沧州经济开发区光伏项目开工")
    read_by_a_worker(piece)

    assert {"沧州经济开发区", "光伏"} <= proposed(piece)
    assert "氢能" not in proposed(piece)
    assert Tagging.objects.get().version_number == 2


def test_decided_proposals_survive_an_edit(terms, cast):
    piece = make_piece()
    propose_for(piece)
    refuse_tag(proposal=piece.tag_proposals.get(tag__name="氢能"), actor=cast.editor)
    accept_tag(proposal=piece.tag_proposals.get(tag__name="唐山市"), actor=cast.editor)

    propose_for(piece)

    assert {"氢能", "唐山市"} & proposed(piece) == set()
    states = dict(piece.tag_proposals.values_list("tag__name", "state"))
    assert (states["氢能"], states["唐山市"]) == ("refused", "accepted")


def test_what_a_piece_bears_is_not_proposed(terms):
    piece = make_piece()
    piece.tags.add(Tag.objects.get(name="氢能"), Tag.objects.get(name="通讯"))

    propose_for(piece)

    names = proposed(piece)
    assert "氢能" not in names
    genres = Tag.objects.filter(vocabulary=Vocabulary.GENRE)
    assert not names & {tag.name for tag in genres}


def test_a_section_is_proposed_where_none_is_set(terms):
    clusters = Section.objects.create(name="产业集群", slug="clusters", words="集群")
    open_piece = make_piece("箱包产业集群添新链")
    set_piece = make_piece("箱包产业集群添新链", section_slug="clusters")

    for piece in (open_piece, set_piece):
        propose_for(piece)

    sections = TagProposal.objects.filter(section=clusters)
    assert [row.submission for row in sections] == [open_piece]


def test_retired_tags_are_not_proposed(terms):
    Tag.objects.filter(name="氢能").update(is_retired=True)
    piece = make_piece()

    propose_for(piece)

    assert "氢能" not in proposed(piece)


def test_a_bad_piece_does_not_keep_the_others_waiting(terms, monkeypatch):
    bad, good = make_piece(), make_piece()
    real = propose_for

    def breaks(piece):
        if piece.pk == bad.pk:
            raise ValueError("cannot be read")
        return real(piece)

    monkeypatch.setattr("submissions.services.tagging.proposing.propose_for", breaks)

    propose_missing()

    assert proposed(good)
    assert not bad.tag_proposals.exists()
    assert propose_missing() == 0


def test_questions_do_not_grow_with_the_lists(terms, django_assert_max_num_queries):
    piece = make_piece()
    propose_for(piece)

    with django_assert_max_num_queries(14):
        propose_for(piece)
