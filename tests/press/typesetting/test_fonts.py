"""Faces find their files, and a character its face."""

from press.typesetting import fonts
from press.typesetting.model import Face


def test_every_face_has_a_file_of_its_own():
    names = [fonts.font_path(face).name for face in Face]

    assert names == [
        "NotoSerifSC_400Regular.ttf",
        "NotoSerifSC_700Bold.ttf",
        "NotoSerifSC_900Black.ttf",
        "NotoSansSC_400Regular.ttf",
        "NotoSansSC_700Bold.ttf",
        "NotoSansSC_900Black.ttf",
        "LXGWWenKai-Medium.ttf",
    ]


def test_advances_are_em():
    assert [fonts.advance(face, "园") for face in Face] == [1.0] * 7
    assert fonts.advance(Face.SONG, "0") == 0.557


def test_kai_covers_the_common_characters():
    common = (
        "园区导刊经济开发高质量项目招商引资鹿泉沧州邯郸衡水廊坊，。、；：？！（）《》"
    )

    assert all(fonts.has_glyph(Face.KAI, char) for char in common)


def test_character_a_face_lacks_is_set_by_another():
    lacking = next(
        chr(code)
        for code in range(0x2190, 0x9FFF)
        if not fonts.has_glyph(Face.SONG, chr(code))
        and fonts.has_glyph(Face.KAI, chr(code))
        and not fonts.has_glyph(Face.HEI, chr(code))
    )

    assert fonts.set_face(Face.SONG, lacking) is Face.KAI
    assert fonts.path_for(Face.SONG, lacking) == fonts.font_path(Face.KAI)


def test_characters_of_no_face_are_listed_once():
    assert fonts.missing_characters("园\U0001f600区 \U0001f600") == ("\U0001f600",)


def test_preparing_fonts_twice_keeps_the_file(tmp_path):
    first = fonts.prepare_fonts(tmp_path)
    made = first[0].stat().st_mtime_ns

    assert fonts.prepare_fonts(tmp_path) == first == (tmp_path / fonts.KAI_FILE,)
    assert first[0].stat().st_mtime_ns == made
    assert first[0].read_bytes()[:4] == b"\x00\x01\x00\x00"


def test_font_folder_can_be_named(monkeypatch, tmp_path):
    monkeypatch.setenv(fonts.FONTS_VARIABLE, str(tmp_path))

    assert fonts.font_folder() == tmp_path
