"""What becomes of an upload, its rows and its files, when it is a photograph."""

import os
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone

from submissions.models import Photo, Upload
from submissions.services.receiving import receive_submission
from submissions.services.uploads import keeping, path_of, sweep_uploads
from tests.submissions.builders import make_incoming
from tests.submissions.pieces import send_up
from tests.submissions.services.uploads.test_receiving_uploads import SCENE, photo_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_upload_is_gone_when_its_photograph_is_there(client: Client):
    upload_id = send_up(client, key=str(uuid4()), content=SCENE)

    receive_submission(incoming=make_incoming(photos=(photo_of(upload_id),)))

    assert Path(Photo.objects.get().original.path).read_bytes() == SCENE
    assert not Upload.objects.exists()
    assert not path_of(UUID(hex=upload_id)).exists()


def test_sweeping_leaves_photographs_of_pieces_alone(client: Client):
    upload_id = send_up(client, key=str(uuid4()), content=SCENE)
    left = Upload.objects.get()
    receive_submission(incoming=make_incoming(photos=(photo_of(upload_id),)))
    # As a home looks that was restored, or in which this was done in two steps.
    left.expires_at = timezone.now() - timedelta(days=1)
    left.save(force_insert=True)

    assert sweep_uploads() == 1

    assert Path(Photo.objects.get().original.path).read_bytes() == SCENE
    assert not Upload.objects.exists()


def test_files_that_a_dying_process_left_are_swept(
    client: Client, monkeypatch: pytest.MonkeyPatch
):
    upload_id = send_up(client, key=str(uuid4()), content=SCENE)
    monkeypatch.setattr(keeping, "remove_files", lambda _key: None)
    receive_submission(incoming=make_incoming(photos=(photo_of(upload_id),)))
    monkeypatch.undo()
    path = path_of(UUID(hex=upload_id))
    yesterday = (timezone.now() - timedelta(days=1)).timestamp()
    for file in path.parent.glob(f"*{path.stem}*"):
        os.utime(file, (yesterday, yesterday))

    sweep_uploads()

    assert not path.exists()
    assert Path(Photo.objects.get().original.path).read_bytes() == SCENE
