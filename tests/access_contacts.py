"""Who opens slips, links for a read, presence, the directory: as ``access_table``."""

from submissions.enums import Action
from submissions.models import Correspondent, CorrespondentMerge, Unit
from submissions.services.approval_links import make_approval_link
from submissions.services.workflow import perform
from tests.submissions.builders import make_submission

TAB = "0d3c4c1a-6a7f-4f0e-9c0b-1d2e3f4a5b6c"
BODIES = {
    "POST /admin/submissions/submission/{read_piece}/approval/": {
        "reader": "{leader}",
        "hours": "2",
    },
    "POST /admin/submissions/submission/{piece}/here/": {"tab": TAB, "number": "0"},
    "POST /admin/submissions/correspondent/{known}/note/": {"text": "常写农业。"},
    "POST /admin/submissions/correspondent/{known}/merge/": {"other": "{twin}"},
    "POST /api/submissions/{read_ref}/approval-links/": {"reader": "{leader_name}"},
    "POST /api/submissions/{ref}/presence/": {"tab": TAB},
    "POST /api/correspondents/": {"name": "新人"},
    "PATCH /api/correspondents/{known}/": {"is_special": "true"},
    "POST /api/correspondents/{known}/notes/": {"text": "常写农业。"},
    "POST /api/correspondents/{known}/merge/": {"other": "{twin}"},
    "POST /api/units/": {"name": "新单位"},
    "PATCH /api/units/{press_office}/": {"short_name": "新"},
}

TABLE = {
    "GET /admin/submissions/submission/{piece}/slip/": (
        "302 403 200 200 200 200 200 200 200"
    ),
    "GET /admin/submissions/submission/{read_piece}/approval/": (
        "302 403 200 200 403 200 200 403 200"
    ),
    "POST /admin/submissions/submission/{read_piece}/approval/": (
        "302 403 200 200 403 200 200 403 200"
    ),
    "POST /admin/submissions/submission/{read_piece}/approval/{approval}/revoke/": (
        "302 403 302 302 403 302 302 403 302"
    ),
    "POST /admin/submissions/submission/{piece}/here/": (
        "302 403 200 200 200 200 200 200 200"
    ),
    "GET /admin/submissions/submission/signing-pin/": (
        "302 200 200 200 200 200 200 200 200"
    ),
    "GET /read/{approval_token}/": ("200 200 200 200 200 200 200 200 200"),
    "GET /read/{guessed_token}/": ("404 404 404 404 404 404 404 404 404"),
    "GET /admin/submissions/correspondent/{known}/change/": (
        "302 403 200 200 200 200 200 200 200"
    ),
    "GET /admin/submissions/correspondent/{known}/change/?edit=1": (
        "302 403 200 200 200 200 200 200 200"
    ),
    "POST /admin/submissions/correspondent/{known}/note/": (
        "302 403 302 302 403 403 302 403 302"
    ),
    "POST /admin/submissions/correspondent/{known}/gather/": (
        "302 403 302 302 403 403 302 403 302"
    ),
    "POST /admin/submissions/correspondent/{known}/merge/": (
        "302 403 302 302 403 403 302 403 302"
    ),
    "POST /admin/submissions/correspondent/merges/{merge}/undo/": (
        "302 403 302 302 403 403 302 403 302"
    ),
    "GET /admin/submissions/correspondent/newcomers/": (
        "302 403 200 200 403 403 200 403 200"
    ),
    "GET /admin/submissions/correspondent/tally/": (
        "302 403 200 200 200 200 200 200 200"
    ),
    "GET /admin/submissions/correspondent/tally.csv": (
        "302 403 200 200 200 200 200 200 200"
    ),
    "GET /admin/submissions/unit/{press_office}/change/": (
        "302 403 200 200 200 200 200 200 200"
    ),
    "GET /admin/submissions/unit/{press_office}/change/?edit=1": (
        "302 403 200 200 200 200 200 200 200"
    ),
    "GET /api/submissions/{ref}/slip/": ("401 403 200 200 200 200 200 200 200"),
    "GET /api/submissions/{read_ref}/approval-links/": (
        "401 403 200 200 200 200 200 200 200"
    ),
    "POST /api/submissions/{read_ref}/approval-links/": (
        "401 403 201 201 403 201 201 403 201"
    ),
    "POST /api/submissions/{read_ref}/approval-links/{approval}/revoke/": (
        "401 403 200 200 403 200 200 403 200"
    ),
    "GET /api/submissions/{ref}/presence/": ("401 403 200 200 200 200 200 200 200"),
    "POST /api/submissions/{ref}/presence/": ("401 403 200 200 200 200 200 200 200"),
    "DELETE /api/submissions/{ref}/presence/?tab=" + TAB: (
        "401 403 204 204 204 204 204 204 204"
    ),
    "GET /admin/issues/issue/{issue}/slips/": "302 403 200 200 200 200 200 200 200",
    "GET /api/issues/{issue}/slips/": "401 403 200 200 200 200 200 200 200",
    "GET /api/placements/unread/": ("401 403 200 200 200 200 200 200 200"),
    "GET /api/correspondents/": ("401 403 200 200 200 200 200 200 200"),
    "POST /api/correspondents/": ("401 403 201 201 403 403 201 403 201"),
    "GET /api/correspondents/{known}/": ("401 403 200 200 200 200 200 200 200"),
    "PATCH /api/correspondents/{known}/": ("401 403 200 200 403 403 200 403 200"),
    "GET /api/correspondents/{known}/years/": ("401 403 200 200 200 200 200 200 200"),
    "GET /api/correspondents/{known}/letters/": ("401 403 200 200 403 200 200 403 200"),
    "GET /api/correspondents/{known}/notes/": ("401 403 200 200 403 403 200 403 200"),
    "POST /api/correspondents/{known}/notes/": ("401 403 201 201 403 403 201 403 201"),
    "POST /api/correspondents/{known}/merge/": ("401 403 201 201 403 403 201 403 201"),
    "POST /api/correspondents/merges/{merge}/undo/": (
        "401 403 200 200 403 403 200 403 200"
    ),
    "GET /api/correspondents/newcomers/": ("401 403 200 200 403 403 200 403 200"),
    "GET /api/correspondents/tally/?year=2026": ("401 403 200 200 200 200 200 200 200"),
    "GET /api/correspondents/tally/file/?year=2026&kind=csv": (
        "401 403 200 200 200 200 200 200 200"
    ),
    "GET /api/units/": ("401 403 200 200 200 200 200 200 200"),
    "POST /api/units/": ("401 403 201 201 403 403 201 403 201"),
    "GET /api/units/{press_office}/": ("401 403 200 200 200 200 200 200 200"),
    "PATCH /api/units/{press_office}/": ("401 403 200 200 403 403 200 403 200"),
}

