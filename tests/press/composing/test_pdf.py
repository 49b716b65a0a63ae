import io
import re
import subprocess
from dataclasses import replace

import numpy as np
import pikepdf
import pytest
from PIL import Image

from press.composing.model import PressPicture
from press.composing.pdf import MissingPictureError, compose_pdf
from press.composing.pdfx_check import check_pdfx
from press.imaging.cmyk import to_press
from press.imaging.profile import default_profile
from press.makeup.grid import TABLOID
from press.makeup.model import PageLayout
from tests.needs import needs_ghostscript, needs_poppler
from tests.press.imaging.drawn import draw, encode
from tests.press.pages import CAPTION_TEXT, PARAGRAPHS, TITLE, make_page

PROFILE = default_profile()
BOXES = ("MediaBox", "TrimBox", "BleedBox")


def press_picture(page: PageLayout, image: Image.Image | None = None) -> PressPicture:
    frame = page.pictures[0]
    data = encode(image or draw(2400, 1244), quality=95)
    return to_press(
        data,
        picture_id=frame.picture,
        crop=frame.crop,
        width_pt=frame.box.width,
        height_pt=frame.box.height,
        profile=PROFILE,
    ).picture


def composed(*pages: PageLayout, title: str = "城河晚报") -> bytes:
    pictures = {p.pictures[0].picture: press_picture(p) for p in pages if p.pictures}
    return compose_pdf(pages, pictures, profile=PROFILE, title=title)


def tool(*command: str, data: bytes, tmp_path) -> str:
    path = tmp_path / "page.pdf"
    path.write_bytes(data)
    run = subprocess.run(
        [*(part.replace("PDF", str(path)) for part in command)],
        capture_output=True,
        check=True,
        cwd=tmp_path,
    )
    return run.stdout.decode()


def test_same_input_gives_same_bytes():
    assert composed(make_page()) == composed(make_page())


def test_pages_conform_to_pdfx4():
    data = composed(make_page(), make_page(number=2, grid=TABLOID, picture=None))

    assert check_pdfx(data) == []
    assert data.startswith(b"%PDF-1.6")


