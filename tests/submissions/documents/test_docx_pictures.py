"""Pictures of .docx files: byte for byte, once, in their places, with captions."""

from submissions.problems import ProblemCode
from tests.submissions.documents.docx_files import blip, docx_bytes, p, photo, r

POINTERS = (
    ("rId9", "image", "media/image1.jpg"),
    ("rId8", "image", "media/image2.jpg"),
)


def with_photos(body, **parts):
    small, large = photo(size=(64, 48)), photo(size=(96, 48))
    found = {"word/media/image1.jpg": small, "word/media/image2.jpg": large, **parts}
    return docx_bytes(body, pointers=POINTERS, parts=found), small


def told(made):
    return [
        (pic.name, pic.width, pic.height, pic.after, pic.caption)
        for pic in made.pictures
    ]


def test_a_picture_with_its_caption(read):
    body = p("正文") + f"<w:p>{blip()}</w:p>" + p("图为开工现场。林晓 摄") + p("后文")
    content, small = with_photos(body)

    made = read(content)

    assert told(made) == [("image1.jpg", 64, 48, 1, "图为开工现场。林晓 摄")]
    assert made.pictures[0].path.read_bytes() == small
    assert [block.text for block in made.blocks] == [
        "正文",
        "图为开工现场。林晓 摄",
        "后文",
    ]


def test_a_picture_used_twice_is_one(read):
    content, _ = with_photos(
        f"<w:p>{blip()}</w:p>{p('字')}<w:p>{blip()}{blip('rId8')}</w:p>"
    )

    assert told(read(content)) == [
        ("image1.jpg", 64, 48, 0, ""),
        ("image2.jpg", 96, 48, 1, ""),
    ]


def test_old_pictures_and_objects(read):
    vml = r('<w:pict><v:shape><v:imagedata r:id="rId9"/></v:shape></w:pict>')
    content, _ = with_photos(f"<w:p>{vml}</w:p>")

    assert told(read(content)) == [("image1.jpg", 64, 48, 0, "")]


def test_pictures_in_a_table_over_their_captions(read):
    body = (
        "<w:tbl><w:tr>"
        f"<w:tc><w:p>{blip()}</w:p></w:tc><w:tc><w:p>{blip('rId8')}</w:p></w:tc></w:tr>"
        f"<w:tr><w:tc>{p('左边的人')}</w:tc><w:tc>{p('右边的人')}</w:tc></w:tr></w:tbl>"
    )
    content, _ = with_photos(body)

    made = read(content)

    assert [picture.caption for picture in made.pictures] == ["左边的人", "右边的人"]
    assert made.text == "左边的人\n右边的人"


def test_pictures_in_boxes(read):
    box = f"<w:txbxContent><w:p>{blip()}</w:p>{p('图1 现场')}</w:txbxContent>"
    content, _ = with_photos(f"<w:p>{r(f'<w:pict>{box}</w:pict>')}</w:p>")

    assert told(read(content)) == [("image1.jpg", 64, 48, 0, "图1 现场")]


def test_metafiles_and_charts_are_left_out(read):
    body = (
        f"<w:p>{blip()}</w:p><w:p>{r('<w:drawing><c:chart/></w:drawing>')}</w:p>"
        + p("字")
    )
    content = docx_bytes(
        body,
        pointers=(("rId9", "image", "media/image1.emf"),),
        parts={"word/media/image1.emf": b"\x01\0\0\0" + bytes(40) + b" EMF"},
    )

    made = read(content)

    assert made.pictures == ()
    assert [(one.code, one.detail) for one in made.problems] == [
        (ProblemCode.PICTURE_LEFT_OUT, "image1.emf"),
        (ProblemCode.PICTURE_LEFT_OUT, "chart"),
    ]


def test_a_picture_that_is_none_is_left_out(read):
    content, _ = with_photos(
        f"<w:p>{blip()}</w:p>" + p("字"), **{"word/media/image1.jpg": b"<?php"}
    )

    made = read(content)

    assert made.pictures == ()
    assert [one.code for one in made.problems] == [ProblemCode.PICTURE_LEFT_OUT]
