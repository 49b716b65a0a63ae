"""Proofs of print (见报证明): the page a piece ran on, the piece marked on it.

A job draws each page of a released issue once and marks every piece of it.  The layout
of a released page never changes, so that the job may run twice.  The author's letter
goes in the morning of the cover date: it does not tell before the paper is out.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from desk.enums import JobQueue
from desk.jobs import JobContext, register
from desk.models import Job
from desk.services.jobs import enqueue
from issues.enums import IssueStatus
from issues.models import Issue, Page
from issues.services.proofs import layout_of, picture_of
from press.imaging.marking import Area, mark_areas
from press.makeup.grid import Box
from press.makeup.model import PageLayout
from submissions.models import Publication
from submissions.services.publication import keep_page_picture, write_print_notice

DRAW = "issues.draw_print_proofs"
PIXELS = 1240  # width; a broadsheet is about 1,700 high then
MOST_BYTES = 600_000
MARGIN = 8.0  # points round each frame: more than half a column gap, so they join
PAPER_IS_OUT = time(8, 0)  # local time on the cover date


def ask_for_proofs(issue: Issue) -> None:
    """Have the proofs of a released issue drawn, one job a page."""
    for page in issue.pages.without_layout():
        enqueue(
            kind=DRAW,
            unique_key=f"{DRAW}:{page.pk}:{page.layout_hash[:12]}",
            payload={"page": page.pk},
        )


def draw_print_proofs(job: Job, context: JobContext) -> dict[str, Any]:
    """Draw a page's proofs and write the letters; may run twice."""
    page = Page.objects.select_related("issue").filter(pk=job.payload["page"]).first()
    if page is None or page.issue.status != IssueStatus.RELEASED:
        return {"outcome": "gone"}
    layout = layout_of(page)
    drawn = picture_of(layout, title=str(page), width=PIXELS)
    told = 0
    for number, story in enumerate(page.set_stories, start=1):
        told += _prove(page, layout, drawn, story)
        context.progress(number, len(page.set_stories))
    return {"pieces": told}


def areas_of(layout: PageLayout, ref: str) -> tuple[Area, ...]:
    """Return where a story stands on its page, frame by frame, as fractions."""
    texts = [frame.box for frame in layout.frames if frame.story == ref]
    pictures = [frame.box for frame in layout.pictures if frame.story == ref]
    return tuple(_area(layout, box) for box in (*texts, *pictures))


def out_at(cover_date: date) -> datetime:
    """Return when the paper of a day is in people's hands."""
    return timezone.make_aware(datetime.combine(cover_date, PAPER_IS_OUT))


def _prove(page: Page, layout: PageLayout, drawn: bytes, story: dict[str, Any]) -> bool:
    found = Publication.objects.select_related("submission")
    publication = found.filter(submission=story["submission"]).first()
    if publication is None:
        return False
    areas = areas_of(layout, story["ref"])
    jpeg = mark_areas(drawn, areas, most_bytes=MOST_BYTES)
    keep_page_picture(publication=publication, jpeg=jpeg)
    write_print_notice(publication=publication, due_at=out_at(page.issue.cover_date))
    return True


def _area(layout: PageLayout, box: Box) -> Area:
    wide, high = layout.grid.page_width, layout.grid.page_height
    return (
        max(0.0, (box.x - MARGIN) / wide),
        max(0.0, (box.y - MARGIN) / high),
        min(1.0, (box.right + MARGIN) / wide),
        min(1.0, (box.bottom + MARGIN) / high),
    )


def register_jobs() -> None:
    """Name the job to the desk."""
    register(DRAW, draw_print_proofs, queue=JobQueue.EXPORTS)
