"""What a piece shares with those before it is found, and said as what it is."""

import random
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from desk.models import Job
from desk.services.jobs import run_job
from submissions.enums import Kind, Relation, SeenDecision, Status
from submissions.models import (
    Photo,
    PhotoBand,
    Publication,
    SearchText,
    SeenBefore,
    Submission,
    TextBand,
)
from submissions.services.copy import current_copy
from submissions.services.editing import save_copy
from submissions.services.seen.asking import LOOK
from submissions.services.seen.looking import look
from submissions.services.seen.showing import (
    is_loud,
    seen_of,
    side_by_side,
    with_open_likeness,
)
from tests.submissions.builders import (
    Cast,
    make_photo,
    make_photo_file,
    make_submission,
    paragraphs,
)

pytestmark = pytest.mark.django_db


def article(seed: int, length: int = 500) -> str:
    chance = random.Random(seed)
    return "".join(chr(chance.randrange(0x4E00, 0x9000)) for _ in range(length))


def edited(text: str, share: float) -> str:
    chance = random.Random(5)
    return "".join(
        chr(chance.randrange(0x4E00, 0x9000)) if chance.random() < share else sign
        for sign in text
    )


def sent(text: str, **overrides):
    """Receive a piece of these words and let the worker look at it."""
    piece = make_submission(blocks=paragraphs(*text.split("\n")), **overrides)
    looked_at(piece)
    return piece


def looked_at(piece):
    """Do all that waits for a worker about a piece."""
    for job in Job.objects.filter(state="queued").order_by("due_at"):
        run_job(job.pk)


def relations(piece):
    return {row.earlier.ref: Relation(row.relation) for row in piece.seen_before.all()}


def published(piece, *, ago=timedelta(days=30)):
    """Note that a piece was printed."""
    Submission.objects.filter(pk=piece.pk).update(status=Status.PUBLISHED)
    Publication.objects.create(
        submission=piece,
        issue_label="第1期",
        cover_date=(timezone.now() - ago).date(),
        page_number=2,
        headline_as_printed=piece.headline,
        copy_hash="0" * 64,
        published_at=timezone.now() - ago,
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text,
        lambda text: edited(text, 0.05),
        lambda text: edited(text, 0.15),
        lambda text: text[:350],
        lambda text: text[:250],
        lambda text: text[250:] + "\n" + text[:250],
        lambda text: "，".join(text[at : at + 20] for at in range(0, 500, 20)),
    ],
    ids=["same", "5 %", "15 %", "30 % cut", "half", "shuffled", "other marks"],
)
def test_words_that_were_sent_by_somebody_else_are_found(change):
    first = sent(article(1))
    sent(article(2))
    second = sent(change(article(1)))

    assert relations(second) == {first.ref: Relation.OTHERS}
    row = second.seen_before.get()
    assert row.share >= 0.4
    assert row.shared_characters > 50
    assert is_loud(row)
    assert list(with_open_likeness(Submission.objects.all())) == [second]


def test_the_same_author_sends_again():
    first = sent(article(1), contact_email="lin@example.org")
    second = sent(edited(article(1), 0.02), contact_email="LIN@example.org")

    assert relations(second) == {first.ref: Relation.RESENT}


def test_close_to_what_was_printed_in_the_last_two_years():
    recent, old = sent(article(1)), sent(article(2))
    published(recent)
    published(old, ago=timedelta(days=3 * 366))

    second = sent(article(1)[:300] + article(2)[:300])

    assert relations(second) == {recent.ref: Relation.PRINTED}


def test_what_is_older_than_two_years_is_forgotten():
    first = sent(article(1))
    old = timezone.now() - timedelta(days=3 * 366)
    Submission.objects.filter(pk=first.pk).update(received_at=old)

    assert relations(sent(article(1))) == {}


def test_a_handout_that_many_units_send_is_a_note_and_no_alarm():
    pieces = [sent(article(1)) for _ in range(3)]

    kinds = set(SeenBefore.objects.values_list("relation", flat=True))
    assert kinds == {Relation.HANDOUT}
    assert SeenBefore.objects.count() == 3
    assert not any(is_loud(row) for row in SeenBefore.objects.all())
    assert not with_open_likeness(Submission.objects.all()).exists()
    assert set(relations(pieces[2])) == {pieces[0].ref, pieces[1].ref}


def test_a_wire_story_is_a_note():
    sent("新华社北京电 " + article(1))
    second = sent("新华社北京电 " + article(1))

    assert set(relations(second).values()) == {Relation.HANDOUT}


def test_an_edit_that_makes_it_another_text_takes_the_note_away():
    cast = Cast()
    sent(article(1))
    second = sent(article(1))
    assert second.seen_before.count() == 1

    copy = current_copy(second)
    save_copy(
        submission=second,
        copy=type(copy)(headline=copy.headline, blocks=paragraphs(article(9))),
        author=cast.editor,
        expected_number=1,
    )
    looked_at(second)

    assert not second.seen_before.exists()


