"""Pictures out of documents: written once each, byte for byte, under names of ours."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from press.imaging.facts import picture_size
from press.imaging.sniffing import sniff
from submissions.documents.limits import MAX_PICTURE, MAX_PICTURES, MAX_UNPACKED
from submissions.documents.model import DocumentPicture
from submissions.documents.refusal import RefusedError
from submissions.problems import Problem, ProblemCode
from submissions.upload_names import file_label


@dataclass(frozen=True, slots=True)
class _Saved:
    path: Path
    width: int
    height: int


class PictureStore:
    """Takes the pictures of one document; what cannot be taken becomes a problem."""

    def __init__(self, work: Path) -> None:
        self._work = work
        self._seen: set[str] = set()
        self._bytes = 0
        self.problems: list[Problem] = []

    def take(
        self,
        key: str,
        *,
        source: Iterable[bytes],
        after: int,
        caption: str = "",
    ) -> DocumentPicture | None:
        """Write a picture and return it; nothing if it was taken already or is none."""
        if key in self._seen:
            return None
        self._seen.add(key)
        name = file_label(key.rpartition("/")[2])
        saved = self._saved(source) if len(self._seen) <= MAX_PICTURES else None
        if saved is None:
            self.leave_out(name)
            return None
        return DocumentPicture(
            name=name,
            path=saved.path,
            width=saved.width,
            height=saved.height,
            after=after,
            caption=caption,
        )

    def leave_out(self, name: str) -> None:
        """Note a drawing or picture that is not taken over."""
        problem = Problem(ProblemCode.PICTURE_LEFT_OUT, name)
        if problem not in self.problems:
            self.problems.append(problem)

    def _saved(self, source: Iterable[bytes]) -> _Saved | None:
        path = self._work / f"picture-{secrets.token_hex(8)}"
        try:
            whole = self._write(source, path)
        except RefusedError:
            whole = False
        size = picture_size(path) if whole else None
        if size is None:
            path.unlink(missing_ok=True)
            return None
        return _Saved(path, *size)

    def _write(self, source: Iterable[bytes], path: Path) -> bool:
        """Write a stream that begins like a picture; stop at the limits."""
        written = 0
        with path.open("xb") as out:
            for piece in source:
                if not written and not sniff(piece[:64]):
                    return False
                written += out.write(piece)
                self._bytes += len(piece)
                if written > MAX_PICTURE or self._bytes > MAX_UNPACKED:
                    return False
        return written > 0
