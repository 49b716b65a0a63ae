"""Vocabularies and tags of pieces over the API."""

import pytest

from submissions.models import Tag
from submissions.services.tagging.deciding import set_tags
from submissions.services.tagging.loading import load_vocabularies
from submissions.services.tagging.proposing import propose_for
from submissions.tag_enums import Vocabulary
from tests.submissions.api.callers import client_of, queries_of
from tests.submissions.builders import make_submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def terms():
    load_vocabularies()


@pytest.fixture
def piece(terms):
    piece = make_submission(headline="唐山高新区氢能项目开工", contact_unit="")
    propose_for(piece)
    return piece


def tags_of(piece):
    return f"/api/submissions/{piece.ref}/tags/"


def test_the_vocabularies_tell_how_many_tags_they_have(cast, terms):
    said = client_of(cast.proofreader).get("/api/vocabularies/").json()

    many = {row["vocabulary"]: row["tags"] for row in said}
    assert list(many) == list(Vocabulary)
    assert (many["region"], many["other"]) == (15, 0)
    assert said[0]["title"]


def test_tags_are_listed_and_found_by_any_name(cast, terms):
    client = client_of(cast.editor)

    found = client.get("/api/tags/", {"vocabulary": "zone", "q": "出口加工区"}).json()

    names = {row["name"] for row in found["results"]}
    assert names == {"廊坊综合保税区", "秦皇岛综合保税区"}
    row = found["results"][0]
    assert row["part_of"] in ("廊坊市", "秦皇岛市")
    assert row["names"][0]["until"]


def test_a_list_of_tags_asks_no_more_for_many(cast):
    Tag.objects.create(name="甲")
    client = client_of(cast.editor)
    client.get("/api/tags/")  # who may what is remembered
    one = queries_of(client, "/api/tags/")

    load_vocabularies()

    assert queries_of(client, "/api/tags/") == one <= 12


def test_a_tag_is_added_changed_renamed_merged_and_unmerged(cast, terms):
    editor, chief = client_of(cast.editor), client_of(cast.chief)

    made = editor.post("/api/tags/", {"name": "夜校", "vocabulary": "topic"})
    at = f"/api/tags/{made.json()['id']}/"
    kept_out = editor.post(f"{at}rename/", {"name": "夜大"})
    names = [{"name": "夜课", "kind": "alias", "since": None, "until": "2026-01-01"}]
    changed = chief.patch(at, {"note": "周三", "names": names}, format="json")
    renamed = chief.post(f"{at}rename/", {"name": "夜大", "since": "2026-03-01"})
    target = Tag.objects.get(name="人才引育")
    merged = chief.post(f"{at}merge/", {"into": target.pk})
    undone = chief.post(f"{at}undo-merge/")
    again = chief.post(f"{at}undo-merge/")

    codes = [a.status_code for a in (made, kept_out, changed, renamed, merged, undone)]
    assert codes == [201, 403, 200, 200, 200, 200]
    assert changed.json()["names"] == names
    assert {n["name"] for n in renamed.json()["names"]} == {"夜课", "夜校"}
    assert merged.json()["merged_into"] == "人才引育"
    assert undone.json()["merged_into"] == ""
    assert again.status_code == 409


def test_a_table_goes_out_and_in(cast, terms):
    client = client_of(cast.chief)
    out = client.get("/api/tags/table/").content.decode()

    said = client.post("/api/tags/table/", {"table": out}, format="json").json()
    wrong = client.post("/api/tags/table/", {"table": "a,b\n1,2"}, format="json")

    assert said == {"added": 0, "changed": 0, "same": Tag.objects.count()}
    assert wrong.status_code == 409
    assert "vocabulary" in wrong.json()["detail"]


def test_proposals_come_with_the_words_that_led_to_them(cast, piece):
    said = client_of(cast.proofreader).get(tags_of(piece)).json()

    [hydrogen] = [row for row in said["proposals"] if row["name"] == "氢能"]
    assert said["tags"] == []
    assert hydrogen["vocabulary"] == "industry"
    assert hydrogen["state"] == "open"
    word = hydrogen["words"][0]
    place = (word["word"], word["place"], word["start"], word["end"])
    assert place == ("氢能", "headline", 5, 7)


def test_a_piece_s_tags_ask_no_more_for_many(cast, piece):
    client = client_of(cast.editor)
    client.get(tags_of(piece))  # who may what is remembered
    many = queries_of(client, tags_of(piece))
    piece.tag_proposals.exclude(pk=piece.tag_proposals.first().pk).delete()

    assert queries_of(client, tags_of(piece)) == many <= 12


def test_proposals_are_decided_one_by_one_and_at_once(cast, piece):
    editor, looker = client_of(cast.editor), client_of(cast.proofreader)
    row = piece.tag_proposals.get(tag__name="氢能")
    at = f"{tags_of(piece)}{row.pk}/"

    refused = looker.post(at, {"verdict": "accept"})
    wrong = editor.post(at, {"verdict": "maybe"})
    dropped = editor.post(at, {"verdict": "refuse"})
    all_others = editor.post(f"{tags_of(piece)}accept-all/")

    codes = [a.status_code for a in (refused, wrong, dropped, all_others)]
    assert codes == [403, 400, 200, 200]
    assert dropped.json()["state"] == "refused"
    names = {tag.name for tag in piece.tags.all()}
    assert len(names) == all_others.json()["accepted"]
    assert "氢能" not in names


def test_tags_are_set_by_hand(cast, piece):
    editor = client_of(cast.editor)

    said = editor.put(tags_of(piece), {"tags": ["石家庄", "夜校"]}, format="json")
    kept_out = client_of(cast.proofreader).put(
        tags_of(piece), {"tags": ["别的"]}, format="json"
    )

    assert sorted(said.json()["tags"]) == ["夜校", "石家庄市"]
    assert kept_out.status_code == 403
    assert not Tag.objects.filter(name="别的").exists()


def test_many_pieces_are_tagged_at_once(cast, piece):
    other = make_submission()
    set_tags(piece=other, tags=[Tag.objects.get(name="风电")], actor=cast.editor)
    asked = {
        "refs": [piece.ref, other.ref, "GK-1999-0001"],
        "add": ["夜校"],
        "remove": ["风电"],
        "accept_proposed": True,
    }

    said = client_of(cast.editor).post("/api/tags/many/", asked, format="json").json()

    assert said == {"done": 2, "refused": {}}
    assert [tag.name for tag in other.tags.all()] == ["夜校"]
    assert {"夜校", "氢能"} <= {tag.name for tag in piece.tags.all()}


def test_a_piece_is_listed_with_its_tags_as_they_are_called_now(cast, terms):
    piece = make_submission()
    old = Tag.objects.create(name="氢", vocabulary="industry")
    set_tags(piece=piece, tags=[old], actor=cast.editor)
    target = Tag.objects.get(name="氢能")
    client_of(cast.chief).post(f"/api/tags/{old.pk}/merge/", {"into": target.pk})

    said = client_of(cast.editor).get(f"/api/submissions/{piece.ref}/").json()

    assert said["tags"] == ["氢能"]
