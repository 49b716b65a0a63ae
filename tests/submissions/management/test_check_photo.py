"""The command that says what a photograph is."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from PIL import Image

from tests.submissions.builders import make_photo_file


def run(*paths, **options):
    """Return the reports, one a line, and the exit code."""
    out = StringIO()
    try:
        call_command("check_photo", *map(str, paths), json=True, stdout=out, **options)
    except SystemExit as end:
        return [json.loads(line) for line in out.getvalue().splitlines()], end.code
    return [json.loads(line) for line in out.getvalue().splitlines()], 0


def test_a_photograph_is_described_with_sizes_upright(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    path = make_photo_file(size=(1200, 600), exif=exif)

    reports, code = run(path, renditions=tmp_path)

    assert code == 0
    assert [one["code"] for one in reports[0].pop("judgements")] == ["washed_out"]
    assert reports == [
        {
            "file": str(path),
            "outcome": "ok",
            "reason": "",
            "format": "JPEG",
            "mode": "RGB",
            "width": 600,
            "height": 1200,
            "frames": 1,
            "gps_in_original": False,
            "cm_at_300": [5.1, 10.2],
            "cm_at_200": [7.6, 15.2],
        }
    ]
    kinds = sorted(file.stem.rpartition("-")[2] for file in tmp_path.iterdir())
    assert kinds == ["reading", "screen", "thumbnail"]


def test_copies_of_two_photographs_of_one_name_stand_side_by_side(tmp_path):
    paths = [make_photo_file(), make_photo_file()]
    assert paths[0].name == paths[1].name

    run(*paths, renditions=tmp_path)

    assert len(list(tmp_path.iterdir())) == 6


@pytest.mark.parametrize("content", [b"", b"not a picture", b"<svg/>"])
def test_what_is_no_photograph_is_rejected_and_the_exit_says_so(tmp_path, content):
    path = tmp_path / "a.jpg"
    path.write_bytes(content)

    reports, code = run(path, make_photo_file())

    assert [report["outcome"] for report in reports] == ["rejected", "ok"]
    assert reports[0]["reason"]
    assert code == 1


def test_a_missing_file_is_rejected_and_the_next_one_read(tmp_path):
    reports, code = run(tmp_path / "no.jpg", make_photo_file())

    assert [report["outcome"] for report in reports] == ["rejected", "ok"]
    assert code == 1
