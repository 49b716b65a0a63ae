"""The quality gates of ``make check``, and the locks of ``make lock``.

    python -m guidekit.gates [lock]

All gates run even when one fails, so that one run shows everything.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
PYTHON = sys.executable

COMPILE = (
    *(str(BIN / "uv"), "pip", "compile", "requirements.txt", "--quiet"),
    *("--generate-hashes", "--universal", "--python-version", "3.11"),
    # Nothing of this machine goes into the file: no address, no path, no header.
    *("--no-emit-index-url", "--no-emit-find-links", "--no-header", "--no-annotate"),
)
LOCKS: dict[str, Sequence[str]] = {
    "requirements.lock": (*COMPILE, "-o", "requirements.lock"),
    "requirements-dev.lock": (
        *COMPILE,
        *("--group", "dev", "-c", "requirements.lock", "-o", "requirements-dev.lock"),
    ),
}

TESTS = (
    "tests/test_layering.py",
    "tests/test_templates.py",
    "tests/test_translations.py",
)
# What a deployed house sets; the gate looks at our settings under these.
DEPLOYED = {
    "SITE_URL": "https://desk.example.org",
    "SMTP_URL": "smtps://desk@mail.example.org:465",
}


def gates() -> dict[str, Sequence[str]]:
    """Name each gate and its command line."""
    manage = (PYTHON, "manage.py")
    templates = [str(path) for path in (ROOT / "templates").rglob("*.html")]
    return {
        "format": (
            str(BIN / "ruff"),
            "format",
            "--check",
            "--output-format",
            "concise",
            ".",
        ),
        "lint": (str(BIN / "ruff"), "check", "--quiet", "."),
        "types": (str(BIN / "mypy"),),
        "migrations": (*manage, "makemigrations", "--check", "--dry-run"),
        "structure, templates, translations": (PYTHON, "-m", "pytest", "-q", *TESTS),
        "template indentation": (
            *(str(BIN / "djhtml"), "--check", "--tabwidth", "2", *templates),
        ),
        "deployment": (*manage, "check", "--deploy", "--fail-level", "WARNING"),
    }


def passes(name: str, command: Sequence[str]) -> bool:
    """Run one gate; show what it wrote when it fails."""
    began = time.monotonic()
    ran = subprocess.run(  # noqa: S603 - our own command lines
        command,
        cwd=ROOT,
        env={**os.environ, **DEPLOYED},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    verdict = "failed" if ran.returncode else "ok"
    print(f"{name}: {verdict} ({time.monotonic() - began:.1f} s)", flush=True)  # noqa: T201 - a command's output
    if ran.returncode:
        print(ran.stdout.decode(errors="replace"), flush=True)  # noqa: T201 - as above
    return not ran.returncode


def check() -> int:
    """Run every gate."""
    failed = [name for name, command in gates().items() if not passes(name, command)]
    if failed:
        print(f"Failed: {'; '.join(failed)}.")  # noqa: T201 - as above
    return int(bool(failed))


def lock() -> int:
    """Resolve the packages anew and write both locks."""
    for command in LOCKS.values():
        subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603 - as above
    return 0


if __name__ == "__main__":
    sys.exit(lock() if sys.argv[1:] == ["lock"] else check())
