"""What the tests of documents share: reading, and a watch on the disk."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from submissions.documents.model import Document
from submissions.documents.reading import read_document

Read = Callable[..., Document]


@pytest.fixture
def read(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Iterator[Read]:
    """Return a reader of bytes that fails when a fault of ours is caught at the door.

    After each file nothing may be new outside the folder that was given.
    """
    count = 0

    def read_bytes(content: bytes, name: str = "稿件.docx") -> Document:
        nonlocal count
        count += 1
        here = tmp_path / str(count)
        work, path = here / "work", here / "upload"
        work.mkdir(parents=True)
        path.write_bytes(content)
        made = read_document(path, name=name, work=work)
        assert sorted(here.iterdir()) == [path, work]
        assert path.read_bytes() == content
        for written in (*made.pictures, *made.members):
            assert written.path == path or written.path.parent == work
        return made

    yield read_bytes
    assert [record.getMessage() for record in caplog.records] == []
