"""Who opens what: addresses and, for each, the answers to those of ``COLUMNS``.

The order of the people: nobody, no role, then the roles, then the administrator; see
``tests/test_access.py``.
"""

# What is sent with a request that changes something; valid for who may.
BODIES = {
    "POST /sign-in/": {"email": "somebody@example.org"},
    "PATCH /api/photos/{key}/": {"caption": "新说明"},
    "PUT /api/submissions/{ref}/flags/": {"flags": ["sensitive"]},
    "POST /admin/submissions/submission/{piece}/flags/": {"flags": "sensitive"},
    "PUT /api/submissions/{ref}/copy/": {
        "expected_number": 1,
        "copy": {"headline": "新标题"},
    },
    "POST /admin/submissions/submission/{piece}/copy/": {
        "expected_number": 1,
        "headline": "新标题",
        "body": "新的正文。",
        "kind": "news",
    },
    "POST /api/pages/{page}/order/": {"order": ["{placement}"]},
    "POST /api/submissions/{ref}/actions/": {
        "action": "sign_second_read",
        "expected_version": 1,
    },
    "POST /api/pages/{page}/sign/": {"expected_revision": "{revision}"},
    "POST /api/pages/{page}/placements/": {"submission": "{ref}"},
    "POST /api/mailboxes/": {
        "name": "又一个",
        "host": "imap.example.org",
        "username": "another",
        "code": "a code",
    },
    "POST /api/mails/{mail}/split/": {"text": "5"},
    "POST /api/submissions/{later_ref}/seen-before/{ref}/": {"decision": "apart"},
    "POST /api/submissions/{ref}/versions/1/restore/": {"expected_number": 1},
    "POST /admin/submissions/submission/{piece}/versions/1/restore/": {
        "expected_number": "1"
    },
    "POST /admin/submissions/submission/seen/{seen}/": {"act": "apart"},
    "POST /api/submissions/{ref}/exclusive-term/": {"until": "{soon}"},
    "POST /api/submissions/{ref}/upload-links/": {"asks_for": "请发原图。"},
    "POST /api/publications/{ref}/letter/": {"number": 1},
    "POST /api/saved-searches/": {"name": "码头", "wishes": {"q": ["码头"]}},
    "POST /admin/submissions/submission/{piece}/ask/": {
        "asks_for": "请发原图。",
        "days": "14",
        "known": "1",
    },
    "PUT /api/letter-templates/return/": {"body": "{{note}} {{paper}}"},
    "POST /admin/desk/lettertemplate/return/": {"is_sent": "on"},
}

