"""The vocabularies at the desk: list, names, renaming, merging, tables."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile

from desk.models import LedgerEntry
from submissions.models import Tag, TagName
from submissions.services.tagging.deciding import set_tags
from submissions.services.tagging.loading import load_vocabularies
from submissions.services.tagging.tables import export_tags
from tests.submissions.builders import make_submission

pytestmark = pytest.mark.django_db
LIST = "/admin/submissions/tag/"


def make_tag(name="云州高新区", vocabulary="zone", **fields):
    return Tag.objects.create(name=name, vocabulary=vocabulary, **fields)


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def names_form(tag, *rows):
    """Return the posted fields of a change page with new other names."""
    fields = {
        "vocabulary": tag.vocabulary,
        "parent": "",
        "note": "",
        "names-TOTAL_FORMS": len(rows),
        "names-INITIAL_FORMS": 0,
    }
    for number, row in enumerate(rows):
        fields |= {f"names-{number}-{name}": value for name, value in row.items()}
    return fields


def table(text):
    return {"table": SimpleUploadedFile("tags.csv", text.encode(), "text/csv")}


def test_the_list_counts_pieces_and_is_searched_by_other_names(client, cast):
    tag = make_tag()
    TagName.objects.create(tag=tag, name="云高")
    make_tag("夜校", "topic")
    set_tags(piece=make_submission(), tags=[tag], actor=cast.editor)
    client.force_login(cast.editor)

    page = client.get(LIST, {"q": "云高"})

    [row] = page.context["cl"].result_list
    text = page.content.decode()
    assert (row.name, row.piece_total) == ("云州高新区", 1)
    assert f'href="/admin/submissions/submission/?tag={tag.pk}"' in text


def test_the_list_asks_no_more_for_all_vocabularies(
    client, cast, django_assert_max_num_queries
):
    client.force_login(cast.editor)
    make_tag()
    client.get(LIST)

    with django_assert_max_num_queries(12) as one:
        client.get(LIST)
    load_vocabularies()
    with django_assert_max_num_queries(12) as many:
        client.get(LIST)

    assert len(one) == len(many)


def test_an_editor_adds_a_tag_and_changes_none(client, cast):
    client.force_login(cast.editor)

    client.post(f"{LIST}add/", {"name": "夜 校", "vocabulary": "topic", "note": "周三"})

    tag = Tag.objects.get()
    assert (tag.name, tag.vocabulary, tag.note) == ("夜校", "topic", "周三")
    assert LedgerEntry.objects.get(verb="tag.added").actor == cast.editor
    assert client.get(f"{LIST}{tag.pk}/change/").status_code == 200
    for way in ("rename", "merge", "unmerge"):
        assert client.get(f"{LIST}{tag.pk}/{way}/").status_code == 403
    assert client.get(f"{LIST}import/").status_code == 403


def test_a_chief_gives_other_names_with_their_days(client, cast):
    tag = make_tag()
    client.force_login(cast.chief)

    client.post(
        f"{LIST}{tag.pk}/change/",
        names_form(tag, {"name": "云高", "kind": "alias", "until": "2019-12-31"}),
    )
    wrong = client.post(
        f"{LIST}{tag.pk}/change/",
        names_form(
            tag,
            {
                "name": "新",
                "kind": "alias",
                "since": "2020-02-02",
                "until": "2019-01-01",
            },
        ),
    )

    name = tag.names.get()
    tag.refresh_from_db()
    assert (name.name, name.until) == ("云高", date(2019, 12, 31))
    assert tag.edited_at is not None
    assert LedgerEntry.objects.get(verb="tag.names_set").data == {"names": ["云高"]}
    assert "A name ends after it begins." in wrong.content.decode()


def test_a_tag_is_renamed_from_a_day_on(client, cast):
    tag, other = make_tag(), make_tag("夜校", "topic")
    client.force_login(cast.chief)
    at = f"{LIST}{tag.pk}/rename/"

    asked = client.get(at)
    taken = client.post(at, {"name": other.name})
    done = client.post(at, {"name": "云州新区", "since": "2026-03-01"})

    tag.refresh_from_db()
    assert "Rename “云州高新区”" in asked.content.decode()
    assert taken.status_code == 422
    assert "Merge the two instead." in taken.content.decode()
    assert said(done) == ["The tag is called “云州新区” now."]
    assert tag.names.get().until == date(2026, 2, 28)


def test_a_merging_is_made_and_undone(client, cast):
    tag, target = make_tag("云高区"), make_tag()
    client.force_login(cast.chief)

    unknown = client.post(f"{LIST}{tag.pk}/merge/", {"into": "没有的"})
    done = client.post(f"{LIST}{tag.pk}/merge/", {"into": target.name})
    listed = client.get(LIST)
    merged = client.get(f"{LIST}?standing=merged").content.decode()
    asked = client.get(f"{LIST}{tag.pk}/unmerge/")
    undone = client.post(f"{LIST}{tag.pk}/unmerge/")
    again = client.post(f"{LIST}{tag.pk}/unmerge/")

    assert "There is no tag “没有的”" in unknown.content.decode()
    assert said(done) == ["“云高区” is merged into “云州高新区”."]
    assert [row.name for row in listed.context["cl"].result_list] == ["云州高新区"]
    assert "merged into 云州高新区" in merged
    assert "Undo the merging" in asked.content.decode()
    assert said(undone) == ["“云高区” stands for itself again."]
    assert "is not merged" in said(again)[-1]


def test_what_pieces_bear_or_a_list_ships_is_not_deleted(client, cast):
    free, shipped, used = make_tag("甲"), make_tag("乙", code="b"), make_tag("丙")
    set_tags(piece=make_submission(), tags=[used], actor=cast.editor)
    client.force_login(cast.head)

    codes = [
        client.post(f"{LIST}{tag.pk}/delete/", {"post": "yes"}).status_code
        for tag in (free, shipped, used)
    ]

    assert codes == [302, 403, 403]


def test_a_table_goes_out_and_comes_in_unchanged(client, cast):
    load_vocabularies()
    client.force_login(cast.chief)
    out = client.get(f"{LIST}export/").content.decode()

    done = client.post(f"{LIST}import/", table(out))

    total = Tag.objects.count()
    assert said(done) == [f"0 added, 0 changed, {total} as before."]
    assert len(out.splitlines()) == total + 1


def test_an_edited_table_adds_renames_and_retires(client, cast):
    make_tag("云州经济开发区", code="yun")
    make_tag("旧词", "topic")
    client.force_login(cast.chief)
    text = (
        "vocabulary,code,name,retired,aliases\n"
        "zone,yun,云州经济技术开发区,,云经|2020-01-01|2021-12-31\n"
        "topic,,旧词,1,\n"
        "genre,,快评,,\n"
    )

    done = client.post(f"{LIST}import/", table(text))

    assert said(done) == ["1 added, 2 changed, 0 as before."]
    zone = Tag.objects.get(code="yun")
    assert zone.name == "云州经济技术开发区"
    assert zone.names.get().until == date(2021, 12, 31)
    assert Tag.objects.get(name="旧词").is_retired
    assert Tag.objects.get(name="快评").vocabulary == "genre"


def test_a_wrong_table_changes_nothing_and_says_which_row(client, cast):
    client.force_login(cast.chief)
    wrong = "vocabulary,name,aliases\ntopic,新词,\nwhat,别的,\ntopic,词,名|明天\n"

    answer = client.post(f"{LIST}import/", table(wrong)).content.decode()
    bare = client.post(f"{LIST}import/", table("a,b\n1,2\n")).content.decode()

    assert "Row 3: “what” is no vocabulary" in answer
    assert "Row 4: “名|明天” has no day as 2013-11-30." in answer
    assert "The table has no column “vocabulary”." in bare
    assert not Tag.objects.exists()


def test_a_cell_is_no_formula():
    make_tag("=1+1", "topic")

    assert "'=1+1" in export_tags()
