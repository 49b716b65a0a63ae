import io
import struct

import numpy as np
import pytest
from PIL import Image, ImageCms

from press.imaging.opening import DamagedPictureError
from press.imaging.profile import default_profile
from press.imaging.renditions import RenditionKind, make_rendition, make_renditions
from tests.press.imaging import heics
from tests.press.imaging.drawn import draw, encode, exif

RED, TOLERANCE = (200, 30, 30), 24


def opened(jpeg: bytes) -> Image.Image:
    return Image.open(io.BytesIO(jpeg))


def corner(jpeg: bytes) -> tuple[int, ...]:
    """Return the colour in the middle of the top left quarter."""
    image = opened(jpeg).convert("RGB")
    return image.getpixel((image.width // 4, image.height // 4))


def test_renditions_have_their_long_side_and_tell_nothing():
    data = encode(draw(3200, 2400), exif=exif(position=True), quality=90)

    made = make_renditions(data)

    assert [(one.kind.value, one.width, one.height) for one in made] == [
        ("thumbnail", 320, 240),
        ("screen", 800, 600),
        ("reading", 1600, 1200),
    ]
    for one in made:
        assert not {"exif", "icc_profile", "xmp"} & opened(one.jpeg).info.keys()


def test_a_small_picture_is_not_enlarged():
    rendition = make_rendition(encode(draw(200, 100)), RenditionKind.READING)

    assert (rendition.width, rendition.height) == (200, 100)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
@pytest.mark.parametrize("held", range(1, 9))
def test_f29_renditions_stand_upright(held, kind):
    upright = draw(400, 300)
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # Pillow's inverse turns
    stored = upright.transpose(Image.Transpose(undo[held])) if held > 1 else upright

    made = make_rendition(
        encode(stored, kind, exif=exif(orientation=held)), RenditionKind.READING
    )

    assert (made.width, made.height) == (400, 300)
    assert np.allclose(corner(made.jpeg), RED, atol=TOLERANCE)


def as_16_bit_grey() -> bytes:
    grey = np.asarray(draw(mode="L")).astype(np.uint16) * 257
    return encode(Image.fromarray(grey), "PNG")


def with_alpha() -> bytes:
    image = draw(mode="RGBA")
    return encode(image, "PNG")


def in_press_inks() -> bytes:
    """Return a CMYK JPEG with its profile, as Adobe's programs write them."""
    profile = io.BytesIO(default_profile().icc)
    inks = ImageCms.profileToProfile(
        draw(), ImageCms.createProfile("sRGB"), profile, outputMode="CMYK",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )  # fmt: skip
    return encode(inks, quality=95, icc_profile=default_profile().icc)


@pytest.mark.parametrize(
    ("data", "expected", "tolerance"),
    [
        (encode(draw(mode="CMYK"), quality=95), RED, TOLERANCE),
        (encode(draw(mode="CMYK"), "TIFF"), RED, TOLERANCE),
        (in_press_inks(), (195, 72, 65), TOLERANCE),  # as red as newsprint prints
        (encode(draw(mode="P"), "PNG"), RED, 40),
        (with_alpha(), RED, TOLERANCE),
        (as_16_bit_grey(), (81, 81, 81), TOLERANCE),
        (encode(draw(mode="L"), "TIFF"), (81, 81, 81), TOLERANCE),
    ],
    ids=[
        "adobe-inverted",
        "cmyk-tiff",
        "profile",
        "palette",
        "alpha",
        "16-bit",
        "grey",
    ],
)
def test_f28_colours_survive_every_mode(data, expected, tolerance):
    made = make_rendition(data, RenditionKind.READING)

    assert np.allclose(corner(made.jpeg), expected, atol=tolerance)


def test_f28_lab_tiff_shows_its_colours():
    lab = ImageCms.profileToProfile(
        draw(), ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"),
        outputMode="LAB",
    )  # fmt: skip

    made = make_rendition(encode(lab, "TIFF"), RenditionKind.READING)

    assert np.allclose(corner(made.jpeg), RED, atol=TOLERANCE)


def test_f28_transparent_part_becomes_paper():
    image = Image.new("RGBA", (100, 100), (0, 0, 0, 0))

    made = make_rendition(encode(image, "PNG"), RenditionKind.THUMBNAIL)

    assert corner(made.jpeg) == (255, 255, 255)


def test_f27_a_damaged_picture_is_shown_only_when_asked_for():
    data = encode(draw(900, 700))
    cut = data[: len(data) * 2 // 3]

    with pytest.raises(DamagedPictureError):
        make_rendition(cut, RenditionKind.READING)
    made = make_rendition(cut, RenditionKind.READING, allow_damaged=True)

    assert (made.width, made.height) == (900, 700)
    assert np.allclose(corner(made.jpeg), RED, atol=TOLERANCE)


def test_same_original_gives_same_bytes():
    data = encode(draw())

    assert make_renditions(data) == make_renditions(data)


@pytest.mark.parametrize("cut", [60, 200, 2000])
def test_a_broken_profile_is_passed_over(cut):
    profile = default_profile().icc[:cut] + bytes(400)
    data = encode(draw(mode="CMYK"), quality=95, icc_profile=profile)

    made = make_rendition(data, RenditionKind.READING)

    assert np.allclose(corner(made.jpeg), RED, atol=TOLERANCE)


def test_a_profile_of_another_kind_of_samples_is_passed_over():
    data = encode(draw(), quality=95, icc_profile=default_profile().icc)

    made = make_rendition(data, RenditionKind.READING)

    assert np.allclose(corner(made.jpeg), RED, atol=TOLERANCE)


def lab(samples) -> np.ndarray:
    """Return sRGB colours as CIE L*a*b* under D65."""
    linear = np.asarray(samples, float) / 255
    linear = np.where(
        linear <= 0.04045, linear / 12.92, ((linear + 0.055) / 1.055) ** 2.4
    )
    to_xyz = np.array(
        [
            [0.4124, 0.3576, 0.1805],
            [0.2126, 0.7152, 0.0722],
            [0.0193, 0.1192, 0.9505],
        ]
    )
    t = linear @ to_xyz.T / np.array([0.9505, 1.0, 1.089])
    f = np.where(t > 0.008856, np.cbrt(t), 7.787 * t + 16 / 116)
    x, y, z = f[..., 0], f[..., 1], f[..., 2]
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def with_a_profile() -> bytes:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    return encode(draw(800, 600), "PNG", icc_profile=profile.tobytes())


def as_lab() -> bytes:
    image = ImageCms.profileToProfile(
        draw(800, 600),
        ImageCms.createProfile("sRGB"),
        ImageCms.createProfile("LAB"),
        outputMode="LAB",
    )
    return encode(image, "TIFF")


def with_16_bits() -> bytes:
    """Return a TIFF of three 16-bit samples, written by hand: Pillow writes none."""
    image = draw(80, 60)
    body = (np.asarray(image).astype("<u2") * 257).tobytes()
    tags = (
        *((256, 3, 1, 80), (257, 3, 1, 60), (258, 3, 3, 122), (259, 3, 1, 1)),
        *((262, 3, 1, 2), (273, 4, 1, 128), (277, 3, 1, 3), (278, 3, 1, 60)),
        (279, 4, 1, len(body)),
    )
    entries = b"".join(struct.pack("<HHII", *tag) for tag in tags)
    head = b"II*\0" + struct.pack("<IH", 8, len(tags)) + entries + bytes(4)
    bits = struct.pack("<HHH", 16, 16, 16)
    return head + bits + bytes(128 - len(head) - len(bits)) + body


@pytest.mark.parametrize(
    "data",
    [
        encode(draw(800, 600), quality=95),
        encode(draw(800, 600, "RGBA"), "PNG"),
        encode(draw(800, 600), "WEBP", quality=95),
        encode(draw(800, 600, "CMYK"), quality=95),
        encode(draw(800, 600, "CMYK"), "TIFF"),
        with_a_profile(),
        as_lab(),
        with_16_bits(),
        heics.PLAIN,
        heics.DEEP,
    ],
    ids=["jpeg", "alpha", "webp", "inverted", "cmyk", "icc", "lab", "16", "heic", "10"],
)
def test_f28_previews_are_within_delta_e_10_of_what_was_drawn(data):
    for made in make_renditions(data):
        shown = np.asarray(opened(made.jpeg).convert("RGB"))
        meant = np.asarray(draw(made.width, made.height))
        distance = np.linalg.norm(lab(shown) - lab(meant), axis=-1)
        assert np.median(distance) < 5
        assert (distance < 10).mean() > 0.95  # the rest lies along the edge of red
