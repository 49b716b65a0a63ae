"""What stands open while an .rtf is read: groups and a picture."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class GroupState:
    """What a group inherits from the one around it."""

    skipped: bool = False
    place: str = ""  # fonttbl, stylesheet, pict or the text
    bold: bool = False
    hidden: bool = False
    deleted: bool = False
    font: int = -1
    skip_after_unicode: int = 1
    centred: bool = False
    heading: bool = False
    in_table: bool = False
    style: int = 0
    note: bool = False
    twofold: bool = False
    starred: bool = False


@dataclass(slots=True)
class OpenPicture:
    kind: str = ""
    other: bool = False
    hex: list[bytes] = field(default_factory=list)
    raw: bytes = b""