TABLE = {
    "GET /": "200 200 200 200 200 200 200 200 200",
    "GET /healthz": "200 200 200 200 200 200 200 200 200",
    "GET /files/": "400 400 400 400 400 400 400 400 400",
    "GET /files/?form={nobody}": "200 200 200 200 200 200 200 200 200",
    "POST /files/": "412 412 412 412 412 412 412 412 412",
    "GET /files/{key_hex}/state/": "404 404 404 404 404 404 404 404 404",
    "GET /files/{key_hex}/thumbnail/": "404 404 404 404 404 404 404 404 404",
    "GET /files/{key_hex}/screen/": "404 404 404 404 404 404 404 404 404",
    "DELETE /files/{key_hex}/": "412 412 412 412 412 412 412 412 412",
    "GET /status/{token}/": "200 200 200 200 200 200 200 200 200",
    "GET /status/{token}/received/": "200 200 200 200 200 200 200 200 200",
    "GET /status/{token}x/": "404 404 404 404 404 404 404 404 404",
    "GET /status/{ref}/": "404 404 404 404 404 404 404 404 404",
    "GET /challenge/": "200 200 200 200 200 200 200 200 200",
    "GET /status/{token}/withdraw/": "200 200 200 200 200 200 200 200 200",
    "GET /status/{token}/revise/": "303 303 303 303 303 303 303 303 303",
    "GET /status/{ref}/revise/": "404 404 404 404 404 404 404 404 404",
    "POST /status/{ref}/withdraw/": "404 404 404 404 404 404 404 404 404",
    "GET /files/{key_hex}/story/": "404 404 404 404 404 404 404 404 404",
    "GET /drafts/{nobody}/": "404 404 404 404 404 404 404 404 404",
    "GET /drafts/{nobody}/code/": "404 404 404 404 404 404 404 404 404",
    "PUT /drafts/{nobody}/": "200 200 200 200 200 200 200 200 200",
    "DELETE /drafts/{nobody}/": "204 204 204 204 204 204 204 204 204",
    "POST /drafts/{nobody}/phone/": "200 200 200 200 200 200 200 200 200",
    "POST /drafts/{nobody}/mail/": "404 404 404 404 404 404 404 404 404",
    "GET /continue/{token}/": "404 404 404 404 404 404 404 404 404",
    "GET /up/{token}/": "404 404 404 404 404 404 404 404 404",
    "POST /up/{token}/": "404 404 404 404 404 404 404 404 404",
    "GET /up/done/": "200 200 200 200 200 200 200 200 200",
    "POST /read-document/": "422 422 422 422 422 422 422 422 422",
    "GET /status/{token}/photos/{key}/": "200 200 200 200 200 200 200 200 200",
    "GET /status/{token}/photos/{nobody}/": "404 404 404 404 404 404 404 404 404",
    "GET /mine/{ref}/photos/{key}/": "303 303 303 303 303 303 303 303 303",
    "GET /link/": "200 200 200 200 200 200 200 200 200",
    "GET /sign-in/": "200 200 200 200 200 200 200 200 200",
    "POST /sign-in/": "303 303 303 303 303 303 303 303 303",
    "GET /sign-in/{ref}/": "404 404 404 404 404 404 404 404 404",
    "GET /sign-in/link/{ref}/": "404 404 404 404 404 404 404 404 404",
    "GET /confirm/{ref}/": "404 404 404 404 404 404 404 404 404",
    "GET /confirm/link/{ref}/": "404 404 404 404 404 404 404 404 404",
    "GET /mine/": "303 303 303 303 303 303 303 303 303",
    "GET /mine/me/": "303 303 303 303 303 303 303 303 303",
    "POST /mine/me/forget/": "303 303 303 303 303 303 303 303 303",
    "GET /mine/{ref}/": "303 303 303 303 303 303 303 303 303",
    "GET /mine/{ref}/page/": "303 303 303 303 303 303 303 303 303",
    "POST /mine/{ref}/withdraw/": "303 303 303 303 303 303 303 303 303",
    "POST /status/{token}/": "405 405 405 405 405 405 405 405 405",
    "GET /admin/": "302 200 200 200 200 200 200 200 200",
    "GET /admin/search/?s=a": "302 200 200 200 200 200 200 200 200",
    "GET /admin/autocomplete/?{unit}": "302 403 200 200 200 200 200 200 200",
    "GET /admin/submissions/submission/": "302 403 200 200 200 200 200 200 200",
    "GET /admin/submissions/submission/search/": (
        "302 403 200 200 200 200 200 200 200"
    ),
    "POST /admin/submissions/submission/search/keep/": (
        "302 403 302 302 302 302 302 302 302"
    ),
    "POST /admin/submissions/submission/search/99999/forget/": (
        "302 403 404 404 404 404 404 404 404"
    ),
    "GET /admin/submissions/submission/add/": "302 403 200 200 403 403 200 403 200",
    "GET /admin/submissions/submission/{piece}/change/": (
        "302 403 200 200 200 200 200 200 200"
    ),
    "GET /admin/submissions/submission/{piece}/history/": (
        "302 403 200 200 200 200 200 200 200"
    ),
    "GET /admin/submissions/submission/{piece}/delete/": (
        "302 403 403 403 403 403 403 403 403"
    ),
    "GET /admin/submissions/submission/{piece}/versions/1/": (
        "302 403 200 200 200 200 200 200 200"
    ),
    "GET /admin/submissions/submission/photos/{photo}/{kind}/": (
        "302 403 200 200 200 200 200 200 200"
    ),
    "GET /admin/submissions/submission/photos/{photo}/original/": (
        "302 403 200 200 200 200 200 403 200"
    ),
    "POST /admin/submissions/submission/{piece}/phone/": (
        "302 403 403 200 403 403 200 403 200"
    ),
    "POST /admin/submissions/submission/{piece}/copy/": (
        "302 403 302 302 409 409 302 409 302"
    ),
    "GET /admin/submissions/mailmessage/": "302 403 200 200 403 403 200 403 200",
    "GET /admin/submissions/mailmessage/add/": "302 403 403 403 403 403 403 403 403",
    "GET /admin/submissions/mailmessage/{mail_id}/change/": (
        "302 403 200 200 403 403 200 403 200"
    ),
    "GET /admin/submissions/mailmessage/{mail_id}/delete/": (
        "302 403 403 403 403 403 403 403 403"
    ),
    "GET /admin/submissions/mailmessage/{mail_id}/raw/": (
        "302 403 403 200 403 403 200 403 200"
    ),
    "GET /admin/submissions/mailmessage/{mail_id}/raw.eml": (
        "302 403 403 200 403 403 200 403 200"
    ),
    "GET /admin/submissions/mailmessage/parts/{part}/": (
        "302 403 403 200 403 403 200 403 200"
    ),
    "GET /admin/submissions/mailmessage/files/{large}/ask/": (
        "302 403 200 200 403 403 200 403 200"
    ),
    "GET /admin/submissions/mailmessage/{mail_id}/resend/": (
        "302 403 200 200 403 403 200 403 200"
    ),
    "POST /admin/submissions/mailmessage/{mail_id}/read/": (
        "302 403 302 302 403 403 302 403 302"
    ),
    "POST /admin/submissions/mailmessage/{mail_id}/split/": (
        "302 403 302 302 403 403 302 403 302"
    ),
    "POST /admin/submissions/mailmessage/parts/{part}/take/": (
        "302 403 302 302 403 403 302 403 302"
    ),
    "GET /admin/submissions/mailbox/": "302 403 403 403 403 403 200 403 200",
    "GET /admin/submissions/mailbox/add/": "302 403 403 403 403 403 200 403 200",
    "GET /admin/submissions/mailbox/{mailbox}/change/": (
        "302 403 403 403 403 403 200 403 200"
    ),
    "GET /admin/submissions/mailbox/{mailbox}/delete/": (
        "302 403 403 403 403 403 302 403 302"
    ),
    "GET /admin/submissions/mailbox/{mailbox}/old-mail/": (
        "302 403 403 403 403 403 302 403 302"
    ),
    "POST /admin/submissions/mailbox/{mailbox}/test/": (
        "302 403 403 403 403 403 200 403 200"
    ),
    "POST /admin/submissions/mailbox/{mailbox}/switch/": (
        "302 403 403 403 403 403 302 403 302"
    ),
    "GET /admin/submissions/submission/seen/{seen}/": (
        "302 403 200 200 200 200 200 200 200"
    ),
    "POST /admin/submissions/submission/seen/{seen}/": (
        "302 403 302 302 403 403 302 403 302"
    ),
    "POST /admin/submissions/submission/messages/{message}/seen/": (
        "302 403 302 302 302 302 302 302 302"
    ),
    "GET /admin/submissions/correspondent/": "302 403 200 200 200 200 200 200 200",
    "GET /admin/submissions/correspondent/add/": "302 403 200 200 403 403 200 403 200",
    "GET /admin/submissions/confirmedaddress/": ("302 403 403 200 403 403 200 403 200"),
    "GET /admin/submissions/confirmedaddress/add/": (
        "302 403 403 403 403 403 403 403 403"
    ),
    "GET /admin/submissions/confirmedaddress/{address}/change/": (
        "302 403 403 200 403 403 200 403 200"
    ),
    "GET /admin/submissions/confirmedaddress/{address}/delete/": (
        "302 403 403 403 403 403 200 403 200"
    ),
    "GET /admin/submissions/section/add/": "302 403 403 200 200 403 200 403 200",
    "GET /admin/issues/issue/": "302 403 200 200 200 200 200 200 200",
    "GET /admin/issues/issue/add/": "302 403 403 200 200 403 200 403 200",
    "GET /admin/issues/issue/{issue}/change/": "302 403 200 200 200 200 200 200 200",
    "GET /admin/issues/issue/{issue}/history/": "302 403 200 200 200 200 200 200 200",
    "GET /admin/issues/issue/{issue}/delete/": "302 403 403 403 403 403 403 403 403",
    "GET /admin/issues/page/": "302 403 200 200 200 200 200 200 200",
    "GET /admin/issues/page/{page}/change/": "302 403 200 200 200 200 200 200 200",
    "GET /admin/issues/page/{page}/delete/": "302 403 403 403 403 403 403 403 403",
    "GET /admin/issues/supplement/": "302 403 403 403 403 403 200 403 200",
    "GET /admin/issues/pagegrid/": "302 403 403 403 403 403 200 403 200",
    "GET /admin/desk/job/": "302 403 403 200 200 200 200 403 200",
    "GET /admin/desk/job/{job}/change/": "302 403 403 200 200 200 200 403 200",
    "GET /admin/desk/ledgerentry/": "302 403 403 200 403 200 200 403 200",
    "GET /admin/desk/dayseal/": "302 403 403 200 403 200 200 403 200",
    "GET /admin/desk/letter/": "302 403 200 200 403 200 200 403 200",
    "GET /admin/desk/letter/{letter}/change/": "302 403 200 200 403 200 200 403 200",
    "POST /admin/desk/letter/{letter}/change/": ("302 403 403 403 403 403 403 403 403"),
    "POST /admin/desk/letter/{letter}/release/": (
        "302 403 422 422 403 422 422 403 422"
    ),
    "POST /admin/desk/letter/{letter}/drop/": "302 403 302 302 403 302 302 403 302",
    "POST /admin/desk/letter/{letter}/again/": "302 403 409 409 403 409 409 403 409",
    "GET /admin/desk/letter/{letter}/again/": "302 405 405 405 405 405 405 405 405",
    "GET /admin/desk/letter/enclosures/{enclosure}/": (
        "302 403 200 200 403 200 200 403 200"
    ),
    "GET /admin/desk/lettertemplate/": "302 403 403 403 403 403 200 403 200",
    "GET /admin/desk/lettertemplate/return/": "302 403 403 403 403 403 200 403 200",
    "POST /admin/desk/lettertemplate/return/": "302 403 403 403 403 403 302 403 302",
    "POST /admin/desk/lettertemplate/return/restore/": (
        "302 403 403 403 403 403 302 403 302"
    ),
    "POST /admin/submissions/submission/{piece}/ask/": (
        "302 403 200 200 403 403 200 403 200"
    ),
    "POST /admin/submissions/submission/{piece}/links/{link}/close/": (
        "302 403 302 302 403 403 302 403 302"
    ),
    "POST /admin/submissions/submission/{piece}/renew-link/": (
        "302 403 302 302 403 302 302 403 302"
    ),
    "GET /admin/submissions/submission/{piece}/clearance/": (
        "302 403 403 404 403 403 404 403 404"
    ),
    "POST /admin/submissions/submission/{piece}/term/": (
        "302 403 302 302 302 302 302 302 302"
    ),
    "GET /admin/desk/user/": "302 403 403 403 403 403 403 403 200",
    "GET /admin/desk/user/{person}/change/": "302 403 403 403 403 403 403 403 200",
    "GET /admin/desk/user/{person}/password/": "302 403 403 403 403 403 403 403 200",
    "GET /admin/desk/apitoken/": "302 403 403 403 403 403 403 403 200",
    "GET /admin/desk/apitoken/add/": "302 403 403 403 403 403 403 403 200",
    "GET /desk/pages/{page}/preview.png": "302 403 200 200 200 200 200 200 200",
    "GET /desk/pages/{page}/drafts/1.png": "302 403 200 200 200 200 200 200 200",
    "GET /desk/pages/{page}/proof.pdf": "302 403 200 200 200 200 200 200 200",
    "GET /desk/printed/{ref}/page.jpg": "302 403 404 404 404 404 404 404 404",
    "GET /desk/printed/{ref}/proof.pdf": "302 403 404 404 404 404 404 404 404",
    "GET /status/{token}/page/": "404 404 404 404 404 404 404 404 404",
    "GET /status/{token}/proof.pdf": "404 404 404 404 404 404 404 404 404",
    "GET /mine/{ref}/proof.pdf": "303 303 303 303 303 303 303 303 303",
    "POST /admin/issues/issue/{issue}/proofs/": ("302 403 403 403 302 302 302 403 302"),
    "POST /admin/issues/issue/{issue}/proofs/{ref}/": (
        "302 403 404 404 404 404 404 404 404"
    ),
    "GET /desk/card/": "302 403 200 200 200 200 200 200 200",
    "GET /desk/card.svg": "302 403 200 200 200 200 200 200 200",
    "GET /desk/card.png": "302 403 200 200 200 200 200 200 200",
    "GET /desk/packages/{export}.zip": "302 403 403 403 200 200 200 403 200",
    "GET /desk/packages/{nobody}.zip": "302 404 404 404 404 404 404 404 404",
    "GET /api/schema/": "200 200 200 200 200 200 200 200 200",
    "GET /api/search/": "401 403 200 200 200 200 200 200 200",
    "GET /api/saved-searches/": "401 403 200 200 200 200 200 200 200",
    "POST /api/saved-searches/": "401 403 201 201 201 201 201 201 201",
    "DELETE /api/saved-searches/99999/": "401 403 404 404 404 404 404 404 404",
    "GET /api/jobs/": "401 200 200 200 200 200 200 200 200",
    "GET /api/jobs/{job}/": "401 404 404 200 200 200 200 404 200",
    "POST /api/jobs/{job}/retry/": "401 404 404 409 409 409 409 404 409",
    "GET /api/letters/": "401 403 200 200 403 200 200 403 200",
    "GET /api/letters/{letter}/": "401 403 200 200 403 200 200 403 200",
    "POST /api/letters/{letter}/release/": "401 403 409 409 403 409 409 403 409",
    "POST /api/letters/{letter}/drop/": "401 403 200 200 403 200 200 403 200",
    "POST /api/letters/{letter}/again/": "401 403 409 409 403 409 409 403 409",
    "GET /api/letter-templates/": "401 403 403 403 403 403 200 403 200",
    "GET /api/letter-templates/return/": "401 403 403 403 403 403 200 403 200",
    "PUT /api/letter-templates/return/": "401 403 403 403 403 403 200 403 200",
    "POST /api/letter-templates/return/restore/": (
        "401 403 403 403 403 403 200 403 200"
    ),
    "GET /api/submissions/{ref}/exclusive-term/": (
        "401 403 200 200 200 200 200 200 200"
    ),
    "POST /api/submissions/{ref}/exclusive-term/": (
        "401 403 200 200 403 403 200 403 200"
    ),
    "GET /api/submissions/{ref}/upload-links/": "401 403 200 200 200 200 200 200 200",
    "POST /api/submissions/{ref}/upload-links/": "401 403 201 201 403 403 201 403 201",
    "POST /api/submissions/{ref}/upload-links/{link}/close/": (
        "401 403 200 200 403 403 200 403 200"
    ),
    "GET /api/submissions/{ref}/clearance/page/": (
        "401 403 403 404 403 403 404 403 404"
    ),
    "POST /api/documents/read/": "401 403 415 415 403 403 415 403 415",
    "GET /api/documents/{nobody}/": "401 403 404 404 403 403 404 403 404",
    "GET /api/sections/": "401 403 200 200 200 200 200 200 200",
    "GET /api/submissions/": "401 403 200 200 200 200 200 200 200",
    "GET /api/submissions/{ref}/": "401 403 200 200 200 200 200 200 200",
    "GET /api/submissions/{ref}/versions/": "401 403 200 200 200 200 200 200 200",
    "GET /api/submissions/{ref}/photos/": "401 403 200 200 200 200 200 200 200",
    "GET /api/photos/{key}/": "401 403 200 200 200 200 200 200 200",
    "GET /api/photos/{key}/{kind}/": "401 403 200 200 200 200 200 200 200",
    "GET /api/photos/{key}/original/": "401 403 200 200 200 200 200 403 200",
    "PATCH /api/photos/{key}/": "401 403 200 200 403 403 200 403 200",
    "PUT /api/submissions/{ref}/flags/": "401 403 200 200 403 403 200 403 200",
    "PUT /api/submissions/{ref}/copy/": "401 403 200 200 403 403 200 403 200",
    "POST /api/submissions/{ref}/status-link/": "401 403 200 200 403 200 200 403 200",
    "POST /api/submissions/{ref}/actions/": "401 403 403 409 403 409 409 403 409",
    "DELETE /api/submissions/{ref}/": "401 403 405 405 405 405 405 405 405",
    "GET /api/submissions/{ref}/versions/1/changes/": (
        "401 403 200 200 200 200 200 200 200"
    ),
    "POST /api/submissions/{ref}/versions/1/restore/": (
        "401 403 409 409 403 403 409 403 409"
    ),
    "POST /admin/submissions/submission/{piece}/flags/": (
        "302 403 302 302 403 403 302 403 302"
    ),
    "POST /admin/submissions/submission/{piece}/versions/1/restore/": (
        "302 403 409 409 403 403 409 403 409"
    ),
    "GET /api/submissions/{ref}/seen-before/": "401 403 200 200 200 200 200 200 200",
    "POST /api/submissions/{later_ref}/seen-before/{ref}/": (
        "401 403 200 200 403 403 200 403 200"
    ),
    "GET /api/submissions/{ref}/author-messages/": (
        "401 403 200 200 403 403 200 403 200"
    ),
    "POST /api/submissions/{ref}/author-messages/{message}/seen/": (
        "401 403 200 200 403 403 200 403 200"
    ),
    "GET /api/mails/": "401 403 200 200 403 403 200 403 200",
    "POST /api/mails/": "401 403 415 415 403 403 415 403 415",
    "GET /api/mails/{mail}/": "401 403 200 200 403 403 200 403 200",
    "GET /api/mails/{mail}/raw/": "401 403 403 200 403 403 200 403 200",
    "POST /api/mails/{mail}/again/": "401 403 409 409 403 403 409 403 409",
    "POST /api/mails/{mail}/split/": "401 403 409 409 403 403 409 403 409",
    "GET /api/mails/{mail}/parts/1/": "401 403 403 200 403 403 200 403 200",
    "POST /api/mails/{mail}/parts/1/take-over/": "401 403 201 201 403 403 201 403 201",
    "GET /api/mails/{mail}/resend-letter/": "401 403 200 200 403 403 200 403 200",
    "POST /api/mails/{mail}/resend-letter/": "401 403 409 409 403 403 409 403 409",
    "GET /api/mails/{mail}/large-files/1/letter/": (
        "401 403 200 200 403 403 200 403 200"
    ),
    "POST /api/mails/{mail}/large-files/1/letter/": (
        "401 403 201 201 403 403 201 403 201"
    ),
    "DELETE /api/mails/{mail}/": "401 403 405 405 403 403 405 403 405",
    "GET /api/mailboxes/": "401 403 403 403 403 403 200 403 200",
    "POST /api/mailboxes/": "401 403 403 403 403 403 201 403 201",
    "GET /api/mailboxes/{mailbox}/": "401 403 403 403 403 403 200 403 200",
    "PATCH /api/mailboxes/{mailbox}/": "401 403 403 403 403 403 200 403 200",
    "DELETE /api/mailboxes/{mailbox}/": "401 403 403 403 403 403 409 403 409",
    "POST /api/mailboxes/{mailbox}/test/": "401 403 403 403 403 403 200 403 200",
    "GET /api/mailboxes/{mailbox}/backlog/": "401 403 403 403 403 403 409 403 409",
    "POST /api/mailboxes/{mailbox}/backlog/": "401 403 403 403 403 403 409 403 409",
    "GET /api/supplements/": "401 403 200 200 200 200 200 200 200",
    "GET /api/issues/": "401 403 200 200 200 200 200 200 200",
    "GET /api/issues/{issue}/": "401 403 200 200 200 200 200 200 200",
    "GET /api/issues/{issue}/exports/": "401 403 200 200 200 200 200 200 200",
    "POST /api/issues/{issue}/exports/": "401 403 403 403 202 202 202 403 202",
    "POST /api/issues/{issue}/release/": "401 403 403 403 403 409 409 403 409",
    "DELETE /api/issues/{issue}/": "401 403 405 405 405 405 405 405 405",
    "POST /api/issues/{issue}/proofs/": "401 403 403 403 409 409 409 403 409",
    "GET /api/publications/": "401 403 200 200 200 200 200 200 200",
    "GET /api/publications/{ref}/": "401 403 404 404 404 404 404 404 404",
    "GET /api/publications/{ref}/picture/": "401 403 404 404 404 404 404 404 404",
    "POST /api/publications/{ref}/letter/": "401 403 404 404 404 404 404 404 404",
    "GET /api/pages/": "401 403 200 200 200 200 200 200 200",
    "GET /api/pages/{page}/": "401 403 200 200 200 200 200 200 200",
    "POST /api/pages/{page}/sign/": "401 403 403 403 403 200 200 403 200",
    "POST /api/pages/{page}/order/": "401 403 200 200 200 403 200 403 200",
    "POST /api/pages/{page}/placements/": "401 403 409 409 409 403 409 403 409",
    "DELETE /api/placements/{placement}/": "401 403 204 204 204 403 204 403 204",
    "GET /api/exports/": "401 403 200 200 200 200 200 200 200",
    "GET /api/exports/{export}/": "401 403 200 200 200 200 200 200 200",
    "GET /api/exports/{export}/download/": "401 403 403 403 200 200 200 403 200",
}
