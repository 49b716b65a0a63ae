"""Take mails of one kind in, as a worker does; the mails are made before."""

from __future__ import annotations

import sys
from pathlib import Path

import django

from bench.children import account


def main() -> None:
    """Take in the files of the folder named on the command line."""
    django.setup()
    from submissions.services.mail.arriving import (  # noqa: PLC0415  after setup
        Delivery,
        keep_mail,
    )
    from submissions.services.mail.reading import read_mail  # noqa: PLC0415  as above

    paths = sorted(Path(sys.argv[1]).glob("*.eml"))

    def take_in(path: Path) -> None:
        delivery = Delivery(key=f"bench:{path.parent.name}:{path.stem}", silent=True)
        read_mail(keep_mail(path.read_bytes(), delivery, ask=False))

    def take_all_in() -> None:
        for path in paths[1:]:
            take_in(path)

    take_in(paths[0])  # what is loaded once in a worker is loaded now
    account(take_all_in)


if __name__ == "__main__":
    main()
