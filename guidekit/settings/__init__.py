"""Settings of guidekit; every value that differs by place comes from the environment.

`docs/operations.md` lists the variables.
"""

from urllib.parse import urlsplit

import environ

from guidekit.settings import environment as given
from guidekit.settings.api import *  # noqa: F403 - Django reads one flat module
from guidekit.settings.form import *  # noqa: F403 - as above
from guidekit.settings.interface import *  # noqa: F403 - as above
from guidekit.settings.logs import *  # noqa: F403 - as above
from guidekit.settings.security import *  # noqa: F403 - as above
from guidekit.settings.work import *  # noqa: F403 - as above

BASE_DIR = given.BASE_DIR
GUIDEKIT_HOME = given.home()
BIND = given.text("BIND", "127.0.0.1")
PORT = given.number("PORT", 8000, least=1, most=65535)
WEB_PROCESSES = given.number("WEB_PROCESSES", 2, least=1, most=64)
# A file that comes over a slow line holds a thread for as long as it takes; three
# quarters of them may be held so (submissions/views/bodies.py).
WEB_THREADS = given.number("WEB_THREADS", 40, least=2, most=200)
SITE_URL = given.address(
    "SITE_URL", f"http://127.0.0.1:{PORT}", schemes=("http", "https")
).rstrip("/")

SECRET_KEY = given.secret_key(GUIDEKIT_HOME)
FIELD_KEYS = given.field_keys(GUIDEKIT_HOME)
DEBUG = given.flag("DEBUG", default=False)
ALLOWED_HOSTS = [
    urlsplit(SITE_URL).hostname or "",
    *("127.0.0.1", "localhost", "[::1]"),
    *given.words("ALLOWED_HOSTS"),
]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "unfold",
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
    "desk.apps.DeskConfig",
    "submissions.apps.SubmissionsConfig",
    "issues.apps.IssuesConfig",
    "guidekit.apps.GuidekitConfig",
]

MIDDLEWARE = [
    "guidekit.middleware.RequestSizeMiddleware",
    "guidekit.middleware.PagesFirstMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "guidekit.middleware.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "guidekit.middleware.StaffSessionMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "submissions.views.visitor.VisitMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "guidekit.middleware.ContentPolicyMiddleware",
]

ROOT_URLCONF = "guidekit.urls"
WSGI_APPLICATION = "guidekit.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASE_URL = given.address(
    "DATABASE_URL",
    f"sqlite:///{GUIDEKIT_HOME / 'guidekit.sqlite3'}",
    schemes=("sqlite", "postgres", "postgresql"),
)
DATABASES = {
    "default": {
        **environ.Env.db_url_config(DATABASE_URL),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
}
if urlsplit(DATABASE_URL).scheme == "sqlite":
    # IMMEDIATE: a transaction that read first could never upgrade to write, and
    # would fail at once whatever the timeout (docs/operations.md has the figures).
    # FULL: a piece whose receipt was shown must survive a power cut.
    # Django's, with a row in which those wait who write.
    DATABASES["default"]["ENGINE"] = "guidekit.sqlite"
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;",
    }

# Files, not Redis: the site must go on while Redis is away.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": GUIDEKIT_HOME / "cache",
    }
}

# What people sent is private: served by id through a view, never by an address here.
MEDIA_ROOT = GUIDEKIT_HOME / "media"
STATIC_URL = "/static/"
# Made from the code, so it stands beside the code and serves every home.
STATIC_ROOT = BASE_DIR / "static"
# Front-end libraries as guidekit/bootstrap.py bundles them.
STATICFILES_DIRS = [BASE_DIR / "build" / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": MEDIA_ROOT},
    },
    "staticfiles": {"BACKEND": "guidekit.storage.StaticStorage"},
}
FILE_UPLOAD_TEMP_DIR = GUIDEKIT_HOME / "uploads"
FILE_UPLOAD_TEMP_DIR.mkdir(mode=0o700, exist_ok=True)

PRINT_PROFILE = given.text("PRINT_PROFILE")

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
