"""Type sizes by their Chinese names (号): 小五 is 9 points, 三号 is 16.

The table is the one layout programs in China use; 号 between the named ones do not
exist, so a size in points may have no name.
"""

from __future__ import annotations

SIZES = {
    "初号": 42.0,
    "小初": 36.0,
    "一号": 26.0,
    "小一": 24.0,
    "二号": 22.0,
    "小二": 18.0,
    "三号": 16.0,
    "小三": 15.0,
    "四号": 14.0,
    "小四": 12.0,
    "五号": 10.5,
    "小五": 9.0,
    "六号": 7.5,
    "小六": 6.5,
}
NAMES = {points: name for name, points in SIZES.items()}
LEAST, MOST = 5.0, 120.0  # points that a style of a newspaper may have


def size_named(name: str) -> float | None:
    """Return the points of a size; ``五`` and ``五号`` are one, so are ``小五号``."""
    plain = name.strip().removesuffix("号")
    for known, points in SIZES.items():
        if known.removesuffix("号") == plain:
            return points
    return None


def name_of(points: float) -> str:
    """Return the name of a size, or nothing where it has none."""
    return NAMES.get(round(points, 2), "")


def nearest_name(points: float) -> str:
    """Return the name of the size nearest to these points; of two, the larger."""
    return min(SIZES, key=lambda name: (abs(SIZES[name] - points), -SIZES[name]))


def read_size(text: str) -> float | None:
    """Return the points that were typed, by name (``小五``) or number (``9.5 pt``)."""
    named = size_named(text)
    if named is not None:
        return named
    plain = text.strip().lower().removesuffix("pt").removesuffix("磅").strip()
    try:
        points = round(float(plain), 2)
    except ValueError:
        return None
    return points if LEAST <= points <= MOST else None


def write_size(points: float) -> str:
    """Return a size as a desk says it: by name where it has one, else in points."""
    return name_of(points) or f"{points:g}"
