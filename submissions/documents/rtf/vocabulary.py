"""The control words of RTF that say something about words."""

from __future__ import annotations

import re

# Groups that are no words of the text.
SKIPPED = frozenset(
    b"colortbl info generator header headerl headerr headerf footer footerl footerr "
    b"footerf fldinst objdata objclass objname bkmkstart bkmkend sn sv nonshppict "
    b"annotation atnid atnauthor atnref atndate listtable listoverridetable revtbl "
    b"rsidtbl filetbl themedata colorschememapping datastore latentstyles xmlnstbl "
    b"pnseclvl pnseclvl1 ftnsep ftnsepc aftnsep aftnsepc userprops docvar template "
    b"falt panose fontemb fontfile picprop blipuid datafield formfield mmathPr tc xe "
    b"listname levelnumbers leveltext keywords operator comment password".split()
)
KEPT_STARRED = frozenset(
    b"shppict shpinst shptxt ud fldrslt pntext listtext footnote do dptxbxtext "
    b"shprslt background".split()
) - {b"background"}
CHARACTERS = {
    b"tab": "\t",
    b"emdash": "—",
    b"endash": "–",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"bullet": "•",
    b"emspace": "\u3000",
    b"enspace": " ",
    b"qmspace": " ",
    b"cell": "",
    b"zwj": "",
    b"zwnj": "",
}
PARAGRAPH_ENDS = frozenset((b"par", b"sect", b"page", b"line", b"softline", b"column"))
PICTURE_KINDS = {b"pngblip": "png", b"jpegblip": "jpg"}
OTHER_PICTURES = frozenset(
    (b"wmetafile", b"emfblip", b"dibitmap", b"macpict", b"wbitmap")
)
HEADING = re.compile(
    r"^\s*(?:heading\s*\d|标题\s*\d?|title|subtitle|副标题)\s*;?$", re.I
)
NO_HEX = re.compile(rb"[^0-9a-fA-F]+")
BODY_LEVEL = 9
DEEPEST = 5_000  # groups
