"""Read a press package with other people's programs, and compare what they see.

IDML by SimpleIDML, lxml and Scribus; PDF by PDFium and poppler.  Text is compared
after NFKC and without white space: PDF readers give compatibility forms of some marks.
"""

from __future__ import annotations

import ctypes
import io
import json
import subprocess
import sys
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from lxml import etree
from simple_idml.idml import IDMLPackage

HALF_CELL = 5.5  # points, of body and captions
REPORT = Path(__file__).with_name("scribus_report.py")


def bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


@dataclass(frozen=True)
class FrameBox:
    """A frame of the IDML in page points from the top left corner."""

    id: str
    story: str
    x: float
    y: float
    width: float
    height: float

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a character's origin stands in the frame.

        An opening mark squeezed at the head of a line has its origin half a cell to
        the left of its ink.
        """
        inside = self.x - HALF_CELL <= x <= self.x + self.width + 0.5
        return inside and self.y - 0.5 <= y <= self.y + self.height + 0.5


class Idml:
    """A one-page IDML: frames in thread order, stories, picture boxes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with zipfile.ZipFile(path) as package:
            self.files = {name: package.read(name) for name in package.namelist()}
        spread = next(n for n in self.files if n.startswith("Spreads/"))
        self.spread = etree.fromstring(self.files[spread])
        bounds = self.spread.find(".//Page").get("GeometricBounds").split()
        self.height, self.width = float(bounds[2]), float(bounds[3])

    def _box(self, item: etree._Element) -> tuple[float, float, float, float]:
        move = [float(v) for v in item.get("ItemTransform").split()]
        anchors = [p.get("Anchor").split() for p in item.iter("PathPointType")]
        xs = [float(x) + move[4] + self.width / 2 for x, _ in anchors[:4]]
        ys = [float(y) + move[5] + self.height / 2 for _, y in anchors[:4]]
        return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)

    def frames(self) -> list[FrameBox]:
        """Return text frames, those of one thread in its order."""
        items = {i.get("Self"): i for i in self.spread.iter("TextFrame")}
        heads = [i for i in items.values() if i.get("PreviousTextFrame") == "n"]
        ordered = []
        for head in heads:
            item = head
            while item is not None:
                box = self._box(item)
                ordered.append(
                    FrameBox(item.get("Self"), item.get("ParentStory"), *box)
                )
                item = items.get(item.get("NextTextFrame"))
        assert len(ordered) == len(items)
        return ordered

    def pictures(self) -> list[tuple[float, float, float, float]]:
        boxes = (
            r for r in self.spread.iter("Rectangle") if r.find("Image") is not None
        )
        return sorted(self._box(item) for item in boxes)

    def stories(self) -> dict[str, str]:
        """Return the text of each story by its id, read from the parts."""
        found = {}
        for name, data in self.files.items():
            if name.startswith("Stories/"):
                story = etree.fromstring(data).find("Story")
                text = "".join(c.text or "" for c in story.iter("Content"))
                found[story.get("Self")] = bare(text)
        return found

    def simple_idml_text(self) -> str:
        """Return the text of all stories as SimpleIDML reads the package."""
        package = IDMLPackage(str(self.path))
        texts = []
        for name in package.stories:
            with package.open(name) as part:
                tree = etree.parse(part)
            texts += [c.text or "" for c in tree.iter("Content")]
        return bare("".join(texts))


@dataclass(frozen=True)
class PdfChar:
    text: str
    x: float
    y: float


class Pdf:
    """A page of a PDF: characters with their places, picture boxes."""

    def __init__(self, path: Path, page: int = 0) -> None:
        self.path = path
        self.page = pdfium.PdfDocument(path)[page]
        self.height = self.page.get_height()

    def characters(self) -> list[PdfChar]:
        """Return characters in the order of the content, with their origins."""
        text = self.page.get_textpage()
        x, y = ctypes.c_double(), ctypes.c_double()
        found = []
        for index in range(text.count_chars()):
            code = pdfium_c.FPDFText_GetUnicode(text, index)
            if pdfium_c.FPDFText_IsGenerated(text, index) == 1 or code == 0:
                continue
            pdfium_c.FPDFText_GetCharOrigin(text, index, x, y)
            found.append(PdfChar(chr(code), x.value, self.height - y.value))
        return found

    def pictures(self) -> list[tuple[float, float, float, float]]:
        boxes = []
        for item in self.page.get_objects():
            if item.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
                left, bottom, right, top = item.get_bounds()
                boxes.append((left, self.height - top, right - left, top - bottom))
        return sorted(boxes)

    def poppler_text(self) -> str:
        """Return the text of the file as pdftotext gives it."""
        command = ["pdftotext", "-raw", "-enc", "UTF-8", str(self.path), "-"]
        done = subprocess.run(command, capture_output=True, check=True)
        return bare(done.stdout.decode())


def poppler_rows(program: str, *arguments: str) -> list[list[str]]:
    """Return the table that pdffonts or pdfimages prints, without its head."""
    done = subprocess.run([program, *arguments], capture_output=True, check=True)
    return [line.split() for line in done.stdout.decode().splitlines()[2:]]


def scribus_report(idml: Path, folder: Path) -> dict:
    """Open a package in Scribus; return what it made of it."""
    report = folder / f"{idml.stem}.json"
    command = ["xvfb-run", "-a", "scribus", "-g", "-ns", "-py", str(REPORT)]
    command += [str(idml), str(report), str(folder / f"{idml.stem}.pdf")]
    done = subprocess.run(command, capture_output=True, timeout=240, check=False)
    assert report.exists(), done.stderr.decode()[-2000:]
    return json.loads(report.read_text())


def unzip(package: Path, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(package.read_bytes())) as archive:
        archive.extractall(folder)
        return folder / archive.namelist()[0].split("/")[0]


if __name__ == "__main__":  # a look by hand: press_package.py 01.idml
    idml = Idml(Path(sys.argv[1]))
    sys.stdout.write(json.dumps(idml.stories(), ensure_ascii=False, indent=1))
