"""Released pages and their proofs, for tests."""

import io
from datetime import timedelta

from django.utils import timezone
from PIL import Image, ImageStat

from desk.models import Job, Letter
from desk.services.running import run_job
from issues.services.print_proofs import DRAW
from issues.services.proof_pictures import HEIGHT
from issues.services.releasing import release_issue
from issues.services.signing import sign_page
from press.imaging.marking import offset_of, pixel_box
from press.makeup.areas import story_areas
from press.makeup.serial import layout_from_json
from submissions.models import Publication
from tests.issues.builders import made_page


def released(cast, **given):
    """Return a page that has gone to press, its pieces sent by mail."""
    page = made_page(cast, **given)
    for placement in page.placements.select_related("submission"):
        placement.submission.contact_email = "liu@example.com"
        placement.submission.save(update_fields=["contact_email"])
    sign_page(page=page, signer=cast.duty, expected_revision=page.makeup_revision)
    release_issue(issue=page.issue, actor=cast.duty)
    return page


def yesterday():
    return timezone.localdate() - timedelta(days=1)


def next_week():
    return timezone.localdate() + timedelta(days=7)


def draw(job=None) -> Job:
    job = job or Job.objects.get(kind=DRAW)
    run_job(job.pk)
    job.refresh_from_db()
    return job


def pieces():
    return list(Publication.objects.select_related("submission").order_by("pk"))


def letters():
    return Letter.objects.filter(kind="published").order_by("pk")


def opened(row) -> Image.Image:
    return Image.open(io.BytesIO(row.page_picture.open("rb").read()))


def places(page, ref, picture):
    """Return the pixels of a story's areas in the whole picture."""
    layout = layout_from_json(page.layout)
    width = round(HEIGHT * layout.grid.page_width / layout.grid.page_height)
    scale = width / layout.grid.page_width
    left, top = offset_of(picture.height - HEIGHT - 2 * offset_of(0)[1])
    return [
        tuple(edge + (left, top)[n % 2] for n, edge in enumerate(box))
        for area in story_areas(layout, ref)
        for box in [pixel_box(area, scale, (width, HEIGHT))]
    ]


def brightness(picture, box) -> float:
    return ImageStat.Stat(picture.convert("L").crop(box)).mean[0]
