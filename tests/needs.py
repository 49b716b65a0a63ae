"""Programs that some tests drive: skipped where missing, a failure in CI."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import pytest

CJK_FONTS = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")


def program_test(mark: str, package: str, *programs: str) -> Callable[[Any], Any]:
    """Return a decorator that marks a test and checks its programs when it runs."""
    missing = [name for name in programs if shutil.which(name) is None]
    reason = f"needs {', '.join(missing)}: apt-get install {package}"

    def decorate(test: Any) -> Any:
        marked = getattr(pytest.mark, mark)(test)
        if not missing:
            return marked
        if os.environ.get("CI") == "true":
            return _failing(marked, reason)
        return pytest.mark.skip(reason=reason)(marked)

    return decorate


def require_programs(package: str, *programs: str) -> None:
    """Skip the test that asks for a fixture whose programs are missing; fail in CI."""
    missing = [name for name in programs if shutil.which(name) is None]
    if not missing:
        return
    reason = f"needs {', '.join(missing)}: apt-get install {package}"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def _failing(test: Any, reason: str) -> Any:
    @wraps(test)
    def fail(*_args: Any, **_fixtures: Any) -> None:
        pytest.fail(reason)

    return fail


needs_poppler = program_test(
    "needs_poppler", "poppler-utils", "pdftotext", "pdffonts", "pdfimages", "pdfinfo"
)
needs_ghostscript = program_test("needs_poppler", "ghostscript qpdf", "gs", "qpdf")
needs_scribus = program_test(
    "needs_scribus", "scribus xvfb fonts-noto-cjk", "scribus", "xvfb-run"
)
needs_office = program_test("needs_office", "libreoffice-writer", "soffice")
needs_chromium = program_test("needs_chromium", "chromium", "chromium")
needs_dovecot = program_test("needs_dovecot", "dovecot-imapd", "dovecot", "doveadm")
needs_bsdtar = program_test(
    "needs_bsdtar", "libarchive-tools unar p7zip-full", "bsdtar", "7z"
)
