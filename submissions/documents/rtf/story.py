"""The words of an RTF, token by token."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from press.copy.model import Run, RunStyle
from submissions.documents.flow import (
    Cell,
    Item,
    PictureMark,
    paragraph,
    table_items,
)
from submissions.documents.limits import MAX_CHARACTERS
from submissions.documents.rtf.codepages import CHARSETS, WESTERN, code_page, decode
from submissions.documents.rtf.state import GroupState, OpenPicture
from submissions.documents.rtf.tokens import Kind, Token
from submissions.documents.rtf.vocabulary import (
    BODY_LEVEL,
    CHARACTERS,
    DEEPEST,
    HEADING,
    KEPT_STARRED,
    NO_HEX,
    OTHER_PICTURES,
    PARAGRAPH_ENDS,
    PICTURE_KINDS,
    SKIPPED,
)


class RtfStory:
    """Collects the items of a file and the bytes of its pictures."""

    def __init__(self) -> None:
        self.pictures: dict[str, bytes] = {}
        self.left_out = 0
        self.objects = False
        self.damaged = False  # groups are left open
        self._room = MAX_CHARACTERS
        self._broken_off: list[Run] = []  # the paragraph a note stands in
        self._page = WESTERN
        self._default_font = -1
        self._fonts: dict[int, str] = {}
        self._headings: set[int] = set()
        self._style_name = b""
        self._states = [GroupState()]
        self._bytes = bytearray()
        self._high = 0  # first half of a character beyond the first plane
        self._to_skip = 0
        self._runs: list[Run] = []
        self._waiting: list[Item] = []
        self._items: list[Item] = []
        self.notes: list[list[Item]] = []  # footnotes and endnotes, each by itself
        self._cell: Cell = []
        self._row: list[Cell] = []
        self._rows: list[list[Cell]] = []
        self._picture = OpenPicture()

    @property
    def too_large(self) -> bool:
        """Tell whether there are more words than we read."""
        return self._room < 0

    @property
    def _now(self) -> GroupState:
        return self._states[-1]

    def read(self, stream: Iterable[Token]) -> list[Item]:
        """Return what the tokens tell, without the notes."""
        for kind, value, number in stream:
            HANDLERS[kind](self, value, number)
            depth = len(self._states)
            if self.too_large or depth > DEEPEST or (depth < 2 and kind is Kind.SHUT):
                break
        self.damaged = len(self._states) > 1
        while len(self._states) > 1:
            self._shut(b"", None)
        self._end_paragraph()
        self._end_table()
        return self._items

    # Groups

    def _open(self, _value: bytes, _number: int | None) -> None:
        self._flush()
        self._to_skip = 0
        self._states.append(replace(self._now, starred=False))

    def _shut(self, _value: bytes, _number: int | None) -> None:
        self._flush()
        self._to_skip = 0
        if len(self._states) < 2:
            return
        ended = self._states.pop()
        if ended.place == "pict" and self._now.place != "pict":
            self._end_picture()
        elif ended.place == "stylesheet" and not ended.skipped:
            self._end_style(ended)
        if ended.note and not self._now.note:
            self._end_paragraph(note=True)
            self._runs, self._broken_off = self._broken_off, []

    def _end_style(self, ended: GroupState) -> None:
        name, self._style_name = self._style_name, b""
        if HEADING.match(decode(name, font="", page=self._page)):
            self._headings.add(ended.style)

    # Words of control

    def _word(self, word: bytes, number: int | None) -> None:
        now = self._now
        if word == b"u":
            self._unicode(number or 0)
            return
        self._flush()
        self._to_skip = 0
        if now.starred and word not in KEPT_STARRED:
            now.skipped = True
        now.starred = False
        if now.skipped:
            if word == b"ud" and now.twofold:
                now.skipped = False
            return
        if word in SKIPPED:
            now.skipped = True
        elif now.place == "pict":
            self._picture_word(word)
        elif (handler := WORDS.get(word)) is not None:
            handler(self, number)
        elif word in CHARACTERS:
            self._write(CHARACTERS[word])
        elif word in PARAGRAPH_ENDS:
            self._end_paragraph()

    def _sign(self, sign: bytes, _number: int | None) -> None:
        if self._to_skip:
            self._to_skip -= 1
        elif sign == b"*":
            self._now.starred = True
        elif sign in b"\\{}":
            self._bytes += sign
        elif sign in (b"\r", b"\n"):
            self._flush()
            self._end_paragraph()
        elif sign in (b"~", b"_"):
            self._flush()
            self._write("\u00a0" if sign == b"~" else "-")

    # Characters

    def _text(self, text: bytes, _number: int | None) -> None:
        if self._now.place == "pict":
            if not self._now.skipped:
                self._picture.hex.append(text)
            return
        skipped, self._to_skip = self._to_skip, max(0, self._to_skip - len(text))
        self._bytes += text[skipped:]

    def _hex(self, byte: bytes, _number: int | None) -> None:
        if self._to_skip:
            self._to_skip -= 1
        else:
            self._bytes += byte

    def _binary(self, content: bytes, _number: int | None) -> None:
        if self._now.place == "pict" and not self._now.skipped:
            self._picture.raw = content

    def _unicode(self, number: int) -> None:
        self._flush()
        code = number & 0xFFFF
        self._to_skip = self._now.skip_after_unicode
        if 0xD800 <= code < 0xDC00:
            self._high = code
            return
        if 0xDC00 <= code < 0xE000:
            high, self._high = self._high, 0
            if high:
                self._write(chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00))
            return
        # Symbol fonts live in this block: their bytes were moved up by F000.
        self._write(chr(code - 0xF000 if 0xF020 <= code < 0xF07F else code))

    def _flush(self) -> None:
        """Decode the bytes that are gathered: two may be one character."""
        raw, self._bytes = bytes(self._bytes), bytearray()
        now = self._now
        if not raw or now.skipped:
            return
        if now.place == "stylesheet":
            self._style_name += raw
        elif now.place == "":
            font = self._default_font if now.font < 0 else now.font
            self._write(decode(raw, font=self._fonts.get(font, ""), page=self._page))

    def _write(self, text: str) -> None:
        now = self._now
        if now.skipped or now.place or now.hidden or now.deleted or not text:
            return
        if self._rows and not now.in_table and not self._row and text.strip():
            self._end_table()
        style = RunStyle.STRONG if now.bold else RunStyle.PLAIN
        self._room -= len(text)
        self._runs.append(Run(text, style))

    # Paragraphs and tables

    def _end_paragraph(self, *, note: bool = False) -> None:
        now = self._now
        if now.skipped or now.place:
            return
        made = paragraph(self._runs, heading=now.heading, centred=now.centred)
        made += self._waiting
        self._runs, self._waiting = [], []
        if note or now.note:
            self.notes[-1] += made
        elif now.in_table or self._row:
            self._cell += made
        elif made:
            self._end_table()
            self._items += made

    def end_cell(self, _number: int | None) -> None:
        """End a cell with its last paragraph."""
        self._now.in_table = True
        self._end_paragraph()
        self._row.append(self._cell)
        self._cell = []

    def end_row(self, _number: int | None) -> None:
        """End a row of cells."""
        if self._cell:
            self._row.append(self._cell)
            self._cell = []
        if self._row:
            self._rows.append(self._row)
            self._row = []

    def _end_table(self) -> None:
        if self._cell or self._row:
            self.end_row(None)
        rows, self._rows = self._rows, []
        self._items += table_items(rows)

    # Pictures

    def _picture_word(self, word: bytes) -> None:
        self._picture.kind = PICTURE_KINDS.get(word, self._picture.kind)
        self._picture.other = self._picture.other or word in OTHER_PICTURES

    def _end_picture(self) -> None:
        made, self._picture = self._picture, OpenPicture()
        digits = NO_HEX.sub(b"", b"".join(made.hex))
        content = made.raw or bytes.fromhex(digits[: len(digits) // 2 * 2].decode())
        if not made.kind or not content:
            self.left_out += bool(made.other)
            return
        key = f"picture-{len(self.pictures) + 1}.{made.kind}"
        self.pictures[key] = content
        written = any(run.text.strip() for run in self._runs)
        if not written and not self._now.in_table:
            self._end_table()
            self._items.append(PictureMark(key))
        elif not written:
            self._cell.append(PictureMark(key))
        else:
            self._waiting.append(PictureMark(key))

    # What control words do

    def set_font_charset(self, number: int | None) -> None:
        """Note the encoding of a font."""
        if self._now.place == "fonttbl":
            self._fonts[self._now.font] = CHARSETS.get(number or 0, "")

    def set_page(self, number: int | None) -> None:
        """Take the code page of the whole file."""
        self._page = code_page(number)

    def set_default_font(self, number: int | None) -> None:
        self._default_font = number or 0

    def set_style(self, number: int | None) -> None:
        """Take the style of a paragraph, or note which one is being named."""
        self._now.style = number or 0
        if not self._now.place:
            self._now.heading = (number or 0) in self._headings

    def set_plain(self, _number: int | None) -> None:
        """Forget the dress of characters."""
        self._now.bold = self._now.hidden = self._now.deleted = False
        self._now.font = -1

    def set_paragraph(self, _number: int | None) -> None:
        """Forget the dress of paragraphs."""
        self._now.centred = self._now.heading = self._now.in_table = False

    def start_note(self, _number: int | None) -> None:
        """Take what follows in this group as a note."""
        if not self._now.note:
            self._broken_off, self._runs = self._runs, []
            self.notes.append([])
        self._now.note = True
        self._now.in_table = False

    def start_twofold(self, _number: int | None) -> None:
        """Pass over words that stand here once more, in Unicode."""
        self._now.skipped = self._now.twofold = True

    def note_object(self, _number: int | None) -> None:
        self.objects = True


def _switch(name: str) -> Callable[[RtfStory, int | None], None]:
    def set_switch(story: RtfStory, number: int | None) -> None:
        setattr(story._now, name, number != 0)

    return set_switch


def _number(name: str) -> Callable[[RtfStory, int | None], None]:
    def set_number(story: RtfStory, number: int | None) -> None:
        setattr(story._now, name, max(0, number or 0))

    return set_number


def _place(name: str) -> Callable[[RtfStory, int | None], None]:
    def set_place(story: RtfStory, _number: int | None) -> None:
        story._now.place = name

    return set_place


def _set_outline(story: RtfStory, number: int | None) -> None:
    story._now.heading = number is not None and 0 <= number < BODY_LEVEL


WORDS: dict[bytes, Callable[[RtfStory, int | None], None]] = {
    b"ansicpg": RtfStory.set_page,
    b"deff": RtfStory.set_default_font,
    b"fonttbl": _place("fonttbl"),
    b"stylesheet": _place("stylesheet"),
    b"pict": _place("pict"),
    b"fcharset": RtfStory.set_font_charset,
    b"f": _number("font"),
    b"uc": _number("skip_after_unicode"),
    b"b": _switch("bold"),
    b"v": _switch("hidden"),
    b"deleted": _switch("deleted"),
    b"s": RtfStory.set_style,
    b"plain": RtfStory.set_plain,
    b"pard": RtfStory.set_paragraph,
    b"qc": _switch("centred"),
    b"upr": RtfStory.start_twofold,
    b"outlinelevel": _set_outline,
    b"intbl": _switch("in_table"),
    b"cell": RtfStory.end_cell,
    b"nestcell": RtfStory.end_cell,
    b"row": RtfStory.end_row,
    b"nestrow": RtfStory.end_row,
    b"footnote": RtfStory.start_note,
    b"object": RtfStory.note_object,
}
HANDLERS: dict[Kind, Callable[[RtfStory, bytes, int | None], None]] = {
    Kind.OPEN: RtfStory._open,
    Kind.SHUT: RtfStory._shut,
    Kind.WORD: RtfStory._word,
    Kind.SIGN: RtfStory._sign,
    Kind.HEX: RtfStory._hex,
    Kind.TEXT: RtfStory._text,
    Kind.BINARY: RtfStory._binary,
}
