"""An address as a picture for a telephone's camera."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import segno

QR_DARK, QR_LIGHT = "#1b1916", "#fffefa"


def qr_svg(address: str) -> str:
    """Return a picture of an address, as SVG.

    It has its own light ground and margin, so that it is read on a dark page, too.
    """
    out = BytesIO()
    made = segno.make_qr(address, error="m")
    # With its name space it can stand in an <img> as well as in a page.
    form: dict[str, Any] = {"xmldecl": False, "svgns": True, "nl": False}
    made.save(out, kind="svg", border=2, dark=QR_DARK, light=QR_LIGHT, scale=4, **form)
    return out.getvalue().decode()
