"""What the first requests would make while dozens of people wait, made beforehand.

Templates are compiled, addresses put in order and patterns built when they are first
needed.  In the process that web processes are forked from this is done once.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.validators import validate_email
from django.db import connections

from press.finding.folding import fold

logger = logging.getLogger(__name__)

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def warm_up(application: Application) -> bool:
    """Ask for the public form once; return whether it came.  Never raises.

    What cannot be made now is made with the first request, as it would be without.
    """
    statuses: list[str] = []

    def start(status: str, *_rest: Any) -> None:
        statuses.append(status)

    try:
        fold("")
        validate_email("desk@example.org")
        answer = application(_request(), start)
        for _part in answer:
            pass
        getattr(answer, "close", lambda: None)()
    except Exception:
        logger.exception("The first page could not be made beforehand")
    finally:
        connections.close_all()  # none may cross a fork
    return statuses[:1] == ["200 OK"]


def _request() -> dict[str, Any]:
    site = urlsplit(settings.SITE_URL)
    environ: dict[str, Any] = {
        "HTTP_HOST": site.netloc,
        "PATH_INFO": "/",
        "wsgi.url_scheme": site.scheme,
    }
    setup_testing_defaults(environ)
    return environ
