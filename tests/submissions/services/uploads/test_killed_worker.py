"""A real worker, killed while it looks at a photograph: another one looks again."""

from io import BytesIO
from uuid import UUID, uuid4

import pytest
from django.test import Client
from PIL import Image

from desk.enums import JobState
from desk.models import Job
from submissions.enums import UploadState
from submissions.models import Upload
from submissions.services.uploads import copy_path
from tests.desk.test_worker import broker, is_over, kill_all, wait_for, worker
from tests.submissions.pieces import send_up

__all__ = ["broker"]

pytestmark = pytest.mark.django_db(transaction=True)


def large_png() -> bytes:
    """Draw a picture that takes seconds to look at."""
    out = BytesIO()
    image = Image.radial_gradient("L").resize((6000, 6000)).convert("RGB")
    image.save(out, "PNG", compress_level=1)
    return out.getvalue()


def test_f01_a_worker_killed_while_looking_costs_an_attempt_only(
    broker, client: Client
):
    upload_id = send_up(client, key=str(uuid4()), content=large_png())
    job = Job.objects.get(unique_key=f"submissions.look_at_upload:{upload_id}")

    with worker(broker) as first:
        wait_for(job, until=lambda job: job.state == JobState.RUNNING)
        kill_all(first)
    Job.objects.filter(pk=job.pk).update(lease_until="2020-01-01T00:00Z")
    assert Upload.objects.get().state == UploadState.CHECKING
    with worker(broker):
        wait_for(job, until=is_over, seconds=90)

    assert (job.state, job.attempts) == (JobState.DONE, 2)
    assert Upload.objects.get().state == UploadState.READY
    assert copy_path(UUID(hex=upload_id), "thumbnail").exists()
