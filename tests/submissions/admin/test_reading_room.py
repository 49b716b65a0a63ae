"""The reading room by Django's client: every act, by whom it may be done and how."""

import re

import pytest
from django.contrib.messages import get_messages

from desk.models import LedgerEntry
from press.copy.model import Block, BlockKind, Run
from submissions.enums import Action, Status
from submissions.models import Submission, Tag
from submissions.services.workflow import perform
from tests.submissions.builders import make_submission, paragraphs

pytestmark = pytest.mark.django_db


@pytest.fixture
def piece():
    return make_submission()


def room(piece):
    return f"/admin/submissions/submission/{piece.pk}/change/"


def act(client, piece, action, **fields):
    number = piece.current_version.number
    return client.post(
        f"/admin/submissions/submission/{piece.pk}/act/",
        {"action": action, "expected_version": number, **fields},
    )


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def form_of(client, piece, **changes):
    """Return what the room's form would send, with some fields changed."""
    form = client.get(room(piece)).context["form"]
    fields = {name: form[name].value() or "" for name in form.fields}
    return {**fields, **changes}


def save(client, piece, fields):
    return client.post(f"/admin/submissions/submission/{piece.pk}/copy/", fields)


def test_the_room_shows_words_reads_and_author(client, cast, piece):
    client.force_login(cast.editor)

    page = client.get(room(piece)).content.decode()

    assert piece.headline in page
    assert "昨天，" in page
    assert page.count("not signed yet") == 3
    assert "031*-****0000" in page
    assert "0311-80000000" not in page


def test_nobody_without_an_account_comes_in(client, piece):
    answer = client.get(room(piece))

    assert answer.status_code == 302
    assert answer["Location"].startswith("/admin/login/")


def test_a_proofreader_reads_and_changes_nothing(client, cast, piece):
    client.force_login(cast.proofreader)

    page = client.get(room(piece)).content.decode()
    answer = act(client, piece, Action.CLAIM)

    piece.refresh_from_db()
    assert "data-room-form" not in page
    assert 'name="action"' not in page
    assert piece.claimed_by is None
    assert said(answer)[0].startswith("“Claiming pieces” is not among your duties.")


def test_a_piece_that_is_not_there_is_not_found(client, cast):
    client.force_login(cast.editor)

    for at in ("0", "999999", "abc"):
        page = client.get(f"/admin/submissions/submission/{at}/change/")
        assert page.status_code == 404


def test_claim_and_read_is_one_click(client, cast, piece):
    client.force_login(cast.editor)

    answer = act(client, piece, Action.START_FIRST_READ)

    piece.refresh_from_db()
    assert answer["Location"] == room(piece)
    assert (piece.status, piece.claimed_by) == (Status.FIRST_READ, cast.editor)


def test_a_look_does_nothing(client, cast, piece):
    client.force_login(cast.editor)

    answer = client.get(f"/admin/submissions/submission/{piece.pk}/act/?action=claim")

    piece.refresh_from_db()
    assert (answer.status_code, piece.claimed_by) == (302, None)


def test_nobody_signs_both_reads_and_the_room_says_why(client, cast, piece):
    client.force_login(cast.chief)
    act(client, piece, Action.SIGN_FIRST_READ)

    page = client.get(room(piece)).content.decode()
    answer = act(client, piece, Action.SIGN_SECOND_READ)

    piece.refresh_from_db()
    assert piece.status == Status.SECOND_READ
    assert 'value="sign_second_read"' not in page
    assert "Nobody signs two reads of one piece" in page
    assert "Nobody signs two reads of one piece" in said(answer)[-1]


def test_a_return_needs_its_reason(client, cast, piece):
    client.force_login(cast.editor)

    act(client, piece, Action.RETURN)
    piece.refresh_from_db()
    refused = piece.status
    act(client, piece, Action.RETURN, note="导语太长。")

    piece.refresh_from_db()
    assert (refused, piece.status) == (Status.RECEIVED, Status.RETURNED)


def test_an_unknown_action_is_a_sentence(client, cast, piece):
    client.force_login(cast.editor)

    answer = act(client, piece, "explode")

    assert said(answer) == ["This action does not exist. Please reload the page."]


def test_saving_makes_a_version_and_files_the_piece(client, cast, piece):
    client.force_login(cast.editor)
    fields = form_of(
        client,
        piece,
        headline="改好的\n标题",
        body="## 小标题\n\n改好的**正文**。",
        tags="招商 项目，招商",
        deadline="2026-12-01T18:00",
        change_note="导语",
    )

    answer = save(client, piece, fields)

    piece.refresh_from_db()
    assert answer["Location"] == room(piece)
    assert piece.headline == "改好的 标题"
    assert [block["kind"] for block in piece.body] == ["subhead", "paragraph"]
    assert sorted(tag.name for tag in piece.tags.all()) == ["招商", "项目"]
    assert piece.deadline.isoformat() == "2026-12-01T10:00:00+00:00"
    version = piece.current_version
    assert (version.number, version.author, version.note) == (2, cast.editor, "导语")


def test_saving_untouched_words_makes_no_version(client, cast):
    blocks = (
        *paragraphs("第一段。"),
        Block("b7", BlockKind.VERSE, (Run("园区灯火\n彻夜通明"),)),
    )
    piece = make_submission(blocks=blocks)
    client.force_login(cast.editor)

    save(client, piece, form_of(client, piece))

    assert piece.versions.count() == 1


