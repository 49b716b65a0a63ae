"""Press packages: from nothing, again, and after one headline was changed."""

from __future__ import annotations

import pickle
from functools import cache
from typing import Any

from bench.children import in_child
from bench.issues import PAGES, issue_of, pages_of_issue, with_new_headline
from bench.places import folder_within_home
from bench.registry import Reading, figure
from press.exporters.snapshot import IssueSnapshot

ISSUE = f"{PAGES} broadsheet pages with 24-megapixel photographs, in a fresh process"
PEER = "the first package"


@figure("package_cold_s", unit="s", how=f"The press package of {ISSUE}, all formats")
def package_cold() -> Reading:
    return Reading(_packed("cold")["seconds"])


@figure(
    "package_unchanged_s",
    unit="s",
    how=f"The same package once more: {ISSUE}, pictures kept",
    peer=PEER,
)
def package_unchanged() -> Reading:
    return _beside_cold("unchanged")


@figure(
    "package_one_headline_s",
    unit="s",
    how=f"The package after one headline was changed and its page made up again: "
    f"{ISSUE}, pictures kept",
    peer=PEER,
)
def package_one_headline() -> Reading:
    return _beside_cold("one_headline")


@figure("package_peak_mb", unit="MB", how=f"Most memory held while packing {ISSUE}")
def package_peak() -> Reading:
    return Reading(_packed("cold")["peak_mb"])


def _beside_cold(which: str) -> Reading:
    cold, seconds = _packed("cold")["seconds"], _packed(which)["seconds"]
    return Reading(seconds, seconds / cold)


@cache
def _packed(which: str) -> dict[str, Any]:
    """Pack one of three issues; the first fills the store for the others."""
    if which != "cold":
        _packed("cold")
    folder = folder_within_home("packages")
    frozen = folder / f"{which}.pickle"
    frozen.write_bytes(pickle.dumps(_issue(which)))
    return in_child("bench.jobs.package", str(frozen), str(folder / "kept"))


def _issue(which: str) -> IssueSnapshot:
    pages = pages_of_issue()
    if which == "one_headline":
        pages[1] = with_new_headline(pages[1])
    return issue_of(pages)
