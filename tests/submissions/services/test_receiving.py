"""The one door in: every exit once."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError
from django.utils import timezone

from desk.exceptions import Refused
from desk.models import Job, Letter
from desk.services.ledger import entries_for
from submissions import limits
from submissions.enums import Kind, Source, Status
from submissions.models import IncomingRecord, Photo, Submission, Version
from submissions.services import receiving
from submissions.services.receiving import receive_submission
from submissions.services.status import piece_for_token
from tests.submissions.builders import (
    make_incoming,
    make_photo,
    make_photo_file,
    make_submission,
    paragraphs,
)

pytestmark = pytest.mark.django_db


def stored_files() -> list[Path]:
    """Return every original that is in the store."""
    found = (Path(settings.MEDIA_ROOT) / "originals").rglob("*")
    return sorted(path for path in found if path.is_file())


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """Give each test an empty store, and refusals in their source language."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": settings.MEDIA_ROOT},
        },
    }
    settings.LANGUAGE_CODE = "en"
    (tmp_path / "media" / "originals").mkdir(parents=True)


def test_receiving_writes_raw_record_piece_version_and_letter_at_once():
    incoming = make_incoming(
        kicker="云州", deck="——年内投产", byline="本报记者 王晓 通讯员 林晓"
    )

    received = receive_submission(incoming=incoming)

    piece = received.submission
    version = piece.current_version
    assert received.created
    assert piece.status == Status.RECEIVED
    assert piece.ref == f"GK-{timezone.localtime().year}-0001"
    assert (piece.kicker, piece.headline, piece.deck, piece.byline) == (
        *(incoming.kicker, incoming.headline, incoming.deck, incoming.byline),
    )
    assert [credit.name for credit in piece.credits.all()] == ["王晓", "林晓"]
    assert piece.incoming.key == incoming.key
    assert "0311" not in str(piece.incoming.payload)
    assert (version.number, version.submission, len(version.copy_hash)) == (
        1,
        piece,
        64,
    )
    assert [entry.verb for entry in entries_for(piece)] == ["submission.received"]
    assert Letter.objects.get().recipient == incoming.contact_email


def test_the_receipt_letter_repeats_no_words_of_the_sender():
    make_submission(headline="点击 http://spam.example 领奖", kicker="%(ref)s")

    letter = Letter.objects.get()
    assert "spam" not in letter.subject + letter.body
    assert "GK-" in letter.subject
    assert "/status/" in letter.body


def test_the_status_token_opens_the_status_page():
    received = receive_submission(incoming=make_incoming())

    assert piece_for_token(received.status_token) == received.submission
    assert received.status_token not in str(Submission.objects.values().get())


def test_f43_same_key_twice_is_one_piece_with_the_same_token():
    incoming = make_incoming(photos=(make_photo(),))
    first = receive_submission(incoming=incoming)

    second = receive_submission(incoming=incoming)

    assert (second.submission, second.status_token, second.created) == (
        *(first.submission, first.status_token, False),
    )
    assert (Submission.objects.count(), IncomingRecord.objects.count()) == (1, 1)
    assert len(stored_files()) == 1


def test_numbers_of_a_year_follow_each_other():
    refs = [make_submission().ref for _piece in range(3)]

    year = timezone.localtime().year
    assert refs == [f"GK-{year}-{number:04d}" for number in (1, 2, 3)]


def test_the_same_words_again_are_linked_and_not_refused():
    words = {"headline": "云州开发区开工", "blocks": paragraphs("昨天开工。")}
    first = make_submission(**words)

    second = make_submission(**words, note_to_desk="再发一次", contact_phone="")

    assert second.duplicate_of == first
    assert make_submission().duplicate_of is None


def test_the_dateline_is_split_off_and_the_text_joins_again():
    text = "本报讯(通讯员林晓)昨天，云州开发区的三个项目开工。"

    piece = make_submission(blocks=paragraphs(text, "明年投产。"))

    first = "".join(run["text"] for run in piece.body[0]["runs"])
    assert piece.dateline == "本报讯(通讯员林晓)"
    assert piece.dateline + first == text


