"""Logs go to standard output, one line each, without personal data."""

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
            "stream": "ext://sys.stdout",
            "formatter": "line",
        }
    },
    "root": {"handlers": ["out"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        # The line that is drawn to celery's own chatter: one line a task is enough.
        "celery.app.trace": {"level": "INFO"},
        "celery.beat": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
    },
}
