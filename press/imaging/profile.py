"""Print profiles: the house default for newsprint, or the printing house's own."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from press.composing.model import PrintProfile

DEFAULT_PATH = Path(__file__).parent / "profiles" / "newsprint-ifra26s-230.icc"
DEFAULT_NAME = "Coldset newsprint, IFRA26S"
DEFAULT_CONDITION = "IFRA26"  # ICC characterisation data registry
DEFAULT_INK_LIMIT = 230.0
COMMON_INK_LIMIT = 240.0  # most newspapers' specifications
CLASS_AT, SPACE_AT, MAGIC_AT = slice(12, 16), slice(16, 20), slice(36, 40)  # ICC.1 7.2


class ProfileError(ValueError):
    """A file that cannot serve as print profile; the message says why."""


@cache
def default_profile() -> PrintProfile:
    return load_profile(
        DEFAULT_PATH,
        name=DEFAULT_NAME,
        condition=DEFAULT_CONDITION,
        ink_limit=DEFAULT_INK_LIMIT,
    )


def load_profile(
    path: Path,
    *,
    name: str = "",
    condition: str = "",
    ink_limit: float = COMMON_INK_LIMIT,
) -> PrintProfile:
    """Read an ICC profile of a four-ink press; refuse anything else."""
    icc = path.read_bytes()
    if icc[MAGIC_AT] != b"acsp":
        raise ProfileError(f"{path.name} is not an ICC profile.")
    if icc[CLASS_AT] != b"prtr" or icc[SPACE_AT] != b"CMYK":
        raise ProfileError(f"{path.name} is not the profile of a four-ink press.")
    return PrintProfile(
        name=name or path.stem,
        condition=condition or path.stem,
        icc=icc,
        ink_limit=ink_limit,
        sha256=hashlib.sha256(icc).hexdigest(),
    )
