"""Charsets that switch by escapes and that Python does not know, or not wholly."""

from __future__ import annotations

import re

_JIS_SHIFT = re.compile(rb"\x1b(\$[@B]|\$\(D|\([BJI]|&@\x1b\$B)")
_CN_SHIFT = re.compile(rb"\x1b\$([)*+])([A-Z])|\x0e|\x0f|\x1b[NO]")
_HZ_RUN = re.compile(rb"~\{((?:[!-w][!-~])+)(?:~\}|(?=[\r\n])|\Z)")


def looks_jis(data: bytes) -> bool:
    return b"\x1b$B" in data or b"\x1b$@" in data


def looks_hz(data: bytes) -> bool:
    return bool(_HZ_RUN.search(data))


def decode_jis(data: bytes) -> str:
    """Return ISO-2022-JP with the makers' characters (①, ㈱) that Python's lacks."""
    text, at, mode = [], 0, b"(B"
    for shift in _JIS_SHIFT.finditer(data):
        text.append(_jis_run(data[at : shift.start()], mode))
        at, mode = shift.end(), shift.group(1)
    return "".join((*text, _jis_run(data[at:], mode)))


def _jis_run(run: bytes, mode: bytes) -> str:
    if mode == b"(I":
        return bytes(byte | 0x80 for byte in run).decode("cp932", "replace")
    if mode in (b"(B", b"(J"):
        return run.decode("cp932" if run.isascii() else "cp1252", "replace")
    if mode == b"$(D":
        high = b"".join(b"\x8f" + run[n : n + 2] for n in range(0, len(run), 2))
        return bytes(b if b == 0x8F else b | 0x80 for b in high).decode(
            "euc_jp", "replace"
        )
    return b"".join(_shift_jis(run)).decode("cp932", "replace")


def _shift_jis(run: bytes) -> list[bytes]:
    """Return a run of JIS pairs as Shift JIS; what is no pair stays as it is."""
    pieces, at = [], 0
    while at < len(run):
        if (
            at + 1 < len(run)
            and 0x21 <= run[at] <= 0x7E
            and 0x21 <= run[at + 1] <= 0x7E
        ):
            row, cell = run[at] - 0x21, run[at + 1] - 0x21
            lead = row // 2 + (0x81 if row < 62 else 0xC1)
            trail = cell + (0x9F if row % 2 else 0x40 + (cell >= 63))
            pieces.append(bytes((lead, trail)))
            at += 2
        else:
            pieces.append(run[at : at + 1])
            at += 1
    return pieces


def decode_hz(data: bytes) -> str:
    """Return HZ text; a run that a line end cuts is read to there."""
    text, at = [], 0
    for run in _HZ_RUN.finditer(data):
        text.append(_hz_plain(data[at : run.start()]))
        high = bytes(byte | 0x80 for byte in run.group(1))
        text.append(high.decode("gb18030", "replace"))
        at = run.end()
    return "".join((*text, _hz_plain(data[at:])))


def _hz_plain(data: bytes) -> str:
    plain = data.replace(b"~~", b"~").replace(b"~\n", b"").replace(b"~\r\n", b"")
    return plain.decode("gb18030", "replace")


def decode_iso_2022_cn(data: bytes) -> str:
    """Return ISO-2022-CN; of its sets only GB 2312, the others have no table here."""
    text, at, shifted, graphic = [], 0, False, b"A"
    for sign in _CN_SHIFT.finditer(data):
        text.append(_cn_run(data[at : sign.start()], shifted, graphic))
        at = sign.end()
        if sign.group(1) == b")":
            graphic = sign.group(2)
        elif sign.group() in (b"\x0e", b"\x0f"):
            shifted = sign.group() == b"\x0e"
    return "".join((*text, _cn_run(data[at:], shifted, graphic)))


def _cn_run(run: bytes, shifted: bool, graphic: bytes) -> str:
    if not shifted or graphic not in (b"A", b"E"):
        return run.decode("gb18030", "replace")
    high = bytes(byte | 0x80 if byte > 0x20 else byte for byte in run)
    return high.decode("gb18030", "replace")
