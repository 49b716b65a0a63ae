import io
import json
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from simple_idml.idml import IDMLPackage

from press.copy.model import Run, RunStyle
from press.exporters.idml import FontMap, Link, write_idml
from press.exporters.idml.lint import lint_idml
from press.exporters.idml.spacing import roomy_box
from press.imaging.cmyk import to_press
from press.imaging.profile import default_profile
from press.makeup.grid import TABLOID, Box
from press.makeup.model import FrameKind, PageLayout, SetLine
from press.typesetting.model import Align, Face, StyledParagraph, TextStyle
from tests.needs import needs_poppler, needs_scribus
from tests.press.imaging.drawn import draw, encode
from tests.press.pages import BODY, PARAGRAPHS, TITLE, make_page, set_paragraph

REPORT = Path(__file__).parents[2] / "oracles" / "scribus_report.py"
LINK = Link("01-01-1.tif", 1350, 700, (300.0, 300.0), (0.1, 0.0, 0.9, 1.0))


def document(page: PageLayout | None = None, **options) -> bytes:
    return write_idml(page or make_page(), {"p1": LINK}, **options)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def rezip(members: dict[str, bytes], *, stored: bool = True) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in members.items():
            keep = stored and name == "mimetype"
            method = zipfile.ZIP_STORED if keep else zipfile.ZIP_DEFLATED
            package.writestr(name, content, method)
    return out.getvalue()


def story_text(xml: bytes) -> str:
    """Return a story's text as a reader sees it: Br ends a paragraph."""
    elements = etree.fromstring(xml).iter("Content", "Br")
    return "".join(e.text if e.tag == "Content" else "\n" for e in elements)


def with_text(text: str) -> PageLayout:
    page = make_page()
    paragraph = StyledParagraph(BODY, (Run(text),))
    threads = [
        replace(t, paragraphs=(paragraph,)) if t.id == "t-body" else t
        for t in page.threads
    ]
    return replace(page, threads=tuple(threads))


def test_same_page_gives_same_bytes():
    assert document() == document()


def test_a_sound_package_has_no_findings():
    assert lint_idml(document()) == []
    assert lint_idml(document(make_page(grid=TABLOID, picture=None))) == []


def test_stories_hold_every_character():
    files = parts(document())

    stories = {n: story_text(x) for n, x in files.items() if n.startswith("Stories/")}
    assert set(stories.values()) == {
        TITLE,
        "\n".join(PARAGRAPHS),
        "读者在河畔图书馆三楼看书。",
    }


def test_f33_markup_in_text_stays_text():
    text = '</Content><Link LinkResourceURI="file:/etc/passwd"/>&lt;&#x41; ]]>'

    data = document(with_text(text))

    assert lint_idml(data) == []
    assert text in {
        story_text(x) for n, x in parts(data).items() if n.startswith("Stories/")
    }
    assert b"file:/etc/passwd" not in parts(data)["Spreads/Spread_uspread.xml"]


def test_control_characters_do_not_break_the_package():
    data = document(with_text("河\x00畔\x0b图\ufffe书\ud800馆"))

    assert lint_idml(data) == []


def test_strong_runs_carry_a_character_style():
    xml = parts(document())["Stories/Story_ustory2.xml"]

    ranges = etree.fromstring(xml).iter("CharacterStyleRange")
    styles = [r.get("AppliedCharacterStyle") for r in ranges]
    assert styles[:2] == [
        "CharacterStyle/强调 hei_bold",
        "CharacterStyle/$ID/[No character style]",
    ]


def test_kai_runs_take_the_desks_font():
    page = make_page()
    kai = StyledParagraph(BODY, (Run("编者按", RunStyle.KAI),))
    thread = replace(page.threads[1], paragraphs=(kai,))
    page = replace(page, threads=(page.threads[0], thread, page.threads[2]))

    styles = parts(document(page, fonts=FontMap().with_kai()))["Resources/Styles.xml"]

    named = etree.fromstring(styles).find(".//CharacterStyle[@Name='楷体 kai']")
    assert named is not None
    assert named.findtext("Properties/AppliedFont") == "LXGW WenKai"


