"""Who sees and sets the blocks of a page: as ``access_table``."""

# Nobody, no role, editor, chief, layout artist, duty editor, editor-in-chief,
# proofreader, superuser; setting is making up, and the page has changed meanwhile.
TAB = "00000000-0000-4000-8000-000000000002"
PICTURE = "0" * 32  # of no page
BODIES = {
    "POST /api/pages/{page}/set-blocks/": {"expected_revision": 0, "blocks": []},
    "POST /api/pages/{page}/preview-blocks/": {"blocks": []},
    "POST /api/pages/{page}/presence/": {"tab": TAB},
}
TABLE = {
    "GET /api/pages/{page}/advice/": "401 403 200 200 200 403 200 403 200",
    "GET /admin/issues/page/{page}/advice/": "302 403 200 200 200 403 200 403 200",
    "GET /api/pages/{page}/blocks/": "401 403 200 200 200 200 200 200 200",
    "POST /api/pages/{page}/set-blocks/": "401 403 409 409 409 403 409 403 409",
    "POST /api/pages/{page}/set-again/": "401 403 200 200 200 403 200 403 200",
    "GET /admin/issues/page/{page}/edit/": "302 403 200 200 200 200 200 200 200",
    f"GET /desk/pages/{{page}}/pictures/{PICTURE}.jpg": (
        "302 403 404 404 404 404 404 404 404"
    ),
    "GET /api/pages/{page}/drawing/": "401 403 200 200 200 200 200 200 200",
    "POST /api/pages/{page}/preview-blocks/": "401 403 200 200 200 403 200 403 200",
    "GET /api/pages/{page}/presence/": "401 403 200 200 200 200 200 200 200",
    "POST /api/pages/{page}/presence/": "401 403 200 200 200 200 200 200 200",
    "DELETE /api/pages/{page}/presence/?tab=" + TAB: (
        "401 403 204 204 204 204 204 204 204"
    ),
}
