"""Editing a piece on the desk."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from bench.newsroom import fill, staff_client
from bench.registry import Reading, figure
from bench.timing import median, percentile, timed
from bench.web_forms import read_form
from submissions.models import Submission

RUNS = 30


@figure(
    "edit_roundtrip_p95_ms",
    unit="ms",
    how=f"{RUNS} saves of changed words in the reading room: from the button to the "
    "room with the new version, without a network",
)
def edit_roundtrip() -> Reading:
    fill(1)
    client, piece = staff_client(), Submission.objects.order_by("pk")[0]
    seconds = [_save(client, piece, number) for number in range(RUNS + 2)][2:]
    if piece.versions.count() != RUNS + 3:
        raise RuntimeError("Not every save made a version.")
    detail = f"median {median(seconds) * 1000:.0f} ms"
    return Reading(percentile(seconds, 0.95) * 1000, detail=detail)


def _save(client: Client, piece: Submission, number: int) -> float:
    room = reverse("admin:submissions_submission_change", args=(piece.pk,))
    form = read_form(client.get(room).content.decode(), "data-room-form")
    body = form.words["body"].replace("。", f"，这是第{number}次修改。", 1)
    words = {**form.words, "body": body}
    answer, seconds = timed(lambda: client.post(form.action, words, follow=True))
    if answer.status_code != 200 or not answer.redirect_chain:
        raise RuntimeError(f"The save was answered with {answer.status_code}.")
    return seconds