# What the later roles get instead of the older column that each is like.
LATER = {
    "reviewer": {
        "GET /api/correspondents/{known}/letters/": 200,
    },
    "correspondents_desk": {
        "POST /admin/submissions/correspondent/{known}/note/": 302,
        "POST /admin/submissions/correspondent/{known}/gather/": 302,
        "POST /admin/submissions/correspondent/{known}/merge/": 302,
        "POST /admin/submissions/correspondent/merges/{merge}/undo/": 302,
        "GET /admin/submissions/correspondent/newcomers/": 200,
        "POST /api/correspondents/": 201,
        "PATCH /api/correspondents/{known}/": 200,
        "GET /api/correspondents/{known}/letters/": 200,
        "GET /api/correspondents/{known}/notes/": 200,
        "POST /api/correspondents/{known}/notes/": 201,
        "POST /api/correspondents/{known}/merge/": 201,
        "POST /api/correspondents/merges/{merge}/undo/": 200,
        "GET /api/correspondents/newcomers/": 200,
        "POST /api/units/": 201,
        "PATCH /api/units/{press_office}/": 200,
    },
}


def contacts_of(piece, words, phone, editor, leader):
    """Make a link for a read, and people of the directory with words from outside."""
    read = perform(
        submission=make_submission(), action=Action.SIGN_FIRST_READ, actor=editor
    )
    made = make_approval_link(submission=read, reader=leader, actor=editor)
    unit = Unit.objects.create(name=words)
    fields = {"name": words, "email": "known@example.org", "phone": phone}
    known = Correspondent.objects.create(unit=unit, **fields)
    known.notes.create(text=words, author=editor)
    piece.__class__.objects.filter(pk=piece.pk).update(correspondent=known)
    twin = Correspondent.objects.create(name="林晓")
    old = Correspondent.objects.create(name="旧名", merged_into=known)
    merge = CorrespondentMerge.objects.create(
        source=old, target=known, merged_by=editor
    )
    return {
        "read_piece": read.pk,
        "read_ref": read.ref,
        "approval": made.link.pk,
        "approval_token": made.token,
        "guessed_token": made.token[::-1],
        "leader": leader.pk,
        "leader_name": leader.username,
        "known": known.pk,
        "twin": twin.pk,
        "merge": merge.pk,
        "press_office": unit.pk,
    }
