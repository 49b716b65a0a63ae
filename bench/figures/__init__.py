"""The figures, in the order in which they are told."""

from importlib import import_module

MODULES = (
    "starting",
    "form",
    "mails",
    "renditions",
    "lists",
    "alike",
    "search",
    "pages",
    "composing",
    "editing",
    "page_editor",
    "packages",
)

for _name in MODULES:
    import_module(f"bench.figures.{_name}")
