"""Who locks and unlocks pages: as ``access_table``."""

# Nobody, no role, editor, chief, layout artist, duty editor, editor-in-chief,
# proofreader, superuser; locking is placing.
BODIES = {"POST /api/pages/{page}/lock/": {"reason": "按主编意见定版"}}
TABLE = {
    "POST /api/pages/{page}/lock/": "401 403 200 200 200 403 200 403 200",
    "POST /api/pages/{page}/unlock/": "401 403 200 200 200 403 200 403 200",
}
