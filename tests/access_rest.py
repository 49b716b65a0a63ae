"""Who opens what no other table asks: the admin's own addresses, and a few more."""

BODIES: dict[str, dict[str, str]] = {
    "POST /admin/issues/page/{page}/act/": {"action": "make_up", "draft": "1"},
    "POST /admin/submissions/submission/{piece}/act/": {"action": "claim"},
}
TABLE = {
    "POST /admin/account/letters/": ("302 302 302 302 302 302 302 302 302"),
    "GET /admin/desk/apitoken/{api_key}/history/": (
        "302 403 403 403 403 403 403 403 200"
    ),
    "POST /admin/desk/apitoken/{api_key}/delete/": (
        "302 403 403 403 403 403 403 403 403"
    ),
    "GET /admin/desk/apitoken/{api_key}/change/": (
        "302 403 403 403 403 403 403 403 200"
    ),
    "GET /admin/desk/daymark/{day}/history/": ("302 403 403 200 200 403 200 403 200"),
    "POST /admin/desk/daymark/{day}/delete/": ("302 403 403 200 200 403 200 403 200"),
    "GET /admin/desk/letter/add/": ("302 403 403 403 403 403 403 403 403"),
    "GET /admin/desk/letter/{letter}/history/": ("302 403 200 200 403 200 200 403 200"),
    "POST /admin/desk/letter/{letter}/delete/": ("302 403 403 403 403 403 403 403 403"),
    "GET /admin/desk/job/add/": ("302 403 403 403 403 403 403 403 403"),
    "GET /admin/desk/job/{job}/history/": ("302 403 403 200 200 200 200 403 200"),
    "POST /admin/desk/job/{job}/delete/": ("302 403 403 403 403 403 403 403 403"),
    "GET /admin/desk/ledgerentry/add/": ("302 403 403 403 403 403 403 403 403"),
    "GET /admin/desk/ledgerentry/0/history/": ("302 302 302 302 302 302 302 302 302"),
    "POST /admin/desk/ledgerentry/0/delete/": ("302 403 403 403 403 403 403 403 403"),
    "GET /admin/desk/ledgerentry/0/change/": ("302 403 403 302 403 302 302 403 302"),
    "GET /admin/desk/dayseal/add/": ("302 403 403 403 403 403 403 403 403"),
    "GET /admin/desk/dayseal/0/history/": ("302 302 302 302 302 302 302 302 302"),
    "POST /admin/desk/dayseal/0/delete/": ("302 403 403 403 403 403 403 403 403"),
    "GET /admin/desk/dayseal/0/change/": ("302 403 403 302 403 302 302 403 302"),
    "POST /admin/desk/signintries/0/history/": ("302 302 302 302 302 302 302 302 302"),
    "POST /admin/desk/signintries/0/change/": ("302 403 403 403 403 403 403 403 403"),
    "GET /admin/desk/user/add/": ("302 403 403 403 403 403 403 403 200"),
    "GET /admin/desk/user/{person}/history/": ("302 403 403 403 403 403 403 403 200"),
    "POST /admin/desk/user/{person}/delete/": ("302 403 403 403 403 403 403 403 403"),
    "GET /admin/submissions/confirmedaddress/0/history/": (
        "302 302 302 302 302 302 302 302 302"
    ),
    "GET /admin/submissions/callforcopy/{call}/history/": (
        "302 403 200 200 403 403 200 403 200"
    ),
    "POST /admin/submissions/callforcopy/{call}/delete/": (
        "302 403 403 403 403 403 403 403 403"
    ),
    "GET /admin/submissions/section/": ("302 403 200 200 200 200 200 200 200"),
    "GET /admin/submissions/section/0/history/": (
        "302 302 302 302 302 302 302 302 302"
    ),
    "POST /admin/submissions/section/0/delete/": (
        "302 403 403 403 403 403 302 403 302"
    ),
    "GET /admin/submissions/section/0/change/": ("302 403 302 302 302 302 302 302 302"),
    "POST /admin/submissions/correspondent/{known}/phone/": (
        "302 403 403 200 403 403 200 403 200"
    ),
    "GET /admin/submissions/correspondent/{known}/history/": (
        "302 403 200 200 200 200 200 200 200"
    ),
    "POST /admin/submissions/correspondent/{known}/delete/": (
        "302 403 403 403 403 403 200 403 200"
    ),
    "GET /admin/submissions/mailbox/{mailbox}/history/": (
        "302 403 403 403 403 403 200 403 200"
    ),
    "GET /admin/submissions/mailmessage/{mail_id}/history/": (
        "302 403 200 200 403 403 200 403 200"
    ),
    "POST /admin/submissions/submission/{piece}/act/": (
        "302 403 302 302 409 409 302 409 302"
    ),
    "GET /admin/submissions/tag/{tag}/history/": (
        "302 403 200 200 200 200 200 200 200"
    ),
    "POST /admin/submissions/tag/{tag}/delete/": (
        "302 403 403 403 403 403 200 403 200"
    ),
    "GET /admin/submissions/unit/": ("302 403 200 200 200 200 200 200 200"),
    "GET /admin/submissions/unit/add/": ("302 403 200 200 403 403 200 403 200"),
    "GET /admin/submissions/unit/{press_office}/history/": (
        "302 403 200 200 200 200 200 200 200"
    ),
    "POST /admin/submissions/unit/{press_office}/delete/": (
        "302 403 403 403 403 403 200 403 200"
    ),
    "GET /admin/issues/supplement/add/": ("302 403 403 403 403 403 200 403 200"),
    "GET /admin/issues/supplement/{supplement}/history/": (
        "302 403 403 403 403 403 200 403 200"
    ),
    "POST /admin/issues/supplement/{supplement}/delete/": (
        "302 403 403 403 403 403 403 403 403"
    ),
    "GET /admin/issues/supplement/{supplement}/change/": (
        "302 403 403 403 403 403 200 403 200"
    ),
    "GET /admin/issues/pagegrid/{grid}/history/": (
        "302 403 403 403 403 403 200 403 200"
    ),
    "POST /admin/issues/pagegrid/{grid}/delete/": (
        "302 403 403 403 403 403 403 403 403"
    ),
    "GET /admin/issues/plannedstory/{story}/history/": (
        "302 403 200 200 200 200 200 200 200"
    ),
    "POST /admin/issues/plannedstory/{story}/delete/": (
        "302 403 403 403 403 403 403 403 403"
    ),
    "POST /admin/issues/issue/{issue}/export/": ("302 403 302 302 302 302 302 302 302"),
    "POST /admin/issues/issue/{issue}/release/": (
        "302 403 302 302 302 302 302 302 302"
    ),
    "POST /admin/issues/issue/{issue}/add-page/": (
        "302 403 302 302 302 302 302 302 302"
    ),
    "POST /admin/issues/page/{page}/act/": ("302 403 302 302 302 302 302 302 302"),
    "GET /admin/issues/page/add/": ("302 403 403 403 403 403 403 403 403"),
    "GET /admin/issues/page/{page}/history/": ("302 403 200 200 200 200 200 200 200"),
    "GET /admin/issues/pastissue/{past}/history/": (
        "302 403 403 200 403 403 200 403 200"
    ),
    "POST /admin/issues/pastissue/{past}/delete/": (
        "302 403 403 403 403 403 403 403 403"
    ),
    "GET /admin/desk/": ("302 404 200 200 200 200 200 404 200"),
    "GET /api/docs/": ("200 200 200 200 200 200 200 200 200"),
    "GET /api/docs/redoc/": ("200 200 200 200 200 200 200 200 200"),
    "GET /api/ledger/0/": ("401 403 403 404 403 404 404 403 404"),
    "GET /api/supplements/{supplement}/": ("401 403 200 200 200 200 200 200 200"),
    "POST /api/issues/{issue}/pages/": ("401 403 405 405 405 405 405 405 405"),
    "POST /api/pages/{page}/make-up/": ("401 403 200 200 200 403 200 403 200"),
    "POST /api/pages/{page}/withdraw-sign-off/": (
        "401 403 400 400 400 400 400 400 400"
    ),
    "GET /read/{token}/photos/{key}/": ("404 404 404 404 404 404 404 404 404"),
    "POST /sign-out/": ("303 303 303 303 303 303 303 303 303"),
    "POST /mine/me/sign-out/": ("303 303 303 303 303 303 303 303 303"),
    "GET /mine/{ref}/revise/": ("303 303 303 303 303 303 303 303 303"),
}

