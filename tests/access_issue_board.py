"""Who sees the board of an issue and moves stories on it: as ``access_table``."""

# Nobody, no role, editor, chief, layout artist, duty editor, editor-in-chief,
# proofreader, superuser; moving is placing.
BOARD = "/admin/issues/issue/{issue}/board"
BODIES = {
    f"POST {BOARD}/move/": {"story": "{later_ref}", "to": "", "seen_on": "1"},
    f"POST {BOARD}/make-up/": {"page": "1"},
    f"POST {BOARD}/weigh/": {"story": "{later_ref}", "weight": "lead"},
    "POST /api/issues/{issue}/weights/": {
        "submission": "{later_ref}",
        "weight": "lead",
    },
    "POST /api/issues/{issue}/moves/": {
        "submission": "{later_ref}",
        "to": 1,
        "seen_on": 1,
    },
}
TABLE = {
    f"POST {BOARD}/weigh/": "302 403 302 302 302 403 302 403 302",
    "POST /api/issues/{issue}/weights/": "401 403 200 200 200 403 200 403 200",
    f"GET {BOARD}/": "302 403 200 200 200 200 200 200 200",
    f"POST {BOARD}/move/": "302 403 302 302 302 403 302 403 302",
    f"POST {BOARD}/undo/": "302 403 302 302 302 403 302 403 302",
    f"POST {BOARD}/make-up/": "302 403 302 302 302 403 302 403 302",
    "GET /api/issues/{issue}/board/": "401 403 200 200 200 200 200 200 200",
    "GET /api/issues/{issue}/ready/": "401 403 200 200 200 403 200 403 200",
    "POST /api/issues/{issue}/moves/": "401 403 200 200 200 403 200 403 200",
}
