"""Charset labels as mails carry them → names of codecs that read what is meant."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

ISO_2022_CN = "iso-2022-cn"  # Python has no codec for it; see stateful.py
ASCII = "ascii"
WESTERN = "cp1252"

_BY_LABEL = {
    # Chinese: the label names a subset, the bytes are of the whole
    **dict.fromkeys(
        (
            *("gb2312", "gb231280", "gb23121980", "gbk", "xgbk", "cp936"),
            *("ms936", "936", "windows936", "euccn", "xeuccn", "chinese"),
            *("isoir58", "csgb2312", "gb", "csiso58gb231280", "gb18030", "gb180302000"),
            *(
                "gb180302005",
                "gbkeuc",
                "gb2312charset",
                "gbkcharset",
                "xgb2312",
                "cngb",
            ),
            *("gb1988", "simplified"),
        ),
        "gb18030",
    ),
    **dict.fromkeys(
        (
            *("big5", "cnbig5", "xxbig5", "xbig5", "csbig5", "cp950"),
            *("windows950", "ms950", "big5hkscs", "big5tw", "big5eten", "chinesebig5"),
            *("bigfive",),
        ),
        "big5hkscs",
    ),
    **dict.fromkeys(("hz", "hzgb", "hzgb2312"), "hz"),
    **dict.fromkeys(("iso2022cn", "csiso2022cn", "iso2022cnext"), ISO_2022_CN),
    # Japanese and Korean, with the makers' extensions
    **dict.fromkeys(
        (
            *("shiftjis", "sjis", "xsjis", "mskanji", "windows31j", "cp932"),
            *("csshiftjis", "ms932", "windows932", "xmscp932"),
        ),
        "cp932",
    ),
    **dict.fromkeys(("eucjp", "xeucjp", "xeuc", "ujis"), "euc_jp"),
    **dict.fromkeys(
        ("iso2022jp", "csiso2022jp", "jis", "iso2022jpms", "cp50220", "cp50221"),
        "iso2022_jp",
    ),
    **dict.fromkeys(
        (
            *("euckr", "ksc5601", "ksc56011987", "ksc56011992", "ks", "ksx1001"),
            *("cp949", "windows949", "uhc", "korean", "ksc56011989", "xwindows949"),
            *("cseuckr",),
        ),
        "cp949",
    ),
    # Unicode
    **dict.fromkeys(("utf8", "utf8n", "unicode11utf8", "xutf8", "utf"), "utf-8"),
    **dict.fromkeys(("utf7", "unicode11utf7", "unicode20utf7", "xutf7"), "utf-7"),
    # What is called Latin 1 is Windows' Latin on every screen
    **dict.fromkeys(
        (
            *("iso88591", "iso885911987", "latin1", "l1", "88591", "ansi"),
            *(
                "windows1252",
                "cp1252",
                "xansi",
                "iso88591windows1252",
                "western",
                "isolatin1",
            ),
        ),
        WESTERN,
    ),
    **dict.fromkeys(("usascii", "ascii", "ansix341968", "ansix341986", "us"), ASCII),
    **dict.fromkeys(("latin9", "latin0", "l9"), "iso8859-15"),
    **dict.fromkeys(("iso88599", "latin5"), "cp1254"),
    **dict.fromkeys(("tis620", "iso885911", "windows874", "cp874"), "cp874"),
    **dict.fromkeys(("iso88598i", "iso88598e", "logical", "visual"), "iso8859-8"),
    **dict.fromkeys(("iso88596i", "iso88596e"), "iso8859-6"),
    **dict.fromkeys(("macintosh", "macroman", "xmacroman", "mac"), "mac-roman"),
    **dict.fromkeys(("xmaccyrillic",), "mac-cyrillic"),
    **dict.fromkeys(("koi8", "cskoi8r", "koi8rcharset"), "koi8-r"),
    **dict.fromkeys(("koi8ru",), "koi8-u"),
    **dict.fromkeys(("win1251", "xcp1251", "1251", "ansi1251"), "cp1251"),
}
# No charsets although Python lists them: they escape, never decode, or shell out.
_NO_CHARSETS = {
    *("idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"),
    *("mbcs", "oem", "unknown", "default", "none", "binary", "8bit", "7bit"),
}
_PUNCTUATION = re.compile(r"[^a-z0-9]+")
_LONGEST_LABEL = 60


def codec_for(label: str) -> str:
    """Return the codec that a label means, '' when it means none; never raises."""
    plain = label.split("*")[0].strip(" \t\r\n\"';,").lower()[:_LONGEST_LABEL]
    key = _PUNCTUATION.sub("", plain)
    if key in _BY_LABEL:
        return _BY_LABEL[key]
    windows = re.fullmatch(r"x?(?:windows|win|cp|ibm|ms)(\d{3,5})", key)
    latin = re.fullmatch(r"x?(?:iso)?8859(\d{1,2})", key)
    tries = [plain, plain.removeprefix("x-")]
    tries += [f"cp{windows.group(1)}"] if windows else []
    tries += [f"iso8859-{latin.group(1)}"] if latin else []
    return next(filter(None, map(_python_codec, tries)), "")


def _python_codec(name: str) -> str:
    if not name.isascii() or name.replace("-", "_") in _NO_CHARSETS:
        return ""
    try:
        codec = codecs.lookup(name)
        _refuse_what_is_no_text(name)
    except (LookupError, ValueError):
        return ""
    return "" if codec.name in _NO_CHARSETS else codec.name


def _refuse_what_is_no_text(name: str) -> None:
    """Raise LookupError for a codec that turns bytes into bytes."""
    with suppress(UnicodeError):
        b"a".decode(name)