# What the roles that came later get, where it is not as the column they follow.
LATER: dict[str, dict[str, int]] = {
    "reviewer": {
        "GET /admin/desk/letter/{letter}/history/": 200,
        "GET /admin/desk/ledgerentry/0/change/": 302,
        "GET /admin/desk/dayseal/0/change/": 302,
        "GET /admin/submissions/mailmessage/{mail_id}/history/": 200,
        "GET /admin/desk/": 200,
        "GET /api/ledger/0/": 404,
    },
    "correspondents_desk": {
        "GET /admin/desk/letter/{letter}/history/": 200,
        "GET /admin/submissions/callforcopy/{call}/history/": 200,
        "POST /admin/submissions/correspondent/{known}/phone/": 200,
        "GET /admin/submissions/mailmessage/{mail_id}/history/": 200,
        "GET /admin/submissions/unit/add/": 200,
        "GET /admin/desk/": 200,
    },
    "administrator": {
        "GET /admin/desk/apitoken/{api_key}/history/": 200,
        "GET /admin/desk/apitoken/{api_key}/change/": 200,
        "GET /admin/desk/job/{job}/history/": 200,
        "GET /admin/desk/ledgerentry/0/change/": 302,
        "GET /admin/desk/dayseal/0/change/": 302,
        "GET /admin/desk/user/add/": 200,
        "GET /admin/desk/user/{person}/history/": 200,
        "GET /admin/submissions/mailbox/{mailbox}/history/": 200,
        "POST /admin/submissions/tag/{tag}/delete/": 200,
        "GET /admin/issues/supplement/add/": 200,
        "GET /admin/issues/supplement/{supplement}/history/": 200,
        "GET /admin/issues/supplement/{supplement}/change/": 200,
        "GET /admin/issues/pagegrid/{grid}/history/": 200,
        "GET /admin/desk/": 200,
        "GET /api/ledger/0/": 404,
    },
}
