"""Who opens accounts, sessions, locks and the ledger: rows as in ``access_table``."""

from django.utils import timezone

from desk.models import ApiToken, SignInTries, StaffSession

BODIES = {
    "POST /admin/account/keys/": {"name": "script"},
    "PUT /api/me/second-factor/": {"code": "000000"},
    "DELETE /api/me/second-factor/": {"code": "000000"},
    "POST /api/me/second-factor/recovery-codes/": {"code": "000000"},
    "POST /api/staff/": {"username": "new", "display_name": "新人", "roles": []},
    "PUT /api/staff/{person}/sections/": {"sections": []},
    "PATCH /api/staff/{person}/": {"display_name": "新名"},
}

TABLE = {
    "GET /admin/account/": "302 200 200 200 200 200 200 200 200",
    "GET /admin/account/second-factor/": "302 200 200 200 200 200 200 200 200",
    "POST /admin/account/second-factor/codes/": "302 302 302 302 302 302 302 302 302",
    "POST /admin/account/second-factor/off/": "302 302 302 302 302 302 302 302 302",
    "POST /admin/account/sessions/{session}/end/": (
        "302 404 404 404 404 404 404 404 404"
    ),
    "POST /admin/account/sessions/end-others/": "302 302 302 302 302 302 302 302 302",
    "POST /admin/account/keys/": "302 200 200 200 200 200 200 200 200",
    "POST /admin/account/keys/{api_key}/revoke/": (
        "302 404 404 404 404 404 404 404 404"
    ),
    "GET /admin/account/keys/": "302 405 405 405 405 405 405 405 405",
    "GET /admin/password_change/": "302 200 200 200 200 200 200 200 200",
    "GET /admin/second-step/": "302 302 302 302 302 302 302 302 302",
    "POST /admin/desk/user/{person}/sessions/end/": (
        "302 403 403 403 403 403 403 403 302"
    ),
    "POST /admin/desk/user/{person}/second-factor/reset/": (
        "302 403 403 403 403 403 403 403 302"
    ),
    "GET /admin/desk/signintries/": "302 403 403 403 403 403 403 403 200",
    "GET /admin/desk/signintries/add/": "302 403 403 403 403 403 403 403 403",
    "GET /admin/desk/signintries/{lock}/delete/": (
        "302 403 403 403 403 403 403 403 403"
    ),
    "POST /admin/submissions/submission/photos/{photo}/words/": (
        "302 403 302 302 403 403 302 403 302"
    ),
    "GET /api/me/": "401 200 200 200 200 200 200 200 200",
    "GET /api/me/sessions/": "401 200 200 200 200 200 200 200 200",
    "DELETE /api/me/sessions/": "401 200 200 200 200 200 200 200 200",
    "DELETE /api/me/sessions/{session}/": "401 404 404 404 404 404 404 404 404",
    "GET /api/me/second-factor/": "401 200 200 200 200 200 200 200 200",
    "POST /api/me/second-factor/": "401 200 200 200 200 200 200 200 200",
    "PUT /api/me/second-factor/": "401 409 409 409 409 409 409 409 409",
    "DELETE /api/me/second-factor/": "401 409 409 409 409 409 409 409 409",
    "POST /api/me/second-factor/recovery-codes/": (
        "401 409 409 409 409 409 409 409 409"
    ),
    "GET /api/staff/": "401 403 403 403 403 403 403 403 200",
    "POST /api/staff/": "401 403 403 403 403 403 403 403 201",
    "GET /api/staff/{person}/": "401 403 403 403 403 403 403 403 200",
    "PATCH /api/staff/{person}/": "401 403 403 403 403 403 403 403 200",
    "POST /api/staff/{person}/end-sessions/": "401 403 403 403 403 403 403 403 200",
    "POST /api/staff/{person}/reset-second-factor/": (
        "401 403 403 403 403 403 403 403 200"
    ),
    "GET /api/staff/{person}/sections/": "401 403 403 403 403 403 403 403 200",
    "PUT /api/staff/{person}/sections/": "401 403 403 403 403 403 403 403 200",
    "GET /api/locks/": "401 403 403 403 403 403 403 403 200",
    "DELETE /api/locks/{lock}/": "401 403 403 403 403 403 403 403 204",
    "GET /api/ledger/": "401 403 403 200 403 200 200 403 200",
}


def signed_in(user):
    """Make a session, a key and a lock of somebody."""
    now = timezone.now()
    session = StaffSession.objects.create(
        user=user,
        key_hash="0" * 64,
        key="key",
        browser="Firefox",
        address="10.0.0.*",
        began_at=now,
        last_seen_at=now,
    )
    key = ApiToken.objects.create(user=user, name="a", prefix="gk_", token_hash="0")
    lock = SignInTries.objects.create(
        key="0" * 64, username=user.username, address="10.0.0.*", last_at=now
    )
    return {"session": session.pk, "api_key": key.pk, "lock": lock.pk}
