"""Who opens clock, calendar, planned stories, calls and past issues: as the others."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from desk.models import DayMark
from issues.enums import PastIssueState
from issues.models import PastFile, PastIssue, PastPiece, PlannedStory
from submissions.models import CallForCopy, CallRecipient, Correspondent
from submissions.services.calls.writing import call_token
from submissions.services.tokens import token_hash

ISSUE, STORY = "/admin/issues/issue", "/admin/issues/plannedstory"
CALL, PAST = "/admin/submissions/callforcopy", "/admin/issues/pastissue"
LATE = "2031-01-10T17:00:00+08:00"
# Nobody, no role, editor, chief, layout artist, duty editor, editor-in-chief,
# proofreader, superuser.
LOOKING = "302 403 200 200 200 200 200 200 200"
LOOKING_API = "401 403 200 200 200 200 200 200 200"

BODIES = {
    f"POST {ISSUE}/{{issue}}/milestones/proofs/": {"at": ""},
    f"POST {STORY}/quick/": {"title": "夜校"},
    f"POST {STORY}/{{story}}/link/": {"ref": "{later_ref}"},
    f"POST {PAST}/{{past}}/pieces/{{found}}/": {"act": "drop"},
    "POST /admin/submissions/submission/{piece}/shelf/": {"until": "{soon}"},
    "POST /call/{call_token}/": {"decline": "yes", "note": "出差"},
    "PUT /api/days/2031-06-03/": {"is_working": False},
    "POST /api/supplements/{supplement}/clock/": {"steps": []},
    "POST /api/issues/{issue}/clock/": {"kind": "proofs", "at": None},
    "POST /api/planned-stories/": {"title": "夜校"},
    "PATCH /api/planned-stories/{story}/": {"length": 600},
    "PUT /api/planned-stories/{story}/copy/": {"submission": "{later_ref}"},
    "POST /api/calls/": {
        "title": "夜校",
        "text": "八百字。",
        "until": LATE,
        "people": ["{asked}"],
    },
    "PATCH /api/past-issues/{past}/pieces/{found}/": {"headline": "夜校"},
    "POST /api/past-issues/{past}/pieces/{found}/split/": {"at": 2},
    "PUT /api/submissions/{ref}/shelf/": {"until": "{soon}"},
}

ROWS = (
    (
        LOOKING,
        (
            f"GET {ISSUE}/calendar/",
            f"GET {STORY}/",
            f"GET {STORY}/{{story}}/change/",
        ),
    ),
    (
        LOOKING_API,
        (
            "GET /api/calendar/",
            "GET /api/morning/",
            "GET /api/supplements/{supplement}/clock/",
            "GET /api/issues/{issue}/clock/",
            "GET /api/issues/{issue}/room/",
            "GET /api/planned-stories/",
            "GET /api/planned-stories/{story}/",
            "GET /api/planned-stories/{story}/suggestions/",
        ),
    ),
    # Planning an issue.
    (
        "302 403 403 302 302 403 302 403 302",
        (f"POST {ISSUE}/{{issue}}/milestones/proofs/",),
    ),
    (
        "302 403 403 200 200 403 200 403 200",
        (
            "GET /admin/issues/supplement/{supplement}/clock/",
            "GET /admin/desk/daymark/",
            "GET /admin/desk/daymark/add/",
            "GET /admin/desk/daymark/{day}/change/",
        ),
    ),
    (
        "401 403 403 200 200 403 200 403 200",
        (
            "POST /api/supplements/{supplement}/clock/",
            "POST /api/issues/{issue}/clock/",
            "GET /api/days/",
            "PUT /api/days/2031-06-03/",
        ),
    ),
    ("401 403 403 204 204 403 204 403 204", ("DELETE /api/days/2031-06-04/",)),
    # Planning stories.
    ("302 403 200 200 200 403 200 403 200", (f"GET {STORY}/add/",)),
    (
        "302 403 302 302 302 403 302 403 302",
        (
            f"POST {STORY}/quick/",
            f"POST {STORY}/{{story}}/link/",
            f"POST {STORY}/{{story}}/part/",
        ),
    ),
    ("302 403 200 200 403 403 200 403 200", (f"GET {STORY}/{{story}}/write/",)),
    ("401 403 201 201 201 403 201 403 201", ("POST /api/planned-stories/",)),
    (
        "401 403 200 200 200 403 200 403 200",
        (
            "PATCH /api/planned-stories/{story}/",
            "PUT /api/planned-stories/{story}/copy/",
            "DELETE /api/planned-stories/{story}/copy/",
        ),
    ),
    # Asking correspondents.
    (
        "302 403 200 200 403 403 200 403 200",
        (
            f"GET {CALL}/",
            f"GET {CALL}/add/",
            f"GET {CALL}/{{call}}/change/",
        ),
    ),
    (
        "302 403 302 302 403 403 302 403 302",
        (
            f"POST {CALL}/{{call}}/send/",
            f"POST {CALL}/{{call}}/remind/",
            f"POST {CALL}/{{call}}/close/",
            "POST /admin/submissions/submission/{piece}/shelf/",
        ),
    ),
    (
        "401 403 200 200 403 403 200 403 200",
        (
            "GET /api/calls/",
            "GET /api/calls/{call}/",
            "POST /api/calls/people/",
            "POST /api/calls/{call}/send/",
            "POST /api/calls/{call}/remind/",
            "POST /api/calls/{call}/close/",
        ),
    ),
    ("401 403 201 201 403 403 201 403 201", ("POST /api/calls/",)),
    ("200 200 200 200 200 200 200 200 200", ("GET /call/{call_token}/",)),
    ("303 303 303 303 303 303 303 303 303", ("POST /call/{call_token}/",)),
    ("404 404 404 404 404 404 404 404 404", ("GET /call/{ref}/",)),
    # A piece that is not on hold has no shelf life.
    ("401 403 409 409 403 403 409 403 409", ("PUT /api/submissions/{ref}/shelf/",)),
    # Keeping past issues.
    (
        "302 403 403 200 403 403 200 403 200",
        (
            f"GET {PAST}/",
            f"GET {PAST}/add/",
            f"GET {PAST}/{{past}}/change/",
        ),
    ),
    (
        "302 403 403 302 403 403 302 403 302",
        (
            f"POST {PAST}/{{past}}/keep/",
            f"POST {PAST}/{{past}}/pieces/{{found}}/",
        ),
    ),
    (
        "401 403 403 200 403 403 200 403 200",
        (
            "GET /api/past-issues/",
            "GET /api/past-issues/{past}/",
            "PATCH /api/past-issues/{past}/pieces/{found}/",
            "POST /api/past-issues/{past}/pieces/{found}/split/",
            "POST /api/past-issues/{past}/pieces/{found}/join/",
        ),
    ),
    ("401 403 403 202 403 403 202 403 202", ("POST /api/past-issues/{past}/keep/",)),
    ("401 403 403 400 403 403 400 403 400", ("POST /api/past-issues/",)),
)

TABLE = {row: answers for answers, rows in ROWS for row in rows}

# The correspondents' desk asks for copy, though it otherwise only looks.
CORRESPONDENTS = {
    **{row: 200 for row in TABLE if row.startswith(f"GET {CALL}/")},
    **{row: 302 for row in TABLE if row.startswith(f"POST {CALL}/")},
    **{row: 200 for row in TABLE if "/api/calls/" in row},
    "POST /api/calls/": 201,
}


def planning_of(issue, words):
    """Make a story, a call that was sent, a past issue, with words from outside.

    The page of a call is its recipient's: it says nothing of a piece.
    """
    soon = timezone.now() + timedelta(days=5)
    DayMark.objects.create(day="2031-06-04")
    asked = Correspondent.objects.create(name=words[:60], email="asked@example.org")
    call = CallForCopy.objects.create(
        title="征稿", text="八百字。", until=soon, sent_at=timezone.now()
    )
    recipient = CallRecipient(
        call=call, correspondent=asked, name="林晓", email=asked.email, note=words
    )
    recipient.token_hash = token_hash(call_token(recipient))
    recipient.save()
    past = PastIssue.objects.create(
        supplement=issue.supplement,
        cover_date="2020-01-06",
        number=1,
        state=PastIssueState.DIVIDED,
        problem=words,
    )
    file = PastFile(past=past, name=words)
    file.file.save("a", ContentFile(b"a"))
    rows = [
        PastPiece.objects.create(
            past=past, position=number, headline=words, body=f"{words}\n{words}"
        )
        for number in (1, 2)
    ]
    story = PlannedStory.objects.create(title=words, brief=words, issue=issue)
    return {
        "day": DayMark.objects.get().pk,
        "asked": asked.pk,
        "call": call.pk,
        "call_token": call_token(recipient),
        "past": past.pk,
        "found": rows[0].pk,
        "story": story.pk,
        "supplement": issue.supplement_id,
    }
