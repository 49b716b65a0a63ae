"""Book pieces with a fixed place on a page: advertisements, notices, imprint, heads.

Nothing overlaps: not another booked piece, not the nameplate, not the contact box.  An
advertisement bears its mark whatever is asked for (《广告法》 art. 14).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from desk.services.ledger import record
from issues.enums import FixedKind
from issues.models import FixedPiece, Page
from issues.services.furniture import furniture_of
from issues.services.page_changes import changing
from press.imaging.facts import PhotoLimits, PhotoRefusal, inspect_photo
from press.makeup.fixed_setting import holds_words
from press.makeup.furniture import foot_lines, head_lines
from press.makeup.grid import PageGrid
from submissions.services.photo_words import note_sentence

PLACE = ("column", "line", "columns", "lines")
WORDS = ("text", "client", "booking_ref", "price")
FIELDS = (*PLACE, *WORDS, "kind", "framed")
LEAST_LINES = 2
MOST_BYTES = 60_000_000
MOST_PIECES = 40


@dataclass(frozen=True, slots=True)
class Room:
    """Where pieces may be booked: the grid, and the lines from ``first`` to ``last``.

    ``last`` is the line after the last one, as everywhere on the grid.
    """

    grid: PageGrid
    first: int
    last: int


def room_on(page: Page) -> Room:
    """Return the room of a page under its nameplate and over its contact strip."""
    grid, furniture = page.grid.to_press(), furniture_of(page)
    foot = grid.lines - foot_lines(furniture)
    return Room(grid, head_lines(grid, furniture), foot)


def book_piece(
    *,
    page: Page,
    values: Mapping[str, Any],
    actor: User,
    artwork: UploadedFile | None = None,
) -> FixedPiece:
    """Book a piece; the page must be made up again."""
    policy.require(actor, "page.place", page)
    picture = _looked_at(artwork) if artwork else {}
    with changing(page) as held:
        if held.fixed_pieces.count() >= MOST_PIECES:
            raise Refused(_("So many pieces are booked that no page holds more."))
        piece = FixedPiece(page=held, booked_by=actor)
        _write(piece, values, picture, artwork)
        _tell(piece, "page.booked", actor)
    return piece


def change_booking(
    *,
    piece: FixedPiece,
    values: Mapping[str, Any],
    actor: User,
    artwork: UploadedFile | None = None,
    without_artwork: bool = False,
) -> FixedPiece:
    """Change a booked piece; a new artwork takes the place of the old one."""
    policy.require(actor, "page.place", piece.page)
    picture = _looked_at(artwork) if artwork else {}
    with changing(piece.page) as held:
        row = FixedPiece.objects.select_for_update().get(pk=piece.pk)
        row.page = held
        old = row.artwork.name if artwork or without_artwork else ""
        if without_artwork and not artwork:
            picture = {**dict.fromkeys(PICTURE_FIELDS, ""), **NO_SIZE}
            row.artwork = ""
        _write(row, values, picture, artwork)
        _drop(row, old)
        _tell(row, "page.booking_changed", actor)
    return row


def cancel_booking(*, piece: FixedPiece, actor: User) -> None:
    """Take a booked piece off its page."""
    policy.require(actor, "page.place", piece.page)
    with changing(piece.page) as held:
        row = FixedPiece.objects.select_for_update().filter(pk=piece.pk).first()
        if row is None:
            raise Refused(
                _("This piece is booked no more; look at the page again."), code="gone"
            )
        row.page = held
        _tell(row, "page.booking_cancelled", actor)
        _drop(row, row.artwork.name)
        row.delete()


PICTURE_FIELDS = ("artwork_name", "artwork_sha256")
NO_SIZE = {"artwork_width": None, "artwork_height": None}


def _write(
    piece: FixedPiece,
    values: Mapping[str, Any],
    picture: Mapping[str, Any],
    artwork: UploadedFile | None,
) -> None:
    for name, value in values.items():
        if name not in FIELDS:
            raise Refused(
                _("A booked piece has no “%(name)s”.") % {"name": name},
                code="field_unknown",
            )
        setattr(piece, name, value)
    for name, value in picture.items():
        setattr(piece, name, value)
    require_bookable(piece, pictured=bool(artwork or piece.artwork))
    if artwork:
        piece.artwork.save(piece.key.hex, artwork, save=False)
    piece.save()


def require_bookable(piece: FixedPiece, *, pictured: bool) -> None:
    """Refuse a piece that has no room, no client, or words that do not fit."""
    if piece.kind not in FixedKind.values:
        raise Refused(_("Choose what the booked piece is."), code="kind_unknown")
    if any(getattr(piece, name) is None for name in PLACE):
        raise Refused(_("Say where the piece stands and how large it is."))
    room = room_on(piece.page)
    _require_inside(piece, room)
    _require_free(piece)
    if piece.kind == FixedKind.ADVERTISEMENT and not piece.client.strip():
        raise Refused(
            _("Say for whom the advertisement is; it is booked under a name."),
            code="client_missing",
        )
    if not pictured and not holds_words(room.grid, piece.to_press()):
        raise Refused(
            _(
                "The words do not fit %(columns)d columns by %(lines)d lines, not even"
                " at 6 pt. Give the piece more room or fewer words."
            )
            % {"columns": piece.columns, "lines": piece.lines},
            code="words_too_long",
        )


def is_inside(piece: FixedPiece, room: Room) -> bool:
    """Tell whether a piece stands within the room of its page."""
    across = 0 <= piece.column <= room.grid.columns - piece.columns
    return across and room.first <= piece.line <= room.last - piece.lines


def _require_inside(piece: FixedPiece, room: Room) -> None:
    grid = room.grid
    if piece.columns < 1 or piece.lines < LEAST_LINES:
        raise Refused(
            _("A booked piece is at least 1 column wide and 2 lines deep."),
            code="piece_too_small",
        )
    if piece.column < 0 or piece.column + piece.columns > grid.columns:
        raise Refused(
            _(
                "The page has %(have)d columns; the piece would reach from column"
                " %(first)d to column %(last)d."
            )
            % {
                "have": grid.columns,
                "first": piece.column + 1,
                "last": piece.column + piece.columns,
            },
            code="outside_columns",
        )
    if piece.line < room.first or piece.line + piece.lines > room.last:
        raise Refused(
            _(
                "Pieces can be booked from line %(first)d to line %(last)d of this"
                " page; this one would take lines %(from)d to %(to)d."
            )
            % {
                "first": room.first + 1,
                "last": room.last,
                "from": piece.line + 1,
                "to": piece.line + piece.lines,
            },
            code="outside_lines",
        )


def _require_free(piece: FixedPiece) -> None:
    for other in piece.page.fixed_pieces.exclude(pk=piece.pk):
        beside = (
            piece.column + piece.columns <= other.column
            or other.column + other.columns <= piece.column
        )
        apart = (
            piece.line + piece.lines <= other.line
            or other.line + other.lines <= piece.line
        )
        if not beside and not apart:
            raise Refused(
                _(
                    "“%(other)s” is booked there already: columns %(first)d to"
                    " %(last)d, lines %(from)d to %(to)d."
                )
                % {
                    "other": other,
                    "first": other.column + 1,
                    "last": other.column + other.columns,
                    "from": other.line + 1,
                    "to": other.line + other.lines,
                },
                code="place_taken",
            )


def _looked_at(artwork: UploadedFile) -> dict[str, Any]:
    """Look at an artwork as at a photograph, in the box; refuse what does not print."""
    if (artwork.size or 0) > MOST_BYTES:
        raise Refused(
            _("The artwork is larger than 60 MB; ask for a smaller file."),
            code="artwork_refused",
        )
    data = artwork.read()
    artwork.seek(0)
    found = inspect_photo(data, limits=PhotoLimits(max_bytes=MOST_BYTES))
    if isinstance(found, PhotoRefusal):
        raise Refused(note_sentence(found.code), code="artwork_refused")
    if found.damaged:
        raise Refused(note_sentence(found.notes[0]), code="artwork_refused")
    return {
        "artwork_name": str(artwork.name or "")[:200],
        "artwork_sha256": found.sha256,
        "artwork_width": found.width,
        "artwork_height": found.height,
    }


def _drop(piece: FixedPiece, name: str | None) -> None:
    """Throw an artwork away, unless the page was signed with it once."""
    if name and not piece.page.snapshots.exists():
        storage = piece.artwork.storage
        transaction.on_commit(lambda: storage.delete(name), robust=True)


def _tell(piece: FixedPiece, verb: str, actor: User) -> None:
    place = {name: getattr(piece, name) for name in PLACE}
    data = {"kind": piece.kind, "piece": piece.pk, "client": piece.client, **place}
    record(obj=piece.page, verb=verb, actor=actor, data=data)