def test_styles_of_one_name_and_two_sizes_are_kept_apart():
    page = make_page()
    larger = StyledParagraph(replace(BODY, size=12), (Run("大字"),))
    thread = replace(page.threads[1], paragraphs=(*page.threads[1].paragraphs, larger))
    page = replace(page, threads=(page.threads[0], thread, page.threads[2]))

    styles = etree.fromstring(parts(document(page))["Resources/Styles.xml"])

    sizes = {s.get("Name"): s.get("PointSize") for s in styles.iter("ParagraphStyle")}
    assert (sizes["正文"], sizes["正文 12"]) == ("9", "12")


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ((0.1, 0.0, 0.9, 1.0), (1.0, 1.0, 0.0, 0.0)),
        ((0.0, 0.0, 1.0, 1.0), (1.25, 1.0, -40.5, 0.0)),
    ],
    ids=["file holds the crop", "file holds the whole picture"],
)
def test_picture_is_moved_so_that_its_crop_shows(held, expected):
    page = make_page()
    box = page.pictures[0].box
    link = Link("a.tif", round(box.width), round(box.height), (72.0, 72.0), held)

    found = link.transform(box, (0.1, 0.0, 0.9, 1.0))

    assert found == pytest.approx(expected)


def stacked(height: float) -> PageLayout:
    """Return a page whose headline frame holds a kicker and a headline, 12 pt apart."""
    page = make_page()
    kicker = TextStyle("引题", Face.HEI, 16, 21, Align.CENTRE)
    texts = (StyledParagraph(kicker, (Run("全民阅读"),)), page.threads[0].paragraphs[0])
    frame = page.frames[0]
    box = Box(frame.box.x, frame.box.y, frame.box.width, height)
    upper, lower = (
        replace(set_paragraph(n, p.text, p.style, box.width)[0], paragraph=n)
        for n, p in enumerate(texts)
    )
    lines = (
        SetLine(box.x, box.y + 16.58, upper),
        SetLine(box.x, box.y + 16.58 - 14.08 + 21 + 12 + 31.68, lower),
    )
    return replace(
        page,
        threads=(replace(page.threads[0], paragraphs=texts), *page.threads[1:]),
        frames=(replace(frame, box=box, lines=lines), *page.frames[1:]),
    )


def test_white_of_a_headline_stack_is_kept():
    files = parts(document(stacked(112)))

    ranges = etree.fromstring(files["Stories/Story_ustory1.xml"]).iter(
        "ParagraphStyleRange"
    )
    frame = etree.fromstring(files[SPREAD]).find(".//TextFrame/TextFramePreference")
    assert [r.get("SpaceBefore") for r in ranges] == [None, "12"]
    assert frame.get("MinimumFirstBaselineOffset") == "16.58"


def test_white_gives_way_where_a_fonts_own_leading_needs_the_room():
    xml = parts(document(stacked(85)))["Stories/Story_ustory1.xml"]

    ranges = list(etree.fromstring(xml).iter("ParagraphStyleRange"))
    assert 0 < float(ranges[1].get("SpaceBefore")) < 5


def test_a_nameplate_has_room_for_its_fonts_own_line():
    page = make_page()
    nameplate = replace(page.frames[0], kind=FrameKind.NAMEPLATE)
    page = replace(page, frames=(nameplate, *page.frames[1:]))
    low = replace(nameplate.box, height=40.0)
    tight = replace(page, frames=(replace(nameplate, box=low), *page.frames[1:]))

    assert roomy_box(page.frames[0]) == page.frames[0].box
    assert roomy_box(tight.frames[0]).height == pytest.approx(36 * 1.25)


def break_xml(files):
    files["Stories/Story_ustory2.xml"] = files["Stories/Story_ustory2.xml"][:-9]


def change(part: str, old: str, new: str):
    def apply(files):
        assert old.encode() in files[part]
        files[part] = files[part].replace(old.encode(), new.encode(), 1)

    return apply


SPREAD = "Spreads/Spread_uspread.xml"
DAMAGE = {
    "not-well-formed": break_xml,
    "no-such-part": lambda files: files.pop("Stories/Story_ustory1.xml"),
    "part-not-listed": change(
        "designmap.xml", '<idPkg:Fonts src="Resources/Fonts.xml"/>', ""
    ),
    "no-container": lambda files: files.pop("META-INF/container.xml"),
    "no-designmap": lambda files: files.pop("designmap.xml"),
    "mimetype-wrong": change("mimetype", "indesign", "other"),
    "id-twice": change(SPREAD, 'Self="uframe2"', 'Self="uframe1"'),
    "no-such-paragraphstyle": change(
        "Stories/Story_ustory1.xml", "ParagraphStyle/主题", "ParagraphStyle/无此"
    ),
    "no-such-color": change(SPREAD, "Color/Black", "Color/Mauve"),
    "no-such-layer": change(SPREAD, 'ItemLayer="utext"', 'ItemLayer="gone"'),
    "no-such-story": change(SPREAD, "ustory2", "ustory99"),
    "thread-one-way": change(
        SPREAD, 'PreviousTextFrame="uframe2"', 'PreviousTextFrame="n"'
    ),
    "thread-broken": change(SPREAD, 'NextTextFrame="uframe3"', 'NextTextFrame="n"'),
    "story-not-listed": change("designmap.xml", 'StoryList="ustory1 ', 'StoryList="'),
    "link-outside": change(SPREAD, "file:Links/", "file:/etc/"),
}


