"""Who opens page formats, fonts, folio and booked pieces: as ``access_table``."""

from issues.models import FixedPiece, PageGrid

GRID, PAGE = "/admin/issues/pagegrid", "/admin/issues/page/{page}"
FONTS = "/admin/issues/supplement/{supplement}/fonts/"
# Nobody, no role, editor, chief, layout artist, duty editor, editor-in-chief,
# proofreader, superuser.
LOOKING_API = "401 403 200 200 200 200 200 200 200"
SPOT = {"kind": "notice", "column": 0, "line": 20, "columns": 1, "lines": 4}
BODIES = {
    f"POST {PAGE}/booked/": {**SPOT, "column": 1, "text": "启事"},
    f"POST {PAGE}/booked/{{booked}}/": {**SPOT, "column": 2, "line": 31},
    f"POST {PAGE}/setup/": {"label": "产业"},
    f"POST {FONTS}": {"song": "方正书宋"},
    "POST /api/formats/": {
        "name": "新",
        "slug": "new",
        "trim_width": "275",
        "trim_height": "390",
        "columns": 5,
        "column_chars": 14,
        "gap_chars": 2,
        "lines": 70,
    },
    "PATCH /api/formats/{format}/": {"lines": 69},
    "POST /api/supplements/{supplement}/fonts/": {"fonts": {"song": "方正书宋"}},
    "POST /api/booked-pieces/": {**SPOT, "page": "{page}"},
    "PATCH /api/booked-pieces/{booked}/": {"line": 31},
    "PATCH /api/pages/{page}/folio/": {"label": "产业"},
    "PUT /api/issues/{issue}/daily-serial/": {"number": 8123},
}
ROWS = (
    # Setting up the desk.
    (
        "302 403 403 403 403 403 200 403 200",
        (
            f"GET {GRID}/add/",
            f"GET {GRID}/{{grid}}/change/",
            f"GET {FONTS}",
        ),
    ),
    (
        "302 403 403 403 403 403 302 403 302",
        (f"POST {GRID}/{{grid}}/copy/", f"POST {FONTS}"),
    ),
    ("401 403 403 403 403 403 201 403 201", ("POST /api/formats/",)),
    ("401 403 403 403 403 403 201 403 201", ("POST /api/formats/{format}/copy/",)),
    ("401 403 403 403 403 403 200 403 200", ("PATCH /api/formats/{format}/",)),
    (
        LOOKING_API,
        (
            "GET /api/formats/",
            "GET /api/formats/{format}/",
            "GET /api/supplements/{supplement}/fonts/",
            "GET /api/booked-pieces/",
            "GET /api/booked-pieces/{booked}/",
            "GET /api/pages/{page}/folio/",
        ),
    ),
    (
        "302 403 200 200 200 200 200 200 200",
        (f"GET {PAGE}/booked/", f"GET {PAGE}/booked/{{booked}}/"),
    ),
    # Booking is placing.
    (
        "302 403 302 302 302 403 302 403 302",
        (
            f"POST {PAGE}/booked/",
            f"POST {PAGE}/booked/{{booked}}/",
            f"POST {PAGE}/booked/{{booked}}/cancel/",
        ),
    ),
    ("401 403 201 201 201 403 201 403 201", ("POST /api/booked-pieces/",)),
    ("401 403 200 200 200 403 200 403 200", ("PATCH /api/booked-pieces/{booked}/",)),
    ("401 403 204 204 204 403 204 403 204", ("DELETE /api/booked-pieces/{booked}/",)),
    # The folio is planning.
    ("302 403 403 302 302 403 302 403 302", (f"POST {PAGE}/setup/",)),
    (
        "401 403 403 200 200 403 200 403 200",
        (
            "PATCH /api/pages/{page}/folio/",
            "PUT /api/issues/{issue}/daily-serial/",
        ),
    ),
)
TABLE = {row: answers for answers, rows in ROWS for row in rows}
# The technician of the house sets formats and fonts up, and looks at no page.
ADMINISTERING = {
    f"GET {GRID}/add/": 200,
    f"GET {GRID}/{{grid}}/change/": 200,
    f"GET {FONTS}": 200,
    f"POST {GRID}/{{grid}}/copy/": 302,
    f"POST {FONTS}": 302,
}


def formats_of(page, words):
    """Book a piece on a page, with words from outside."""
    piece = FixedPiece.objects.create(
        page=page,
        kind="notice",
        client=words[:80],
        text=words,
        column=1,
        line=30,
        columns=1,
        lines=6,
    )
    grid = PageGrid.objects.get(pk=page.grid_id)
    return {"grid": grid.pk, "format": grid.slug, "booked": piece.pk}
