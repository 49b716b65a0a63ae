"""Who opens notes, questions, clearance by others, splitting: as ``access_table``."""

from datetime import timedelta
from io import BytesIO

from django.core.files.base import File
from django.utils import timezone

from submissions.models import OutsideClearance, Question

BODIES = {
    "POST /admin/submissions/submission/{piece}/notes/": {"internal_note": "看过"},
    "POST /admin/submissions/submission/{piece}/questions/": {"question": "几期？"},
    "POST /admin/submissions/submission/{piece}/outside/": {
        "sent_to": "管委会",
        "due_on": "{soon}",
    },
    "POST /admin/submissions/submission/{piece}/outside/{outside}/": {
        "verdict": "agreed"
    },
    "POST /admin/submissions/submission/{piece}/split/": {
        "first_block": "1",
        "new_headline": "又一篇",
        "expected_version": "1",
    },
    "POST /admin/submissions/submission/{piece}/append/": {
        "other_ref": "{later_ref}",
        "expected_version": "1",
    },
    "POST /api/submissions/{ref}/notes/": {"text": "看过"},
    "POST /api/submissions/{ref}/questions/": {"text": "几期？"},
    "POST /api/submissions/{ref}/outside/": {"sent_to": "甲", "due_on": "{soon}"},
    "POST /api/submissions/{ref}/outside/{outside}/": {"verdict": "agreed"},
    "POST /api/submissions/{ref}/split/": {
        "first_block": 1,
        "headline": "又一篇",
        "expected_version": 1,
    },
    "POST /api/submissions/{ref}/append/": {
        "ref": "{later_ref}",
        "expected_version": 1,
    },
    "POST /api/submissions/group/": {
        "refs": ["{ref}", "{later_ref}"],
        "headline": "简讯",
    },
    "POST /api/measure/": {"body": "正文"},
    "POST /status/{token}/questions/{question}/": {"answer": "两期"},
}

ALL = "302 403 302 302 302 302 302 302 302"
ASKING = "302 403 302 302 403 302 302 403 302"
EDITING = "302 403 302 302 403 403 302 403 302"
READING_API = "401 403 200 200 200 200 200 200 200"

TABLE = {
    "POST /admin/submissions/submission/{piece}/notes/": ALL,
    "POST /admin/submissions/submission/{piece}/questions/": ASKING,
    "POST /admin/submissions/submission/{piece}/questions/{question}/close/": ASKING,
    "POST /admin/submissions/submission/{piece}/outside/": ASKING,
    "POST /admin/submissions/submission/{piece}/outside/{outside}/": ASKING,
    "GET /admin/submissions/submission/{piece}/outside/{outside}/page/": (
        "302 403 200 200 403 200 200 403 200"
    ),
    "POST /admin/submissions/submission/{piece}/split/": EDITING,
    # The other piece stands on a page: who may edit is refused with a sentence.
    "POST /admin/submissions/submission/{piece}/append/": (
        "302 403 409 409 403 403 409 403 409"
    ),
    "GET /api/submissions/{ref}/notes/": READING_API,
    "POST /api/submissions/{ref}/notes/": "401 403 201 201 201 201 201 201 201",
    "GET /api/submissions/{ref}/questions/": READING_API,
    "POST /api/submissions/{ref}/questions/": "401 403 201 201 403 201 201 403 201",
    "DELETE /api/submissions/{ref}/questions/{question}/": (
        "401 403 204 204 403 204 204 403 204"
    ),
    "GET /api/submissions/{ref}/outside/": READING_API,
    "POST /api/submissions/{ref}/outside/": "401 403 201 201 403 201 201 403 201",
    "POST /api/submissions/{ref}/outside/{outside}/": (
        "401 403 200 200 403 200 200 403 200"
    ),
    "GET /api/submissions/{ref}/outside/{outside}/page/": (
        "401 403 200 200 403 200 200 403 200"
    ),
    "POST /api/submissions/{ref}/split/": "401 403 201 201 403 403 201 403 201",
    "POST /api/submissions/{ref}/append/": "401 403 409 409 403 403 409 403 409",
    "POST /api/submissions/group/": "401 403 409 409 403 403 409 403 409",
    "POST /api/measure/": READING_API,
    "GET /status/{token}/questions/{question}/": "200 200 200 200 200 200 200 200 200",
    "POST /status/{token}/questions/{question}/": "303 303 303 303 303 303 303 303 303",
    "GET /status/{token}/questions/{nobody_id}/": "404 404 404 404 404 404 404 404 404",
    "GET /mine/{ref}/questions/{question}/": "303 303 303 303 303 303 303 303 303",
}


def talk_of(piece, words, actor):
    """Make a question and a clearance of a piece, with words from outside."""
    now = timezone.now()
    asked = Question.objects.create(
        submission=piece, asked_by=actor, text=words, asked_at=now
    )
    out = OutsideClearance(
        submission=piece,
        version=piece.current_version,
        sent_to=words[:100],
        due_on=timezone.localdate() + timedelta(days=3),
        sent_by=actor,
        sent_at=now,
        page_name=words[:100],
    )
    out.page.save("page", File(BytesIO(b"stamped")), save=False)
    out.save()
    return {"question": asked.pk, "outside": out.pk, "nobody_id": 999_999}
