"""The shipped lists: loaded once, edited by the desk, never overwritten."""

from datetime import date

import pytest
from django.core.management import call_command
from django.utils import timezone

from submissions.models import Section, Tag, TagName
from submissions.services.tagging.loading import load_vocabularies
from submissions.services.tagging.shipped import (
    ShippedName,
    ShippedTerm,
    shipped_terms,
)
from submissions.tag_enums import Vocabulary
from tests.submissions.builders import make_submission

pytestmark = pytest.mark.django_db


def term(**fields):
    usual = {"vocabulary": Vocabulary.ZONE, "code": "yun", "name": "云州高新区"}
    return ShippedTerm(**{**usual, "source": "本项目整理", **fields})


def test_every_list_ships_with_its_source():
    terms = list(shipped_terms())

    assert {each.vocabulary for each in terms} == set(Vocabulary) - {Vocabulary.OTHER}
    assert all(each.source for each in terms)


def test_shipped_names_and_codes_are_unique():
    terms = list(shipped_terms())

    assert len({each.name for each in terms}) == len(terms)
    assert len({(each.vocabulary, each.code) for each in terms}) == len(terms)
    assert all(len(each.name) <= Tag.NAME_LENGTH for each in terms)
    assert all(" " not in each.name for each in terms)


def test_every_zone_stands_in_a_region_that_is_loaded_before_it():
    seen = set()
    for each in shipped_terms():
        assert not each.parent or each.parent in seen
        assert each.vocabulary != Vocabulary.ZONE or each.parent
        seen.add(each.code)


def test_hebei_s_cities_and_xiongan_are_there():
    load_vocabularies()

    regions = Tag.objects.filter(vocabulary=Vocabulary.REGION)
    assert regions.count() == 1 + 11 + 1 + 2
    assert {"雄安新区", "石家庄市", "定州市", "辛集市"} <= {tag.name for tag in regions}
    assert Tag.objects.get(name="河北省").parts.count() == 14


def test_loading_again_changes_nothing():
    first = load_vocabularies()
    before = list(TagName.objects.values_list("pk", flat=True))

    again = load_vocabularies()

    assert first.added == Tag.objects.count()
    assert (again.added, again.changed, again.kept, again.clashes) == (0, 0, 0, [])
    assert list(TagName.objects.values_list("pk", flat=True)) == before


def test_what_the_desk_edited_is_left_as_it_is():
    load_vocabularies([term(names=(ShippedName("云高"),))])
    Tag.objects.update(name="云州新区", edited_at=timezone.now())
    TagName.objects.all().delete()

    again = load_vocabularies([term(names=(ShippedName("云高"),))])

    assert again.kept == 1
    assert list(Tag.objects.values_list("name", flat=True)) == ["云州新区"]
    assert not TagName.objects.exists()


def test_a_word_of_the_desk_joins_the_list_and_keeps_its_pieces():
    piece = make_submission()
    piece.tags.add(Tag.objects.create(name="招商引资"))

    load_vocabularies()

    tag = piece.tags.get()
    assert (tag.vocabulary, tag.code) == (Vocabulary.TOPIC, "invest")


def test_a_name_that_another_list_holds_is_left_out():
    Tag.objects.create(name="云州高新区", vocabulary=Vocabulary.TOPIC)

    loaded = load_vocabularies([term()])

    assert loaded.clashes == ["云州高新区"]
    assert Tag.objects.get().vocabulary == Vocabulary.TOPIC


def test_a_corrected_list_corrects_what_nobody_edited():
    load_vocabularies([term(names=(ShippedName("旧名"), ShippedName("云高")))])
    TagName.objects.create(tag=Tag.objects.get(), name="编辑加的")
    until = date(2013, 11, 30)

    loaded = load_vocabularies(
        [term(note="国家级", names=(ShippedName("云高", until=until),))]
    )

    assert loaded.changed == 1
    names = dict(TagName.objects.values_list("name", "until"))
    assert names == {"云高": until, "编辑加的": None}


def test_sections_without_words_get_the_shipped_ones():
    mine = Section.objects.create(name="招商一线", slug="investment", words="我的词")
    empty = Section.objects.create(name="产业集群", slug="clusters")

    load_vocabularies()

    mine.refresh_from_db()
    empty.refresh_from_db()
    assert mine.words == "我的词"
    assert "集群" in empty.words


def test_the_command_says_what_it_did(capsys):
    call_command("load_vocabularies")
    call_command("load_vocabularies")

    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{Tag.objects.count()} added")
    assert second == "0 added, 0 changed, 0 kept as the desk edited them."
