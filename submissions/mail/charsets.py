"""Bytes → text, whatever the label says; never raises.

The label is believed when the bytes agree with it.  When they do not, or there is
none, strict decodings are compared by how much they look like writing; the general
detector comes last, it knows no label and errs on short texts.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass

from charset_normalizer import from_bytes

from submissions.mail.charset_names import ASCII, ISO_2022_CN, WESTERN, codec_for
from submissions.mail.likeness import kana_share, likeness
from submissions.mail.stateful import (
    decode_hz,
    decode_iso_2022_cn,
    decode_jis,
    looks_hz,
    looks_jis,
)

LARGEST_SAMPLE = 32_768  # bytes
LEAST_LIKENESS = 0.3  # below it no decoding is believed
LEAST_SIGNS = -0.5  # strict UTF-8 with its label may be a single ¢
CERTAIN = 0.7  # with it the label needs no comparison …
ENOUGH = 100  # … in a text of so many bytes
ENOUGH_LETTERS = 16  # bytes
BELIEF = 0.3  # what the label is worth against another decoding
WEAK_BELIEF = 0.2  # the same for a label that programs put on anything
DETECTOR_SAMPLE = 4096  # bytes
DETECTOR_LEAST = 30  # bytes outside ASCII
MOST_DAMAGE = 0.1  # share of characters lost at which a label is still believed

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_STATEFUL = {"hz": decode_hz, "iso2022_jp": decode_jis, ISO_2022_CN: decode_iso_2022_cn}
_WIDE = (
    "utf-7",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-32-le",
    "utf-32-be",
)
_WEAK = (ASCII, WESTERN)  # labels that programs put on anything
_ASIAN = ("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949")
_ONE_BYTE_EACH = ("cp1251", "koi8-r")
_FOREIGN = ("cp932", "euc_jp", "cp949", *_ONE_BYTE_EACH)
_GUESSES = ("gb18030", "big5hkscs", WESTERN, *_FOREIGN)
# The house is Chinese: between decodings as good as each other, its own goes first.
_LOST = "\ufffd".encode()  # lost on the way; read as GB 18030 it is 锟斤拷
_LATIN_LETTERS = frozenset(range(0xC0, 0x100)) - {0xD7, 0xF7}  # without × and ÷
_HOME = {"gb18030": 0.12, "big5hkscs": 0.04, WESTERN: 0.04}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the codec that read it, and whether that was against its label."""

    text: str
    charset: str
    guessed: bool = False


def decode_text(data: bytes, declared: str = "", *, hint: str = "") -> Decoded:
    """Return bytes as text; ``hint`` is a charset seen elsewhere in the same mail."""
    for bom, codec in _BOMS:
        if data.startswith(bom) and len(data) % 2 * (codec == "utf-16") == 0:
            return Decoded(data.decode(codec, "replace"), codec, guessed=False)
    codec = codec_for(declared)
    if codec in _STATEFUL or codec in _WIDE:
        stateful = _decode_stateful(data, codec)
        if stateful is not None:
            return stateful
    if data.isascii():
        return _decode_ascii(data, codec)
    return _decode_high(data, codec, codec_for(hint))


def _decode_stateful(data: bytes, codec: str) -> Decoded | None:
    if codec in _STATEFUL:
        if data.isascii() or (codec == "iso2022_jp" and looks_jis(data)):
            return Decoded(_STATEFUL[codec](data), codec)
        return None
    try:
        return Decoded(data.decode(codec), codec)
    except UnicodeError:
        return None


def _decode_ascii(data: bytes, codec: str) -> Decoded:
    """Read seven-bit bytes; escapes tell their own charset without a label."""
    for told, reader, name in (
        (looks_jis(data), decode_jis, "iso2022_jp"),
        (b"\x1b$)A" in data, decode_iso_2022_cn, ISO_2022_CN),
        (codec in ("", *_WEAK, "gb18030") and looks_hz(data), decode_hz, "hz"),
    ):
        if told:
            return Decoded(reader(data), name, guessed=True)
    return Decoded(data.decode("ascii"), codec or ASCII)


