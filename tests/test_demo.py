"""The main job, end to end, over HTTP, judged by other people's programs."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from guidekit.copyfile import read_copy
from tests.needs import needs_poppler, needs_scribus
from tests.oracles.press_package import (
    Idml,
    Pdf,
    bare,
    poppler_rows,
    scribus_report,
    unzip,
)

ROOT = Path(__file__).resolve().parent.parent
SHARED = os.environ.get("GUIDEKIT_SHARED", "")
CASES: list[object] = ["own copy"]
if SHARED and (ROOT / SHARED / "pages/000.json").exists():
    # A whole system is started for each case, a minute's work.
    CASES.append(pytest.param("a real page", marks=pytest.mark.acceptance))
LEAST_FILL = 0.95

LEAST_PPI = 200


class Played:
    """A demo that was played: its result line, its package, its copy."""

    def __init__(self, out: Path, arguments: list[str], copy: Path | None) -> None:
        command = [sys.executable, "manage.py", "demo", "--out", str(out), "--json"]
        environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
        done = subprocess.run(
            [*command, *arguments],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-4000:]
        self.result = json.loads(done.stdout.strip().splitlines()[-1])
        self.items = read_copy(copy).items
        self.folder = unzip(Path(self.result["package"]), out / "read")
        self.idml = Idml(self.folder / "pages/01/01.idml")
        self.pdf = Pdf(self.folder / "pages/01/01.pdf")


@pytest.fixture(params=CASES)
def played(request) -> Played:
    return play(request.param)


@cache
def play(case: str) -> Played:
    """Play a demo once, however many tests ask for it."""
    out = Path(tempfile.mkdtemp(prefix="gk-demo-"))
    atexit.register(shutil.rmtree, out, ignore_errors=True)
    if case == "own copy":
        return Played(out, [], None)
    shared = ROOT / SHARED
    copy = shared / "pages/000.json"
    photos = str(shared / "photos")
    return Played(out, ["--copy", str(copy), "--photos", photos], copy)


def strings(played: Played) -> list[str]:
    """Return every string of every item."""
    found = []
    for item in played.items:
        body = [text for _, text in item.body]
        # A byline that the text begins with is printed there, once.
        named = bool(body) and bare(item.byline) in bare(body[0])[:60]
        byline = "" if named else item.byline
        found += [item.kicker, item.headline, item.deck, byline, *body]
        for photo in item.photos:
            found += [photo.caption, photo.credit]
    return [bare(text) for text in found if text]


def test_the_page_is_full_and_nothing_is_overset(played):
    (page,) = played.result["pages"]

    assert page["fill"] >= LEAST_FILL
    assert page["overset_lines"] == 0
    assert page["stories"] == len(played.items) == len(played.result["submissions"])


@needs_poppler
def test_every_character_is_in_the_pdf(played):
    text = played.pdf.poppler_text()

    # A paragraph that runs on in the next column is not one run of text in the PDF:
    # characters are counted, and every line-sized piece is looked up in place below.
    wanted = Counter("".join(strings(played)))
    assert not wanted - Counter(text)


def test_every_string_is_in_the_idml(played):
    stories = "".join(played.idml.stories().values())
    by_simple_idml = played.idml.simple_idml_text()

    assert [s for s in strings(played) if s not in stories] == []
    assert [s for s in strings(played) if s not in by_simple_idml] == []


def test_text_of_the_pdf_stands_in_the_frames_of_the_idml(played):
    characters = played.pdf.characters()
    stories = played.idml.stories()
    seen: dict[str, str] = dict.fromkeys(stories, "")
    placed = 0
    for frame in played.idml.frames():
        inside = [c.text for c in characters if frame.holds(c.x, c.y)]
        seen[frame.story] += "".join(inside)
        placed += len(inside)

    assert placed == len(characters)
    assert {story: bare(text) for story, text in seen.items()} == stories


def test_picture_boxes_agree(played):
    idml, pdf = played.idml.pictures(), played.pdf.pictures()

    assert len(idml) == len(pdf) == sum(len(item.photos) for item in played.items) or (
        len(idml) == len(pdf) >= 4
    )
    for box, other in zip(idml, pdf, strict=True):
        assert box == pytest.approx(other, abs=0.1)


@needs_poppler
def test_pictures_are_cmyk_and_sharp_and_fonts_are_inside(played):
    path = str(played.pdf.path)
    images = poppler_rows("pdfimages", "-list", path)
    fonts = poppler_rows("pdffonts", path)

    assert images
    assert {row[5] for row in images} == {"cmyk"}
    assert min(int(row[12]) for row in images) >= LEAST_PPI
    assert fonts
    assert all(row[-5] == "yes" and "Type" not in row[1] for row in fonts)


@needs_scribus
def test_scribus_reads_every_string_in_the_same_boxes(played, tmp_path):
    report = scribus_report(played.idml.path, tmp_path)

    assert "error" not in report
    items = report["items"].values()
    frames = [item for item in items if "text" in item]
    text = bare("".join(i["text"] for i in frames if i["previous"] is None))
    assert [s for s in strings(played) if s not in text] == []
    # Scribus knows neither our leading nor squeezed marks, so its own overset flag says
    # nothing about a package; its boxes and its text do.
    boxes = sorted((*i["at"], *i["size"]) for i in items if i["kind"] == 2)
    for box, other in zip(boxes, played.idml.pictures(), strict=True):
        assert box == pytest.approx(other, abs=0.1)
