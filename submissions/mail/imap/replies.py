"""What servers answer, read out of imaplib's lists; garbage is stepped over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from itertools import chain
from typing import Any

_ITEM = re.compile(
    rb"(?P<name>[A-Z][A-Z0-9.]*(?:\[[^\]]*\](?:<\d+>)?)?) +(?:"
    rb"\{(?P<literal>\d+)\}$"
    rb"|(?P<number>\d+)"
    rb'|"(?P<string>(?:\\.|[^"\\])*)"'
    rb"|\([^()]*\)"
    rb"|NIL)",
    re.I,
)
_COPYUID = re.compile(rb"\d+ (\d+) (\d+)")
# INTERNALDATE is English in every country, so strptime, which is not, will not do.
_DATE = re.compile(
    rb" ?(\d{1,2})-([A-Z]{3})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)", re.I
)
_MONTHS = b"jan feb mar apr may jun jul aug sep oct nov dec".split()
_MOST_DIGITS = 10  # numbers are 32 bits wide


@dataclass(frozen=True, slots=True)
class Fetched:
    """One FETCH response: what it says of one message."""

    uid: int | None = None
    size: int | None = None
    body: bytes | None = None
    dated: datetime | None = None  # when the server got it


def fetched(lines: Iterable[Any]) -> Iterator[Fetched]:
    """Read FETCH responses; imaplib gives a literal as a pair, then what follows."""
    pieces: list[bytes] = []
    literals: list[bytes] = []
    for line in lines:
        if isinstance(line, tuple):
            pieces.append(line[0])
            literals.append(line[1])
            continue
        pieces.append(line or b"")
        yield _fetched(pieces, literals)
        pieces, literals = [], []


def numbers(lines: Iterable[Any]) -> list[int]:
    """Give the numbers of SEARCH answers, ascending, each once."""
    words = chain.from_iterable(
        line.split() for line in lines if isinstance(line, bytes)
    )
    return sorted({int(word) for word in words if _is_number(word)})


def uid_set(uids: Iterable[int]) -> str:
    """Write ascending UIDs as IMAP wants them: ``1:3,7``."""
    spans: list[list[int]] = []
    for uid in uids:
        if spans and uid == spans[-1][1] + 1:
            spans[-1][1] = uid
        else:
            spans.append([uid, uid])
    return ",".join(f"{a}:{b}" if b > a else str(a) for a, b in spans)


def was_copied(lines: Iterable[Any], uid: int) -> bool:
    """Tell whether a COPYUID code says that exactly this message was copied."""
    codes = [line for line in lines if isinstance(line, bytes)]
    return any(
        match is not None and int(match[1]) == uid
        for match in map(_COPYUID.fullmatch, codes)
    )


def _fetched(pieces: list[bytes], literals: list[bytes]) -> Fetched:
    values: dict[str, Any] = {}
    for at, piece in enumerate(pieces):
        for item in _ITEM.finditer(piece):
            name = item["name"].decode("latin-1").upper().partition("<")[0]
            if item["literal"] is not None:
                values[name] = literals[at] if at < len(literals) else None
            else:
                values[name] = _value(item)
    return Fetched(
        uid=_number(values.get("UID")),
        size=_number(values.get("RFC822.SIZE")),
        body=_bytes(values.get("BODY[]")),
        dated=_date(values.get("INTERNALDATE")),
    )


def _value(item: re.Match[bytes]) -> Any:
    if item["number"] is not None:
        return int(item["number"]) if _is_number(item["number"]) else None
    if item["string"] is not None:
        return re.sub(rb"\\(.)", rb"\1", item["string"])
    return None


def _is_number(word: bytes) -> bool:
    return word.isdigit() and len(word) <= _MOST_DIGITS


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) else None


def _bytes(value: Any) -> bytes | None:
    return value if isinstance(value, bytes) else None


def _date(value: Any) -> datetime | None:
    match = _DATE.fullmatch(value) if isinstance(value, bytes) else None
    if match is None or match[2].lower() not in _MONTHS:
        return None
    day, year, hour, minute, second = (int(match[at]) for at in (1, 3, 4, 5, 6))
    east = timedelta(hours=int(match[8]), minutes=int(match[9]))
    try:
        zone = timezone(-east if match[7] == b"-" else east)
        month = _MONTHS.index(match[2].lower()) + 1
        return datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None
