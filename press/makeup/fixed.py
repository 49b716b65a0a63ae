"""Pieces with a fixed place on a page: advertisements, imprint, notices."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from press.makeup.model import PictureSpec


class FixedKind(StrEnum):
    """What a fixed piece is; stories flow round all of them alike."""

    ADVERTISEMENT = "advertisement"  # 广告, marked as such by law
    IMPRINT = "imprint"  # 版权栏
    NOTICE = "notice"  # 启事, 更正, 投稿须知
    STANDING_HEAD = "standing_head"  # 栏题, 刊头


@dataclass(frozen=True, slots=True)
class FixedPiece:
    """A rectangle that is booked before any story is placed.

    ``column`` and ``line`` count from 0 at the top left of the type area, ``columns``
    and ``lines`` are whole.  ``text`` is set line by line, ``picture`` fills the
    piece; one without either is room left for artwork that comes later.  The mark of
    an advertisement (《广告法》 art. 14: it must be recognisable as one) is ``mark``.
    """

    id: str
    kind: FixedKind
    column: int
    line: int
    columns: int
    lines: int
    mark: str = ""
    text: tuple[str, ...] = ()
    picture: PictureSpec | None = None
    framed: bool = True
