"""``manage.py bench`` hands over to a process on a home of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_an_unknown_name_ends_with_two_and_leaves_the_home_alone(tmp_path):
    home = tmp_path / "home"
    ran = subprocess.run(
        [sys.executable, "manage.py", "bench", "speed"],
        cwd=ROOT,
        env={
            **os.environ,
            "GUIDEKIT_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "guidekit.settings",
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("Bench does not know speed. It knows setup_warm_s, ")
    assert not (home / "guidekit.sqlite3").exists()
