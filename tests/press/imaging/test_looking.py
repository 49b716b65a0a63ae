"""One look: facts, copies, likeness and judgements from one decoding."""

import io

import numpy as np
import pytest
from PIL import Image

from press.imaging.facts import PhotoCode, PhotoRefusal, inspect_photo
from press.imaging.likeness import likeness_of
from press.imaging.looking import PhotoLook, look_at_photo
from press.imaging.renditions import make_renditions
from press.imaging.scenes import draw_scene
from tests.press.imaging import heics
from tests.press.imaging.drawn import draw, encode, exif

RED, BLUE_GREEN = (200, 30, 30), (40, 192, 192)


def look(data: bytes, **options) -> PhotoLook:
    found = look_at_photo(data, **options)
    assert isinstance(found, PhotoLook)
    return found


def colours(jpeg: bytes) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the colours in the middle of the first and the last quarter."""
    image = Image.open(io.BytesIO(jpeg)).convert("RGB")
    wide, high = image.size
    first = image.getpixel((wide // 4, high // 4))
    return first, image.getpixel((wide * 3 // 4, high * 3 // 4))


def test_a_look_is_what_facts_copies_and_likeness_say_one_by_one(tmp_path):
    path = tmp_path / "photo.jpg"
    path.write_bytes(encode(draw(3200, 2400), exif=exif(orientation=6, position=True)))

    found = look_at_photo(path)

    assert isinstance(found, PhotoLook)
    assert found.facts == inspect_photo(path)
    assert found.renditions == make_renditions(path)
    assert found.likeness is not None
    alone = likeness_of(path)
    assert alone is not None and alone.shows_same_as(found.likeness)
    assert found.likeness.pixels == 3200 * 2400


def test_no_copies_are_made_where_none_are_wanted():
    assert look(encode(draw()), kinds=()).renditions == ()


@pytest.mark.parametrize(
    ("data", "has_position"),
    [
        (heics.PLAIN, False),
        (heics.DEEP, False),
        (heics.IN_BOX, True),
        (heics.IN_EXIF, True),
    ],
    ids=["plain", "ten-bit", "turned-by-container", "turned-by-exif"],
)
def test_f29_a_heic_stands_upright_in_its_colours(data, has_position):
    found = look(data)

    facts = found.facts
    assert (facts.format, facts.width, facts.height) == ("HEIC", 160, 120)
    assert facts.gps_in_original == has_position
    for one in found.renditions:
        first, last = colours(one.jpeg)
        assert np.allclose(first, RED, atol=8) and np.allclose(last, BLUE_GREEN, atol=8)
        assert "exif" not in Image.open(io.BytesIO(one.jpeg)).info


@pytest.mark.parametrize("share", [0.4, 0.7, 0.97])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP", "GIF", "BMP", "HEIC"])
def test_f27_a_cut_picture_is_kept_and_held(kind, share):
    data = heics.PLAIN if kind == "HEIC" else encode(draw(300, 200), kind)

    found = look_at_photo(data[: int(len(data) * share)])

    if isinstance(found, PhotoRefusal):
        assert (found.code, found.outcome) == (PhotoCode.DAMAGED, "quarantined")
    else:
        assert (found.facts.damaged, found.judgements) == (True, ())
        assert found.facts.notes == (PhotoCode.TRUNCATED,)


def test_f27_an_animation_without_its_end_is_held():
    frames = [draw(90, 60), draw(90, 60).rotate(180), draw(90, 60).rotate(90)]
    data = encode(frames[0], "GIF", save_all=True, append_images=frames[1:])

    assert look(data[:-200]).facts.damaged
    assert not look(data).facts.damaged


def test_f27_of_a_cut_picture_what_there_is_is_shown():
    data = encode(draw(900, 700))

    first, _ = colours(look(data[: len(data) * 2 // 3]).renditions[0].jpeg)

    assert np.allclose(first, RED, atol=24)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_f29_of_moving_pictures_the_first_is_taken(kind):
    frames = [draw(90, 60), draw(90, 60).rotate(180)]
    data = encode(
        frames[0], kind, save_all=True, append_images=frames[1:], lossless=True
    )

    found = look(data)

    assert (found.facts.frames, found.facts.notes) == (2, (PhotoCode.SEVERAL_FRAMES,))
    assert np.allclose(colours(found.renditions[0].jpeg)[0], RED, atol=24)


def test_f29_of_several_pictures_in_a_jpeg_the_first_is_taken():
    data = encode(
        draw(900, 600), "MPO", save_all=True, append_images=[draw(90, 60).rotate(180)]
    )

    found = look(data)

    assert (found.facts.format, found.facts.frames) == ("JPEG", 2)
    assert (found.facts.width, found.facts.height) == (900, 600)


def test_f29_of_several_pages_of_a_tiff_the_first_is_taken():
    pages = [draw(90, 60), draw(40, 30)]
    data = encode(pages[0], "TIFF", save_all=True, append_images=pages[1:])

    found = look(data)

    assert (found.facts.frames, found.facts.width) == (2, 90)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_f28_every_mode_is_looked_at_in_strips_too(mode):
    image = draw(3300, 330, "L" if mode == "I;16" else mode)
    if mode == "I;16":
        image = Image.fromarray(np.asarray(image).astype(np.uint16) * 257)

    found = look(encode(image, "TIFF" if mode in ("CMYK", "1") else "PNG"))

    reading = found.renditions[-1]
    first, last = colours(reading.jpeg)
    assert (reading.width, reading.height) == (1600, 160)
    coloured = mode in ("P", "RGB", "RGBA", "CMYK")
    assert not coloured or np.allclose(first, RED, atol=60)
    assert sum(last) > sum(first)


def test_f28_half_transparent_tiff_of_greys_is_shown():
    """Show greys with premultiplied alpha, which Pillow turns only by a way round."""
    data = encode(draw(60, 40, "LA"), "TIFF", tiffinfo={338: 1})

    assert look(data).renditions


def camera_raw(tag: int) -> bytes:
    return encode(draw(40, 30), "TIFF", tiffinfo={tag: bytes((1, 4, 0, 0))})


def test_raw_files_are_refused_kindly():
    refusal = look_at_photo(camera_raw(0xC612))

    assert isinstance(refusal, PhotoRefusal)
    assert (refusal.code, refusal.outcome) == (PhotoCode.UNSUPPORTED, "rejected")


def test_an_avif_that_calls_itself_by_a_common_name_is_refused_kindly():
    head = b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf" + bytes(40)

    refusal = look_at_photo(head)

    assert isinstance(refusal, PhotoRefusal)
    assert refusal.code == PhotoCode.UNSUPPORTED


class TestLikeness:
    """The same photograph is found again; its neighbours are not."""

    shore = Image.open(io.BytesIO(draw_scene("shore", (1200, 800), seed=1)))

    def of(self, data: bytes):
        found = look(data).likeness
        assert found is not None
        return found

    def test_smaller_and_compressed_again(self):
        small = self.shore.resize((640, 427))

        assert self.of(encode(self.shore)).shows_same_as(
            self.of(encode(small, quality=55))
        )

    @pytest.mark.parametrize("held", range(2, 9))
    def test_turned_by_exif(self, held):
        undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
        lying = self.shore.transpose(Image.Transpose(undo[held]))
        data = encode(lying, exif=exif(orientation=held))

        assert self.of(data).shows_same_as(self.of(encode(self.shore)))

    def test_heic_and_what_was_made_of_it(self):
        jpeg = look(heics.IN_BOX).renditions[-1].jpeg

        assert self.of(heics.IN_BOX).shows_same_as(self.of(jpeg))

    @pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF"])
    def test_another_format(self, kind):
        data = encode(self.shore, kind)

        assert self.of(data).shows_same_as(self.of(encode(self.shore)))

    @pytest.mark.parametrize("name", ["shore", "riverside", "yard", "terraces"])
    def test_neighbours_of_a_series_are_others(self, name):
        one, other = (draw_scene(name, (900, 600), seed=seed) for seed in (1, 2))

        assert not self.of(one).shows_same_as(self.of(other))