def _decode_high(data: bytes, codec: str, hint: str) -> Decoded:
    if _LOST in data and _strictly(data, "utf-8") is not None:
        return Decoded(data.decode(), "utf-8", guessed=codec != "utf-8")
    if codec == "utf-8":
        text = _strictly(data, "utf-8")
        if text is not None and likeness(text) > LEAST_SIGNS:
            return Decoded(text, "utf-8")
    elif codec not in ("", *_WEAK, *_ASIAN) and _strictly(data, "utf-8") is None:
        return Decoded(data.decode(codec, "replace"), codec)
    best, score = _compared(data, codec, hint)
    if score < LEAST_LIKENESS and best != "utf-8" and codec in ("", *_WEAK):
        best = codec if codec == WESTERN else _detected(data, least=score) or WESTERN
    text = _strictly(data, best)
    if text is None:
        text = data.decode(best, "replace")
    return Decoded(text, best, guessed=best != codec)


def _compared(data: bytes, codec: str, hint: str) -> tuple[str, float]:
    """Return the codec whose reading looks most like writing, and how much."""
    rated = []
    letters = codec == WESTERN and _only_letters(data)
    for name in _candidates(codec, hint):
        if letters and name in _ASIAN:
            continue
        text, damage = _read(data, name)
        if damage and not (name == codec and damage <= MOST_DAMAGE):
            continue
        worth = likeness(text) - damage
        if name in _HOME:  # Chinese is not written in kana, Japanese is
            worth -= 0.8 * kana_share(text)
        if name == codec and worth >= CERTAIN and len(data) >= ENOUGH:
            return name, worth
        belief = _belief(name, codec, hint)
        belief += _pattern(text) if name == "utf-8" and not damage else 0.0
        belief -= _distance(name, data) if name not in (codec, hint) else 0.0
        rated.append((worth + belief, name, worth))
    if not rated:
        return codec if codec not in ("", ASCII) else WESTERN, -1.0
    _, name, worth = max(rated)
    return name, worth


def _only_letters(data: bytes) -> bool:
    """Tell whether all high bytes are letters of Latin 1: Asian text has others."""
    high = [byte for byte in data[:LARGEST_SAMPLE] if byte >= 0x80]
    return len(high) >= ENOUGH_LETTERS and not set(high) - _LATIN_LETTERS


def _pattern(text: str) -> float:
    """Return what speaks for UTF-8: its pattern of bytes is hardly met by chance."""
    high = [char for char in text[:500] if char >= "\x80"]
    return 1.2 if any(char >= "\u0800" for char in high) else min(0.6, 0.15 * len(high))


def _belief(name: str, codec: str, hint: str) -> float:
    """Return what speaks for a codec besides how its reading looks."""
    if name == codec and name not in _WEAK:
        return BELIEF
    if name == codec == WESTERN:
        return WEAK_BELIEF
    return 0.15 if name == hint else _HOME.get(name, 0.0)


def _distance(name: str, data: bytes) -> float:
    """Return what speaks against a foreign charset: the more, the less text."""
    high = sum(byte >= 0x80 for byte in data[:200])
    if name in _ONE_BYTE_EACH:  # any byte is a letter there
        return 0.05 + 6 / (high + 2)
    return 0.05 + 2 / (high + 6) if name in _FOREIGN else 0.0


def _candidates(codec: str, hint: str) -> Iterator[str]:
    names = (codec, "utf-8", hint, *_GUESSES)
    return iter(dict.fromkeys(name for name in names if _comparable(name)))


def _comparable(name: str) -> bool:
    return bool(name) and name != ASCII and name not in _STATEFUL and name not in _WIDE


def _read(data: bytes, codec: str) -> tuple[str, float]:
    """Return a sample as text and the share of it that was lost."""
    reader, whole = codecs.getincrementaldecoder(codec), len(data) <= LARGEST_SAMPLE
    sample = data[:LARGEST_SAMPLE]
    try:
        return reader("strict").decode(sample, whole), 0.0
    except UnicodeError:
        text = reader("replace").decode(sample, whole)
    high = sum(char >= "\x80" for char in text) or 1
    return text, text.count("\ufffd") / high


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeError, LookupError):
        return None


def _detected(data: bytes, *, least: float) -> str:
    """Ask the general detector, if there is enough for it to go by."""
    if sum(byte >= 0x80 for byte in data[:DETECTOR_SAMPLE]) < DETECTOR_LEAST:
        return ""
    try:
        found = from_bytes(data[:DETECTOR_SAMPLE]).best()
    except (ValueError, LookupError, RuntimeError, TypeError):
        return ""
    return codec_for(found.encoding) if found and likeness(str(found)) > least else ""