def test_a_conflict_keeps_the_text_and_shows_the_other_s_change(client, cast, piece):
    client.force_login(cast.editor)
    mine = form_of(client, piece, headline="我的标题", change_note="")
    client.force_login(cast.other)
    save(client, piece, form_of(client, piece, deck="别人的副题"))
    client.force_login(cast.editor)

    refused = save(client, piece, mine)

    page = refused.content.decode()
    piece.refresh_from_db()
    assert refused.status_code == 409
    assert piece.headline != "我的标题"
    assert "我的标题" in page
    assert re.search(r"<ins>[^<]*别人的副题", page)
    again = {
        **mine,
        "expected_number": refused.context["form"]["expected_number"].value(),
    }
    assert save(client, piece, again).status_code == 302
    piece.refresh_from_db()
    assert (piece.headline, piece.current_version.number) == ("我的标题", 3)


def test_a_form_with_errors_comes_back_whole(client, cast, piece):
    client.force_login(cast.editor)

    answer = save(client, piece, form_of(client, piece, byline="名" * 101))

    assert answer.status_code == 422
    assert "名" * 101 in answer.content.decode()


def test_a_version_shows_what_changed_in_it(client, cast, piece):
    client.force_login(cast.editor)
    old = piece.headline
    save(client, piece, form_of(client, piece, headline=f"{old}，开门红"))

    page = client.get(f"/admin/submissions/submission/{piece.pk}/versions/2/")
    first = client.get(f"/admin/submissions/submission/{piece.pk}/versions/1/")

    assert "<ins>，开门红</ins>" in page.content.decode()
    assert first.context["changes"] == ()
    missing = f"/admin/submissions/submission/{piece.pk}/versions/9/"
    assert client.get(missing).status_code == 404


def test_opening_the_telephone_is_in_the_ledger(client, cast, piece):
    perform(submission=piece, action=Action.CLAIM, actor=cast.editor)
    client.force_login(cast.editor)
    at = f"/admin/submissions/submission/{piece.pk}/phone/"

    looked = client.get(at)
    opened = client.post(at)

    assert looked.status_code == 405
    assert opened.json() == {"phone": "0311-80000000"}
    entry = LedgerEntry.objects.get(verb="personal.opened")
    assert (entry.actor, entry.object_id) == (cast.editor, str(piece.pk))


def test_a_proofreader_does_not_open_the_telephone(client, cast, piece):
    client.force_login(cast.proofreader)

    answer = client.post(f"/admin/submissions/submission/{piece.pk}/phone/")

    assert answer.status_code == 403
    assert answer.json()["detail"].startswith("“Opening personal data”")
    assert not LedgerEntry.objects.filter(verb="personal.opened").exists()


def test_the_desk_types_a_piece_in(client, cast):
    client.force_login(cast.editor)
    at = "/admin/submissions/submission/add/"
    key = client.get(at).context["form"]["key"].value()
    fields = {
        "key": key,
        "headline": "本报评论员文章",
        "kind": "editorial",
        "body": "第一段。\n第二段。",
        "contact_name": "陈编辑",
    }

    first = client.post(at, fields)
    again = client.post(at, fields)

    piece = Submission.objects.get()
    assert first["Location"] == again["Location"] == room(piece)
    assert (piece.source, piece.char_count) == ("desk", 8)


def test_a_piece_typed_in_without_headline_is_refused(client, cast):
    client.force_login(cast.editor)
    fields = {"key": "1", "kind": "news", "body": "第一段。"}

    page = client.post("/admin/submissions/submission/add/", fields)

    assert "The piece needs a headline." in page.content.decode()
    assert not Submission.objects.exists()


def test_a_proofreader_types_nothing_in(client, cast):
    client.force_login(cast.proofreader)

    assert client.get("/admin/submissions/submission/add/").status_code == 403


def test_known_tags_are_offered(client, cast, piece):
    Tag.objects.create(name="招商")
    client.force_login(cast.editor)

    assert '<option value="招商"></option>' in client.get(room(piece)).content.decode()


def test_a_late_edit_is_marked_under_the_read(client, cast, piece):
    perform(submission=piece, action=Action.SIGN_FIRST_READ, actor=cast.editor)
    client.force_login(cast.other)
    body = form_of(client, piece)["body"].replace("，", "；")
    save(client, piece, form_of(client, piece, body=body))

    page = client.get(room(piece)).content.decode()

    assert f"/{piece.pk}/versions/2/?since=1" in page


def test_the_room_of_a_piece_asks_the_same_number_of_questions(
    client, cast, django_assert_num_queries
):
    few, many = make_submission(), make_submission()
    client.force_login(cast.editor)
    for number in range(3):
        save(client, many, form_of(client, many, deck=f"——第{number}次修改"))
    client.get(room(few))

    with django_assert_num_queries(43):
        client.get(room(few))
    with django_assert_num_queries(43):
        client.get(room(many))


def test_a_refused_act_keeps_the_opinion_that_was_typed(client, cast, piece):
    client.force_login(cast.editor)
    act(client, piece, Action.START_FIRST_READ)
    client.force_login(cast.other)

    answer = act(client, piece, Action.START_FIRST_READ, note="导语太长<b>")

    assert answer.status_code == 409
    assert "is not possible" in said(answer)[-1]
    assert "导语太长&lt;b&gt;</textarea>" in answer.content.decode()
