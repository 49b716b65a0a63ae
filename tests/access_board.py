"""Who locks pages, plans the flatplan and makes issues up: as ``access_table``."""

from issues.enums import RunState
from issues.models import IssueRun

ISSUE = "/admin/issues/issue/{issue}"
# Nobody, no role, editor, chief, layout artist, duty editor, editor-in-chief,
# proofreader, superuser; locking is placing.
BODIES = {
    "POST /api/pages/{page}/lock/": {"reason": "按主编意见定版"},
    "PUT /api/issues/{issue}/flatplan/": {"pages": []},
    "POST /api/issue-runs/": {"issue": "{issue}"},
}
LOOKING_API = "401 403 200 200 200 200 200 200 200"
TABLE = {
    "POST /api/pages/{page}/lock/": "401 403 200 200 200 403 200 403 200",
    "POST /api/pages/{page}/unlock/": "401 403 200 200 200 403 200 403 200",
    # The flatplan is planning.
    f"GET {ISSUE}/flatplan/": "302 403 403 200 200 403 200 403 200",
    f"POST {ISSUE}/flatplan/": "302 403 403 302 302 403 302 403 302",
    "GET /api/issues/{issue}/flatplan/": LOOKING_API,
    "PUT /api/issues/{issue}/flatplan/": "401 403 403 200 200 403 200 403 200",
    # Making an issue up is placing and making up.
    f"GET {ISSUE}/make-up/": "302 403 200 200 200 200 200 200 200",
    f"POST {ISSUE}/make-up/": "302 403 302 302 302 403 302 403 302",
    f"POST {ISSUE}/make-up/{{run}}/cancel/": "302 403 302 302 302 403 302 403 302",
    "GET /api/issue-runs/": LOOKING_API,
    "GET /api/issue-runs/{run}/": LOOKING_API,
    "POST /api/issue-runs/": "401 403 202 202 202 403 202 403 202",
    "POST /api/issue-runs/{run}/cancel/": "401 403 200 200 200 403 200 403 200",
    # It changed no page: nothing to undo.
    "POST /api/issue-runs/{run}/undo/": "401 403 409 409 409 403 409 403 409",
}


def runs_of(issue):
    """Make up an issue, as far as the plan."""
    return {"run": IssueRun.objects.create(issue=issue, state=RunState.ASKED).pk}
