"""LibreOffice, where it is installed: old Word files → .docx, in a boxed child."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from submissions.documents.child import ChildLimits, child, program
from submissions.documents.limits import MIB, OFFICE_SECONDS
from submissions.documents.refusal import RefusedError
from submissions.problems import ProblemCode

LIMITS = ChildLimits(seconds=OFFICE_SECONDS, memory=1024 * MIB)
FILTER = "docx:MS Word 2007 XML"
_ITEM = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>"
)
# Nothing of a document may run or be fetched, and nothing may be asked.
SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Common/Misc", "FirstRun", "false"),
    ("Office.Common/Misc", "CrashReport", "false"),
    ("Setup/Office", "ooSetupInstCompleted", "true"),
)
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items'
    ' xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'
)


def office() -> str | None:
    """Return LibreOffice's path, if this machine has it."""
    return program("soffice", "libreoffice")


@contextmanager
def as_docx(path: Path, *, ending: str, work: Path) -> Iterator[Path]:
    """Give an old file as .docx for a while; raise ``RefusedError`` if it fails."""
    folder = work / f"office-{secrets.token_hex(8)}"
    source = folder / f"source.{ending}"
    _make_profile(folder / "profile" / "user")
    shutil.copyfile(path, source)
    try:
        yield _converted(source, folder.resolve())
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _converted(source: Path, folder: Path) -> Path:
    found = office()
    if found is None:
        raise RefusedError(ProblemCode.CONVERTER_MISSING)
    command = [
        *(found, f"-env:UserInstallation={(folder / 'profile').as_uri()}"),
        *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
        *("--convert-to", FILTER, "--outdir", str(folder / "made")),
        str(folder / source.name),
    ]
    with child(command, work=folder, limits=LIMITS) as running:
        ended = running.succeeded()
        timed_out = running.timed_out
    made = folder / "made" / "source.docx"
    if timed_out:
        raise RefusedError(ProblemCode.TIMED_OUT)
    if not ended or not made.is_file() or made.is_symlink():
        raise RefusedError(ProblemCode.CONVERTER_FAILED)
    return made


def _make_profile(folder: Path) -> None:
    folder.mkdir(parents=True)
    items = "".join(
        _ITEM.format(path=path, name=name, value=value)
        for path, name, value in SETTINGS
    )
    (folder / "registrymodifications.xcu").write_text(_PROFILE.format(items=items))
