"""A file's ending against what it is: the ending is compared and never believed."""

from __future__ import annotations

from submissions.documents.sniffing import PROGRAMS
from submissions.upload_names import file_label

WORDS = frozenset(
    ("docx", "doc", "works", "rtf", "html", "mht", "wordml", "txt", "encrypted")
)
WORD_ENDINGS = frozenset(
    ["doc", "docx", "docm", "dot", "dotx", "dotm", "wps", "wpt", "rtf"]
)
TEXT_ENDINGS = frozenset(["txt", "text", "md", "csv", "log", "asc"])
ZIP_ENDINGS = frozenset(["zip", "zipx"])
PICTURE_ENDINGS = {
    **dict.fromkeys(("jpg", "jpeg", "jpe", "jfif"), "jpeg"),
    **dict.fromkeys(("tif", "tiff"), "tiff"),
    **dict.fromkeys(("heic", "heif", "hif"), "heic"),
    **{name: name for name in ("png", "gif", "webp", "bmp")},
}
OWN_ENDINGS = {
    "docx": {"docx", "docm", "dotx", "dotm", "wps", "wpt"},
    "doc": {"doc", "dot", "wps", "wpt"},
    "rtf": {"rtf"},
    "txt": TEXT_ENDINGS,
    "zip": ZIP_ENDINGS,
    "rar": {"rar"},
    "pdf": {"pdf"},
    **{
        form: {ending for ending, one in PICTURE_ENDINGS.items() if one == form}
        for form in PICTURE_ENDINGS.values()
    },
}
ALLOWED = frozenset(ending for endings in OWN_ENDINGS.values() for ending in endings)
TAKEN = WORDS | {"zip", "rar", "pdf"} | set(PICTURE_ENDINGS.values())
RUNNABLE_ENDINGS = frozenset(
    [
        "exe",
        "com",
        "scr",
        "pif",
        "bat",
        "cmd",
        "msi",
        "msp",
        "dll",
        "cpl",
        "hta",
        "js",
        "jse",
        "vbs",
        "vbe",
        "wsf",
        "wsh",
        "ps1",
        "lnk",
        "url",
        "jar",
        "apk",
        "ipa",
        "app",
        "sh",
        "php",
        "php3",
        "php5",
        "phtml",
        "phar",
        "jsp",
        "jspx",
        "asp",
        "aspx",
        "cgi",
        "pl",
        "py",
        "rb",
        "htaccess",
        "swf",
        "reg",
        "inf",
        "chm",
        "iso",
        "img",
        "dmg",
        "pkg",
        "deb",
        "rpm",
    ]
)
SERVER = frozenset(("htaccess", "htpasswd", "user.ini", "web.config"))
"""Files, by their labels, that tell web servers what to run."""
PAGE_ENDINGS = frozenset(
    ["svg", "svgz", "html", "htm", "xhtml", "xht", "shtml", "mht", "mhtml", "xml"]
)
"""What browsers run scripts of: never taken under its own name."""


def ending_of(name: str) -> str:
    """Return the last ending of a name in lower case, without its dot."""
    label = file_label(name)
    stem, dot, ending = label.rpartition(".")
    return (
        ending.strip().lower() if dot and (stem or ending in RUNNABLE_ENDINGS) else ""
    )


def is_runnable(form: str, name: str) -> bool:
    """Tell a program by its bytes, or by what its name would start."""
    by_name = ending_of(name) in RUNNABLE_ENDINGS or file_label(name).lower() in SERVER
    return form in PROGRAMS or form == "jar" or by_name


def agrees(form: str, ending: str) -> bool:
    """Tell whether an ending is one of a format's own, or there is none."""
    return not ending or ending in OWN_ENDINGS.get(form, ())


def is_common_mixup(form: str, ending: str) -> bool:
    """Tell wrong endings that people make without meaning harm.

    Word processors save RTF, pages and new formats as .doc; telephones and chat
    programs rename pictures.
    """
    if form in WORDS:
        return ending in WORD_ENDINGS or (form == "txt" and ending not in ALLOWED)
    if form in PICTURE_ENDINGS.values():
        return ending in PICTURE_ENDINGS
    return form in ("zip", "rar") and ending in ("zip", "rar")