def test_title_with_markup_stays_text():
    data = composed(make_page(picture=None), title="版<1>&“头条”")

    assert check_pdfx(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "版<1>&“头条”"


def test_pages_share_their_fonts():
    one = composed(make_page(picture=None))
    three = composed(*(make_page(number=n, picture=None) for n in (1, 2, 3)))

    assert len(three) - len(one) < 6_000


def test_a_missing_picture_is_named():
    with pytest.raises(MissingPictureError, match="picture p1"):
        compose_pdf([make_page()], {}, profile=PROFILE, title="")


def test_black_text_overprints_and_is_black_only():
    with pikepdf.open(io.BytesIO(composed(make_page(picture=None)))) as pdf:
        content = pdf.pages[0].Contents.read_bytes().decode()
        states = pdf.pages[0].Resources.ExtGState

    text = "\n".join(re.findall(r"BT\n(.*?)\nET", content, re.DOTALL))
    assert set(re.findall(r".* k$", text, re.MULTILINE)) == {"/GO gs 0 0 0 1 k"}
    assert (states.GO.OP, states.GO.op, int(states.GO.OPM)) == (True, True, 1)
    assert (states.GK.OP, states.GK.op) == (False, False)


def test_every_glyph_stands_at_its_place():
    """Replay the operators: each origin must be the layout's, to 1/100 point."""
    page = make_page(picture=None)
    with pikepdf.open(io.BytesIO(composed(page))) as pdf:
        replayed = list(origins(pdf.pages[0]))

    wanted = [
        (set_line.x + x, page.grid.page_height - set_line.baseline)
        for frame in page.frames
        for set_line in frame.lines
        for piece in set_line.line.pieces
        for x in piece.xs
    ]
    assert np.allclose(replayed, wanted, atol=0.01)


def origins(page: pikepdf.Page):
    """Yield the origin of every glyph that a page's text operators place."""
    widths: dict[str, dict[int, float]] = {}
    for name, font in page.Resources.Font.items():
        listed = list(font.DescendantFonts[0].W)
        widths[name] = {
            int(first) + place: float(width)
            for first, run in zip(listed[::2], listed[1::2], strict=True)
            for place, width in enumerate(run)
        }
    font, size, x, y = "", 0.0, 0.0, 0.0
    for step in pikepdf.parse_content_stream(page):
        operator, operands = str(step.operator), step.operands
        if operator == "Tf":
            font, size = str(operands[0]), float(operands[1])
        elif operator == "Tm":
            x, y = float(operands[4]), float(operands[5])
        elif operator == "TJ":
            for item in operands[0]:
                if not isinstance(item, pikepdf.String):
                    x -= float(item) * size / 1000
                    continue
                codes = bytes(item)
                for at in range(0, len(codes), 2):
                    yield x, y
                    cid = int.from_bytes(codes[at : at + 2], "big")
                    x += widths[font].get(cid, 1000) * size / 1000


@needs_poppler
def test_text_reads_back_in_order_and_exactly(tmp_path):
    data = composed(make_page())

    text = tool("pdftotext", "-raw", "PDF", "-", data=data, tmp_path=tmp_path)

    assert "".join(text.split()) == "".join((TITLE, *PARAGRAPHS, CAPTION_TEXT))


@needs_poppler
def test_characters_that_share_glyphs_read_back_as_themselves(tmp_path):
    odd = ("年——〇·……㎡①𠮷é－─", "他說：「臺」里裏。")
    data = composed(make_page(paragraphs=odd, picture=None))

    text = tool("pdftotext", "-raw", "PDF", "-", data=data, tmp_path=tmp_path)

    assert "".join(text.split()) == "".join((TITLE, *odd))


@needs_poppler
def test_fonts_pictures_and_boxes_as_other_programs_see_them(tmp_path):
    data = composed(make_page())

    fonts = tool("pdffonts", "PDF", data=data, tmp_path=tmp_path).splitlines()[2:]
    images = tool("pdfimages", "-list", "PDF", data=data, tmp_path=tmp_path)
    info = tool("pdfinfo", "-box", "PDF", data=data, tmp_path=tmp_path)

    assert {tuple(f.split()[1:7]) for f in fonts} == {
        ("CID", "TrueType", "Identity-H", "yes", "yes", "yes")
    }
    rows = [row.split() for row in images.splitlines()[2:]]
    assert [(r[5], int(r[12]) >= 200, int(r[13]) >= 200) for r in rows] == [
        ("cmyk", True, True)
    ]
    boxes = [re.findall(rf"{n}:\s+(\S+ +\S+ +\S+ +\S+)", info) for n in BOXES]
    assert [box[0].split() for box in boxes] == [
        ["0.00", "0.00", "1105.51", "1544.88"]
    ] * 3
    assert "PDF/X-4" in info


@needs_ghostscript
def test_ink_of_a_page_stays_within_the_limit(tmp_path):
    page = make_page(grid=TABLOID)
    dark = Image.fromarray(
        np.random.default_rng(1).integers(0, 90, (1244, 2400, 3), dtype=np.uint8)
    )
    data = compose_pdf(
        [page], {"p1": press_picture(page, dark)}, profile=PROFILE, title="墨量"
    )

    tool(
        "gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", "-r72",
        "-sOutputFile=p.tif", "PDF", data=data, tmp_path=tmp_path,
    )  # fmt: skip

    plates = [
        255
        - np.asarray(Image.open(tmp_path / f"p({ink}).tif").convert("L")).astype(int)
        for ink in ("Cyan", "Magenta", "Yellow", "Black")
    ]
    assert 100 < sum(plates).max() / 2.55 <= PROFILE.ink_limit + 1


@needs_ghostscript
def test_a_page_of_text_has_black_ink_only(tmp_path):
    page = replace(make_page(grid=TABLOID, picture=None), panels=())

    tool("qpdf", "--check", "PDF", data=composed(page), tmp_path=tmp_path)
    tool(
        "gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", "-r72",
        "-sOutputFile=p.tif", "PDF", data=composed(page), tmp_path=tmp_path,
    )  # fmt: skip

    used = {
        ink: int(255 - np.asarray(Image.open(tmp_path / f"p({ink}).tif")).min())
        for ink in ("Cyan", "Magenta", "Yellow", "Black")
    }
    assert (used["Cyan"], used["Magenta"], used["Yellow"]) == (0, 0, 0)
    assert used["Black"] > 200
