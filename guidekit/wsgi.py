"""The door for the web server."""

import os
import sys

from django.core.wsgi import get_wsgi_application
from gunicorn.http.unreader import SocketUnreader  # type: ignore[import-untyped]

# Bytes of a body that gunicorn reads at once, and holds, for each request: a megabyte
# each (its choice) are too many for dozens of files that come at one time.
SocketUnreader.max_body_chunk = 128 * 1024

# Seconds: dozens of threads share one lock of Python's, and each statement of a
# transaction gives it back; at 5 ms a turn (Python's choice) a short one takes long.
sys.setswitchinterval(0.0005)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidekit.settings")

application = get_wsgi_application()
