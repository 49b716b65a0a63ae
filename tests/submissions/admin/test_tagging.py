"""Proposed tags in the reading room and in the list: one click, many at once."""

import pytest
from django.contrib.messages import get_messages

from submissions.models import Tag
from submissions.services.tagging.deciding import accept_tag, set_tags
from submissions.services.tagging.keeping import merge_tags
from submissions.services.tagging.loading import load_vocabularies
from submissions.services.tagging.proposing import propose_for
from submissions.tag_enums import TagState
from tests.submissions.builders import make_submission, paragraphs

pytestmark = pytest.mark.django_db
LIST = "/admin/submissions/submission/"
HEADLINE = "唐山高新区氢能项目开工"


@pytest.fixture
def terms():
    load_vocabularies()


@pytest.fixture
def piece(terms):
    return make_piece()


def make_piece(**fields):
    piece = make_submission(**{"headline": HEADLINE, "contact_unit": "", **fields})
    propose_for(piece)
    return piece


def room(piece):
    return f"{LIST}{piece.pk}/change/"


def names(piece):
    return {tag.name for tag in piece.tags.all()}


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def decide(client, piece, name, choice, **extra):
    row = piece.tag_proposals.get(tag__name=name)
    return client.post(f"{LIST}tags/{row.pk}/", {"choice": choice}, **extra)


def test_the_room_shows_proposals_with_the_words_that_led_to_them(client, cast, piece):
    client.force_login(cast.editor)

    page = client.get(room(piece)).content.decode()

    assert "唐山高新区<mark>氢能</mark>项目开工" in page
    assert 'aria-label="Accept the tag 氢能"' in page
    assert page.count('accesskey="t"') == 1


def test_who_only_looks_sees_no_buttons(client, cast, piece):
    client.force_login(cast.proofreader)

    page = client.get(room(piece)).content.decode()

    assert "<mark>氢能</mark>" in page
    assert "Accept the tag" not in page


def test_one_proposal_is_accepted_and_another_refused(client, cast, piece):
    client.force_login(cast.editor)

    accepted = decide(client, piece, "氢能", "accept")
    decide(client, piece, "唐山市", "refuse")
    odd = decide(client, piece, "唐山市", "whatever")

    assert accepted.url == f"{room(piece)}#tags-head"
    assert names(piece) == {"氢能"}
    assert "This choice does not exist." in said(odd)[0]


def test_a_proofreader_decides_nothing(client, cast, piece):
    client.force_login(cast.proofreader)

    answers = [
        decide(client, piece, "氢能", "accept"),
        client.post(f"{LIST}{piece.pk}/tags/"),
    ]

    assert all("not among your duties" in said(answer)[0] for answer in answers)
    assert names(piece) == set()


def test_deciding_takes_a_post(client, cast, piece):
    client.force_login(cast.editor)
    row = piece.tag_proposals.first()

    codes = [
        client.get(f"{LIST}tags/{row.pk}/").status_code,
        client.get(f"{LIST}{piece.pk}/tags/").status_code,
        client.post(f"{LIST}tags/999999/").status_code,
    ]

    assert codes == [405, 405, 404]


def test_a_short_piece_is_tagged_from_the_list_with_one_click(client, cast, piece):
    long = make_piece(blocks=paragraphs("字" * 400))
    client.force_login(cast.editor)

    page = client.get(LIST).content.decode()
    back = client.post(
        f"{LIST}{piece.pk}/tags/",
        HTTP_REFERER=f"http://testserver{LIST}?status__exact=received",
    )

    assert f'formaction="{LIST}{piece.pk}/tags/"' in page
    assert f'formaction="{LIST}{long.pk}/tags/"' not in page
    assert back.url == f"http://testserver{LIST}?status__exact=received"
    assert {"氢能", "唐山市"} <= names(piece)


def test_nobody_is_sent_elsewhere(client, cast, piece):
    client.force_login(cast.editor)

    back = client.post(
        f"{LIST}{piece.pk}/tags/", HTTP_REFERER=f"https://elsewhere.example{LIST}"
    )

    assert back.url == f"{room(piece)}#tags-head"


def test_proposals_of_many_pieces_are_accepted_at_once(client, cast, terms):
    pieces = [make_piece(), make_piece()]
    client.force_login(cast.editor)

    answer = client.post(
        LIST,
        {"action": "bulk_accept_tags", "_selected_action": [p.pk for p in pieces]},
    )

    assert said(answer) == ["2 pieces done."]
    assert all("氢能" in names(piece) for piece in pieces)


