"""The forms a development zone's name takes in print.

``石家庄高新技术产业开发区`` is printed as 石家庄高新区 and 石家庄市高新区 as well.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

# The ending of an official name, its short forms, and the word for the kind of zone.
ENDINGS = (
    ("高新技术产业开发区", ("高新技术开发区", "高新区"), "高新区"),
    ("经济技术开发区", ("经开区", "开发区"), "经开区"),
    ("经济开发区", ("经开区", "开发区"), "经开区"),
    ("综合保税区", ("综保区",), "综保区"),
)
KINDS = ("高新区", "经开区", "综保区", "开发区")
NATIONAL = "国家"
OF_A_CITY = ("", "市")
OF_A_COUNTY = ("", "县", "区", "市")


def kind_of(name: str) -> str:
    """Return what a zone is called for short in its own city; nothing if unknown."""
    kinds = [kind for ending, _short, kind in ENDINGS if name.endswith(ending)]
    return kinds[0] if kinds else ""


def forms_of(name: str, cities: Collection[str]) -> Iterator[str]:
    """Yield a zone's name and its other forms; ``cities``: names without 市."""
    yield name
    for ending, shorts, _kind in ENDINGS:
        if not name.endswith(ending):
            continue
        base = name.removesuffix(ending)
        bases = {base, base.removesuffix(NATIONAL)}
        for each in bases:
            if each:
                yield from _joined(each, (ending, *shorts), cities)
        return


def _joined(
    base: str, endings: tuple[str, ...], cities: Collection[str]
) -> Iterator[str]:
    is_whole = base[-1] in "市县区国家"
    between = ("",) if is_whole else OF_A_CITY if base in cities else OF_A_COUNTY
    for middle in between:
        for ending in endings:
            yield f"{base}{middle}{ending}"
