"""Set-up: a step is done once for the same sources, and refusals are sentences."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from guidekit import bootstrap

SCRIPT = Path(bootstrap.__file__)


def write_program(path: Path, said: str, code: int = 0) -> str:
    path.write_text(f"#!/bin/sh\necho '{said}'\nexit {code}\n")
    path.chmod(0o755)
    return str(path)


def test_wrong_word_gets_the_usage() -> None:
    command = [sys.executable, str(SCRIPT), "install"]

    ran = subprocess.run(command, capture_output=True, text=True)

    assert ran.returncode == 2
    assert "run | production | dev" in ran.stderr


def test_step_is_done_until_its_source_changes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "STAMPS", tmp_path / "stamps")
    lock = tmp_path / "some.lock"
    lock.write_text("one==1")

    before = bootstrap.done("packages", lock)
    bootstrap.note("packages", lock)
    after = bootstrap.done("packages", lock)
    lock.write_text("one==2")

    assert [before, after, bootstrap.done("packages", lock)] == [False, True, False]


@pytest.mark.parametrize(("said", "major"), [("v20.11.1", 20), ("", 0), ("what?", 0)])
def test_version_of_node_is_read(tmp_path: Path, said: str, major: int) -> None:
    assert bootstrap.node_version(write_program(tmp_path / "node", said)) == major


def test_python_without_its_venv_part_says_what_to_type(tmp_path: Path) -> None:
    python = write_program(tmp_path / "python3", "No module named ensurepip", 1)

    with pytest.raises(SystemExit, match="apt-get install python3-venv"):
        bootstrap.require_ensurepip(python)


def test_program_that_answers_nothing_has_no_version(tmp_path: Path) -> None:
    assert bootstrap.version_of(write_program(tmp_path / "python3", "")) == ()


def test_script_can_be_read_by_an_old_python() -> None:
    tree = ast.parse(SCRIPT.read_text(), feature_version=(3, 8))

    assert tree.body


def test_two_bundlings_give_the_same_bytes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = []
    for place in ("one", "two"):
        monkeypatch.setattr(bootstrap, "BUNDLED", tmp_path / place)
        monkeypatch.setattr(bootstrap, "STAMPS", tmp_path / f"stamps-{place}")
        bootstrap.bundle_scripts()
        files = sorted((tmp_path / place).iterdir())
        made.append({file.name: file.read_bytes() for file in files})

    assert sorted(made[0]) == ["altcha-worker.js", "altcha.js", "uppy.js"]
    assert made[0] == made[1]
