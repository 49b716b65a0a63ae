"""The long checks: many generated pages, and their packages in other programs.

``make acceptance`` runs them and writes what was found to ``docs/acceptance.md``.
"""

from __future__ import annotations

import io
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from bench.issues import issue_of
from bench.made_pages import make_page, page_copy
from press.exporters.bundle import write_package
from press.exporters.idml.lint import lint_idml
from press.makeup.drafts import make_drafts
from press.makeup.grid import BROADSHEET, TABLOID, PageGrid
from press.makeup.model import Furniture, PageLayout
from tests.needs import needs_office, needs_scribus
from tests.oracles.press_package import Idml, Pdf, bare, scribus_report
from tests.press.makeup.pages import page_furniture, random_page

pytestmark = pytest.mark.acceptance

REPORT = Path(__file__).parents[2] / "docs/acceptance.md"
PACKAGES = 12
LEAST_FILL = 0.95


@dataclass(frozen=True)
class Case:
    """A page to make up: its grid, and how much copy and how many pictures it has."""

    grid: PageGrid
    seed: int
    share: float
    stories: int
    pictures: int

    @property
    def furniture(self) -> Furniture:
        return page_furniture() if self.seed % 3 == 0 else Furniture()

    def make(self) -> PageLayout:
        words = {"stories": self.stories, "pictures": self.pictures}
        page = random_page(self.grid, self.seed, share=self.share, **words)
        (layout,) = make_drafts(
            self.grid, page, self.furniture, number=1, drafts=1, seed=self.seed
        )
        return layout


def cases() -> list[Case]:
    """Return a hundred pages: copy for 42 to 58 per cent, pictures for the rest."""
    found = []
    for seed in range(100):
        grid = TABLOID if seed % 5 == 4 else BROADSHEET
        stories = 4 + seed % (4 if grid is TABLOID else 8)
        share = 0.42 + (seed % 5) * 0.04
        if grid is TABLOID and seed % 3 == 0:
            share -= 0.14  # a nameplate is a seventh of a small page
        pictures = 1 + seed % (2 if grid is TABLOID else 4)
        found.append(Case(grid, seed, share, stories, pictures))
    return found


@pytest.fixture(scope="module")
def layouts() -> list[PageLayout]:
    return [case.make() for case in cases()]


@pytest.fixture(scope="module")
def packages(tmp_path_factory) -> list[Path]:
    """Return folders of one-page packages, unpacked."""
    folders = []
    for seed in range(1, PACKAGES + 1):
        made = make_page(page_copy(seed), drafts=1)
        out = io.BytesIO()
        write_package(issue_of([made]), out)
        folder = tmp_path_factory.mktemp(f"package{seed}")
        with zipfile.ZipFile(out) as archive:
            archive.extractall(folder)
            root = archive.namelist()[0].split("/")[0]
        folders.append(folder / root)
    return folders


def test_pages_break_no_hard_rule_and_are_full(layouts):
    broken = [f.detail for page in layouts for f in page.findings if f.hard]
    overset = [page.overset_lines for page in layouts if page.overset_lines]
    full = [page for page in layouts if page.fill >= LEAST_FILL]
    write_report("pages", page_lines(layouts))

    assert broken == []
    assert overset == []
    assert len(full) >= 0.9 * len(layouts)


@needs_scribus
def test_scribus_reads_every_package(packages, tmp_path):
    for folder in packages:
        idml = Idml(folder / "pages/01/01.idml")
        report = scribus_report(idml.path, tmp_path)
        frames = [item for item in report["items"].values() if "text" in item]
        text = bare("".join(i["text"] for i in frames if i["previous"] is None))

        assert lint_idml(idml.path.read_bytes()) == []
        assert [s for s in idml.stories().values() if s not in text] == []
        for box, other in zip(idml.pictures(), pictures(report), strict=True):
            assert box == pytest.approx(other, abs=0.1)
    write_report("Scribus", [f"{len(packages)} packages opened, every story whole."])


def pictures(report: dict) -> list[tuple[float, ...]]:
    items = report["items"].values()
    return sorted((*i["at"], *i["size"]) for i in items if i["kind"] == 2)


def test_pdf_and_idml_say_the_same_in_the_same_places(packages):
    for folder in packages:
        idml = Idml(folder / "pages/01/01.idml")
        characters = Pdf(folder / "pages/01/01.pdf").characters()
        seen = dict.fromkeys(idml.stories(), "")
        for frame in idml.frames():
            inside = [c.text for c in characters if frame.holds(c.x, c.y)]
            seen[frame.story] += "".join(inside)

        assert {name: bare(text) for name, text in seen.items()} == idml.stories()


@needs_office
def test_libreoffice_reads_every_story(packages, tmp_path):
    files = [f for folder in packages for f in folder.glob("pages/01/stories/*.docx")]
    read = 0
    for number, folder in enumerate(packages):
        target = tmp_path / str(number)
        documents = sorted(folder.glob("pages/01/stories/*.docx"))
        command = ["soffice", "--headless", "--convert-to", "txt:Text (encoded):UTF8"]
        command += [f"-env:UserInstallation=file://{tmp_path}/profile"]
        command += ["--outdir", str(target), *map(str, documents)]
        subprocess.run(command, check=True, capture_output=True, timeout=240)
        for document in documents:
            theirs = bare((target / f"{document.stem}.txt").read_text("utf-8-sig"))
            ours = bare(document.with_suffix(".txt").read_text("utf-8-sig"))
            assert set(theirs) <= set(ours) | set("〔〕")
            assert len(theirs) > 0.8 * len(ours) - 60
            read += 1
    write_report("LibreOffice", [f"{read} Word files read."])

    assert read == len(files)


def page_lines(layouts: list[PageLayout]) -> list[str]:
    fills = sorted(page.fill for page in layouts)
    soft = [f.rule for page in layouts for f in page.findings]
    counts = {rule: soft.count(rule) for rule in sorted(set(soft))}
    return [
        f"{len(layouts)} pages made up, one draft each.",
        f"Fill: median {fills[len(fills) // 2]:.1%}, least {fills[0]:.1%}.",
        f"Full to {LEAST_FILL:.0%}: {sum(f >= LEAST_FILL for f in fills)}.",
        f"Overset lines: {sum(page.overset_lines for page in layouts)}.",
        "Findings: "
        + (", ".join(f"{rule} {n}" for rule, n in counts.items()) or "none")
        + ".",
    ]


def write_report(section: str, lines: list[str]) -> None:
    """Replace one section of the report."""
    text = REPORT.read_text() if REPORT.exists() else HEAD
    parts = text.split("\n## ")
    kept = [part for part in parts[1:] if not part.startswith(f"{section}\n")]
    body = f"{section}\n\n" + "\n".join(f"- {line}" for line in lines) + "\n"
    REPORT.write_text("\n## ".join([parts[0], *sorted([*kept, body])]))


HEAD = """# Acceptance

What `make acceptance` found when it was last run; written by the checks themselves.
"""
