"""What a browser may do with our pages, who may sign in, and how much may be sent."""

from csp.constants import NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE

from guidekit.settings import environment as given

AUTH_USER_MODEL = "desk.User"
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 10}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]

# Wrong passwords for one name from one network address, and how long they lock it.
SIGN_IN_TRIES = given.number("SIGN_IN_TRIES", 10, least=3, most=100)
SIGN_IN_WAIT_MINUTES = given.number("SIGN_IN_WAIT_MINUTES", 15, least=1, most=1440)
# Roles that have to sign in with a second factor; their names are those of StaffRole.
SECOND_FACTOR_ROLES = tuple(given.words("SECOND_FACTOR_ROLES"))

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [SELF],
    }
}
# What a page needs beyond that. Unfold's screens run Alpine, which evaluates the
# expressions in its attributes, and write theme colours into style elements; the API's
# description pages style inline and run a worker from a blob.
CONTENT_POLICY_BY_PATH = {
    "/admin/": {"script-src": [UNSAFE_EVAL], "style-src": [UNSAFE_INLINE]},
    "/api/docs/": {"style-src": [UNSAFE_INLINE], "worker-src": [SELF, "blob:"]},
}

X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

SESSION_COOKIE_NAME = "guidekit_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 7 * 24 * 3600
CSRF_COOKIE_NAME = "guidekit_csrf"
CSRF_COOKIE_SAMESITE = "Lax"

# A site named https:// is never spoken to without it.
HTTPS = given.text("SITE_URL").startswith("https://")
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked by supervisors on the loopback
SECURE_HSTS_SECONDS = 30 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SILENCED_SYSTEM_CHECKS = [
    # The paper's other sites are not ours to bind (HSTS for subdomains, preload).
    *("security.W005", "security.W021"),
    # Pages and letters are shown in frames of our own.
    "security.W019",
]
TRUSTED_PROXIES = given.number("TRUSTED_PROXIES", 0, least=0, most=5)
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

MEBIBYTE = 1024 * 1024
REQUEST_MAX_BYTES = given.number("REQUEST_MAX_MB", 120, least=1, most=2000) * MEBIBYTE
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * MEBIBYTE  # text fields; files go to disk
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 60
FILE_UPLOAD_MAX_MEMORY_SIZE = MEBIBYTE
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
