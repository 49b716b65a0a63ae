import hashlib
import json
import zipfile
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from issues.services.finding_issues import find_issue
from tests.issues.builders import filled_page, made_page, make_issue

pytestmark = pytest.mark.django_db


def told(*arguments, **options):
    out = StringIO()
    call_command(*arguments, stdout=out, **options)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_make_up_tells_a_line_a_page(cast):
    page = filled_page(cast)

    (line,) = told("make_up", page.issue.slug, "--json", drafts=1)

    page.refresh_from_db()
    assert line.pop("ms") > 0
    assert line == {
        "page": 1,
        "draft": 1,
        "fill": page.fill,
        "overset_lines": page.overset_lines,
        "stories": [
            {
                "submission": fit["ref"],
                "lines_needed": fit["lines_needed"],
                "lines_given": fit["lines_given"],
            }
            for fit in page.fits
        ],
    }


def test_make_up_refuses_in_words(cast):
    issue = make_issue()

    with pytest.raises(CommandError, match="Nothing stands on page 1"):
        call_command("make_up", issue.slug)
    with pytest.raises(CommandError, match="has no page 7"):
        call_command("make_up", issue.slug, page=7)
    with pytest.raises(CommandError, match="no single issue called 1999-01"):
        call_command("make_up", "1999-01")


def test_export_issue_writes_the_package_into_a_folder(cast, tmp_path):
    page = made_page(cast)

    (line,) = told("export_issue", page.issue.slug, "--json", out=tmp_path / "out")
    (again,) = told("export_issue", page.issue.label, "--json", out=tmp_path / "out")

    path = Path(line["path"])
    assert path == tmp_path / "out" / f"{page.issue.slug}.zip"
    assert hashlib.sha256(path.read_bytes()).hexdigest() == line["sha256"]
    assert (line["pages"], line["files"]) == (
        1,
        len(zipfile.ZipFile(path).namelist()) - 1,
    )
    assert again["sha256"] == line["sha256"]


def test_export_issue_refuses_in_words(cast, tmp_path):
    page = filled_page(cast)

    with pytest.raises(CommandError, match="must be made up first"):
        call_command("export_issue", page.issue.slug, out=tmp_path)
    with pytest.raises(CommandError, match="Not known: doc"):
        call_command("export_issue", page.issue.slug, out=tmp_path, formats="txt,doc")


def test_an_issue_is_found_by_what_people_call_it(db):
    issue = make_issue()

    assert [find_issue(name) for name in (issue.slug, issue.label, str(issue.pk))] == [
        issue,
        issue,
        issue,
    ]