@pytest.mark.parametrize("code", DAMAGE)
def test_lint_finds_planted_damage(code):
    files = parts(document())

    DAMAGE[code](files)

    if code == "thread-broken":
        files[SPREAD] = files[SPREAD].replace(
            b'PreviousTextFrame="uframe2"', b'PreviousTextFrame="n"'
        )
    assert code in {finding.code for finding in lint_idml(rezip(files))}


def test_lint_wants_the_mimetype_first_and_stored():
    files = parts(document())
    last = {n: files[n] for n in [*list(files)[1:], "mimetype"]}

    assert [f.code for f in lint_idml(rezip(last))] == ["mimetype-not-first"]
    assert [f.code for f in lint_idml(rezip(files, stored=False))] == [
        "mimetype-packed"
    ]
    assert [f.code for f in lint_idml(b"no zip")] == ["not-a-zip"]


def test_another_reader_opens_the_package(tmp_path):
    path = tmp_path / "01.idml"
    path.write_bytes(document())

    with IDMLPackage(str(path)) as package:
        stories = list(package.stories)
        fonts = {node.get("Name") for node in package.font_families}

    assert stories == [f"Stories/Story_ustory{n}.xml" for n in (1, 2, 3)]
    assert fonts == {"Noto Serif CJK SC", "Noto Sans CJK SC"}


@pytest.fixture(scope="module")
def scribus_run(tmp_path_factory):
    """Open one page in Scribus; return the page, the report and the PDF's path."""
    folder = tmp_path_factory.mktemp("scribus")
    page = stacked(98)
    frame = page.pictures[0]
    made = to_press(
        encode(draw(2400, 1244)),
        picture_id="p1",
        crop=frame.crop,
        width_pt=frame.box.width,
        height_pt=frame.box.height,
        profile=default_profile(),
    )
    (folder / "Links").mkdir()
    (folder / "Links" / "01-01-1.tif").write_bytes(made.tiff)
    picture = made.picture
    link = Link("01-01-1.tif", picture.width, picture.height, made.dpi, picture.crop)
    (folder / "01.idml").write_bytes(write_idml(page, {"p1": link}))
    command = ["xvfb-run", "-a", "scribus", "-g", "-ns", "-py", str(REPORT)]
    files = [str(folder / name) for name in ("01.idml", "report.json", "out.pdf")]
    subprocess.run([*command, *files], check=False, timeout=120, capture_output=True)
    report = json.loads((folder / "report.json").read_text())
    return page, report, folder / "out.pdf"


@needs_scribus
def test_scribus_puts_every_item_where_the_layout_has_it(request):
    page, report, _ = request.getfixturevalue("scribus_run")

    found = {n: [*i["at"], *i["size"]] for n, i in report["items"].items()}
    wanted = {f"uframe{n}": f.box for n, f in enumerate(page.frames, 1)}
    wanted |= {"upicture1": page.pictures[0].box, "upanel1": page.panels[0].box}
    assert report["page_size"] == pytest.approx(
        [page.grid.page_width, page.grid.page_height], abs=0.1
    )
    for name, box in wanted.items():
        place = [box.x, box.y, box.width, box.height]
        assert found[name] == pytest.approx(place, abs=0.1), name
    assert set(found) == {*wanted, "urule1"}


@needs_scribus
def test_scribus_reads_text_threads_layers_and_picture(request):
    _, report, _ = request.getfixturevalue("scribus_run")

    items = report["items"]
    chain = [(items[n]["previous"], items[n]["next"]) for n in ("uframe2", "uframe3")]
    assert chain == [(None, "uframe3"), ("uframe2", None)]
    assert items["uframe1"]["text"].split() == ["全民阅读", TITLE]
    assert items["uframe2"]["text"].split() == list(PARAGRAPHS)
    assert [i["overset"] for i in items.values() if "overset" in i] == [0, 0, 0, 0]
    assert (items["upicture1"]["image"], items["upicture1"]["scale"]) == (
        "01-01-1.tif",
        pytest.approx([1.0, 1.0], abs=0.01),
    )
    assert report["layers"] == ["底纹", "图片", "版面"]


@needs_poppler
@needs_scribus
def test_scribus_finds_the_desks_fonts(request):
    _, _, pdf = request.getfixturevalue("scribus_run")

    listed = subprocess.run(
        ["pdffonts", str(pdf)], capture_output=True, check=True, text=True
    ).stdout.splitlines()[2:]
    names = {line.split()[0].split("+")[-1] for line in listed}
    assert {name for name in names if "CJK" not in name} == set()
