"""Read the environment; refuse what cannot be meant, by name."""

import hashlib
import os
import secrets
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parents[2]

# A unix socket's path must fit in 107 bytes (sockaddr_un on Linux).
SOCKET_PATH_BYTES = 100

FLAGS = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


def text(name: str, default: str = "") -> str:
    """Read a line of text; empty counts as not given."""
    return os.environ.get(name, "").strip() or default


def words(name: str) -> list[str]:
    """Read a list separated by commas."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def flag(name: str, *, default: bool) -> bool:
    """Read yes or no."""
    value = text(name)
    if not value:
        return default
    if value.lower() not in FLAGS:
        raise ImproperlyConfigured(f"{name} is {value!r}; set it to 1 or 0.")
    return FLAGS[value.lower()]


def number(name: str, default: int, *, least: int, most: int) -> int:
    """Read a whole number between two bounds."""
    value = text(name)
    if not value:
        return default
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        raise ImproperlyConfigured(
            f"{name} is {value!r}; set it to a whole number from {least} to {most}."
        )
    return int(value)


def choice(name: str, default: str, *, allowed: tuple[str, ...]) -> str:
    """Read one of a few words."""
    value = text(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(
            f"{name} is {value!r}; set it to one of {', '.join(allowed)}."
        )
    return value


def address(name: str, default: str, *, schemes: tuple[str, ...]) -> str:
    """Read a URL whose scheme is among those that we can use."""
    value = text(name, default)
    if value and urlsplit(value).scheme not in schemes:
        # The value stays out of the message: it may hold a password.
        raise ImproperlyConfigured(
            f"{name} must begin with one of {', '.join(f'{s}:' for s in schemes)}."
        )
    return value


def home() -> Path:
    """Open the folder that holds all data, for its owner only."""
    folder = Path(text("GUIDEKIT_HOME", str(BASE_DIR / "var"))).expanduser().resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def kept_secret(path: Path, make: str) -> str:
    """Read a secret file, or write it once; safe when many processes start at once."""
    if not path.exists():
        with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False) as file:
            file.write(make + "\n")  # created with mode 600
        try:
            os.link(file.name, path)
        except FileExistsError:  # another process was first; its secret counts
            pass
        finally:
            Path(file.name).unlink()
    return path.read_text("ascii").strip()


def secret_key(folder: Path) -> str:
    """Give Django's signing key: from the environment, else kept in the home."""
    given = text("SECRET_KEY")
    return given or kept_secret(folder / "secret.key", secrets.token_urlsafe(50))


def field_keys(folder: Path) -> list[str]:
    """Give the keys for encrypted fields, newest first.

    They stand apart from the database, and apart from the signing key, so that
    either can be changed alone. An older key stays in the list for reading.
    """
    kept = folder / "field.keys"
    given = words("FIELD_KEYS")
    keys = given or kept_secret(kept, Fernet.generate_key().decode()).split()
    for key in keys:
        try:
            Fernet(key)
        except ValueError:
            raise ImproperlyConfigured(
                "FIELD_KEYS holds a key that is not 32 bytes in URL-safe base 64."
            ) from None
    return keys


def redis_socket(folder: Path) -> Path:
    """Place the embedded Redis's socket in the home, or in a short folder."""
    socket = folder / "redis.sock"
    if len(os.fsencode(socket)) <= SOCKET_PATH_BYTES:
        return socket
    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
    return Path("/tmp") / f"guidekit-{os.getuid()}-{digest}" / "redis.sock"  # noqa: S108 - made 0700 and its owner checked before use
