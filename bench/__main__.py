"""Set up a home of bench's own, then run: ``python -m bench``."""

from __future__ import annotations

import sys

import django

from bench.places import own_home


def main() -> int:
    """Measure on a home that is thrown away; the user's is never opened."""
    with own_home():
        django.setup()
        # Models may be imported only now, and settings read the home just made.
        from bench.running import run  # noqa: PLC0415

        return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
