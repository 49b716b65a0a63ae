"""Who opens what in the roles that came later, row by row against an older column.

Each answers as the column named first does, but for the rows below it: there stands
what she gets instead.  ``tests/test_access.py`` compares every row.
"""

from tests import access_rest
from tests.access_contacts import LATER
from tests.access_formats import ADMINISTERING
from tests.access_planning import CORRESPONDENTS

OLDER = (
    "anonymous",
    "no role",
    "editor",
    "section_chief",
    "page_editor",
    "duty_editor",
    "editor_in_chief",
    "proofreader",
    "superuser",
)
PIECE = "/admin/submissions/submission/{piece}/"
DIFFERENCES = {
    "picture_editor": (
        "proofreader",
        {
            "GET /admin/submissions/submission/photos/{photo}/original/": 200,
            "POST /admin/submissions/submission/{piece}/ask/": 200,
            "POST /admin/submissions/submission/{piece}/links/{link}/close/": 302,
            "POST /api/submissions/{ref}/upload-links/": 201,
            "POST /api/submissions/{ref}/upload-links/{link}/close/": 200,
            "GET /api/photos/{key}/original/": 200,
            "PATCH /api/photos/{key}/": 200,
            "POST /admin/submissions/submission/photos/{photo}/words/": 302,
        },
    ),
    "reviewer": (
        "proofreader",
        {
            "GET /admin/submissions/mailmessage/": 200,
            "GET /admin/submissions/mailmessage/{mail_id}/change/": 200,
            "POST /admin/submissions/mailmessage/{mail_id}/read/": 302,
            "POST /admin/submissions/mailmessage/{mail_id}/split/": 302,
            "POST /admin/submissions/mailmessage/parts/{part}/take/": 302,
            "GET /admin/desk/ledgerentry/": 200,
            "GET /admin/desk/dayseal/": 200,
            "GET /admin/desk/letter/": 200,
            "GET /admin/desk/letter/{letter}/change/": 200,
            "POST /admin/desk/letter/{letter}/release/": 422,
            "POST /admin/desk/letter/{letter}/drop/": 409,
            "POST /admin/desk/letter/{letter}/again/": 409,
            "GET /admin/desk/letter/enclosures/{enclosure}/": 200,
            "GET /api/letters/": 200,
            "GET /api/letters/{letter}/": 200,
            "GET /api/submissions/{ref}/author-messages/": 200,
            "GET /api/mails/": 200,
            "GET /api/mails/{mail}/": 200,
            "GET /api/mails/{mail}/resend-letter/": 200,
            "GET /api/mails/{mail}/large-files/1/letter/": 200,
            "DELETE /api/mails/{mail}/": 405,
            "GET /api/ledger/": 200,
        },
    ),
    "correspondents_desk": (
        "proofreader",
        {
            "POST /admin/submissions/submission/{piece}/phone/": 200,
            "GET /admin/submissions/mailmessage/": 200,
            "GET /admin/submissions/mailmessage/{mail_id}/change/": 200,
            "GET /admin/submissions/mailmessage/{mail_id}/raw/": 200,
            "GET /admin/submissions/mailmessage/{mail_id}/raw.eml": 200,
            "GET /admin/submissions/mailmessage/parts/{part}/": 200,
            "GET /admin/submissions/mailmessage/files/{large}/ask/": 200,
            "GET /admin/submissions/mailmessage/{mail_id}/resend/": 200,
            "POST /admin/submissions/mailmessage/{mail_id}/read/": 302,
            "POST /admin/submissions/mailmessage/{mail_id}/split/": 302,
            "POST /admin/submissions/mailmessage/parts/{part}/take/": 302,
            "GET /admin/submissions/correspondent/add/": 200,
            "GET /admin/submissions/confirmedaddress/": 200,
            "GET /admin/submissions/confirmedaddress/{address}/change/": 200,
            "GET /admin/desk/letter/": 200,
            "GET /admin/desk/letter/{letter}/change/": 200,
            "POST /admin/desk/letter/{letter}/release/": 422,
            "POST /admin/desk/letter/{letter}/drop/": 302,
            "POST /admin/desk/letter/{letter}/again/": 409,
            "GET /admin/desk/letter/enclosures/{enclosure}/": 200,
            "POST /admin/submissions/submission/{piece}/renew-link/": 302,
            "GET /admin/submissions/submission/{piece}/clearance/": 404,
            "GET /api/letters/": 200,
            "GET /api/letters/{letter}/": 200,
            "POST /api/letters/{letter}/release/": 409,
            "POST /api/letters/{letter}/drop/": 200,
            "POST /api/letters/{letter}/again/": 409,
            "GET /api/submissions/{ref}/clearance/page/": 404,
            "POST /api/submissions/{ref}/status-link/": 200,
            "GET /api/submissions/{ref}/author-messages/": 200,
            "POST /api/submissions/{ref}/author-messages/{message}/seen/": 200,
            "GET /api/mails/": 200,
            "POST /api/mails/": 415,
            "GET /api/mails/{mail}/": 200,
            "GET /api/mails/{mail}/raw/": 200,
            "POST /api/mails/{mail}/again/": 409,
            "GET /api/mails/{mail}/parts/1/": 200,
            "GET /api/mails/{mail}/resend-letter/": 200,
            "POST /api/mails/{mail}/resend-letter/": 409,
            "GET /api/mails/{mail}/large-files/1/letter/": 200,
            "POST /api/mails/{mail}/large-files/1/letter/": 201,
            "DELETE /api/mails/{mail}/": 405,
            "POST /admin/submissions/submission/{piece}/questions/": 302,
            f"POST {PIECE}questions/{{question}}/close/": 302,
            "POST /api/submissions/{ref}/questions/": 201,
            "DELETE /api/submissions/{ref}/questions/{question}/": 204,
        },
    ),
    "administrator": (
        "no role",
        {
            "GET /admin/submissions/mailbox/": 200,
            "GET /admin/submissions/mailbox/add/": 200,
            "GET /admin/submissions/mailbox/{mailbox}/change/": 200,
            "GET /admin/submissions/mailbox/{mailbox}/delete/": 302,
            "GET /admin/submissions/mailbox/{mailbox}/old-mail/": 302,
            "POST /admin/submissions/mailbox/{mailbox}/test/": 200,
            "POST /admin/submissions/mailbox/{mailbox}/switch/": 302,
            "GET /admin/issues/supplement/": 200,
            "GET /admin/issues/pagegrid/": 200,
            **ADMINISTERING,
            "GET /admin/desk/job/": 200,
            "GET /admin/desk/job/{job}/change/": 200,
            "GET /admin/desk/ledgerentry/": 200,
            "GET /admin/desk/dayseal/": 200,
            "GET /admin/desk/lettertemplate/": 200,
            "GET /admin/desk/lettertemplate/return/": 200,
            "POST /admin/desk/lettertemplate/return/": 302,
            "POST /admin/desk/lettertemplate/return/restore/": 302,
            "GET /admin/desk/user/": 200,
            "GET /admin/desk/user/{person}/change/": 200,
            "GET /admin/desk/user/{person}/password/": 200,
            "GET /admin/desk/apitoken/": 200,
            "GET /admin/desk/apitoken/add/": 200,
            "GET /api/jobs/{job}/": 200,
            "POST /api/jobs/{job}/retry/": 409,
            "GET /api/letter-templates/": 200,
            "GET /api/letter-templates/return/": 200,
            "PUT /api/letter-templates/return/": 200,
            "POST /api/letter-templates/return/restore/": 200,
            "GET /api/mailboxes/": 200,
            "POST /api/mailboxes/": 201,
            "GET /api/mailboxes/{mailbox}/": 200,
            "PATCH /api/mailboxes/{mailbox}/": 200,
            "DELETE /api/mailboxes/{mailbox}/": 409,
            "POST /api/mailboxes/{mailbox}/test/": 200,
            "GET /api/mailboxes/{mailbox}/backlog/": 409,
            "POST /api/mailboxes/{mailbox}/backlog/": 409,
            "POST /admin/desk/user/{person}/sessions/end/": 302,
            "POST /admin/desk/user/{person}/second-factor/reset/": 302,
            "GET /admin/desk/signintries/": 200,
            "GET /api/staff/": 200,
            "POST /api/staff/": 201,
            "GET /api/staff/{person}/": 200,
            "GET /api/staff/{person}/sections/": 200,
            "PUT /api/staff/{person}/sections/": 200,
            "PATCH /api/staff/{person}/": 200,
            "POST /api/staff/{person}/end-sessions/": 200,
            "POST /api/staff/{person}/reset-second-factor/": 200,
            "GET /api/locks/": 200,
            "DELETE /api/locks/{lock}/": 204,
            "GET /api/ledger/": 200,
        },
    ),
}


def expected(rows):
    """Return each later role's answers, from the columns of ``rows``."""
    columns = {
        row: dict(zip(OLDER, answers.split(), strict=True))
        for row, answers in rows.items()
    }
    return {
        role: {
            row: {**differs, **_later(role)}.get(row, int(columns[row][like]))
            for row in rows
        }
        for role, (like, differs) in DIFFERENCES.items()
    }


def _later(role):
    planning = CORRESPONDENTS if role == "correspondents_desk" else {}
    return {**LATER.get(role, {}), **access_rest.LATER.get(role, {}), **planning}
