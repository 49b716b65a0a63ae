"""Logs go to standard error, one line each, without personal data.

Standard output belongs to what a command answers (``--json``).
"""

from guidekit.settings import environment as given

LOG_LEVEL = given.choice(
    "LOG_LEVEL", "INFO", allowed=("DEBUG", "INFO", "WARNING", "ERROR")
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "guidekit.logs.LineFormatter"}},
    "handlers": {
        "out": {
            "class": "logging.StreamHandler",
            "stream": "ext://sys.stderr",
            "formatter": "line",
        }
    },
    "root": {"handlers": ["out"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        "celery": {"level": "WARNING"},
        "kombu": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
        "httpx": {"level": "WARNING"},
        "pikepdf": {"level": "WARNING"},
    },
}
