"""The door for the web server."""

import os

from django.core.wsgi import get_wsgi_application
from gunicorn.http.unreader import SocketUnreader  # type: ignore[import-untyped]

from press.finding.folding import fold

# Bytes of a body that gunicorn reads at once, and holds, for each request: a megabyte
# each (its choice) are too many for dozens of files that come at one time.
SocketUnreader.max_body_chunk = 128 * 1024

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidekit.settings")

application = get_wsgi_application()

# Made before the processes part: the first piece each of them takes in would make it
# while everybody else waits to write.
fold("")
