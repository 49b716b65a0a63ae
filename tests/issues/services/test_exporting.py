import hashlib
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage

from desk.enums import JobState
from desk.exceptions import NotAllowed, Refused
from desk.models import Job
from desk.services.jobs import run_job
from desk.services.ledger import entries_for
from issues.enums import ExportState
from issues.exceptions import PageStale
from issues.models import Export
from issues.services.exporting import open_package, request_export
from issues.services.make_up import make_up_page
from issues.services.placing import place_submission
from issues.services.signing import sign_page, withdraw_sign_off
from press.imaging.scenes import draw_scene
from submissions.services.copy import current_copy
from submissions.services.editing import save_copy
from tests.issues.builders import (
    accepted,
    filled_page,
    made_page,
    make_page,
    read_again,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(cast):
    return made_page(cast)


def sign(page, cast):
    return sign_page(
        page=page, signer=cast.duty, expected_revision=page.makeup_revision
    )


def ask(page, cast, **given):
    return request_export(issue=page.issue, actor=cast.duty, **given)


def built(export):
    run_job(export.job_id)
    return Export.objects.select_related("job").get(pk=export.pk)


def package(export):
    with export.file.open("rb") as file:
        return zipfile.ZipFile(io.BytesIO(file.read()))


def manifest(export):
    return json.loads(package(export).read(f"{export.issue.slug}/manifest.json"))


def edit(piece, author, headline):
    return save_copy(
        submission=piece,
        copy=replace(current_copy(piece), headline=headline),
        author=author,
        expected_number=piece.current_version.number,
    )


def test_a_package_holds_the_signed_page(made, cast):
    sign(made, cast)

    export = built(ask(made, cast))

    assert (export.state, export.is_proof) == (ExportState.READY, False)
    with export.file.open("rb") as file:
        data = file.read()
    assert (hashlib.sha256(data).hexdigest(), len(data)) == (
        export.sha256,
        export.byte_size,
    )
    account = manifest(export)
    assert account == export.manifest
    (shown,) = account["pages"]
    assert [each["name"] for each in shown["signed_by"]] == [str(cast.duty)]
    assert [(s["story"], s["version"], s["copy_sha256"]) for s in shown["slots"]] == [
        (s["ref"], s["version"], s["copy_hash"]) for s in made.set_stories
    ]
    assert [each["name"] for each in shown["slots"][0]["signed_by"]] == [
        str(cast.editor),
        str(cast.chief),
    ]


def test_every_file_of_a_package_is_in_its_manifest_with_its_hash(made, cast):
    export = built(ask(made, cast))

    root, zipped = export.issue.slug, package(export)
    found = {
        f"{root}/{entry['path']}": entry["sha256"]
        for entry in manifest(export)["files"]
    }

    assert found == {
        name: hashlib.sha256(zipped.read(name)).hexdigest()
        for name in zipped.namelist()
        if name != f"{root}/manifest.json"
    }


def test_a_page_that_is_not_signed_makes_a_proof(made, cast):
    export = built(ask(made, cast))

    assert export.is_proof
    assert manifest(export)["pages"][0]["signed_by"] == []


def test_f45_asking_twice_is_one_row_one_job_one_file(made, cast):
    sign(made, cast)

    one, two = ask(made, cast), ask(made, cast)
    built(one)
    three = ask(made, cast)

    assert one == two == three
    assert (Export.objects.count(), three.state) == (1, ExportState.READY)
    assert Job.objects.filter(kind="issues.build_package").count() == 1


def test_f46_an_edit_during_an_export_does_not_mix_into_it(made, cast):
    sign(made, cast)
    export = ask(made, cast)
    piece = made.placements.get(slot=1).submission
    before = piece.headline
    withdraw_sign_off(page=made, actor=cast.duty, reason="改标题")
    edit(piece, cast.editor, "后来的标题")
    read_again(piece, first=cast.editor, second=cast.chief)
    make_up_page(page=made, drafts=1)

    first = built(export)
    second = built(ask(made, cast))

    slots = [manifest(each)["pages"][0]["slots"][0] for each in (first, second)]
    assert [(s["headline"], s["version"]) for s in slots] == [
        (before, 1),
        ("后来的标题", 2),
    ]
    assert manifest(second)["previous_package"] == first.sha256
    # Its neighbour may have had to move for it.
    assert "01-01" in manifest(second)["changed_slots"]


def test_the_same_snapshot_gives_the_same_bytes(made, cast):
    export = built(ask(made, cast))
    before = export.sha256
    default_storage.delete(export.file.name)

    again = built(ask(made, cast))

    assert (again.pk, again.state, again.sha256) == (export.pk, "ready", before)
    assert default_storage.exists(again.file.name)


def test_every_page_is_made_up_first(cast):
    page = filled_page(cast, stories=1, pages=2)
    make_up_page(page=page, drafts=1)

    with pytest.raises(Refused, match=r"These pages must be made up first: 2\."):
        ask(page, cast)


def test_a_stale_page_is_not_exported(made, cast):
    edit(made.placements.get(slot=1).submission, cast.editor, "新的标题")

    with pytest.raises(PageStale, match="make it up again"):
        ask(made, cast)


def test_only_the_formats_asked_for_are_made(made, cast):
    export = built(ask(made, cast, formats=["txt"]))

    endings = {Path(name).suffix for name in package(export).namelist()}
    assert endings == {".txt", ".json", ".xlsx"}
    with pytest.raises(Refused, match="Not known: doc"):
        ask(made, cast, formats=["txt", "doc"])


def test_exporting_and_opening_are_the_duty_of_few_and_recorded(made, cast):
    with pytest.raises(NotAllowed):
        request_export(issue=made.issue, actor=cast.editor)
    export = ask(made, cast)
    with pytest.raises(Refused, match="not ready yet"):
        open_package(export, cast.duty)
    export = built(export)
    with pytest.raises(NotAllowed):
        open_package(export, cast.editor)

    open_package(export, cast.duty)

    entry = entries_for(made.issue).last()
    assert (entry.verb, entry.actor, entry.data["sha256"]) == (
        "issue.package_opened",
        cast.duty,
        export.sha256,
    )


def test_a_photograph_that_changed_on_disk_stops_the_package(cast, tmp_path):
    path = tmp_path / "a.jpg"
    path.write_bytes(draw_scene("yard", seed=2))
    page, piece = make_page(), accepted(cast, photos=(path,))
    place_submission(page=page, submission=piece, actor=cast.editor)
    make_up_page(page=page, drafts=1)
    export = ask(page, cast)
    original = Path(settings.MEDIA_ROOT) / piece.photos.get().original.name
    whole = original.read_bytes()
    original.write_bytes(whole[:-1] + b"?")

    failed = built(export)

    assert (failed.state, failed.has_failed) == (ExportState.FAILED, True)
    assert failed.reason == (
        "The photograph a.jpg is no longer what was received; replace it."
    )
    assert not failed.file
    original.write_bytes(whole)
    assert built(ask(page, cast)).state == ExportState.READY


def test_a_package_whose_worker_died_too_often_has_failed(made, cast):
    export = ask(made, cast)
    Job.objects.filter(pk=export.job_id).update(state=JobState.FAILED, error="Died.")

    export = Export.objects.get(pk=export.pk)
    assert (export.state, export.has_failed, export.reason) == (
        ExportState.BUILDING,
        True,
        "Died.",
    )

    assert built(ask(made, cast)).state == ExportState.READY


def test_a_job_run_again_leaves_the_package_as_it_is(made, cast):
    export = built(ask(made, cast))
    Job.objects.filter(pk=export.job_id).update(state=JobState.QUEUED)

    again = built(export)

    assert (again.finished_at, again.file.name) == (
        export.finished_at,
        export.file.name,
    )
    assert not list((Path(settings.GUIDEKIT_HOME) / "building").iterdir())
