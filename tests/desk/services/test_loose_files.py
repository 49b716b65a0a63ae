"""Files that no row speaks of are taken away; those that one speaks of never are."""

import os
import shutil
import time

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from desk.models import LetterEnclosure
from desk.services import loose_files
from desk.services.letters import Enclosure, enclose_anew
from desk.services.loose_files import Shelf, sweep_loose_files
from desk.tasks import sweep_files
from submissions.incoming import IncomingClearance
from submissions.models import Clearance, ConfirmedAddress
from submissions.services.addresses import (
    KeptPage,
    Profile,
    confirm_address,
    save_profile,
)
from tests.desk.builders import make_enclosure, make_letter
from tests.submissions.builders import make_submission

pytestmark = pytest.mark.django_db
LONG_AGO = 2 * 24 * 3600


@pytest.fixture(autouse=True)
def empty_shelves():
    """Take away what earlier tests left: their rows are gone."""
    for shelf in loose_files._shelves:
        shutil.rmtree(shelf.storage.path(shelf.folder), ignore_errors=True)


def stored(name: str) -> str:
    return default_storage.save(name, ContentFile(b"left behind"))


def age(*names: str) -> None:
    """Let files have lain there for two days."""
    then = time.time() - LONG_AGO
    for name in names:
        os.utime(default_storage.path(name), (then, then))


def test_what_no_row_speaks_of_goes_and_the_rest_stays():
    kept = make_enclosure(make_letter()).file.name
    loose = stored("enclosures/ab/" + "ab" * 16)
    other = stored("elsewhere/file")
    age(kept, loose, other)

    assert sweep_loose_files() == 1

    here = {name: default_storage.exists(name) for name in (kept, loose, other)}
    assert here == {kept: True, loose: False, other: True}
    assert sweep_loose_files() == 0


def test_a_young_file_may_wait_for_its_row():
    loose = stored("enclosures/ab/" + "ab" * 16)

    assert sweep_loose_files() == 0
    assert default_storage.exists(loose)


def test_the_files_of_enclosures_that_were_replaced_go():
    letter = make_letter()
    before = make_enclosure(letter, b"before").file.name
    assert enclose_anew(letter, [Enclosure("p.jpg", "image/jpeg", b"after")])
    after = LetterEnclosure.objects.get().file.name
    age(before, after)

    sweep_files()

    assert not default_storage.exists(before)
    assert default_storage.exists(after)


def test_stamped_pages_are_swept_as_well(tmp_path):
    page = tmp_path / "a.pdf"
    page.write_bytes(b"%PDF-stamped")
    make_submission(clearance=IncomingClearance(page_name="a.pdf", page=page))
    author = confirm_address("linxiao@example.org")
    kept = KeptPage("b.pdf", ContentFile(b"%PDF-kept"))
    save_profile(address=author, profile=Profile(page=kept))
    rows = [
        Clearance.objects.get().page.name,
        ConfirmedAddress.objects.get().clearance_page.name,
    ]
    loose = [stored("clearances/ab/" + "ab" * 16), stored("kept-pages/" + "cd" * 16)]
    age(*rows, *loose)

    assert sweep_loose_files() == 2

    assert [default_storage.exists(name) for name in rows] == [True, True]
    assert [default_storage.exists(name) for name in loose] == [False, False]


def test_more_files_than_one_question_asks_about(monkeypatch):
    monkeypatch.setattr(loose_files, "AT_ONCE", 2)
    letter = make_letter()
    kept = [make_enclosure(letter).file.name for _number in range(3)]
    loose = [stored(f"enclosures/{number:02}/{number:032x}") for number in range(4)]
    age(*kept, *loose)

    assert sweep_loose_files() == 4
    assert all(map(default_storage.exists, kept))


def test_nothing_stored_yet_is_nothing_to_sweep(monkeypatch):
    nowhere = Shelf(LetterEnclosure, "file", "nowhere")
    monkeypatch.setattr(loose_files, "_shelves", [nowhere])

    assert sweep_loose_files() == 0
