"""Fill in a form of a page as a browser without scripts does."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import html as lxml_html


@dataclass(frozen=True, slots=True)
class WebForm:
    """Where a form goes, and what it says before anybody writes in it."""

    action: str
    words: dict[str, str]


def read_form(page: str, mark: str) -> WebForm:
    """Return the form of a page that has an attribute ``mark``."""
    found = lxml_html.fromstring(page).xpath(f"//form[@{mark}]")
    if not isinstance(found, list) or not found:
        raise RuntimeError(f"The page has no form marked {mark}.")
    form = found[0]
    if not isinstance(form, lxml_html.FormElement):
        raise TypeError(f"What is marked {mark} is no form.")
    # A parser drops the line feed that may follow <textarea>; lxml keeps it.
    words = {name: value.removeprefix("\n") for name, value in form.form_values()}
    return WebForm(str(form.get("action")), words)
