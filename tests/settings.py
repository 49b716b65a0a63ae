"""Settings of the tests: a home of their own for every process, thrown away after."""

import os
import shutil
import tempfile
from pathlib import Path

# Everything that tests write is thrown away and may stand in memory: nothing then waits
# for a disk, whose loss no test could play.  Who gives a TMPDIR is obeyed.
MEMORY, ENOUGH = Path("/dev/shm"), 4 * 1024**3
if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH:
    os.environ.setdefault("TMPDIR", str(MEMORY))
    tempfile.tempdir = None  # it is looked for anew

os.environ["GUIDEKIT_HOME"] = tempfile.mkdtemp(prefix="guidekit-test-")
for name in ("SITE_URL", "PORT", "SECRET_KEY", "FIELD_KEYS", "MAILBOX_URL", "SMTP_URL"):
    os.environ.pop(name, None)

from guidekit.settings import *  # noqa: E402, F403 - the home must be set first

# A file, not memory: browser tests serve pages from a second thread.
DATABASES["default"].setdefault("TEST", {})  # noqa: F405 - from the settings above
if DATABASES["default"]["ENGINE"].endswith("sqlite"):  # noqa: F405 - as above
    DATABASES["default"]["TEST"]["NAME"] = GUIDEKIT_HOME / "test.sqlite3"  # noqa: F405 - as above
    # As above, where there is only a disk.
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"  # noqa: F405 - as above
# One connection a test, closed after it.
DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405 - as above

# Tests ask for the English sentences, which are the sources of the others.
LANGUAGE_CODE = "en"

# Most tests post the form as a program; those of the challenge switch it on.
FORM_CAPTCHA = "off"

# No collected static files, no slow hashing.
STORAGES["staticfiles"] = {  # noqa: F405 - as above
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"] = {"anon": None, "user": None}  # noqa: F405 - as above