def test_many_pieces_are_tagged_by_hand(client, cast, terms):
    pieces = [make_piece(), make_piece()]
    chosen = {"action": "bulk_tag", "_selected_action": [p.pk for p in pieces]}
    for piece in pieces:
        set_tags(piece=piece, tags=[Tag.objects.get(name="风电")], actor=cast.editor)
    client.force_login(cast.editor)

    asked = client.post(LIST, chosen)
    empty = client.post(LIST, {**chosen, "confirmed": "1"})
    unknown = client.post(LIST, {**chosen, "confirmed": "1", "remove": "没有的"})
    done = client.post(
        LIST, {**chosen, "confirmed": "1", "add": "夜校，石家庄", "remove": "风电"}
    )

    assert "This concerns 2 pieces:" in asked.content.decode()
    assert "Say which tags" in empty.content.decode()
    assert "There is no tag “没有的”" in unknown.content.decode()
    assert said(done) == ["2 pieces done."]
    assert [names(piece) for piece in pieces] == [{"夜校", "石家庄市"}] * 2


def test_the_list_is_filtered_by_tag_with_what_was_merged_into_it(client, cast, terms):
    old = Tag.objects.create(name="氢", vocabulary="industry")
    hydrogen = Tag.objects.get(name="氢能")
    first, second, _third = make_piece(), make_piece(), make_piece()
    set_tags(piece=first, tags=[old], actor=cast.editor)
    set_tags(piece=second, tags=[hydrogen], actor=cast.editor)
    merge_tags(source=old, target=hydrogen, actor=cast.chief)
    client.force_login(cast.editor)

    page = client.get(f"{LIST}?tag={hydrogen.pk}")
    odd = client.get(f"{LIST}?tag=x")

    found = {piece.pk for piece in page.context["cl"].result_list}
    assert found == {first.pk, second.pk}
    assert odd.status_code in (200, 302)


def test_the_list_asks_no_more_for_a_hundred_pieces(
    client, cast, terms, django_assert_max_num_queries
):
    client.force_login(cast.editor)
    make_piece()
    client.get(LIST)

    with django_assert_max_num_queries(12) as one:
        client.get(LIST)
    pieces = [make_piece() for _number in range(30)]
    for piece in pieces[:15]:
        set_tags(piece=piece, tags=[Tag.objects.get(name="风电")], actor=cast.editor)
    with django_assert_max_num_queries(12) as many:
        client.get(LIST)

    assert len(one) == len(many)


def test_a_save_keeps_what_was_accepted_beside_the_open_form(client, cast, piece):
    client.force_login(cast.editor)
    tags = Tag.objects.in_bulk(field_name="name")
    set_tags(piece=piece, tags=[tags["风电"], tags["光伏"]], actor=cast.editor)
    form = {
        "expected_number": 1,
        "headline": HEADLINE,
        "body": "正文。",
        "kind": "news",
        "tags_before": "风电 光伏",
    }
    accept_tag(proposal=piece.tag_proposals.get(tag__name="氢能"), actor=cast.editor)

    client.post(f"{LIST}{piece.pk}/copy/", {**form, "tags": "光伏 夜校"})

    assert names(piece) == {"光伏", "夜校", "氢能"}


def test_an_old_name_is_told_to_the_editor(client, cast, terms):
    piece = make_submission(headline="廊坊出口加工区通关提速", contact_unit="")
    propose_for(piece)
    client.force_login(cast.editor)

    page = client.get(room(piece)).content.decode()

    assert "an old name" in page


def test_words_of_the_piece_are_escaped_where_they_led_to_a_tag(client, cast, terms):
    piece = make_submission(headline="<b>氢能</b>项目", contact_unit="")
    propose_for(piece)
    client.force_login(cast.editor)

    for page in (client.get(room(piece)), client.get(LIST)):
        assert "<b>氢能" not in page.content.decode()


def test_what_was_decided_is_shown_no_more(client, cast, piece):
    client.force_login(cast.editor)
    piece.tag_proposals.exclude(tag__name="氢能").delete()
    decide(client, piece, "氢能", "refuse")

    page = client.get(room(piece)).content.decode()

    assert piece.tag_proposals.get().state == TagState.REFUSED
    assert "data-tags" not in page
