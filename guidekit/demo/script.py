"""The demo's steps: submit, read twice, place, make up, sign, export."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from guidekit.copyfile import CopyItem, CopyPage
from guidekit.demo.correspondent import submit_item
from guidekit.demo.staff import StaffMember
from guidekit.demo.system import System

Say = Callable[[str], None]


@dataclass(slots=True)
class Watch:
    """Seconds by step."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        begin = time.monotonic()
        yield
        self.seconds[name] = round(time.monotonic() - begin, 2)


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of the demo: two readers, a third who signs, who sets up."""

    editor: StaffMember
    chief: StaffMember
    duty: StaffMember
    admin: StaffMember


def gather_cast(system: System) -> Cast:
    """Give each of the first accounts an API key of its own."""
    cast = ("editor", "chief", "duty", "admin")
    rows = system.command("create_api_token", "demo", *cast)
    return Cast(
        **{row["username"]: StaffMember(system.url, row["key"]) for row in rows}
    )


def play(
    system: System, page: CopyPage, items: tuple[CopyItem, ...], *, out: Path, say: Say
) -> dict[str, Any]:
    """Play the whole job; return the result line of ``manage.py demo``."""
    watch, cast = Watch(), gather_cast(system)
    with watch.step("submit"):
        refs = _submit(system, items, say)
    with watch.step("read"):
        _read(cast, refs, say)
    with watch.step("make_up"):
        issue = _make_issue(cast, page, refs, say)
    with watch.step("sign"):
        _sign(cast, issue, say)
    with watch.step("export"):
        package = _export(cast, issue, out, say)
    return {
        "submissions": refs,
        "issue": issue["label"],
        "pages": _pages(cast, issue),
        "package": str(package),
        "seconds": watch.seconds,
    }


def _submit(system: System, items: tuple[CopyItem, ...], say: Say) -> list[str]:
    refs = []
    for number, item in enumerate(items, start=1):
        receipt = submit_item(system.url, item, number=number)
        refs.append(receipt.ref)
        say(f"{receipt.ref}  {item.headline or item.kind}")
    return refs


def _photos_checked(piece: dict[str, Any]) -> bool:
    return all(photo["state"] != "received" for photo in piece["photos"])


def _read(cast: Cast, refs: list[str], say: Say) -> None:
    for ref in refs:
        piece = cast.editor.wait(f"submissions/{ref}/", _photos_checked)
        act, read = (
            f"submissions/{ref}/actions/",
            {"expected_version": piece["version"]},
        )
        cast.editor.post(act, action="claim")
        cast.editor.post(act, action="sign_first_read", note="可用", **read)
        cast.chief.post(act, action="sign_second_read", note="同意", **read)
    say(f"{len(refs)} pieces read by two people")


def _make_issue(
    cast: Cast, page: CopyPage, refs: list[str], say: Say
) -> dict[str, Any]:
    supplement = cast.admin.get("supplements/")["results"][0]
    cast.admin.patch(
        f"supplements/{supplement['id']}/",
        name=page.supplement or supplement["name"],
        paper=page.paper or supplement["paper"],
        contact="\n".join(page.contact) or supplement["contact"],
    )
    issue = cast.chief.post(
        "issues/",
        supplement=supplement["id"],
        cover_date=time.strftime("%Y-%m-%d"),
        pages=1,
        grid="broadsheet",
    )
    number = issue["pages"][0]["id"]
    for ref in refs:
        cast.editor.post(f"pages/{number}/placements/", submission=ref)
    made = cast.editor.post(f"pages/{number}/make-up/", draft=1)
    say(f"page 1: fill {made['fill']:.1%}, overset {made['overset_lines']}")
    return issue


def _sign(cast: Cast, issue: dict[str, Any], say: Say) -> None:
    for page in _pages_of(cast, issue):
        cast.duty.post(
            f"pages/{page['id']}/sign/",
            expected_revision=page["makeup_revision"],
            opinion="同意付印",
        )
    say("pages signed by a third person")


def _export(cast: Cast, issue: dict[str, Any], out: Path, say: Say) -> Path:
    asked = cast.duty.post(f"issues/{issue['id']}/exports/")
    done = cast.duty.wait(
        f"exports/{asked['id']}/", lambda answer: answer["state"] != "building"
    )
    if done["state"] != "ready":
        raise RuntimeError(f"The package was not built: {done}")
    target = cast.duty.download(
        f"exports/{asked['id']}/download/", out / f"{issue['slug']}.zip"
    )
    with zipfile.ZipFile(target) as package:
        package.extractall(out)
    say(f"package: {target}")
    return target


def _pages_of(cast: Cast, issue: dict[str, Any]) -> list[dict[str, Any]]:
    return cast.duty.get(f"issues/{issue['id']}/")["pages"]


def _pages(cast: Cast, issue: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "number": page["number"],
            "fill": page["fill"],
            "overset_lines": page["overset_lines"],
            "stories": len(page["placements"]),
        }
        for page in _pages_of(cast, issue)
    ]
