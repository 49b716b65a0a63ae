import os
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage

from desk.services.jobs import run_job
from issues.models import Export, Snapshot
from issues.services.exporting import request_export
from issues.services.invariants import INVARIANTS
from tests.issues.builders import made_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def export(cast):
    export = request_export(issue=made_page(cast).issue, actor=cast.duty)
    run_job(export.job_id)
    return Export.objects.get()


def holds(name):
    return INVARIANTS[name]()[0]


def test_a_whole_package_is_sound(export):
    assert INVARIANTS["I6"]() == (
        True,
        "Packages that are not what they should be: –.",
    )


def test_i6_finds_a_changed_file(export):
    path = Path(default_storage.path(export.file.name))
    path.write_bytes(path.read_bytes() + b"?")

    assert INVARIANTS["I6"]() == (
        False,
        f"Packages that are not what they should be: {export.pk}.",
    )


def test_i6_finds_a_missing_file(export):
    default_storage.delete(export.file.name)

    assert not holds("I6")


def test_i6_finds_a_snapshot_that_was_changed(export):
    snapshot = Snapshot.objects.get()
    snapshot.content["stories"][0]["version"] = 9
    snapshot.save()

    assert not holds("I6")


def test_i6_finds_a_file_of_a_package_that_is_not_ready(export):
    Export.objects.update(state="building")

    assert not holds("I6")


def test_i8_finds_what_a_dead_export_left(export):
    folder = Path(settings.GUIDEKIT_HOME) / "building" / "dead-1"
    folder.mkdir(parents=True)

    assert holds("I8")
    os.utime(folder, (0, 0))
    assert not holds("I8")
    folder.rmdir()