def test_an_earlier_piece_that_is_edited_towards_a_later_one_stays_the_earlier():
    cast = Cast()
    first, second = sent(article(1)), sent(article(2))

    save_copy(
        submission=first,
        copy=type(current_copy(first))(headline="x", blocks=paragraphs(article(2))),
        author=cast.editor,
        expected_number=1,
    )
    looked_at(first)

    assert relations(second) == {first.ref: Relation.OTHERS}
    assert relations(first) == {}


def test_what_was_decided_stays():
    first = sent(article(1))
    second = sent(article(1))
    SeenBefore.objects.update(decision=SeenDecision.APART)
    Submission.objects.filter(pk=first.pk).update(
        received_at=timezone.now() - timedelta(days=4000)
    )

    look(SearchText.objects.select_related("submission").get(submission=second))

    assert second.seen_before.get().decision == SeenDecision.APART


def test_short_items_share_set_phrases_and_are_not_alike():
    sent("本报讯 记者从云州开发区获悉，昨日开工。")
    second = sent("本报讯 记者从云州开发区获悉，今日投产。")

    assert relations(second) == {}


def test_the_bands_follow_the_words_and_go_with_the_piece():
    piece = sent(article(1))
    keys = set(piece.text_bands.values_list("key", flat=True))
    assert len(keys) == 64

    looked_at(piece)
    look(SearchText.objects.select_related("submission").get(submission=piece))
    assert set(piece.text_bands.values_list("key", flat=True)) == keys
    assert TextBand.objects.count() == 64


def noise(name: str, seed: int, *, small: bool = False):
    """Make a photograph like no other, or the same one made smaller."""
    from PIL import Image

    path = make_photo_file(name)
    grid = Image.frombytes("RGB", (8, 6), random.Random(seed).randbytes(144))
    size = (320, 240) if small else (640, 480)
    grid.resize(size, Image.Resampling.BICUBIC).save(path, "JPEG", quality=88)
    return path


def test_photographs_that_another_piece_has_are_counted():
    first = sent(article(1), photos=(make_photo(noise("甲.jpg", 1)),))
    sent(article(2), photos=(make_photo(noise("乙.jpg", 2)),))
    looked_at(first)
    second = sent(
        article(3),
        photos=(
            make_photo(noise("丙.jpg", 1, small=True)),
            make_photo(noise("丁.jpg", 3)),
        ),
    )
    looked_at(second)

    assert PhotoBand.objects.count() == 8 * Photo.objects.count()
    assert relations(second) == {first.ref: Relation.PHOTOS}
    row = second.seen_before.get()
    assert (row.share, row.shared_photos) == (0, 1)


def test_a_look_for_a_piece_that_is_gone_is_done():
    from desk.services.jobs import enqueue

    job = enqueue(kind=LOOK, unique_key="x", payload={"piece": 4711})

    assert run_job(job.pk).result == {"outcome": "gone"}


def test_side_by_side_marks_what_both_have():
    sent("滨河开发区二期厂房昨日如期封顶。" + article(1))
    second = sent("记者获悉，滨河开发区二期厂房昨日如期封顶！" + article(1))

    mine, theirs = side_by_side(second.seen_before.get())

    body = next(line for line in mine if line.kind == "body")
    assert (body.parts[0].text, body.parts[0].is_shared) == ("记者获悉，", False)
    assert body.parts[1].is_shared
    assert next(line for line in theirs if line.kind == "body").parts[0].is_shared


def test_a_photo_piece_is_compared_by_its_captions():
    caption = "图为滨河开发区二期厂房建设现场，工人正在紧张有序地安装屋面，下月投用。"
    words = {"kind": Kind.PHOTO_NEWS, "headline": ""}
    first = make_submission(
        **words, blocks=(), photos=(make_photo(noise("甲.jpg", 1), caption=caption),)
    )
    second = make_submission(
        **words, blocks=(), photos=(make_photo(noise("乙.jpg", 2), caption=caption),)
    )
    looked_at(second)

    assert relations(second) == {first.ref: Relation.OTHERS}


def test_a_command_looks_at_what_came_before_anybody_looked(capsys):
    first = make_submission(blocks=paragraphs(article(1)))
    second = make_submission(blocks=paragraphs(article(1)))
    make_submission(blocks=paragraphs(article(2)))

    call_command("look_for_likeness")

    told = capsys.readouterr().out
    assert "3" in told
    assert "1" in told
    assert relations(second) == {first.ref: Relation.OTHERS}


def test_the_likenesses_of_a_list_cost_the_same_for_one_and_for_many(
    django_assert_num_queries,
):
    first = sent(article(1))
    second = sent(article(1))
    with django_assert_num_queries(1):
        assert [row.earlier.title for row in seen_of(second)] == [first.title]
    for _ in range(4):
        second = sent(article(1))
    with django_assert_num_queries(1):
        assert len([row.earlier.title for row in seen_of(second)]) == 5
