"""F-01: a real worker, killed in the middle of building a package."""

import hashlib
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone

from desk.enums import JobState
from desk.exceptions import Refused
from desk.models import Job
from issues.enums import ExportState
from issues.models import Export
from issues.services.exporting import open_package, request_export
from issues.services.make_up import make_up_page
from issues.services.placing import place_submission
from press.imaging.scenes import draw_scene
from tests.desk.test_worker import broker, is_over, kill_all, wait_for, worker
from tests.issues.builders import Cast, accepted, make_page

pytestmark = pytest.mark.django_db(transaction=True)

__all__ = ["broker"]  # a fixture


def page_with_photos(cast, folder):
    page = make_page()
    for number, scene in enumerate(("shore", "riverside", "yard"), start=1):
        path = folder / f"{number}.jpg"
        path.write_bytes(draw_scene(scene, seed=number))
        piece = accepted(cast, photos=(path,), sentences=14)
        place_submission(page=page, submission=piece, actor=cast.editor)
    return make_up_page(page=page, drafts=1)


def half_written(export):
    building = Path(settings.GUIDEKIT_HOME) / "building"
    return list(building.glob(f"{export.pk.hex}-*/package.zip"))


def wait_for_half(export, *, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if any(path.stat().st_size > 0 for path in half_written(export)):
            return
        time.sleep(0.02)
    raise AssertionError("No package was begun.")


def test_f01_a_killed_export_is_finished_once_by_the_next_worker(broker, tmp_path):
    cast = Cast()
    page = page_with_photos(cast, tmp_path)
    export = request_export(issue=page.issue, actor=cast.duty)

    with worker(broker) as first:
        wait_for_half(export)
        kill_all(first)
    export.refresh_from_db()
    assert (export.state, bool(export.file)) == (ExportState.BUILDING, False)
    assert half_written(export)
    with pytest.raises(Refused):
        open_package(export, cast.duty)
    # The lease of the dead worker, run out at once instead of after a minute.
    Job.objects.filter(pk=export.job_id).update(lease_until=timezone.now())
    with worker(broker):
        wait_for(export.job, until=is_over)

    export = Export.objects.select_related("job").get()
    assert (export.state, export.job.state, export.job.attempts) == (
        ExportState.READY,
        JobState.DONE,
        2,
    )
    with export.file.open("rb") as file:
        assert hashlib.sha256(file.read()).hexdigest() == export.sha256
    _folders, files = default_storage.listdir("exports")
    assert [name for name in files if export.pk.hex in name] == [
        Path(export.file.name).name
    ]
    assert not half_written(export)
