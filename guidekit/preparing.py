"""Find out whether a home is ready to start, and have it prepared if not."""

import json
import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from guidekit.supervisor.child import die_with
from guidekit.supervisor.errors import StartRefusedError

Accounts = list[tuple[str, str]]


def prepared_mark() -> Path:
    """Name the file that says that a first start came to its end."""
    return settings.GUIDEKIT_HOME / "prepared"


def note_prepared() -> None:
    """Leave the mark, so that later starts are quick."""
    prepared_mark().touch()


def is_prepared() -> bool:
    """Tell whether the first start is over and no migration waits."""
    if not prepared_mark().exists():
        return False
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    connection.close()  # it must not cross a fork
    return not plan


def prepare_if_needed() -> Accounts:
    """Prepare the home in a process of its own; return the accounts made now."""
    if is_prepared():
        return []
    command = [sys.executable, "manage.py", "prepare"]
    ran = subprocess.run(  # noqa: S603 - our own command line
        command,
        cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE,
        preexec_fn=die_with(os.getpid()),
        check=False,
    )
    if ran.returncode:
        raise StartRefusedError(_("The home could not be prepared; see above why."))
    answer = json.loads(ran.stdout.splitlines()[-1])
    return [(name, password) for name, password in answer["accounts"]]
