"""The door for the web server."""

import os

from django.core.wsgi import get_wsgi_application
from gunicorn.http.unreader import SocketUnreader  # type: ignore[import-untyped]

from guidekit.warming import warm_up

# Bytes of a body that gunicorn reads at once, and holds, for each request: a megabyte
# each (its choice) are too many for dozens of files that come at one time.
SocketUnreader.max_body_chunk = 128 * 1024

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidekit.settings")

application = get_wsgi_application()

warm_up(application)
