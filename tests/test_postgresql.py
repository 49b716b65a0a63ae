"""What a database decides is asked of a real PostgreSQL, too.

The same tests as on SQLite run again in a process of their own against the embedded
server: receiving at once, mail, the workflow, the ledger's chains, jobs, sign-offs.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent
ASKED = (
    "tests/submissions/services/test_receiving_at_once.py",
    "tests/submissions/services/uploads/test_receiving_uploads.py",
    "tests/submissions/services/test_workflow.py",
    "tests/submissions/services/test_editing.py",
    "tests/submissions/services/searching/test_searching.py",
    "tests/submissions/services/tagging",
    "tests/submissions/admin/test_tagging.py",
    "tests/submissions/services/mail/test_arriving_at_once.py",
    "tests/submissions/services/mail/test_polling.py",
    "tests/submissions/services/mail/test_deciding.py",
    "tests/submissions/services/mail/test_settling.py",
    "tests/submissions/services/test_reach.py",
    "tests/submissions/services/test_calls.py",
    "tests/desk/test_forms.py",
    "tests/desk/services/test_ledger.py",
    "tests/desk/services/test_jobs.py",
    "tests/desk/services/test_sweeping.py",
    "tests/issues/services/test_placing.py",
    "tests/issues/services/test_signing.py",
    "tests/issues/services/test_lateness.py",
    "tests/issues/services/test_past_issues.py",
)


def test_the_same_tests_pass_on_postgresql(postgresql_url):
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    command += ["--reuse-db", *ASKED]  # it stays, to show where the tests ran
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}

    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**kept, "DATABASE_URL": postgresql_url},
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )

    assert done.returncode == 0, done.stdout[-6000:]
    assert " passed" in done.stdout
    with psycopg.connect(postgresql_url) as server:
        rows = server.execute("SELECT datname FROM pg_database").fetchall()
    assert [name for (name,) in rows if name.startswith("test_")]
