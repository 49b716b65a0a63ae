from pathlib import Path

import pytest

from submissions.models import SearchText, Submission
from submissions.services.invariants import (
    all_is_searched,
    deliveries_are_once,
    originals_are_whole,
)
from submissions.services.receiving import receive_submission
from tests.submissions.builders import make_incoming, make_photo, make_submission

pytestmark = pytest.mark.django_db


def test_i2_holds_when_the_second_delivery_is_linked():
    words = make_incoming()
    receive_submission(incoming=words)
    again = make_incoming(
        headline=words.headline, blocks=words.blocks, byline=words.byline
    )
    receive_submission(incoming=again)

    assert deliveries_are_once() == (True, "")


def test_i2_names_the_piece_that_lost_its_link():
    words = make_incoming()
    receive_submission(incoming=words)
    again = make_incoming(
        headline=words.headline, blocks=words.blocks, byline=words.byline
    )
    second = receive_submission(incoming=again).submission
    Submission.objects.filter(pk=second.pk).update(duplicate_of=None)

    assert deliveries_are_once() == (
        False,
        f"1 not linked to the first: {second.ref}",
    )


def test_i3_finds_a_flipped_byte_and_a_missing_original():
    piece = make_submission(photos=(make_photo(), make_photo()))
    assert originals_are_whole() == (True, "")
    flipped, gone = piece.photos.all()
    with Path(flipped.original.path).open("r+b") as file:
        file.write(b"\x00")
    gone.original.storage.delete(gone.original.name)

    ok, detail = originals_are_whole()

    assert not ok
    assert flipped.key.hex in detail
    assert gone.key.hex in detail


def test_i9_names_the_piece_that_is_not_searched():
    first, second = make_submission(), make_submission()
    assert all_is_searched() == (True, "")

    SearchText.objects.filter(submission=second).delete()

    assert all_is_searched() == (False, f"1 not in the search: {second.ref}")
    assert first.ref not in all_is_searched()[1]
