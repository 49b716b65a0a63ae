"""Pack a frozen issue, with the pictures kept so far."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

from bench.children import account
from issues.services.picture_store import PictureStore
from press.exporters.bundle import write_package


def main() -> None:
    """Read the issue named first; keep pictures in the folder named second."""
    frozen, kept = (Path(name) for name in sys.argv[1:3])
    snapshot = pickle.loads(frozen.read_bytes())

    def pack() -> None:
        with frozen.with_suffix(".zip").open("w+b") as out:
            write_package(snapshot, out, store=PictureStore(kept))

    account(pack)


if __name__ == "__main__":
    main()
