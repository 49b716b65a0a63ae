"""axe-core in the page under test: what a screen reader would trip over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from playwright.sync_api import Page

AXE = Path(settings.BASE_DIR) / "node_modules" / "axe-core" / "axe.min.js"
GRAVE = ("serious", "critical")
RUN = """async () => {
  const { violations } = await axe.run(document, { resultTypes: ['violations'] });
  const places = (nodes) => nodes.map((node) => node.target.join(' '));
  return violations.map(({ id, impact, nodes }) => ({ id, impact, at: places(nodes) }));
}"""


def grave_violations(page: Page) -> list[dict[str, Any]]:
    """Return what is serious or critical on a page as it stands now.

    The library comes in past the page's content policy, as a tool of the browser.
    """
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": AXE.read_text()})
    session.detach()
    found: list[dict[str, Any]] = page.evaluate(RUN)
    return [one for one in found if one["impact"] in GRAVE]


def expect_accessible(page: Page, where: str = "") -> None:
    """Fail with the rule and the places when something grave is found."""
    found = grave_violations(page)
    said = "\n".join(f"{one['id']} ({one['impact']}): {one['at']}" for one in found)
    assert not found, f"{where or page.url}\n{said}"
