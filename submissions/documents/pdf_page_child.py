"""Started as a program of its own: one page of a PDF as characters and as pixels.

Prints JSON: the page's size in points, how many pages there are, and for each character
itself and its box from the top left.  Writes the picture into a file as rows of RGB,
each behind a zero (PNG's filter byte).  Ends with 3 for a locked file, 4 for one that
cannot be opened, 5 where there is no such page.
"""

import json
import sys
from pathlib import Path

import pypdfium2

LOCKED, BROKEN, NO_PAGE = 3, 4, 5
MOST_CHARACTERS = 60_000
MOST_POINTS = 4_000.0  # of a side: the largest broadsheet spread has some 2,300
MOST_PIXELS = 16_000_000


def main(path: str, number: int, width: int, picture: str) -> int:
    """Print what stands on a page and draw it."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        return LOCKED if "password" in str(error).lower() else BROKEN
    if not 1 <= number <= len(document):
        return NO_PAGE
    page = document[number - 1]
    wide, high = page.get_size()
    if not (0 < wide <= MOST_POINTS and 0 < high <= MOST_POINTS):
        return BROKEN
    scale = min(width / wide, (MOST_PIXELS / (wide * high)) ** 0.5)
    pixels = _draw(page, scale, Path(picture))
    told = {
        "width": wide,
        "height": high,
        "pages": len(document),
        "pixels": pixels,
        "characters": _characters(page, high),
    }
    sys.stdout.write(json.dumps(told))
    return 0


def _characters(page: pypdfium2.PdfPage, high: float) -> list[list[object]]:
    text = page.get_textpage()
    count = min(text.count_chars(), MOST_CHARACTERS)
    found: list[list[object]] = []
    for at in range(count):
        char = text.get_text_range(at, 1)
        if not char:
            continue
        left, bottom, right, top = text.get_charbox(at, loose=True)
        box = (left, high - top, right, high - bottom)
        found.append([char, *(round(edge, 2) for edge in box)])
    return found


def _draw(page: pypdfium2.PdfPage, scale: float, picture: Path) -> list[int]:
    bitmap = page.render(scale=scale, rev_byteorder=True)
    view = memoryview(bitmap.buffer).cast("B")
    row = bitmap.width * 3
    with picture.open("wb") as file:
        for start in range(0, bitmap.height * bitmap.stride, bitmap.stride):
            file.write(b"\0")
            file.write(view[start : start + row])
    return [bitmap.width, bitmap.height]


if __name__ == "__main__":
    source, page_number, wanted, target = sys.argv[1:5]
    sys.exit(main(source, int(page_number), int(wanted), target))