def test_photographs_are_kept_byte_for_byte_and_their_checks_asked_for():
    path = make_photo_file("../../夜景.jpg".rpartition("/")[2])

    piece = make_submission(photos=(make_photo(path), make_photo()))

    first, second = piece.photos.all()
    with first.original.open("rb") as kept:
        assert kept.read() == path.read_bytes()
    assert (first.position, second.position) == (1, 2)
    assert (first.caption, first.credit) == ("工人在调试生产线。", "林晓 摄")
    assert first.original.name == f"originals/{first.key.hex[:2]}/{first.key.hex}"
    checks = Job.objects.filter(kind="submissions.check_photo")
    assert set(checks.values_list("unique_key", flat=True)) == {
        f"submissions.check_photo:{photo.pk}" for photo in (first, second)
    }
    pictures = piece.current_version.copy["pictures"]
    assert [picture["sha256"] for picture in pictures] == [first.sha256, second.sha256]


def test_bytes_are_taken_away_again_when_the_rows_cannot_be_written(monkeypatch):
    def fails(*_args, **_kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(receiving, "write_receipt", fails)

    with pytest.raises(RuntimeError):
        receive_submission(incoming=make_incoming(photos=(make_photo(), make_photo())))

    assert stored_files() == []
    assert not IncomingRecord.objects.exists()
    assert not Photo.objects.exists()


def test_a_constraint_that_always_fails_is_raised(monkeypatch):
    def fails(*_args, **_kwargs):
        raise IntegrityError("somebody else's row")

    monkeypatch.setattr(receiving, "write_receipt", fails)

    with pytest.raises(IntegrityError):
        receive_submission(incoming=make_incoming())
    assert not Version.objects.exists()


@pytest.mark.parametrize(
    "overrides",
    [
        {"headline": ""},
        {"headline": "　"},
        {"kind": "poem"},
        {"blocks": ()},
        {"blocks": paragraphs(" ", "　")},
        {"consent": False},
        {"headline": "长" * (limits.HEADLINE_CHARACTERS + 1)},
        {"blocks": paragraphs("长" * 100_000)},
        {"kind": Kind.PHOTO_NEWS, "blocks": ()},
    ],
    ids=str,
)
def test_what_cannot_be_taken_is_refused_with_a_sentence(overrides):
    with pytest.raises(Refused) as refusal:
        receive_submission(incoming=make_incoming(**overrides))

    assert str(refusal.value).endswith(".")
    assert not IncomingRecord.objects.exists()


def test_photo_news_without_a_caption_is_refused():
    incoming = make_incoming(
        kind=Kind.PHOTO_NEWS, headline="", blocks=(), photos=(make_photo(caption=" "),)
    )

    with pytest.raises(Refused):
        receive_submission(incoming=incoming)
    assert stored_files() == []


def test_photo_news_stands_on_its_caption():
    piece = make_submission(
        kind=Kind.PHOTO_NEWS, headline="", blocks=(), photos=(make_photo(),)
    )

    assert (piece.body, piece.headline, piece.char_count) == ([], "", 9)


def test_an_editorial_needs_no_headline():
    piece = make_submission(kind=Kind.EDITORIAL, headline="")

    assert piece.headline == ""


def test_too_many_photographs_are_refused():
    photos = (make_photo(),) * (limits.PHOTOS + 1)

    with pytest.raises(Refused) as refusal:
        receive_submission(incoming=make_incoming(photos=photos))
    assert str(limits.PHOTOS) in str(refusal.value)


def test_a_photograph_over_the_limit_is_refused_and_nothing_kept(monkeypatch):
    monkeypatch.setattr(limits, "PHOTO_BYTES", 5_000)
    photos = (
        make_photo(make_photo_file(size=(8, 8))),
        make_photo(make_photo_file(size=(2000, 2000))),
    )

    with pytest.raises(Refused):
        receive_submission(incoming=make_incoming(photos=photos))
    assert stored_files() == []


def test_consent_is_asked_of_the_form_only():
    assert make_submission(source=Source.DESK, consent=False).consent_at is None
